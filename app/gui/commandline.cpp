#include "app/gui/commandline.h"
#include "app/gui/windowlibraries.h"

#include <QCommandLineParser>

#include <cstdio>
#include <cstdlib>

namespace atlas::gui
{

using namespace Qt::StringLiterals;

namespace
{
std::optional<ui::ThemeChoice> themeNamed(const QString &name)
{
    if (name == "light"_L1) {
        return ui::ThemeChoice::Light;
    }
    if (name == "dark"_L1) {
        return ui::ThemeChoice::Dark;
    }
    return name == "system"_L1 ? std::optional(ui::ThemeChoice::System) : std::nullopt;
}
} // namespace

Result<CommandLine> readCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Review the GPU kernels of a profiling run and publish kernels.yaml."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption catalog(u"catalog"_s, u"Review into this kernels.yaml."_s, u"FILE"_s);
    const QCommandLineOption compare(u"compare"_s, u"Compare RUN, the baseline, with this run; may be repeated."_s,
                                     u"RUN"_s);
    const QCommandLineOption baseline(u"baseline"_s,
                                      u"One of three or more runs of the baseline's program; repeat it."_s, u"RUN"_s);
    const QCommandLineOption candidate(u"candidate"_s,
                                       u"One of three or more runs of the candidate's program; repeat it."_s, u"RUN"_s);
    const QCommandLineOption rules(u"rules"_s, u"Read names by exactly this pack: seed, standard or a file."_s,
                                   u"NAME|FILE"_s);
    const QCommandLineOption theme(u"theme"_s, u"Colours: light, dark or system."_s, u"THEME"_s);
    const QCommandLineOption language(u"language"_s, u"Language of the window: system, en or zh_CN."_s, u"NAME"_s);
    const QCommandLineOption screenshot(
        u"screenshot"_s,
        u"Write a picture of the window with RUN (the sample run without one), or its comparison, then leave."_s,
        u"FILE"_s);
    parser.addOptions({compare, baseline, candidate, catalog, rules, theme, language, screenshot});
    parser.addPositionalArgument(u"RUN"_s, u"A run folder, an nsys folder, a repository or one table file."_s,
                                 u"[RUN]"_s);
    if (!parser.parse(arguments)) {
        return failure(parser.errorText().toStdString() + " (try --help)");
    }
    if (parser.isSet(help)) {
        parser.showHelp();
    }
    if (parser.isSet(version)) {
        std::fputs(versionText("kernel-atlas", windowLibraries()).c_str(), stdout);
        std::exit(0); // as showHelp() does
    }
    if (parser.positionalArguments().size() > 1) {
        return failure("one RUN at a time, please (try --help)");
    }
    if (parser.isSet(compare) && parser.positionalArguments().isEmpty()) {
        return failure("--compare needs the baseline too: kernel-atlas BASELINE --compare CANDIDATE");
    }
    if (parser.isSet(baseline) != parser.isSet(candidate)) {
        return failure("--baseline and --candidate go together");
    }
    if (parser.isSet(theme) && !themeNamed(parser.value(theme))) {
        return failure("--theme takes light, dark or system, not \"" + parser.value(theme).toStdString() + "\"");
    }
    if (parser.isSet(language) && !ui::languageNamed(parser.value(language))) {
        return failure("--language takes system, en or zh_CN, not \"" + parser.value(language).toStdString() + "\"");
    }
    return CommandLine{parser.positionalArguments().value(0),
                       parser.values(compare),
                       parser.values(baseline),
                       parser.values(candidate),
                       parser.value(catalog),
                       parser.value(rules),
                       themeNamed(parser.value(theme)),
                       ui::languageNamed(parser.value(language)),
                       parser.value(screenshot)};
}

} // namespace atlas::gui
