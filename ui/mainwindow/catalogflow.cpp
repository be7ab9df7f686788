#include "ui/mainwindow/catalogflow.h"

#include "core/desk/publishing.h"
#include "ui/common/counttext.h"
#include "ui/common/keyhint.h"
#include "ui/common/noticebar.h"
#include "ui/common/pathname.h"
#include "ui/common/text.h"
#include "ui/kernel/kernelpanel.h"
#include "ui/mainwindow/runpage.h"
#include "ui/publish/publishdialog.h"

#include <QMessageBox>

#include <set>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
std::vector<RebaseRow> rowsOf(const MergePlan &plan)
{
    std::vector<RebaseRow> rows;
    for (const MergeConflict &conflict : plan.conflicts) {
        rows.push_back({conflict});
    }
    return rows;
}
} // namespace

CatalogFlow::CatalogFlow(QWidget &window, NoticeBar &bar) : QObject(&window), m_window(window), m_bar(bar)
{
    connect(&bar, &NoticeBar::actionRequested, this, &CatalogFlow::ask);
}

void CatalogFlow::setPage(RunPage *page)
{
    m_page = page;
    m_task.cancel();
    m_bar.hide();
}

bool CatalogFlow::isBusy() const
{
    const auto *publishing = m_window.findChild<PublishDialog *>();
    return m_page == nullptr || m_dialog != nullptr || (publishing != nullptr && publishing->isVisible());
}

void CatalogFlow::open(const QString &path)
{
    if (m_page == nullptr || m_dialog != nullptr) {
        return;
    }
    m_page->kernel().commitPending();
    if (isSamePlace(toPath(path), m_page->session().catalogPath())) {
        ask();
        return;
    }
    m_task.start([path](const std::stop_token & /*stop*/) { return readCheckedCatalog(toPath(path)); },
                 [this, path](Result<CheckedCatalog> read) {
                     if (!read) {
                         fail(read.error());
                         return;
                     }
                     begin(std::make_shared<Journey>(std::move(*read), toPath(path), MergeReason::OtherFile));
                 });
}

void CatalogFlow::fail(const Error &error)
{
    auto *box =
        new QMessageBox(QMessageBox::Critical, tr("Open catalog"), errorText(error), QMessageBox::Ok, &m_window);
    box->setObjectName(u"catalogErrorBox"_s);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

CatalogFlow::JourneyPtr CatalogFlow::changed()
{
    RunSession &session = m_page->session();
    Result<std::optional<CheckedCatalog>> now = session.changedOnDisk();
    if (!now) {
        Q_EMIT messageRequested(tr("%1 was changed by someone else and cannot be read now: %2")
                                    .arg(session.catalogName(), errorText(now.error())),
                                true);
        return {};
    }
    if (*now) {
        return std::make_shared<Journey>(std::move(**now), session.catalogPath());
    }
    if (session.hasUndecidedConflicts()) {
        Result<CheckedCatalog> read = readCheckedCatalog(session.catalogPath());
        return read ? std::make_shared<Journey>(std::move(*read), session.catalogPath()) : nullptr;
    }
    return {};
}

void CatalogFlow::look()
{
    if (isBusy()) {
        return;
    }
    if (const JourneyPtr journey = changed()) {
        const QString name = m_page->session().catalogName();
        m_bar.tell(journey->catalog.conflicts ? tr("%1 has conflict markers of git.").arg(name)
                                              : tr("%1 was changed by someone else.").arg(name),
                   journey->catalog.conflicts ? tr("&Decide…") : tr("&Merge…"));
    } else {
        m_bar.hide();
    }
}

void CatalogFlow::ask()
{
    if (isBusy()) {
        return;
    }
    m_bar.hide();
    if (const JourneyPtr journey = changed()) {
        m_page->kernel().commitPending(); // only now: nothing half typed becomes a step where there is nothing to ask
        begin(journey);
    }
}

void CatalogFlow::begin(const JourneyPtr &journey)
{
    if (journey->catalog.conflicts) {
        decideMarkers(journey);
    } else {
        decideRows(journey);
    }
}

void CatalogFlow::decideMarkers(const JourneyPtr &journey)
{
    question({MergeReason::ConflictMarkers, shortPath(journey->path), rowsOf(journey->catalog.conflicts->plan)},
             [this, journey](const std::vector<MergeSide> &sides) {
                 Result<std::vector<KernelEntry>> decided = decidedEntries(journey->catalog, sides);
                 if (!decided) {
                     fail(decided.error());
                     return;
                 }
                 journey->decided = std::move(*decided);
                 decideRows(journey);
             });
}

void CatalogFlow::decideRows(const JourneyPtr &journey)
{
    const auto plan = std::make_shared<const RebasePlan>(
        m_page->session().planGoing(journey->catalog, journey->path, journey->decided));
    const bool isQuiet = journey->reason == MergeReason::OtherFile || journey->decided;
    if (plan->rows.empty() && plan->notes.empty() && isQuiet) {
        go(journey, *plan, {});
        return;
    }
    question({journey->reason, shortPath(journey->path), plan->rows, plan->notes},
             [this, journey, plan](const std::vector<MergeSide> &sides) {
                 if (isCurrent(*plan, m_page->session().document())) {
                     go(journey, *plan, sides);
                 } else {
                     decideRows(journey); // decided meanwhile: the question is another one
                 }
             });
}

void CatalogFlow::decide(const RebasePlan &plan, const QString &name,
                         const std::function<void(const std::vector<MergeSide> &)> &then)
{
    question({MergeReason::OtherFile, name, plan.rows, plan.notes}, then);
}

QString CatalogFlow::mergedWords(const RebasePlan &plan, const std::vector<MergeSide> &sides) const
{
    std::set<std::string> changed;
    for (std::size_t i = 0; i < plan.rows.size(); ++i) {
        const MergeSide side = i < sides.size() ? sides[i] : plan.rows[i].side;
        if (plan.rows[i].isAcceptedChange && side == MergeSide::Theirs) {
            changed.insert(plan.rows[i].conflict.rawName);
        }
    }
    const QString undo = tr("%1 brings your values back over the file's.").arg(keyOrName(m_window, "desk.undo"));
    return changed.empty() ? tr("Merged. %1").arg(undo)
                           : tr("Merged. Kernels that were accepted and are unreviewed now, because someone else "
                                "changed them: %1. %2")
                                 .arg(countText(changed.size()), undo);
}

void CatalogFlow::go(const JourneyPtr &journey, const RebasePlan &plan, const std::vector<MergeSide> &sides)
{
    m_page->session().goTo(plan, sides, journey->catalog, journey->path);
    if (journey->decided) {
        Q_EMIT messageRequested(tr("Decided. Publishing writes the file without markers."), false);
    } else if (journey->reason == MergeReason::ChangedOnDisk) {
        Q_EMIT messageRequested(mergedWords(plan, sides), false);
    } else {
        Q_EMIT messageRequested(tr("Reviewing into %1.").arg(shortPath(journey->path)), false);
    }
}

void CatalogFlow::question(MergeQuestion question, const std::function<void(const std::vector<MergeSide> &)> &then)
{
    auto *publishing = m_window.findChild<PublishDialog *>();
    QWidget *parent = publishing != nullptr && publishing->isVisible() ? publishing : &m_window;
    m_dialog = new MergeDialog(std::move(question), parent);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &QDialog::finished, this, [this, dialog = m_dialog, then](int result) {
        m_dialog.clear();
        if (result == QDialog::Accepted && m_page != nullptr) {
            then(dialog->sides());
        } else {
            look(); // it waits
        }
    });
    m_dialog->open();
}

} // namespace atlas::ui
