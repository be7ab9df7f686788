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

MergeDialog::MergeDialog(DocumentMerge merge, MergeReason reason, const QString &name, QWidget *parent)
    : QDialog(parent), m_merge(std::move(merge)), m_model(new ConflictModel(m_merge.plan.conflicts, this))
{
    setObjectName(u"mergeDialog"_s);
    setWindowTitle(reason == MergeReason::ChangedOnDisk ? tr("%1 was changed by someone else").arg(name)
                                                        : tr("%1 has conflict markers").arg(name));
    resizeWithinScreen(*this, {940, m_merge.plan.conflicts.empty() ? 200 : 460});
    auto *text = new QLabel(summary(reason, name), this);
    text->setObjectName(u"mergeSummary"_s);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *mergeButton = buttons->addButton(tr("&Merge"), QDialogButtonBox::AcceptRole);
    mergeButton->setObjectName(u"mergeButton"_s);
    mergeButton->setProperty(kPrimaryProperty, true);
    mergeButton->setDefault(true);
    mergeButton->setToolTip(tr("Go on with both sides' changes; it can be undone"));
    QPushButton *later = buttons->addButton(tr("&Not now"), QDialogButtonBox::RejectRole);
    later->setToolTip(tr("Publishing will ask again (Esc)"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(10);
    layout->addWidget(text);
    if (m_merge.plan.conflicts.empty()) {
        layout->addStretch(1);
    } else {
        layout->addWidget(buildConflicts(), 1);
    }
    layout->addWidget(buttons);
    addHelp(*buttons, u"publishing"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString MergeDialog::summary(MergeReason reason, const QString &name) const
{
    const qsizetype conflicts = static_cast<qsizetype>(m_merge.plan.conflicts.size());
    QString text = reason == MergeReason::ChangedOnDisk
                       ? tr("%1 was changed on disk since it was opened. Nothing that you set is lost: both sides are "
                            "brought together, field by field.")
                             .arg(name)
                       : tr("git left both sides in %1. \"Yours\" is the side above the markers' middle (ours), the "
                            "file's is the one below (theirs). Publishing writes the file without markers.")
                             .arg(name);
    text += u"\n"_s +
            (conflicts == 0 ? tr("No field was changed on both sides.")
             : conflicts == 1
                 ? tr("One field was changed on both sides; choose which one stands.")
                 : tr("%1 fields were changed on both sides; choose which one stands.").arg(countText(conflicts)));
    for (const Diagnostic &note : m_merge.notes) {
        text += u"\n"_s + toQString(note.message);
    }
    return text;
}

QWidget *MergeDialog::buildConflicts()
{
    auto *box = new QWidget(this);
    auto *table = new QTableView(box);
    table->setModel(m_model);
    setUp(*table);
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
    connect(mine, &QPushButton::clicked, this, [this] { m_model->setAll(MergeSide::Mine); });
    connect(theirs, &QPushButton::clicked, this, [this] { m_model->setAll(MergeSide::Theirs); });
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
