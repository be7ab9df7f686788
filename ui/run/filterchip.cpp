#include "ui/run/filterchip.h"

#include "ui/common/text.h"

#include <QKeyEvent>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kPadding = 16;
constexpr int kMostCharacters = 40;
constexpr int kLeastCharacters = 8;
const QString kCross = u" ✕"_s;
} // namespace

FilterChip::FilterChip(const QString &column, const QString &values, QWidget *parent)
    : QToolButton(parent), m_whole(tr("%1: %2").arg(column, values))
{
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setToolTip(plainToolTip(tr("%1\nTakes this filter off").arg(m_whole)));
    setAccessibleName(tr("Take the filter off: %1").arg(m_whole));
    setText(cutTo(sizeHint().width()));
}

QString FilterChip::cutTo(int width) const
{
    const int room = width - kPadding - fontMetrics().horizontalAdvance(kCross);
    return fontMetrics().elidedText(m_whole, Qt::ElideRight, room).replace(u'&', u"&&"_s) + kCross;
}

QSize FilterChip::sizeHint() const
{
    const int whole = fontMetrics().horizontalAdvance(m_whole + kCross) + kPadding;
    return {std::min(whole, fontMetrics().averageCharWidth() * kMostCharacters), QToolButton::sizeHint().height()};
}

QSize FilterChip::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * kLeastCharacters, QToolButton::sizeHint().height()};
}

void FilterChip::resizeEvent(QResizeEvent *event)
{
    QToolButton::resizeEvent(event);
    setText(cutTo(width()));
}

/// Whatever a person tries on what is to go.
void FilterChip::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        click();
        break;
    default:
        QToolButton::keyPressEvent(event);
    }
}

} // namespace atlas::ui
