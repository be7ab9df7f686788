#include "app/gui/commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>

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

QString translated(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}
} // namespace

Result<CommandLine> readCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(translated("Review the GPU kernels of a profiling run and publish kernels.yaml."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption catalog(u"catalog"_s, translated("Review into this kernels.yaml."), u"FILE"_s);
    const QCommandLineOption compare(
        u"compare"_s, translated("Compare RUN, the baseline, with this run; may be repeated."), u"RUN"_s);
    const QCommandLineOption baseline(
        u"baseline"_s, translated("One of three or more runs of the baseline's program; repeat it."), u"RUN"_s);
    const QCommandLineOption candidate(
        u"candidate"_s, translated("One of three or more runs of the candidate's program; repeat it."), u"RUN"_s);
    const QCommandLineOption rules(u"rules"_s, translated("Read names by exactly this pack: seed, standard or a file."),
                                   u"NAME|FILE"_s);
    const QCommandLineOption theme(u"theme"_s, translated("Colours: light, dark or system."), u"THEME"_s);
    const QCommandLineOption screenshot(
        u"screenshot"_s,
        translated(
            "Write a picture of the window with RUN (the sample run without one), or its comparison, then leave."),
        u"FILE"_s);
    const QCommandLineOption screenshots(
        u"screenshots"_s, translated("Write pictures of every screen into a folder, then leave."), u"DIR"_s);
    parser.addOptions({compare, baseline, candidate, catalog, rules, theme, screenshot, screenshots});
    parser.addPositionalArgument(u"RUN"_s, translated("A run folder, an nsys folder, a repository or one table file."),
                                 u"[RUN]"_s);
    if (!parser.parse(arguments)) {
        return failure(parser.errorText().toStdString() + " (try --help)");
    }
    if (parser.isSet(help)) {
        parser.showHelp();
    }
    if (parser.isSet(version)) {
        parser.showVersion();
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
    return CommandLine{parser.positionalArguments().value(0),
                       parser.values(compare),
                       parser.values(baseline),
                       parser.values(candidate),
                       parser.value(catalog),
                       parser.value(rules),
                       themeNamed(parser.value(theme)),
                       parser.value(screenshot),
                       parser.value(screenshots)};
}

} // namespace atlas::gui
