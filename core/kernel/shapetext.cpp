#include "core/kernel/shapetext.h"

#include "core/base/text.h"

#include <algorithm>

namespace atlas
{

namespace
{
constexpr std::string_view kTypedArrow = "→";

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

std::size_t arrowLength(std::string_view text)
{
    return text.starts_with(kArrow) ? kArrow.size() : text.starts_with(kTypedArrow) ? kTypedArrow.size() : 0;
}

bool isLineBreak(char c)
{
    return c == ';' || c == '\n';
}

/// Walks over the text once and cuts it at commas, arrows and line breaks.
class PieceCutter
{
public:
    PieceCutter(std::string_view text, std::optional<ShapeRange> typed) : m_text(text), m_typed(typed) {}

    std::vector<ShapePiece> cut()
    {
        while (m_position < m_text.size()) {
            step();
        }
        finish(m_text.size());
        return std::move(m_pieces);
    }

private:
    void step()
    {
        if (m_typed && (m_position == m_typed->begin || m_position == m_typed->end)) {
            m_depth = 0;
        }
        const char c = m_text[m_position];
        const std::size_t arrow = arrowLength(m_text.substr(m_position));
        if (arrow > 0) {
            separate(ShapePiece::Kind::Arrow, arrow);
            m_side = ShapePiece::Kind::Output;
        } else if (isLineBreak(c)) {
            separate(ShapePiece::Kind::LineBreak, 1);
            m_side = ShapePiece::Kind::Input;
        } else if (c == ',' && m_depth == 0) {
            finish(m_position);
            m_begin = ++m_position;
        } else {
            m_depth += c == '(' ? 1 : c == ')' && m_depth > 0 ? -1 : 0;
            ++m_position;
        }
    }
    void separate(ShapePiece::Kind kind, std::size_t size)
    {
        finish(m_position);
        m_pieces.push_back({kind, m_position, m_position + size});
        m_position += size;
        m_begin = m_position;
        m_depth = 0;
    }
    /// The operand up to `end`. An empty one stands behind one blank, where a person would type it, unless that is the
    /// only one before an arrow.
    void finish(std::size_t end)
    {
        std::size_t begin = m_begin;
        while (begin < end && isBlank(m_text[begin])) {
            ++begin;
        }
        std::size_t last = end;
        while (last > begin && isBlank(m_text[last - 1])) {
            --last;
        }
        if (begin == last) {
            const bool keepsBlank = end - m_begin == 1 && arrowLength(m_text.substr(end)) > 0;
            begin = last = std::min(m_begin + (m_begin > 0 && !keepsBlank ? 1 : 0), end);
        }
        m_pieces.push_back({m_side, begin, last});
    }

    std::string_view m_text;
    std::optional<ShapeRange> m_typed;
    std::size_t m_position = 0;
    std::size_t m_begin = 0; ///< of the operand that is being walked over
    int m_depth = 0;
    ShapePiece::Kind m_side = ShapePiece::Kind::Input;
    std::vector<ShapePiece> m_pieces;
};

std::size_t behindBlanks(std::string_view text, std::size_t position)
{
    while (position < text.size() && isBlank(text[position])) {
        ++position;
    }
    return position;
}

/// `text` without the bytes from `begin` to `end`, the caret between what was around them.
EditedShapeText without(std::string_view text, std::size_t begin, std::size_t end)
{
    return {std::string(text.substr(0, begin)) + std::string(text.substr(end)), begin};
}

/// The bytes to blame in the line that begins at `lineBegin`.
ShapeFault blame(const Error &error, std::string_view line, std::size_t lineBegin)
{
    const std::size_t first = behindBlanks(line, 0);
    const std::size_t last = first + trimmed(line).size();
    if (error.location.column == 0) {
        return {error.message, lineBegin + first, lineBegin + last};
    }
    // At the end nothing is left to mark but the character before it.
    const std::size_t at = std::max(floorToCharacter(line, std::min(error.location.column - 1, last - 1)), first);
    std::size_t end = at + 1;
    while (end < line.size() && floorToCharacter(line, end) != end) {
        ++end;
    }
    return {error.message, lineBegin + at, lineBegin + end};
}

/// The pieces of a line that is not well-formed. Behind commas an empty operand is kept, so that the text comes out
/// again; where a whole side is missing there is nothing to keep.
ShapeLine piecesOf(std::string_view line)
{
    const std::vector<ShapePiece> pieces = shapePieces(line);
    const auto isOperand = [&pieces](std::size_t at) { return at < pieces.size() && pieces[at].isOperand(); };
    ShapeLine items;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::string_view item = line.substr(pieces[i].begin, pieces[i].end - pieces[i].begin);
        const bool isAlone = !(i > 0 && isOperand(i - 1)) && !isOperand(i + 1);
        if (!pieces[i].isOperand()) {
            items.emplace_back(kArrow);
        } else if (!item.empty() || !isAlone) {
            items.emplace_back(item);
        }
    }
    return items;
}
} // namespace

