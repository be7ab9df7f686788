#include "ui/common/shapecells.h"

#include "ui/common/appearance.h"
#include "ui/common/paint.h"
#include "ui/common/text.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <limits>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kGap = 5;
constexpr int kLineGap = 4;
constexpr int kRise = 2; ///< of a cell over its text, above and below
constexpr int kCaretRoom = 5;
constexpr qreal kRadius = 3.0;
const QString kShownArrow = u"→"_s;

/// Positions in characters for positions in bytes of the same text, asked from left to right: a text may be long.
class CharacterCount
{
public:
    explicit CharacterCount(std::string_view text) : m_text(text) {}
    int at(std::size_t byte)
    {
        m_characters += static_cast<int>(toQString(m_text.substr(m_byte, byte - m_byte)).size());
        m_byte = byte;
        return m_characters;
    }

private:
    std::string_view m_text;
    std::size_t m_byte = 0;
    int m_characters = 0;
};

std::size_t bytesBefore(const QString &text, int position)
{
    return static_cast<std::size_t>(QStringView(text).first(position).toUtf8().size());
}
} // namespace

void ShapeCells::setText(const QString &text, std::optional<TextRange> typed)
{
    const std::string bytes = toUtf8(text);
    CharacterCount characters(bytes);
    std::optional<ShapeRange> open;
    if (typed) {
        open = ShapeRange{bytesBefore(text, typed->begin), bytesBefore(text, typed->end)};
    }
    m_cells.clear();
    for (const ShapePiece &piece : shapePieces(bytes, open)) {
        const int begin = characters.at(piece.begin);
        const TextRange range{begin, characters.at(piece.end)};
        m_cells.append({piece.kind, range, text.sliced(range.begin, range.end - range.begin)});
    }
    const std::optional<ShapeFault> fault = findShapeFault(bytes);
    m_fault = {};
    if (fault) {
        CharacterCount before(bytes);
        m_fault.begin = before.at(fault->begin);
        m_fault.end = before.at(fault->end);
    }
    m_faultText = fault ? toQString(fault->message) : QString();
}

int ShapeCells::lineHeight(const QFont &font)
{
    return QFontMetrics(font).height() + 2 * kRise;
}

int ShapeCells::widthOf(const ShapeCell &cell, bool isCurrent, int most) const
{
    const QFontMetrics metrics(m_font);
    if (cell.kind == ShapePiece::Kind::LineBreak) {
        return 0;
    }
    if (cell.kind == ShapePiece::Kind::Arrow) {
        return metrics.horizontalAdvance(kShownArrow);
    }
    const int least = metrics.horizontalAdvance(u"(M)"_s); // there is something to click at
    // A fraction of a pixel more than the room there is, and the text would be cut.
    const int text = std::max(static_cast<int>(std::ceil(QFontMetricsF(m_font).horizontalAdvance(cell.text))), least);
    return std::min(text + 2 * kPadding + (isCurrent ? kCaretRoom : 0), most);
}

void ShapeCells::arrange(const QRect &area, const QFont &font, int current)
{
    m_font = font;
    const int height = lineHeight(font);
    QPoint at = area.topLeft();
    for (int i = 0; i < count(); ++i) {
        ShapeCell &cell = m_cells[i];
        const int width = widthOf(cell, i == current, area.width());
        const bool wraps = at.x() > area.left() && at.x() + width > area.left() + area.width();
        if (wraps || (i > 0 && m_cells[i - 1].kind == ShapePiece::Kind::LineBreak)) {
            at = {area.left(), at.y() + height + kLineGap};
        }
        cell.rect = {at, QSize(width, height)};
        at.rx() += width + kGap;
    }
    m_height = at.y() + height - area.top();
}

bool ShapeCells::isFaulty(int cell) const
{
    const ShapeCell &it = m_cells[cell];
    if (m_fault.isEmpty() || !it.isOperand()) {
        return false;
    }
    const bool holdsAll = it.range.begin <= m_fault.begin && m_fault.end <= it.range.end;
    // One that was never closed takes what follows along, so the fault lies behind it.
    const bool isOpen = it.text.count(u'(') != it.text.count(u')');
    return it.text.isEmpty() || holdsAll || isOpen;
}

int ShapeCells::operandAt(int position) const
{
    std::vector<ShapePiece> pieces; // of the text in characters
    for (const ShapeCell &cell : m_cells) {
        pieces.push_back(
            {cell.kind, static_cast<std::size_t>(cell.range.begin), static_cast<std::size_t>(cell.range.end)});
    }
    return static_cast<int>(atlas::operandAt(pieces, static_cast<std::size_t>(position)));
}

