#pragma once

#include <QString>

#include <string_view>

/// The one place where fixed words and sentences that core prints (verdicts, remarks, what a table covers, steps of the
/// history) become those of the window's language. Diagnostics of files stay English.
namespace atlas::ui
{

/// `word`, or a label with values ("12 of 60 kernels shown"), in the window's language; a word that is not among the
/// fixed ones, as a name, is handed back as it is.
[[nodiscard]] QString coreWord(std::string_view word);

/// Sentences and lists of them, separated by semicolons or commas, in the window's language; a part that is not among
/// the fixed ones is handed back as it is.
[[nodiscard]] QString coreText(std::string_view text);

} // namespace atlas::ui
