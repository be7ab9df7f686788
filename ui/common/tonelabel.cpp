#include "ui/common/tonelabel.h"

#include <QEvent>

namespace atlas::ui
{

ToneLabel::ToneLabel(Tone tone, QWidget *parent) : QLabel(parent), m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    paintTone();
    hide();
}

void ToneLabel::setMessage(const QString &message)
{
    setText(message);
    setVisible(!message.isEmpty());
}

void ToneLabel::setTone(Tone tone)
{
    m_tone = tone;
    paintTone();
}

void ToneLabel::paintTone()
{
    QPalette tinted;
    const QColor tone = color(m_tone, parentWidget() != nullptr ? parentWidget()->palette() : tinted);
    tinted.setColor(QPalette::WindowText, tone);
    tinted.setColor(QPalette::Text, tone); // on the ground of lists and fields
    setPalette(tinted);
}

void ToneLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange) {
        paintTone();
    }
    QLabel::changeEvent(event);
}

} // namespace atlas::ui
