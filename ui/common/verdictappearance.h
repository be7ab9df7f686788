#pragma once

#include "core/comparison/runcomparison.h"
#include "ui/common/appearance.h"

/// The part of appearance.h that speaks of comparisons, apart because few windows need it.
namespace atlas::ui
{

/// Colour of a verdict's words; its glyph and word say the same.
[[nodiscard]] Tone tone(Verdict verdict);
/// A glyph and the word: "▲ slower".
[[nodiscard]] QString glyphAndWords(Verdict verdict);
/// What the verdict means, a sentence.
[[nodiscard]] QString explanation(Verdict verdict);
/// Why these two kernels stand beside each other, a sentence.
[[nodiscard]] QString explanation(PairMark mark);
[[nodiscard]] QString words(Badge badge);

} // namespace atlas::ui
