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
    QString screenshot; ///< file: one picture, then leave
};

/// Reads the arguments of the application; the error is one line for stderr. Prints help and version by itself.
[[nodiscard]] Result<CommandLine> readCommandLine(const QStringList &arguments);

} // namespace atlas::gui
