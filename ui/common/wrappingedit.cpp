#include "ui/common/wrappingedit.h"

#include <QEvent>
#include <QMimeData>
#include <QTextDocument>

#include <algorithm>

namespace atlas::ui
{

WrappingEdit::WrappingEdit(int leastLines, int mostLines, LineBreaks breaks, QWidget *parent)
    : QPlainTextEdit(parent), m_leastLines(leastLines), m_mostLines(mostLines), m_breaks(breaks)
{
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QPlainTextEdit::textChanged, this, &WrappingEdit::fit);
    fit();
}

void WrappingEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fit();
}

void WrappingEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fit();
    }
}

void WrappingEdit::insertFromMimeData(const QMimeData *source)
{
    QString text = source->text();
    if (m_breaks == LineBreaks::BecomeSpaces) {
        text.replace(u'\n', u' ');
    }
    insertPlainText(text);
}

void WrappingEdit::fit()
{
    // The size of a plain text document counts lines, not pixels.
    const int needed = static_cast<int>(document()->size().height());
    const int lines = std::clamp(needed, m_leastLines, m_mostLines);
    const int margins = 2 * (frameWidth() + static_cast<int>(document()->documentMargin()));
    setFixedHeight(lines * fontMetrics().lineSpacing() + margins);
    setVerticalScrollBarPolicy(needed > m_mostLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

} // namespace atlas::ui
