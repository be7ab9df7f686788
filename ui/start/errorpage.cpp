#include "ui/start/errorpage.h"

#include "ui/common/flatstyle.h"
#include "ui/common/keyhint.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

ErrorPage::ErrorPage(QWidget *parent)
    : QWidget(parent), m_title(new QLabel(this)), m_message(new QLabel),
      m_retry(new QPushButton(tr("&Try again"), this))
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    for (QLabel *label : {m_title, m_message}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_message->setObjectName(u"errorMessage"_s);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *open = new QPushButton(tr("&Open another run…"), this);
    open->setProperty(kPrimaryProperty, true);
    open->setToolTip(tr("Choose another run (Ctrl+O)"));
    setKeyHint(*open, "window.openRun");
    m_retry->setToolTip(tr("Open the same path again, after putting things right"));
    auto *back = new QPushButton(tr("&Back"), this);
    back->setToolTip(tr("Back to the start page"));
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_message);
    scroll->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    scroll->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    auto *advice =
        new QLabel(tr("Kernel Atlas reads kernel tables of nsys stats (cuda_gpu_kern_sum and its relatives) as CSV, "
                      "TSV, JSON or printed text, and launch traces (cuda_gpu_trace). A run folder holds "
                      "per-stage/<stage>/nsys/… and all-stage/nsys/…; one table file alone will do."),
                   this);
    advice->setTextFormat(Qt::PlainText);
    advice->setWordWrap(true);
    advice->setForegroundRole(QPalette::PlaceholderText);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    for (QPushButton *button : {back, m_retry, open}) {
        buttons->addWidget(button);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(48, 32, 48, 32);
    layout->setSpacing(12);
    layout->addWidget(m_title);
    layout->addWidget(scroll);
    layout->addWidget(advice);
    layout->addStretch(1);
    layout->addLayout(buttons);
    connect(open, &QPushButton::clicked, this, &ErrorPage::openRequested);
    connect(m_retry, &QPushButton::clicked, this, &ErrorPage::retryRequested);
    connect(back, &QPushButton::clicked, this, &ErrorPage::backRequested);
}

void ErrorPage::setError(const QString &path, const QString &message)
{
    m_title->setText(tr("This could not be opened: %1").arg(path));
    m_message->setText(message);
    m_retry->setFocus();
}

} // namespace atlas::ui
