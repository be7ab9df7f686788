#pragma once

#include "core/base/result.h"
#include "ui/common/language.h"
#include "ui/common/theme.h"

#include <QStringList>

#include <optional>

namespace atlas::gui
{

/// What the command line asks for.
struct CommandLine
{
    QString run;
    QStringList compare;   ///< runs to compare `run`, the baseline, with one by one
    QStringList baseline;  ///< several runs of the baseline's program, with `candidate`
    QStringList candidate; ///< several runs of the candidate's program
    QString catalog;
    QString rules;
    std::optional<ui::ThemeChoice> theme;
    std::optional<ui::LanguageChoice> language;
    QString screenshot;  ///< file: one picture, then leave
    QString screenshots; ///< folder: a picture of every screen, then leave
    QStringList screens; ///< of those only these, by the name of the file without its ending; empty: all
    QString suffix;      ///< for the names of the pictures' files, before their ending
};

/// Reads the arguments of the application; the error is one line for stderr. Prints help and version by itself.
[[nodiscard]] Result<CommandLine> readCommandLine(const QStringList &arguments);

} // namespace atlas::gui
