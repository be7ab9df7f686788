#include "app/gui/commandline.h"
#include "app/gui/windowlibraries.h"
#include "app/gui/windowpicture.h"
#include "ui/common/textzoom.h"
#include "ui/common/theme.h"
#include "ui/mainwindow/comparisonflow.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/session/settings.h"

#include <QApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

using namespace atlas;
using namespace Qt::StringLiterals;

namespace
{
bool asksFor(int argc, char **argv, std::string_view option)
{
    return std::any_of(argv + 1, argv + argc,
                       [option](const char *argument) { return std::string_view(argument).starts_with(option); });
}

/// Qt aborts with a long message when there is no display; ours says what to do. Pictures need none.
bool preparePlatform(int argc, char **argv)
{
    const bool hasDisplay = std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr ||
                            std::getenv("QT_QPA_PLATFORM") != nullptr || asksFor(argc, argv, "-platform");
    const bool needsNone = asksFor(argc, argv, "--screenshot") || asksFor(argc, argv, "--help") ||
                           asksFor(argc, argv, "-h") || asksFor(argc, argv, "--version") || asksFor(argc, argv, "-v");
    if (!hasDisplay && needsNone) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    } else if (!hasDisplay) {
        std::fputs(
            "kernel-atlas: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set). On a server, katlas does "
            "the same work in a terminal; --screenshot FILE draws the window without a display.\n",
            stderr);
        return false;
    }
    return true;
}

/// A picture must not depend on, or change, what a person has set.
std::unique_ptr<ui::Settings> settingsFor(bool takesPicture, const QTemporaryDir &scratch)
{
    return takesPicture ? std::make_unique<ui::Settings>(scratch.filePath(u"settings.ini"_s))
                        : std::make_unique<ui::Settings>();
}
} // namespace

int main(int argc, char **argv)
{
    if (!preparePlatform(argc, argv)) {
        return 2;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"kernel-atlas"_s);
    QApplication::setApplicationDisplayName(u"Kernel Atlas"_s);
    QApplication::setApplicationVersion(QString::fromUtf8(versionNumber()));
    QApplication::setDesktopFileName(u"kernel-atlas"_s);
    const Result<gui::CommandLine> command = gui::readCommandLine(QApplication::arguments());
    if (!command) {
        std::fprintf(stderr, "kernel-atlas: %s\n", command.error().message.c_str());
        return 2;
    }
    const bool takesPicture = !command->screenshot.isEmpty();
    const QTemporaryDir scratch;
    const std::unique_ptr<ui::Settings> settings = settingsFor(takesPicture, scratch);
    const ui::LanguageChoice usual = takesPicture ? ui::LanguageChoice::English : settings->language();
    ui::applyLanguage(command->language.value_or(usual));
    ui::applyLook();
    ui::applyTextZoom(takesPicture ? ui::kUsualTextZoom : settings->textZoom());
    ui::applyTheme(command->theme.value_or(settings->theme()));
    ui::MainWindow window(*settings);
    window.setVersionDetails(QString::fromStdString(gui::aboutText()));
    window.setRules({.pack = command->rules.toStdString()});
    if (command->theme) {
        window.setTheme(*command->theme);
    }
    window.show();
    if (takesPicture) {
        auto *picture = new gui::WindowPicture(window, command->screenshot); // owned by the window
        command->compare.isEmpty() ? picture->takeRun(command->run, command->catalog)
                                   : picture->takeComparison(command->run, command->compare, command->catalog);
    } else if (!command->compare.isEmpty()) {
        window.comparison().compare(command->run, command->compare, command->catalog);
    } else if (!command->baseline.isEmpty()) {
        window.comparison().compareRepeated(command->baseline, command->candidate, command->catalog);
    } else if (!command->run.isEmpty()) {
        window.openRun(command->run, command->catalog);
    } else {
        QMetaObject::invokeMethod(&window, &ui::MainWindow::resume, Qt::QueuedConnection);
    }
    return QApplication::exec();
}