int ShapeCells::operandNear(const QPoint &point) const
{
    int nearest = 0;
    int best = std::numeric_limits<int>::max();
    for (int i = 0; i < count(); ++i) {
        const QRect &rect = m_cells[i].rect;
        const int dx = std::max({rect.left() - point.x(), point.x() - rect.right(), 0});
        const int dy = std::max({rect.top() - point.y(), point.y() - rect.bottom(), 0});
        // Another line is farther than the end of this one.
        const int distance = dx + dy * 1000;
        if (m_cells[i].isOperand() && distance < best) {
            best = distance;
            nearest = i;
        }
    }
    return nearest;
}

int ShapeCells::neighbour(int cell, int step) const
{
    for (int i = cell + step; i >= 0 && i < count(); i += step) {
        if (m_cells[i].isOperand()) {
            return i;
        }
    }
    return -1;
}

std::pair<int, int> ShapeCells::numberOnSide(int cell) const
{
    int first = cell;
    while (first > 0 && m_cells[first - 1].isOperand()) {
        --first;
    }
    int last = cell;
    while (last + 1 < count() && m_cells[last + 1].isOperand()) {
        ++last;
    }
    return {cell - first + 1, last - first + 1};
}

void ShapeCells::paint(QPainter &painter, const QPalette &palette, int current, bool hasFocus) const
{
    painter.setFont(m_font);
    painter.setLayoutDirection(Qt::LeftToRight); // it is code
    for (int i = 0; i < count(); ++i) {
        if (m_cells[i].kind == ShapePiece::Kind::Arrow) {
            painter.setPen(palette.color(QPalette::WindowText));
            painter.drawText(m_cells[i].rect, Qt::AlignCenter, kShownArrow);
        } else if (m_cells[i].isOperand()) {
            paintCell(painter, palette, i, i == current, hasFocus);
        }
    }
}

void ShapeCells::paintCell(QPainter &painter, const QPalette &palette, int cell, bool isCurrent, bool hasFocus) const
{
    const bool isTyped = isCurrent && hasFocus;
    const QColor base = palette.color(QPalette::Base);
    const QColor quiet = mixed(base, palette.color(QPalette::WindowText), 0.22);
    const QColor border = isFaulty(cell) ? color(Tone::Bad, palette)
                          : isTyped      ? palette.color(QPalette::Accent)
                                         : quiet;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(border, isTyped ? 1.6 : 1.0);
    if (m_cells[cell].text.isEmpty() && !isTyped) {
        pen.setStyle(Qt::DashLine);
    }
    painter.setPen(pen);
    painter.setBrush(isTyped ? base : mixed(base, palette.color(QPalette::WindowText), 0.05));
    painter.drawRoundedRect(QRectF(m_cells[cell].rect).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    painter.restore();
    if (!isCurrent) {
        paintText(painter, palette, m_cells[cell]);
    }
}

void ShapeCells::paintText(QPainter &painter, const QPalette &palette, const ShapeCell &cell) const
{
    const QFontMetrics metrics(m_font);
    const QRect inner = cell.rect.adjusted(kPadding, 0, -kPadding, 0);
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(cell.text, Qt::ElideMiddle, inner.width()));
    const int begin = m_fault.begin - cell.range.begin;
    const int end = m_fault.end - cell.range.begin;
    if (!m_fault.isEmpty() && begin >= 0 && end <= cell.text.size()) {
        const int x = metrics.horizontalAdvance(cell.text.first(begin));
        const int width = metrics.horizontalAdvance(cell.text.first(end)) - x;
        paintFaultLine(painter, palette, inner.left() + x, std::min(width, inner.width() - x),
                       inner.center().y() + metrics.ascent() / 2);
    }
}

void paintFaultLine(QPainter &painter, const QPalette &palette, int x, int width, int baseline)
{
    constexpr int kWave = 3;
    QPainterPath wave(QPointF(x, baseline + kWave));
    bool isUp = true;
    for (int at = x + kWave; at < x + std::max(width, 2 * kWave) + kWave; at += kWave) {
        wave.lineTo(at, isUp ? baseline + 1 : baseline + kWave);
        isUp = !isUp;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Tone::Bad, palette), 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(wave);
    painter.restore();
}

} // namespace atlas::ui
