#pragma once

#include "core/base/diagnostic.h"
#include "core/inference/inference.h"
#include "core/kernel/field.h"
#include "core/review/reviewdocument.h"
#include "ui/common/icons.h"

#include <QColor>
#include <QPalette>
#include <QString>

/// The one place where core's meanings become words, icons and colours. Colour never stands alone.
namespace atlas::ui
{

[[nodiscard]] QString words(Field field);
[[nodiscard]] QString words(Origin origin);
/// A sentence on what the origin means, for tooltips.
[[nodiscard]] QString explanation(Origin origin);
[[nodiscard]] QString words(Severity severity);
[[nodiscard]] QString words(Confidence confidence);
[[nodiscard]] QString words(ReviewState state);
/// The state as it is shown: a glyph and the word.
[[nodiscard]] QString glyphAndWords(ReviewState state);
[[nodiscard]] QString explanation(ReviewState state);
[[nodiscard]] Symbol symbol(Severity severity);

enum class Tone : std::uint8_t
{
    Quiet,
    Good,
    Caution,
    Bad,
    Yours
};
/// Text colour of `tone`, readable on the palette's base.
[[nodiscard]] QColor color(Tone tone, const QPalette &palette);
[[nodiscard]] Tone tone(Severity severity);
[[nodiscard]] Tone tone(Origin origin);
[[nodiscard]] Tone tone(ReviewState state);

/// Background on which the characters that `field` was read from are marked; dark text is readable on it in both
/// themes.
[[nodiscard]] QColor markColor(Field field);

/// Colour of a source library, told apart by colour-blind people (Okabe and Ito); others get a stable one of the rest.
[[nodiscard]] QColor libraryColor(std::string_view library);
/// A small square in that colour.
[[nodiscard]] QIcon librarySquare(std::string_view library);

/// Background of added and removed lines of a diff.
[[nodiscard]] QColor addedBackground(const QPalette &palette);
[[nodiscard]] QColor removedBackground(const QPalette &palette);

/// The quiet bar of a share.
[[nodiscard]] QColor barColor(const QPalette &palette);
/// Background of the selected row: the accent, thinned, so that text and squares keep their colours.
[[nodiscard]] QColor selectionColor(const QPalette &palette);

} // namespace atlas::ui
