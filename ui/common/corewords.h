#pragma once

#include <QString>

#include <string_view>

/// The one place where fixed words that core prints (verdicts, remarks, labels of charts) become words of the window's
/// language. Sentences of core, as diagnostics and what would decide a comparison, stay English.
namespace atlas::ui
{

/// `word`, or a label with values ("12 of 60 kernels shown"), in the window's language; a word that is not among the
/// fixed ones, as a name, is handed back as it is.
[[nodiscard]] QString coreWord(std::string_view word);

} // namespace atlas::ui
