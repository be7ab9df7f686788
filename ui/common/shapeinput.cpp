#include "ui/common/shapeinput.h"

#include "ui/common/syntax.h"

#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace atlas::ui
{

ShapeInput::ShapeInput(QWidget *parent) : QLineEdit(parent)
{
    setFrame(false);
    setFont(codeFont());
    setTextMargins(0, 0, 0, 0);
    QPalette clear = palette();
    clear.setColor(QPalette::Base, Qt::transparent);
    setPalette(clear);
}

void ShapeInput::setFault(TextRange fault)
{
    m_fault = fault;
    update();
}

void ShapeInput::keyPressEvent(QKeyEvent *event)
{
    bool taken = false;
    Q_EMIT keyPressed(event, &taken);
    if (taken) {
        event->accept();
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

void ShapeInput::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    Q_EMIT focusCame(event->reason());
}

void ShapeInput::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    Q_EMIT focusWent(event->reason());
}

void ShapeInput::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    Q_EMIT menuRequested(menu);
    menu->popup(event->globalPos());
}

void ShapeInput::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const int length = static_cast<int>(text().size());
    const TextRange shown{std::clamp(m_fault.begin, 0, length), std::clamp(m_fault.end, 0, length)};
    if (shown.isEmpty()) {
        return;
    }
    // The text scrolls below the caret: places count from there.
    const QFontMetrics metrics(font());
    const int origin = cursorRect().center().x() - metrics.horizontalAdvance(text().first(cursorPosition()));
    const int begin = metrics.horizontalAdvance(text().first(shown.begin));
    const int end = metrics.horizontalAdvance(text().first(shown.end));
    QPainter painter(this);
    paintFaultLine(painter, parentWidget()->palette(), origin + begin, end - begin,
                   rect().center().y() + metrics.ascent() / 2);
}

} // namespace atlas::ui
