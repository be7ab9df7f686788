#include "ui/publish/changespanel.h"

#include "core/base/format.h"
#include "ui/common/text.h"
#include "ui/publish/diffview.h"

#include <QLabel>
#include <QVBoxLayout>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

QString summaryOf(const Publication &publication)
{
    const auto count = [](std::size_t number) { return toQString(formatCount(static_cast<std::int64_t>(number))); };
    QString text =
        QObject::tr("%1 added, %2 changed, %3 kept as they are")
            .arg(count(publication.added.size()), count(publication.changed.size()), count(publication.kept.size()));
    if (!publication.removed.empty()) {
        text += QObject::tr(", %1 removed").arg(count(publication.removed.size()));
    }
    if (!publication.notInRun.empty()) {
        text += QObject::tr(", %1 not in this run (kept)").arg(count(publication.notInRun.size()));
    }
    return text;
}

ChangesPanel::ChangesPanel(RunSession &session, PublicationPlanner &planner, QWidget *parent)
    : QWidget(parent), m_session(session), m_planner(planner), m_summary(new QLabel(this)), m_diff(new DiffView(this))
{
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setContentsMargins(10, 5, 10, 5);
    m_summary->setObjectName(u"changesSummary"_s);
    m_diff->setObjectName(u"changesDiff"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_summary);
    layout->addWidget(m_diff, 1);
    connect(&planner, &PublicationPlanner::planned, this, &ChangesPanel::show);
    show();
}

std::size_t ChangesPanel::changeCount() const
{
    const auto &planned = m_planner.latest();
    return planned ? planned->publication.added.size() + planned->publication.changed.size() +
                         planned->publication.removed.size()
                   : 0;
}

void ChangesPanel::show()
{
    const auto &planned = m_planner.latest();
    if (!planned) {
        m_summary->setText(tr("Working out what would be written…"));
        return;
    }
    if (!planned->error.isEmpty()) {
        m_summary->setText(planned->error);
        m_diff->setDiff({});
    } else {
        const QString nothing = tr("Nothing to publish: %1 already says all this.").arg(m_session.catalogName());
        m_summary->setText(planned->publication.diff.empty() ? nothing : summaryOf(planned->publication));
        m_diff->setDiff(planned->publication.diff);
    }
    Q_EMIT changeCountChanged();
}

} // namespace atlas::ui
