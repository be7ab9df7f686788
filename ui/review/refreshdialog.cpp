#include "ui/review/refreshdialog.h"

#include "core/review/refresh.h"
#include "ui/common/changetablemodel.h"
#include "ui/common/changetableview.h"
#include "ui/common/flatstyle.h"
#include "ui/common/text.h"
#include "ui/common/windowsize.h"
#include "ui/help/handbook.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <set>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
std::vector<BulkChange> changesOf(const ReviewDocument &document, const EditGroup &group)
{
    std::vector<BulkChange> changes;
    for (const Edit &edit : group.edits) {
        if (isFieldSlot(edit.slot)) {
            const Field field = fieldOf(edit.slot);
            changes.push_back(
                {edit.entry, field, document.effective(edit.entry, field).value, edit.value->override.value});
        }
    }
    return changes;
}
} // namespace

RefreshDialog::RefreshDialog(RunSession &session, QWidget *parent)
    : QDialog(parent), m_session(session), m_model(new ChangeTableModel(this)), m_summary(new QLabel(this))
{
    setObjectName(u"refreshDialog"_s);
    setWindowTitle(tr("Take new readings"));
    resizeWithinScreen(*this, {980, 520});
    m_summary->setObjectName(u"refreshSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setText(tr("Reading the catalog's kernels again…"));
    auto *buttons = new QDialogButtonBox(this);
    m_take = buttons->addButton(tr("&Take"), QDialogButtonBox::AcceptRole);
    m_take->setObjectName(u"refreshTake"_s);
    m_take->setProperty(kPrimaryProperty, true);
    m_take->setDefault(true);
    m_take->setEnabled(false);
    buttons->addButton(QDialogButtonBox::Cancel)->setIcon({});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(10);
    layout->addWidget(m_summary);
    auto *table = new ChangeTableView(*m_model, this);
    table->setObjectName(u"refreshTable"_s);
    table->setAccessibleName(tr("Fields that would change"));
    layout->addWidget(table, 1);
    layout->addWidget(buttons);
    connect(m_model, &ChangeTableModel::includedChanged, this, &RefreshDialog::showCount);
    addHelp(*buttons, u"next-run"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &RefreshDialog::take);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_task.start([document = session.snapshot(), strict = session.publicationOptions().strictLibraries](
                     const std::stop_token & /*stop*/) { return plan(document, strict); },
                 [this](const Planned &planned) { show(planned); });
}

RefreshDialog::Planned RefreshDialog::plan(std::shared_ptr<const ReviewDocument> document, bool strictLibraries)
{
    const auto machines = machineRules();
    EditGroup group = machines ? planRefresh(*document, *machines, strictLibraries) : EditGroup();
    return {std::move(document), std::move(group), machines ? QString() : errorText(machines.error())};
}

void RefreshDialog::show(const Planned &planned)
{
    m_planned = planned;
    m_model->setChanges(planned.document, changesOf(*planned.document, planned.group));
    showCount();
    if (!planned.error.isEmpty()) {
        m_summary->setText(planned.error);
    }
}

void RefreshDialog::showCount()
{
    const auto all = static_cast<qsizetype>(m_model->changes().size());
    const auto taken = static_cast<qsizetype>(m_model->includedCount());
    m_summary->setText(
        all == 0
            ? tr("No field of %1 would change: what machines wrote is what the rules read now, the rest was set by "
                 "people.")
                  .arg(m_session.catalogName())
            : tr("Fields of %1 that a machine wrote and no person set, and that the rules read otherwise now. "
                 "Accepted kernels that change are unreviewed afterwards.")
                  .arg(m_session.catalogName()));
    m_take->setText(taken == 1 ? tr("&Take 1 reading") : tr("&Take %1 readings").arg(taken));
    m_take->setEnabled(taken > 0);
}

void RefreshDialog::take()
{
    std::set<std::pair<std::size_t, Slot>> wanted;
    std::set<std::size_t> entries;
    for (const BulkChange &change : m_model->included()) {
        wanted.emplace(change.entry.index(), slotOf(change.field));
        entries.insert(change.entry.index());
    }
    EditGroup group{m_planned.group.text, {}};
    for (const Edit &edit : m_planned.group.edits) {
        const bool isWanted = isFieldSlot(edit.slot) ? wanted.contains({edit.entry.index(), edit.slot})
                                                     : entries.contains(edit.entry.index());
        if (isWanted) {
            group.edits.push_back(edit);
        }
    }
    m_session.apply(std::move(group));
    accept();
}

} // namespace atlas::ui
