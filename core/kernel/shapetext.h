#pragma once

#include "core/kernel/field.h"
#include "core/kernel/shape.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The text of a shape while a person types it: taken apart into pieces whether it is well-formed or not, so that one
/// operand can be edited without touching a byte of the others. Positions are bytes of the text.
namespace atlas
{

/// One operand, or what stands between operands; blanks around it and the commas belong to no piece.
struct ShapePiece
{
    enum class Kind : std::uint8_t
    {
        Input,     ///< before the arrow, or in a line that has none
        Output,    ///< behind an arrow
        Arrow,     ///< "->" or "→"
        LineBreak, ///< ";" or a line break
    };
    Kind kind = Kind::Input;
    std::size_t begin = 0;
    std::size_t end = 0; ///< equal to `begin` where an operand is missing

    [[nodiscard]] bool isOperand() const { return kind == Kind::Input || kind == Kind::Output; }
    friend bool operator==(const ShapePiece &, const ShapePiece &) = default;
};

/// A half-open range of bytes of the text.
struct ShapeRange
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The pieces of `text` from left to right. Separators inside parentheses belong to the operand, except that an arrow
/// or a new line ends one that was never closed. A missing operand is an empty piece, so that every place where one may
/// be typed has its piece: "(M) ->" has three, "" has one. With `typed`, the range of an operand that is being typed,
/// a parenthesis that is open there closes with it, so that the operands behind it stay what they were.
[[nodiscard]] std::vector<ShapePiece> shapePieces(std::string_view text, std::optional<ShapeRange> typed = {});

/// The operand at `position`: the one that holds it or ends there, else the next one, else the last. An index of
/// `pieces`, which have at least one operand.
[[nodiscard]] std::size_t operandAt(const std::vector<ShapePiece> &pieces, std::size_t position);

/// A text after an edit, and where the caret goes.
struct EditedShapeText
{
    std::string text;
    std::size_t caret = 0;

    friend bool operator==(const EditedShapeText &, const EditedShapeText &) = default;
};

/// The text `before`, `typed`, `after`, of which a person types the middle; `caret` is a position in `typed`, behind
/// the last character. An arrow typed where one follows is that arrow: the caret goes behind it.
[[nodiscard]] EditedShapeText typeOperand(std::string_view before, std::string_view typed, std::string_view after,
                                          std::size_t caret);

/// `text` with room for one more operand behind `piece`, on the same side of the arrow; the caret is there.
[[nodiscard]] EditedShapeText addOperand(std::string_view text, std::size_t piece);

/// `text` without the operand `piece` and the comma that separated it. The only operand of a side leaves an empty
/// place; an empty place takes what stands before it along: its arrow or its line. The caret is at the end of the
/// operand before, else at the beginning of the next.
[[nodiscard]] EditedShapeText removeOperand(std::string_view text, std::size_t piece);

/// What is wrong with the text of a shape, and which bytes of it are to blame.
struct ShapeFault
{
    std::string message; ///< as parseShape() says it
    std::size_t begin = 0;
    std::size_t end = 0; ///< behind `begin`
};

/// The first fault of `text`; nothing for a well-formed or blank one.
[[nodiscard]] std::optional<ShapeFault> findShapeFault(std::string_view text);

/// What a person's text stands for in `field`, finished or not: fromDisplayText() where the text is well-formed,
/// otherwise its pieces as they stand, which the checks find and toDisplayText() shows again.
[[nodiscard]] FieldValue fromUnfinishedText(Field field, std::string_view text);

} // namespace atlas
