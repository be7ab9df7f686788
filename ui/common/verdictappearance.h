#pragma once

#include "core/comparison/runcomparison.h"
#include "ui/common/appearance.h"

#include <array>
#include <span>

/// The part of appearance.h that speaks of comparisons, apart because few windows need it.
namespace atlas::ui
{

/// Colour of a verdict's words; its glyph and word say the same.
[[nodiscard]] Tone tone(Verdict verdict);
/// A glyph and the word: "▲ slower".
[[nodiscard]] QString glyphAndWords(Verdict verdict);
/// The same with the reason where it is a refusal: "— refused: calls changed".
[[nodiscard]] QString glyphAndWords(const ComparisonRow &row);
[[nodiscard]] QString words(Refusal refusal);
inline constexpr std::array kVerdicts = {Verdict::Slower,  Verdict::Faster, Verdict::Equivalent, Verdict::Inconclusive,
                                         Verdict::Refused, Verdict::Added,  Verdict::Removed,    Verdict::NotObserved};
/// How many rows have each verdict of `which`, those without any left out: "▲ 2 slower  ▼ 1 faster".
[[nodiscard]] QString countsInWords(const std::array<std::size_t, kVerdictCount> &verdicts,
                                    std::span<const Verdict> which = kVerdicts);
/// What the verdict means, a sentence.
[[nodiscard]] QString explanation(Verdict verdict);
/// Why these two kernels stand beside each other, a sentence.
[[nodiscard]] QString explanation(PairMark mark);
[[nodiscard]] QString words(Badge badge);

} // namespace atlas::ui
