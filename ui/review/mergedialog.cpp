#include "ui/review/mergedialog.h"

#include "ui/common/counttext.h"
#include "ui/common/flatstyle.h"
#include "ui/common/tabledelegate.h"
#include "ui/common/text.h"
#include "ui/common/windowsize.h"
#include "ui/help/handbook.h"
#include "ui/review/conflictmodel.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kCellMargins = 28;
constexpr int kFieldCharacters = 20;

void setUp(QTableView &table)
{
    table.setObjectName(u"conflicts"_s);
    table.setAccessibleName(MergeDialog::tr("Fields that both sides changed"));
    table.setItemDelegate(new TableDelegate(&table));
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setTabKeyNavigation(false);
    table.verticalHeader()->hide();
    table.horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setSectionResizeMode(ConflictModel::FieldColumn, QHeaderView::Fixed);
    table.setColumnWidth(ConflictModel::FieldColumn, table.fontMetrics().averageCharWidth() * kFieldCharacters);
    // As wide as both of its words, so that choosing moves nothing.
    table.horizontalHeader()->setSectionResizeMode(ConflictModel::StandsColumn, QHeaderView::Fixed);
    int widest = table.horizontalHeader()->sectionSizeHint(ConflictModel::StandsColumn);
    for (const MergeSide side : {MergeSide::Mine, MergeSide::Theirs}) {
        widest = std::max(widest, table.fontMetrics().horizontalAdvance(ConflictModel::words(side)) + kCellMargins);
    }
    table.setColumnWidth(ConflictModel::StandsColumn, widest);
    table.setToolTip(MergeDialog::tr("Space or a double click takes the other side"));
}
} // namespace

