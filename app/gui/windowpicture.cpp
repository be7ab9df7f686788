#include "app/gui/windowpicture.h"

#include "ui/kernel/kernelpanel.h"
#include "ui/mainwindow/comparisonflow.h"
#include "ui/mainwindow/runpage.h"
#include "ui/run/kerneltablepanel.h"

#include <QApplication>
#include <QTimer>

#include <chrono>
#include <cstdio>

namespace atlas::gui
{

using namespace std::chrono_literals;

namespace
{
constexpr QSize kPictureSize(1440, 900);
/// How often it is asked whether the background work is done.
constexpr auto kPoll = 10ms;
/// A field that wraps asks for its height after it got its width.
constexpr int kLayoutPasses = 3;
} // namespace

std::optional<KernelId> worthShowing(const Run &run)
{
    for (const KernelRow &row : run.combined().rows) {
        if (run.name(row.kernel).find("cutlass_80_tensorop") != std::string_view::npos) {
            return row.kernel;
        }
    }
    return run.combined().rows.empty() ? std::nullopt : std::optional(run.combined().rows.front().kernel);
}

bool isSettled(const ui::MainWindow &window)
{
    const ui::RunPage *page = window.runPage();
    return page == nullptr || (page->planner().isCurrent() && page->hasCurrentOffers());
}

bool savePicture(QWidget &widget, const QString &file)
{
    for (int i = 0; i < kLayoutPasses; ++i) {
        QApplication::processEvents();
    }
    if (!widget.grab().save(file)) {
        std::fprintf(stderr, "cannot write the picture %s\n", qPrintable(file));
        return false;
    }
    std::printf("%s\n", qPrintable(file));
    return true;
}

WindowPicture::WindowPicture(ui::MainWindow &window, QString file)
    : QObject(&window), m_window(window), m_file(std::move(file))
{
    m_window.resize(kPictureSize);
    const auto fail = [](const QString &message) {
        std::fprintf(stderr, "kernel-atlas: %s\n", qPrintable(message));
        QApplication::exit(2);
    };
    connect(&window, &ui::MainWindow::runFailed, this, fail);
    connect(&window, &ui::MainWindow::choiceAsked, this, fail);
    connect(&window.comparison(), &ui::ComparisonFlow::comparingFailed, this, fail);
}

void WindowPicture::takeRun(const QString &run, const QString &catalog)
{
    const auto showAndTake = [this] {
        if (const auto kernel = worthShowing(m_window.runPage()->session().run())) {
            m_window.runPage()->table().showKernel(*kernel);
            m_window.runPage()->kernel().focusField(Field::Tiled);
        }
        takeWhenSettled();
    };
    connect(&m_window, &ui::MainWindow::runOpened, this, showAndTake, Qt::QueuedConnection);
    run.isEmpty() ? m_window.openSampleRun() : m_window.openRun(run, catalog);
}

void WindowPicture::takeComparison(const QString &run, const QStringList &candidates, const QString &catalog)
{
    connect(&m_window.comparison(), &ui::ComparisonFlow::compared, this, &WindowPicture::takeWhenSettled,
            Qt::QueuedConnection);
    m_window.comparison().compare(run, candidates, catalog);
}

void WindowPicture::takeWhenSettled()
{
    if (!isSettled(m_window)) {
        QTimer::singleShot(kPoll, this, &WindowPicture::takeWhenSettled);
        return;
    }
    QApplication::exit(savePicture(m_window, m_file) ? 0 : 2);
}

} // namespace atlas::gui