std::vector<ShapePiece> shapePieces(std::string_view text, std::optional<ShapeRange> typed)
{
    return PieceCutter(text, typed).cut();
}

std::size_t operandAt(const std::vector<ShapePiece> &pieces, std::size_t position)
{
    std::size_t found = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (!pieces[i].isOperand()) {
            continue;
        }
        found = i;
        if (position <= pieces[i].end) {
            break;
        }
    }
    return found;
}

EditedShapeText typeOperand(std::string_view before, std::string_view typed, std::string_view after, std::size_t caret)
{
    const std::size_t arrowAfter = behindBlanks(after, 0);
    const std::size_t length = arrowLength(after.substr(arrowAfter));
    for (const std::string_view arrow : {kArrow, kTypedArrow}) {
        if (length > 0 && caret == typed.size() && typed.ends_with(arrow)) {
            std::string_view kept = typed.substr(0, typed.size() - arrow.size());
            while (!kept.empty() && isBlank(kept.back())) {
                kept.remove_suffix(1);
            }
            const std::size_t behind = behindBlanks(after, arrowAfter + length);
            return {std::string(before) + std::string(kept) + std::string(after), before.size() + kept.size() + behind};
        }
    }
    return {std::string(before) + std::string(typed) + std::string(after), before.size() + caret};
}

EditedShapeText addOperand(std::string_view text, std::size_t piece)
{
    const std::size_t end = shapePieces(text)[piece].end;
    return {std::string(text.substr(0, end)) + ", " + std::string(text.substr(end)), end + 2};
}

EditedShapeText removeOperand(std::string_view text, std::size_t piece)
{
    const std::vector<ShapePiece> pieces = shapePieces(text);
    const ShapePiece &old = pieces[piece];
    if (piece > 0 && pieces[piece - 1].isOperand()) { // with the comma before it
        return without(text, pieces[piece - 1].end, old.end);
    }
    if (piece + 1 < pieces.size() && pieces[piece + 1].isOperand()) { // with the comma behind it
        return without(text, old.begin, pieces[piece + 1].begin);
    }
    if (old.begin < old.end) {
        return without(text, old.begin, old.end);
    }
    return piece > 1 ? without(text, pieces[piece - 2].end, old.end) : EditedShapeText{std::string(text), old.begin};
}

std::optional<ShapeFault> findShapeFault(std::string_view text)
{
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find_first_of(";\n", begin), text.size());
        std::string_view line = text.substr(begin, end - begin);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (!trimmed(line).empty()) {
            if (const Result<ShapeLine> parsed = parseLineText(line); !parsed) {
                return blame(parsed.error(), line, begin);
            }
        }
        begin = end + 1;
    }
    return std::nullopt;
}

FieldValue fromUnfinishedText(Field field, std::string_view text)
{
    if (Result<FieldValue> value = fromDisplayText(field, text)) {
        return *std::move(value);
    }
    std::string rows(text);
    std::ranges::replace(rows, '\r', '\n'); // alone it is no line break to lines(), before one it is part of it
    Shape shape;
    for (const std::string_view row : lines(rows)) {
        for (const std::string_view part : split(row, ';')) {
            if (!trimmed(part).empty()) {
                shape.push_back(parseLineText(part).value_or(piecesOf(part)));
            }
        }
    }
    return shape.empty() ? FieldValue() : FieldValue(std::move(shape));
}

} // namespace atlas
