#pragma once

#include "core/kernel/shapetext.h"

#include <QFont>
#include <QList>
#include <QPalette>
#include <QRect>
#include <QString>

class QPainter;

namespace atlas::ui
{

/// A half-open range of characters of the text.
struct TextRange
{
    int begin = 0;
    int end = 0;

    [[nodiscard]] bool isEmpty() const { return begin >= end; }
};

/// One operand, arrow or line break as it is shown.
struct ShapeCell
{
    ShapePiece::Kind kind = ShapePiece::Kind::Input;
    TextRange range; ///< characters of the text
    QString text;
    QRect rect = {};

    [[nodiscard]] bool isOperand() const { return kind == ShapePiece::Kind::Input || kind == ShapePiece::Kind::Output; }
};

/// The text of a shape as cells in lines that wrap: where each lies, and their look. A view; the text is the truth.
class ShapeCells
{
public:
    /// Cuts `text`; `typed` is the operand that is being typed, which an open parenthesis does not join to the next.
    void setText(const QString &text, std::optional<TextRange> typed = {});
    /// Places the cells in `area`; those too wide for it are as wide as it is. `current` gets room for the caret.
    void arrange(const QRect &area, const QFont &font, int current);

    [[nodiscard]] const QList<ShapeCell> &cells() const { return m_cells; }
    [[nodiscard]] const ShapeCell &at(int cell) const { return m_cells[cell]; }
    [[nodiscard]] int count() const { return static_cast<int>(m_cells.size()); }
    /// Height of all lines, as arranged.
    [[nodiscard]] int height() const { return m_height; }
    /// What is wrong with the text; empty where nothing is.
    [[nodiscard]] const TextRange &fault() const { return m_fault; }
    [[nodiscard]] const QString &faultText() const { return m_faultText; }
    /// Whether the operand is to blame: it holds the fault, or is missing. Nobody is where a whole line is wrong.
    [[nodiscard]] bool isFaulty(int cell) const;

    /// The operand that holds `position` of the text; see operandAt() of core.
    [[nodiscard]] int operandAt(int position) const;
    /// The operand nearest to `point`.
    [[nodiscard]] int operandNear(const QPoint &point) const;
    /// The next operand in reading order, `step` 1 or -1; -1 when there is none.
    [[nodiscard]] int neighbour(int cell, int step) const;
    /// The number of the operand among its side, from 1, and of how many.
    [[nodiscard]] std::pair<int, int> numberOnSide(int cell) const;

    /// Paints all cells; `current` without its text, which an input shows, and with the accent where it has the focus.
    void paint(QPainter &painter, const QPalette &palette, int current, bool hasFocus) const;

    static constexpr int kPadding = 6;
    /// Height of a line of cells.
    [[nodiscard]] static int lineHeight(const QFont &font);

private:
    void paintCell(QPainter &painter, const QPalette &palette, int cell, bool isCurrent, bool hasFocus) const;
    void paintText(QPainter &painter, const QPalette &palette, const ShapeCell &cell) const;
    [[nodiscard]] int widthOf(const ShapeCell &cell, bool isCurrent, int most) const;

    QList<ShapeCell> m_cells;
    TextRange m_fault;
    QString m_faultText;
    QFont m_font;
    int m_height = 0;
};

/// A wavy line below the characters from `x` to `x + width` that stand on `baseline`.
void paintFaultLine(QPainter &painter, const QPalette &palette, int x, int width, int baseline);

} // namespace atlas::ui