MergeDialog::MergeDialog(MergeQuestion question, QWidget *parent)
    : QDialog(parent), m_question(std::move(question)), m_model(new ConflictModel(m_question.rows, this))
{
    setObjectName(u"mergeDialog"_s);
    setWindowTitle(title());
    resizeWithinScreen(*this, {940, m_question.rows.empty() ? 200 : 460});
    auto *text = new QLabel(summary(), this);
    text->setObjectName(u"mergeSummary"_s);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(this);
    addButtons(*buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(10);
    layout->addWidget(text);
    if (m_question.rows.empty()) {
        layout->addStretch(1);
    } else {
        layout->addWidget(buildConflicts(), 1);
    }
    layout->addWidget(buttons);
    addHelp(*buttons, u"publishing"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void MergeDialog::addButtons(QDialogButtonBox &buttons)
{
    const bool isOther = m_question.reason == MergeReason::OtherFile;
    QPushButton *go = buttons.addButton(isOther ? tr("&Go on") : tr("&Merge"), QDialogButtonBox::AcceptRole);
    go->setObjectName(u"mergeButton"_s);
    go->setProperty(kPrimaryProperty, true);
    go->setDefault(true);
    go->setToolTip(isOther ? tr("Go to that file with what stands in the last column; it can be undone")
                           : tr("Go on with both sides' changes; it can be undone"));
    QPushButton *later = buttons.addButton(isOther ? tr("&Cancel") : tr("&Not now"), QDialogButtonBox::RejectRole);
    later->setToolTip(isOther ? tr("Change nothing (Esc)") : tr("Publishing will ask again (Esc)"));
}

QString MergeDialog::title() const
{
    switch (m_question.reason) {
    case MergeReason::ChangedOnDisk:
        return tr("%1 was changed by someone else").arg(m_question.name);
    case MergeReason::ConflictMarkers:
        return tr("%1 has conflict markers").arg(m_question.name);
    case MergeReason::OtherFile:
        break;
    }
    return tr("%1 says something else than you decided").arg(m_question.name);
}

QString MergeDialog::situation() const
{
    switch (m_question.reason) {
    case MergeReason::ChangedOnDisk:
        return tr("%1 was changed on disk since it was opened. Nothing that you set is lost: both sides are "
                  "brought together, field by field.")
            .arg(m_question.name);
    case MergeReason::ConflictMarkers:
        return tr("git left both sides in %1. \"Yours\" is the side above the markers' middle (ours), the "
                  "file's is the one below (theirs). Publishing writes the file without markers.")
            .arg(m_question.name);
    case MergeReason::OtherFile:
        break;
    }
    return tr("You decided about kernels before %1 was open, and it has other values for them. Yours: the value "
              "becomes "
              "a change of the file, which publishing writes. The file's: its value stands, and a kernel that you "
              "accepted with another one is unreviewed again.")
        .arg(m_question.name);
}

QString MergeDialog::summary() const
{
    const qsizetype rows = static_cast<qsizetype>(m_question.rows.size());
    const auto accepted = std::ranges::count_if(m_question.rows, &RebaseRow::isAcceptedChange);
    const bool isOther = m_question.reason == MergeReason::OtherFile;
    QString text = situation() + u'\n';
    if (isOther) {
        text += rows == 1 ? tr("One value differs; choose which one stands.")
                          : tr("%1 values differ; choose which ones stand.").arg(countText(rows));
    } else {
        const qsizetype both = rows - static_cast<qsizetype>(accepted);
        text += both == 0   ? tr("No field was changed on both sides.")
                : both == 1 ? tr("One field was changed on both sides; choose which one stands.")
                            : tr("%1 fields were changed on both sides; choose which one stands.").arg(countText(both));
    }
    if (accepted > 0) {
        text += u'\n' + tr("Values of kernels that were accepted and that someone else changed: %1. With the file's "
                           "value, such a kernel is unreviewed again.")
                            .arg(countText(accepted));
    }
    for (const Diagnostic &note : m_question.notes) {
        text += u'\n' + toQString(note.message);
    }
    return text;
}

QWidget *MergeDialog::buildConflicts()
{
    auto *box = new QWidget(this);
    auto *table = new QTableView(box);
    table->setModel(m_model);
    setUp(*table);
    const bool hasBefore =
        std::ranges::any_of(m_question.rows, [](const RebaseRow &row) { return row.conflict.base.has_value(); });
    table->setColumnHidden(ConflictModel::BeforeColumn, !hasBefore);
    const auto swap = [this, table] {
        for (const QModelIndex &row : table->selectionModel()->selectedRows()) {
            const bool isMine = m_model->sides()[static_cast<std::size_t>(row.row())] == MergeSide::Mine;
            m_model->setSide(row.row(), isMine ? MergeSide::Theirs : MergeSide::Mine);
        }
    };
    connect(table, &QTableView::doubleClicked, this, swap);
    auto *space = new QShortcut(Qt::Key_Space, table, swap);
    space->setContext(Qt::WidgetShortcut);
    table->selectRow(0);
    auto *mine = new QPushButton(tr("All &yours"), box);
    auto *theirs = new QPushButton(tr("All the &file's"), box);
    auto *other = new QPushButton(tr("Take the &other side (Space)"), box);
    for (QPushButton *button : {mine, theirs, other}) {
        button->setAutoDefault(false);
    }
    // At once: a key's click comes a moment later, and Enter may be quicker.
    connect(mine, &QPushButton::pressed, this, [this] { m_model->setAll(MergeSide::Mine); });
    connect(theirs, &QPushButton::pressed, this, [this] { m_model->setAll(MergeSide::Theirs); });
    connect(other, &QPushButton::clicked, this, swap);
    auto *line = new QHBoxLayout;
    line->addWidget(other);
    line->addWidget(mine);
    line->addWidget(theirs);
    line->addStretch();
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(table, 1);
    layout->addLayout(line);
    return box;
}

const std::vector<MergeSide> &MergeDialog::sides() const
{
    return m_model->sides();
}

} // namespace atlas::ui
