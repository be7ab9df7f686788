#include "tests/ui/windowfixture.h"

#include "ui/common/text.h"
#include "ui/common/theme.h"
#include "ui/mainwindow/runpage.h"
#include "ui/publish/publishdialog.h"

#include <QApplication>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>

namespace atlas::test
{

namespace
{
constexpr int kPatienceMs = 30'000;
}

std::filesystem::path writeRun(const ScratchDir &scratch, const std::filesystem::path &relative,
                               const std::vector<std::string> &names)
{
    std::string csv = "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n";
    std::size_t time = names.size() * 1000;
    for (const std::string &name : names) {
        const std::string each = std::to_string(time / 10);
        csv += "0.0," + std::to_string(time) + ",10," + each + "," + each + "," + each + "," + each + ",0.0,\"" + name +
               "\"\n";
        time -= 1000;
    }
    scratch.write(relative / "all-stage" / "nsys" / "summary_cuda_gpu_kern_sum.csv", csv);
    return scratch.path() / relative;
}

std::shared_ptr<ui::LoadedRun> load(const std::filesystem::path &path, const std::filesystem::path &catalog)
{
    ui::RunLoadJob job;
    std::shared_ptr<ui::LoadedRun> result;
    bool done = false;
    QObject::connect(&job, &ui::RunLoadJob::loaded, &job, [&](const auto &run) {
        result = run;
        done = true;
    });
    QObject::connect(&job, &ui::RunLoadJob::failed, &job, [&](const QString &message) {
        qWarning("%s", qPrintable(message));
        done = true;
    });
    job.start({path, catalog, {.userRules = false}});
    (void)QTest::qWaitFor([&] { return done; }, kPatienceMs);
    return result;
}

void answer(const QString &words)
{
    auto *timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, qApp, [timer, words] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        for (QAbstractButton *button : box == nullptr ? QList<QAbstractButton *>() : box->buttons()) {
            if (button->text().remove(u'&').contains(words)) {
                timer->deleteLater();
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        }
    });
    timer->start(10);
}

WindowFixture::WindowFixture() : m_settings(ui::fromPath(m_scratch.path() / "settings.ini"))
{
    ui::applyTheme(ui::ThemeChoice::Light);
    show();
}

void WindowFixture::restart()
{
    end();
    show();
}

void WindowFixture::show()
{
    m_window = std::make_unique<ui::MainWindow>(m_settings);
    m_window->setRules({.userRules = false});
    m_window->show();
    m_window->activateWindow();
    (void)QTest::qWaitForWindowActive(m_window.get());
}

bool WindowFixture::open(const std::filesystem::path &path, const std::filesystem::path &catalog)
{
    QSignalSpy opened(m_window.get(), &ui::MainWindow::runOpened);
    m_window->openRun(ui::fromPath(path), ui::fromPath(catalog));
    return opened.wait(kPatienceMs);
}

bool WindowFixture::publishTo(const std::filesystem::path &path)
{
    m_window->activateWindow();
    (void)QTest::qWaitForWindowActive(m_window.get());
    QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
    ui::PublishDialog *dialog = m_window->publishDialog();
    if (dialog == nullptr) {
        return false;
    }
    QSignalSpy published(dialog, &ui::PublishDialog::published);
    auto *target = dialog->findChild<QLineEdit *>(QStringLiteral("publishTarget"));
    target->selectAll();
    QTest::keyClicks(target, ui::fromPath(path));
    auto *button = dialog->findChild<QPushButton *>(QStringLiteral("publishButton"));
    if (!eventually([&] { return button->isEnabled(); })) {
        return false;
    }
    QTest::mouseClick(button, Qt::LeftButton);
    return (published.size() == 1 || published.wait(kPatienceMs)) &&
           eventually([&] { return m_window->publishDialog() == nullptr; });
}

ui::RunPage &WindowFixture::page()
{
    if (m_window->runPage() == nullptr) {
        qFatal("no run is open");
    }
    return *m_window->runPage();
}

} // namespace atlas::test
