#include "ui/common/noticebar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

NoticeBar::NoticeBar(QWidget *parent) : QFrame(parent), m_text(new QLabel(this)), m_action(new QPushButton(this))
{
    setObjectName(u"noticeBar"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setForegroundRole(QPalette::ToolTipText);
    m_text->setObjectName(u"noticeText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setForegroundRole(QPalette::ToolTipText);
    m_action->setObjectName(u"noticeAction"_s);
    m_action->setAutoDefault(false);
    auto *later = new QPushButton(tr("&Not now"), this);
    later->setObjectName(u"noticeLater"_s);
    later->setAutoDefault(false);
    later->setToolTip(tr("Publishing will ask again"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 10, 4);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(later);
    connect(m_action, &QPushButton::clicked, this, &NoticeBar::actionRequested);
    connect(later, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void NoticeBar::tell(const QString &text, const QString &action)
{
    m_text->setText(text);
    m_action->setText(action);
    setAccessibleName(text);
    setVisible(true);
}

} // namespace atlas::ui
