#include "ui/run/emptytablenote.h"

#include <QAbstractScrollArea>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

EmptyTableNote::EmptyTableNote(QAbstractScrollArea &view)
    : QWidget(&view), m_view(view), m_text(new QLabel(this)), m_clear(new QPushButton(tr("Clear filters"), this))
{
    m_text->setObjectName(u"emptyTableText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_clear->setObjectName(u"clearFilters"_s);
    m_clear->setToolTip(tr("Show all kernels of the table again"));
    m_clear->setAutoDefault(true); // Enter works too
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(1);
    layout->addWidget(m_text);
    layout->addWidget(m_clear, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    hide();
    view.viewport()->installEventFilter(this);
    connect(m_clear, &QPushButton::clicked, this, &EmptyTableNote::clearRequested);
}

void EmptyTableNote::setMessage(const QString &text, bool mayClearFilters)
{
    m_text->setText(text);
    m_clear->setVisible(mayClearFilters);
    setGeometry(m_view.viewport()->geometry());
    setVisible(!text.isEmpty());
    raise();
}

bool EmptyTableNote::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move) {
        setGeometry(m_view.viewport()->geometry());
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace atlas::ui
