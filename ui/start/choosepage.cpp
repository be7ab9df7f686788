#include "ui/start/choosepage.h"

#include "ui/common/counttext.h"
#include "ui/common/text.h"
#include "ui/start/pathlist.h"

#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
QString whenChanged(std::filesystem::file_time_type time)
{
    const auto system = std::chrono::clock_cast<std::chrono::system_clock>(time);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(system.time_since_epoch());
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds.count()), QLocale::ShortFormat);
}
} // namespace

ChoosePage::ChoosePage(QWidget *parent) : QWidget(parent), m_title(new QLabel(this)), m_list(new PathList(this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_list->setObjectName(u"foundRuns"_s);
    m_list->setAccessibleName(tr("Runs found"));
    auto *back = new QPushButton(tr("&Back"), this);
    back->setToolTip(tr("Back to the start page"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(back);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(48, 32, 48, 32);
    layout->setSpacing(12);
    layout->addWidget(m_title);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    connect(back, &QPushButton::clicked, this, &ChoosePage::backRequested);
    connect(m_list, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { Q_EMIT runChosen(item->data(PathList::PathRole).toString()); });
}

void ChoosePage::setRuns(const std::vector<FoundRun> &runs)
{
    m_title->setText(tr("%1 runs were found; choose one:").arg(countText(runs.size())));
    m_list->clear();
    for (const FoundRun &run : runs) {
        m_list->addPath(fromPath(run.path), toQString(run.label),
                        whenChanged(run.modified) + u" · "_s + fromPath(run.path));
    }
    m_list->setFocus();
}

} // namespace atlas::ui
