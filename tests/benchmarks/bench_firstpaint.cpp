// When a person first sees the kernels of a run: milliseconds from the start of the process to the end of the first
// paint of the table with rows in it. ATLAS_STARTED_NS is when the process was started, by the monotonic clock; without
// it the time counts from main(). `--bare` shows the same file in nothing but a QMainWindow with a QTableWidget, as a
// peer.
#include "core/run/runloader.h"
#include "ui/common/language.h"
#include "ui/common/theme.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/run/kerneltableview.h"
#include "ui/session/settings.h"

#include <QApplication>
#include <QMainWindow>
#include <QTableWidget>
#include <QTemporaryDir>

#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
std::int64_t nowNs()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

std::int64_t startedNs()
{
    const char *told = std::getenv("ATLAS_STARTED_NS");
    return told != nullptr ? std::strtoll(told, nullptr, 10) : nowNs();
}

/// Leaves, with the time printed, when a table view with rows has been painted.
class PaintClock : public QApplication
{
public:
    PaintClock(int &argc, char **argv, std::int64_t started) : QApplication(argc, argv), m_started(started) {}

    bool notify(QObject *receiver, QEvent *event) override
    {
        const bool paints = event->type() == QEvent::Paint && showsRows(receiver);
        const bool result = QApplication::notify(receiver, event);
        if (paints && !m_done) {
            m_done = true;
            std::printf("%.2f ms\n", static_cast<double>(nowNs() - m_started) / 1e6);
            std::fflush(stdout);
            std::_Exit(0); // taking the window down is not what is measured
        }
        return result;
    }

private:
    static bool showsRows(const QObject *receiver)
    {
        const auto *view = qobject_cast<const QTableView *>(receiver->parent());
        return view != nullptr && view->viewport() == receiver && view->model() != nullptr &&
               view->model()->rowCount() > 0 &&
               (qobject_cast<const KernelTableView *>(view) != nullptr ||
                qobject_cast<const QTableWidget *>(view) != nullptr);
    }

    std::int64_t m_started;
    bool m_done = false;
};

void showBare(QMainWindow &window, const std::filesystem::path &path)
{
    const Result<std::shared_ptr<const Run>> run = loadRun(path);
    if (!run) {
        std::fputs(run.error().message.c_str(), stderr);
        std::_Exit(2);
    }
    const Stage &stage = (*run)->stage({});
    auto *table = new QTableWidget(static_cast<int>(stage.rows.size()), 3);
    for (int row = 0; const KernelRow &kernel : stage.rows) {
        table->setItem(row, 0, new QTableWidgetItem(QString::fromUtf8((*run)->name(kernel.kernel))));
        table->setItem(row, 1, new QTableWidgetItem(QString::number(kernel.timing.totalNs)));
        table->setItem(row, 2, new QTableWidgetItem(QString::number(kernel.timing.instances)));
        ++row;
    }
    window.setCentralWidget(table);
    window.resize(1220, 800);
    window.show();
}
} // namespace

int main(int argc, char **argv)
{
    const std::int64_t started = startedNs();
    PaintClock application(argc, argv, started);
    QApplication::setApplicationName(u"kernel-atlas"_s);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        std::fputs("usage: bench_firstpaint [--bare] RUN\n", stderr);
        return 2;
    }
    if (arguments[1] == u"--bare"_s) {
        QMainWindow window;
        showBare(window, arguments.last().toStdString());
        return QApplication::exec();
    }
    const QTemporaryDir scratch;
    Settings settings(scratch.filePath(u"settings.ini"_s));
    applyLanguage(LanguageChoice::English);
    applyLook();
    applyTheme(ThemeChoice::System);
    MainWindow window(settings);
    window.show();
    window.openRun(arguments.last(), {});
    return QApplication::exec();
}
