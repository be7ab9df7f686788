#include "ui/common/fieldnote.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace atlas::ui
{

namespace
{
constexpr int kMostWidth = 560;
constexpr int kMargin = 7;
constexpr int kGap = 2;
} // namespace

FieldNote::FieldNote(QWidget &field) : QLabel(field.parentWidget()), m_field(field)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setContentsMargins(kMargin, kMargin / 2, kMargin, kMargin / 2);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    field.installEventFilter(this);
    hide();
}

void FieldNote::setMessage(const QString &message, Tone tone)
{
    m_tone = tone;
    setText(message);
    if (parentWidget() != m_field.window()) {
        setParent(m_field.window()); // over everything; a new parent hides it
    }
    paintTone();
    place();
    setVisible(!message.isEmpty() && m_field.isVisible());
    raise();
}

void FieldNote::place()
{
    const QPoint below = m_field.mapTo(m_field.window(), QPoint(0, m_field.height() + kGap));
    const int room = std::max(1, m_field.window()->width() - below.x() - kMargin);
    const int words = fontMetrics().horizontalAdvance(text()) + 4 * kMargin;
    const int width = std::min({kMostWidth, room, words});
    setGeometry(QRect(below, QSize(width, heightForWidth(width))));
}

void FieldNote::paintTone()
{
    QPalette tinted = parentWidget()->palette();
    tinted.setColor(QPalette::WindowText, color(m_tone, tinted));
    setPalette(tinted);
}

bool FieldNote::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Hide:
        hide();
        break;
    case QEvent::Show:
        setVisible(!text().isEmpty());
        break;
    case QEvent::Move:
    case QEvent::Resize:
        if (isVisible()) {
            place();
        }
        break;
    default:
        break;
    }
    return QLabel::eventFilter(watched, event);
}

void FieldNote::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && !text().isEmpty()) {
        paintTone();
    }
    QLabel::changeEvent(event);
}

void FieldNote::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    painter.end();
    QLabel::paintEvent(event);
}

} // namespace atlas::ui
