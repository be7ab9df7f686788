#include "tests/screens/screenshots.h"
#include "ui/common/language.h"
#include "ui/common/theme.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/session/settings.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTemporaryDir>

#include <cstdio>

using namespace atlas;
using namespace Qt::StringLiterals;

namespace
{
struct Wish
{
    QString folder;
    QString run; ///< empty: the sample run
    QStringList screens;
    QString suffix;
    ui::LanguageChoice language = ui::LanguageChoice::English;
};

std::optional<Wish> readWish(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption screens(u"screens"_s, u"Only these, as run-light,publish-dark."_s, u"NAMES"_s);
    const QCommandLineOption suffix(u"suffix"_s, u"Goes behind the files' names."_s, u"TEXT"_s);
    const QCommandLineOption language(u"language"_s, u"Language of the window: en or zh_CN."_s, u"NAME"_s);
    parser.addOptions({screens, suffix, language});
    parser.addPositionalArgument(u"DIR"_s, u"Where the pictures go."_s);
    parser.addPositionalArgument(u"RUN"_s, u"What they show; the sample run without one."_s, u"[RUN]"_s);
    const bool isUsable = parser.parse(arguments) && !parser.positionalArguments().isEmpty() &&
                          (!parser.isSet(language) || ui::languageNamed(parser.value(language)));
    if (!isUsable) {
        std::fprintf(stderr, "%s\n", qPrintable(parser.helpText()));
        return std::nullopt;
    }
    return Wish{parser.positionalArguments().value(0), parser.positionalArguments().value(1),
                parser.value(screens).split(u',', Qt::SkipEmptyParts), parser.value(suffix),
                ui::languageNamed(parser.value(language)).value_or(ui::LanguageChoice::English)};
}
} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"kernel-atlas"_s);
    QApplication::setApplicationDisplayName(u"Kernel Atlas"_s);
    const std::optional<Wish> wish = readWish(QApplication::arguments());
    if (!wish) {
        return 2;
    }
    const QTemporaryDir scratch; // pictures must not depend on, or change, what a person has set
    ui::Settings settings(scratch.filePath(u"settings.ini"_s));
    ui::applyLanguage(wish->language);
    ui::applyLook();
    ui::applyTheme(settings.theme());
    ui::MainWindow window(settings);
    window.show();
    auto *screenshots = new screens::Screenshots(window, wish->run, {}); // owned by the window
    screenshots->takeAll(wish->folder, wish->screens, wish->suffix);
    return QApplication::exec();
}
