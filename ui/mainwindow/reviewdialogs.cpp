#include "ui/mainwindow/reviewdialogs.h"

#include "ui/common/counttext.h"
#include "ui/common/keyhint.h"
#include "ui/kernel/kernelpanel.h"
#include "ui/mainwindow/runpage.h"
#include "ui/review/familydialog.h"
#include "ui/run/kerneltablepanel.h"

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
const QString kFamilyGrouping = u"familyGrouping"_s;

/// As it was chosen last; by name at first.
FamilyBy familyGrouping(const Settings &settings)
{
    bool isNumber = false;
    const int stored = settings.layout(kFamilyGrouping).toInt(&isNumber);
    const bool isKnown = isNumber && stored >= 0 && stored <= static_cast<int>(FamilyBy::Name);
    return isKnown ? static_cast<FamilyBy>(stored) : FamilyBy::Name;
}

/// Where the review goes on after a family was left: what a person wants to edit, else the next unreviewed kernel if
/// this one was accepted.
void goOn(RunPage &page, std::optional<EntryId> toEdit)
{
    const ReviewDocument &document = page.session().document();
    const std::optional<KernelId> current = page.table().currentKernel();
    if (toEdit) {
        page.reveal(*toEdit);
        page.kernel().focusField(page.kernel().currentField());
        return;
    }
    page.focusTable();
    if (current && document.state(document.entryOf(*current)) == ReviewState::Accepted) {
        const auto next = page.flow().nearest(document.entryOf(*current), page.table().stage(), Direction::Next);
        page.reveal(next.value_or(document.entryOf(*current)));
    }
}

std::vector<EntryId> entriesOf(const ReviewDocument &document, const std::vector<KernelId> &kernels)
{
    std::vector<EntryId> entries;
    entries.reserve(kernels.size());
    for (const KernelId kernel : kernels) {
        entries.push_back(document.entryOf(kernel));
    }
    return entries;
}

BulkTargets targetsOf(RunPage &page)
{
    const ReviewDocument &document = page.session().document();
    BulkTargets targets;
    targets.selected = entriesOf(document, page.table().selectedKernels());
    targets.shown = entriesOf(document, page.table().shownKernels());
    for (std::size_t kernel = 0; kernel < page.session().run().kernelCount(); ++kernel) {
        targets.all.push_back(document.entryOf(makeId<KernelId>(kernel)));
    }
    return targets;
}
} // namespace

void reviewFamilies(RunPage &page, Settings &settings)
{
    const std::optional<KernelId> current = page.table().currentKernel();
    if (!current) {
        return;
    }
    page.kernel().commitPending();
    auto *dialog =
        new FamilyDialog(page.session(), familyGrouping(settings), page.session().document().entryOf(*current), &page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &FamilyDialog::groupingChanged, &page, [&settings](FamilyBy by) {
        settings.setLayout(kFamilyGrouping, QByteArray::number(static_cast<int>(by)));
    });
    QObject::connect(dialog, &QDialog::finished, &page, [&page, dialog] { goOn(page, dialog->kernelToEdit()); });
    dialog->open();
}

void editMany(RunPage &page, BulkEditDialog::Mode mode)
{
    page.kernel().commitPending();
    auto *dialog = new BulkEditDialog(page.session(), targetsOf(page), mode, &page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &BulkEditDialog::applied, &page, [&page](std::size_t values) {
        const QString undo = keyOrName(page, "desk.undo");
        Q_EMIT page.messageRequested(
            values == 1 ? RunPage::tr("Set 1 value. %1 takes it back.").arg(undo)
                        : RunPage::tr("Set %1 values. %2 takes them back.").arg(countText(values), undo));
    });
    QObject::connect(dialog, &QDialog::finished, &page, &RunPage::focusTable);
    dialog->open();
}

} // namespace atlas::ui
