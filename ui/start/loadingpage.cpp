#include "ui/start/loadingpage.h"

#include "ui/common/elidedlabel.h"

#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kWidth = 520;
constexpr int kSteps = 1000;
} // namespace

LoadingPage::LoadingPage(QWidget *parent)
    : QWidget(parent), m_title(new ElidedLabel(Qt::ElideMiddle, this)), m_bar(new QProgressBar(this)),
      m_what(new ElidedLabel(Qt::ElideMiddle, this)), m_cancel(new QPushButton(tr("&Cancel"), this))
{
    m_bar->setRange(0, kSteps);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of loading"));
    m_what->setForegroundRole(QPalette::PlaceholderText);
    m_cancel->setObjectName(u"cancelLoading"_s);
    m_cancel->setToolTip(tr("Stop loading (Esc)"));
    m_cancel->setShortcut(Qt::Key_Escape);
    auto *box = new QWidget(this);
    box->setFixedWidth(kWidth);
    auto *column = new QVBoxLayout(box);
    column->setSpacing(10);
    column->addWidget(m_title);
    column->addWidget(m_bar);
    column->addWidget(m_what);
    column->addWidget(m_cancel, 0, Qt::AlignRight);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(box, 0, Qt::AlignCenter);
    connect(m_cancel, &QPushButton::clicked, this, &LoadingPage::cancelRequested);
}

void LoadingPage::begin(const QString &path)
{
    m_title->setFullText(tr("Loading %1").arg(path));
    m_bar->setValue(0);
    m_what->setFullText({});
    m_cancel->setFocus();
}

void LoadingPage::setProgress(double fraction, const QString &what)
{
    m_bar->setValue(static_cast<int>(fraction * kSteps));
    m_what->setFullText(what);
}

} // namespace atlas::ui
