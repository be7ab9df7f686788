#include "ui/review/familydialog.h"

#include "core/review/publication.h"
#include "core/review/reviewprogress.h"
#include "ui/common/checkdelegate.h"
#include "ui/common/counttext.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/flatstyle.h"
#include "ui/common/icons.h"
#include "ui/common/rowview.h"
#include "ui/common/tonelabel.h"
#include "ui/common/windowsize.h"
#include "ui/help/handbook.h"
#include "ui/review/familykernelsmodel.h"
#include "ui/review/familyvaluesmodel.h"
#include "ui/review/familywords.h"

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <unordered_set>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// Larger families are read on a worker: a check of one kernel takes some 50 µs.
constexpr std::size_t kReadAtOnce = 256;

QToolButton *stepButton(Symbol symbol, const QString &name, const QKeySequence &keys, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(symbol));
    QObject::connect(new QShortcut(keys, parent), &QShortcut::activated, button, &QToolButton::click); // at once
    button->setAccessibleName(name);
    button->setToolTip(u"%1 (%2)"_s.arg(name, keys.toString(QKeySequence::NativeText)));
    return button;
}

QLabel *heading(const QString &text, QWidget *buddy, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setBuddy(buddy);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QWidget *under(QLabel *heading, QWidget *widget)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(heading);
    layout->addWidget(widget, 1);
    return box;
}
} // namespace

FamilyDialog::FamilyDialog(RunSession &session, FamilyBy by, EntryId current, QWidget *parent)
    : QDialog(parent), m_session(session),
      m_entries(publicationSelection(session.document(), session.publicationOptions())),
      m_values(new FamilyValuesModel(this)), m_kernels(new FamilyKernelsModel(session, this)),
      m_by(new QComboBox(this)), m_position(new QLabel(this)),
      m_previous(stepButton(Symbol::Previous, tr("Previous family"), QKeySequence(Qt::ALT | Qt::Key_Left), this)),
      m_next(stepButton(Symbol::Next, tr("Next family"), QKeySequence(Qt::ALT | Qt::Key_Right), this)),
      m_title(new ElidedLabel(Qt::ElideRight, this)), m_summary(new QLabel(this)),
      m_look(new ToneLabel(Tone::Caution, this)), m_valuesView(new QTableView(this)),
      m_kernelsView(new QTableView(this)), m_message(new ToneLabel(Tone::Quiet, this)), m_accept(new QPushButton(this))
{
    setObjectName(u"familyDialog"_s);
    setWindowTitle(tr("Review by family"));
    resizeWithinScreen(*this, {1000, 680});
    if (std::ranges::find(m_entries, current) == m_entries.end()) {
        m_entries.push_back(current); // a family of its own, or in that of its likes
    }
    for (const EntryId entry : m_entries) {
        m_selectionNs += gpuTime(session.document(), entry);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(8);
    layout->addLayout(buildHead(by));
    layout->addWidget(m_title);
    layout->addWidget(m_summary);
    layout->addWidget(m_look);
    auto *lists = new QSplitter(Qt::Vertical, this);
    lists->setChildrenCollapsible(false);
    lists->addWidget(buildValues());
    lists->addWidget(buildKernels());
    lists->setStretchFactor(0, 1);
    lists->setStretchFactor(1, 1);
    layout->addWidget(lists, 1);
    layout->addLayout(buildFoot());
    addHistoryKeys();
    connect(&session, &RunSession::historyChanged, this, &FamilyDialog::onHistoryChanged);
    connect(&session, &RunSession::catalogChanged, this, &QDialog::reject); // other entries from here on
    group(current);
    showFamily(m_index);
    if (const int row = m_kernels->rowOf(current); row >= 0) {
        selectAlone(*m_kernelsView, m_kernels->index(row, FamilyKernelsModel::NameColumn));
    }
    m_kernelsView->setFocus();
}

FamilyDialog::~FamilyDialog() = default;

QLayout *FamilyDialog::buildHead(FamilyBy by)
{
    m_by->setObjectName(u"familyGrouping"_s);
    m_by->setAccessibleName(tr("Group by"));
    m_by->setToolTip(tr("What the kernels of a family have in common"));
    for (const FamilyBy choice : {FamilyBy::Name, FamilyBy::Rule, FamilyBy::Op, FamilyBy::Library}) {
        m_by->addItem(words(choice), static_cast<int>(choice));
    }
    m_by->setCurrentIndex(m_by->findData(static_cast<int>(by)));
    connect(m_by, &QComboBox::currentIndexChanged, this, [this] {
        Q_EMIT groupingChanged(grouping());
        group(anchor());
        showFamily(m_index);
    });
    m_position->setObjectName(u"familyPosition"_s);
    m_position->setForegroundRole(QPalette::PlaceholderText);
    m_previous->setObjectName(u"previousFamily"_s);
    m_next->setObjectName(u"nextFamily"_s);
    connect(m_previous, &QToolButton::clicked, this, [this] { showFamily(m_index - 1); });
    connect(m_next, &QToolButton::clicked, this, [this] { showFamily(m_index + 1); });
    m_title->setObjectName(u"familyTitle"_s);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_title->setFont(large);
    m_summary->setObjectName(u"familySummary"_s);
    m_look->setObjectName(u"familyLook"_s);
    auto *line = new QHBoxLayout;
    line->addWidget(heading(tr("&Group by"), m_by, this));
    line->addWidget(m_by);
    line->addStretch();
    line->addWidget(m_position);
    line->addWidget(m_previous);
    line->addWidget(m_next);
    return line;
}

FamilyBy FamilyDialog::grouping() const
{
    return static_cast<FamilyBy>(m_by->currentData().toInt());
}

QWidget *FamilyDialog::buildValues()
{
    using Model = FamilyValuesModel;
    m_valuesView->setObjectName(u"familyValues"_s);
    m_valuesView->setAccessibleName(tr("Values inside the family"));
    m_valuesView->setToolTip(tr("Go to a value to see below which kernels have it"));
    m_valuesView->setModel(m_values);
    showAsRows(*m_valuesView);
    m_valuesView->setSelectionMode(QTableView::SingleSelection);
    m_valuesView->installEventFilter(this);
    const int width = m_valuesView->fontMetrics().averageCharWidth();
    m_valuesView->setColumnWidth(Model::FieldColumn, width * 18);
    m_valuesView->horizontalHeader()->setSectionResizeMode(Model::CountColumn, QHeaderView::ResizeToContents);
    m_valuesView->horizontalHeader()->setSectionResizeMode(Model::ValueColumn, QHeaderView::Stretch);
    connect(m_valuesView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid()) {
                    selectKernels(m_values->entriesAt(current.row()));
                }
            });
    return under(heading(tr("What &differs"), m_valuesView, this), m_valuesView);
}

QWidget *FamilyDialog::buildKernels()
{
    using Model = FamilyKernelsModel;
    m_kernelsView->setObjectName(u"familyKernels"_s);
    m_kernelsView->setAccessibleName(tr("Kernels of the family"));
    m_kernelsView->setModel(m_kernels);
    showAsRows(*m_kernelsView);
    m_kernelsView->setItemDelegateForColumn(Model::NameColumn, new CheckDelegate(m_kernelsView));
    m_kernelsView->installEventFilter(this);
    const int width = m_kernelsView->fontMetrics().averageCharWidth();
    m_kernelsView->setColumnWidth(Model::NameColumn, width * 62);
    m_kernelsView->setColumnWidth(Model::StateColumn, width * 19);
    m_kernelsView->setColumnWidth(Model::TimeColumn, width * 13);
    m_kernelsView->setColumnWidth(Model::LookColumn, width * 28);
    m_kernelsView->horizontalHeader()->setSectionResizeMode(Model::RawNameColumn, QHeaderView::Stretch);
    connect(m_kernels, &FamilyKernelsModel::includedChanged, this, &FamilyDialog::showAcceptButton);
    connect(m_kernelsView, &QTableView::doubleClicked, this,
            [this](const QModelIndex &index) { edit(m_kernels->entryAt(index.row())); });
    return under(heading(tr("&Kernels"), m_kernelsView, this), m_kernelsView);
}

QLayout *FamilyDialog::buildFoot()
{
    m_message->setObjectName(u"familyMessage"_s);
    auto *keys = new QLabel(tr("In the lists: Space leaves out or takes in · X needs work · U unreviewed again · "
                               "E edits · N, P next and previous family to review"),
                            this);
    keys->setForegroundRole(QPalette::PlaceholderText);
    keys->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"acceptFamily"_s);
    m_accept->setProperty(kPrimaryProperty, true);
    m_accept->setDefault(true);
    QPushButton *leave = buttons->addButton(tr("&Leave"), QDialogButtonBox::RejectRole);
    leave->setAutoDefault(false);
    leave->setToolTip(tr("Back to the table; what was accepted stays (Esc)"));
    addHelp(*buttons, u"first-review"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &FamilyDialog::acceptAndGoOn);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *words = new QVBoxLayout;
    words->addWidget(m_message);
    words->addWidget(keys);
    auto *line = new QHBoxLayout;
    line->addLayout(words, 1);
    line->addWidget(buttons);
    return line;
}

void FamilyDialog::addHistoryKeys()
{
    const auto add = [this](const QString &text, const QKeySequence &keys, void (RunSession::*change)()) {
        auto *action = new QAction(text, this);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, &m_session, change);
        addAction(action);
    };
    add(tr("Undo"), QKeySequence(Qt::CTRL | Qt::Key_Z), &RunSession::undo);
    add(tr("Redo"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), &RunSession::redo);
}

void FamilyDialog::onHistoryChanged()
{
    if (!m_isAccepting) {
        m_message->setMessage({});
        group(anchor());
        showFamily(m_index);
    }
}

void FamilyDialog::group(EntryId anchor)
{
    m_families = entryFamilies(m_session.document(), m_entries, grouping());
    const auto found = std::ranges::find_if(m_families, [anchor](const EntryFamily &family) {
        return std::ranges::find(family.entries, anchor) != family.entries.end();
    });
    m_index = found == m_families.end() ? 0 : static_cast<std::size_t>(found - m_families.begin());
}

EntryId FamilyDialog::anchor() const
{
    const QModelIndex current = m_kernelsView->currentIndex();
    return current.isValid() ? m_kernels->entryAt(current.row()) : family().entries.front();
}

void FamilyDialog::showFamily(std::size_t index)
{
    m_index = index;
    m_isShown = false;
    m_previous->setEnabled(index > 0);
    m_next->setEnabled(index + 1 < m_families.size());
    const auto open = std::ranges::count_if(m_families, [this](const EntryFamily &one) { return hasUnreviewed(one); });
    m_position->setText(tr("Family %1 of %2 · %3 with unreviewed kernels")
                            .arg(countText(index + 1), countText(m_families.size()), countText(open)));
    m_title->setFullText(familyTitle(family(), grouping()));
    m_summary->setText(familySummary(family(), m_selectionNs));
    m_task.cancel();
    if (family().entries.size() <= kReadAtOnce) {
        showDifferences(familyDifferences(m_session.document(), family().entries));
        return;
    }
    m_values->setDifferences({}, 0);
    m_kernels->setFamily({}, {});
    m_look->setMessage(tr("Working out what differs…"));
    m_task.start([document = m_session.snapshot(), entries = family().entries](
                     const std::stop_token & /*stop*/) { return familyDifferences(*document, entries); },
                 [this](const FamilyDifferences &differences) { showDifferences(differences); });
}

void FamilyDialog::showDifferences(const FamilyDifferences &differences)
{
    const EntryId current = anchor();
    m_isShown = true;
    m_values->setDifferences(differences, family().entries.size());
    m_kernels->setFamily(family(), differences);
    m_look->setMessage(lookFirst(differences));
    const int row = m_kernels->rowOf(current);
    selectAlone(*m_kernelsView, m_kernels->index(std::max(row, 0), FamilyKernelsModel::NameColumn));
}

void FamilyDialog::showAcceptButton()
{
    const std::size_t count = m_kernels->included().size();
    m_accept->setEnabled(m_isShown);
    if (count > 0) {
        m_accept->setText(count == m_kernels->openCount() ? tr("&Accept all (%1)").arg(countText(count))
                                                          : tr("&Accept (%1)").arg(countText(count)));
        m_accept->setToolTip(tr("Accept the ticked kernels as one step and go on to the next family (Enter)"));
    } else if (unreviewedFamily(1)) {
        m_accept->setText(tr("&Go on"));
        m_accept->setToolTip(tr("The next family with unreviewed kernels (Enter)"));
    } else {
        m_accept->setText(tr("&Done"));
        m_accept->setToolTip(tr("Back to the table (Enter)"));
    }
}

bool FamilyDialog::hasUnreviewed(const EntryFamily &family) const
{
    return family.accepted < family.entries.size() &&
           std::ranges::any_of(
               family.entries,
               [this](EntryId entry) { return m_session.document().state(entry) == ReviewState::Unreviewed; });
}

std::optional<std::size_t> FamilyDialog::unreviewedFamily(int step) const
{
    const std::size_t count = m_families.size();
    for (std::size_t i = 1; i < count; ++i) {
        const std::size_t index = (m_index + (step > 0 ? i : count - i)) % count;
        if (hasUnreviewed(m_families[index])) {
            return index;
        }
    }
    return std::nullopt;
}

void FamilyDialog::goToUnreviewed(int step)
{
    if (const auto index = unreviewedFamily(step)) {
        m_message->setMessage({});
        showFamily(*index);
    } else {
        m_message->setMessage(tr("No other family has unreviewed kernels."));
    }
}

void FamilyDialog::acceptAndGoOn()
{
    if (!m_isShown) {
        return;
    }
    const std::vector<EntryId> entries = m_kernels->included();
    if (!entries.empty()) {
        m_isAccepting = true;
        m_session.setState(entries, ReviewState::Accepted);
        m_isAccepting = false;
        group(anchor());
    }
    const auto next = unreviewedFamily(1);
    if (!next && entries.empty()) {
        accept();
        return;
    }
    showFamily(next.value_or(m_index));
    if (!entries.empty()) {
        const QString count = entries.size() == 1 ? tr("1 kernel") : tr("%1 kernels").arg(countText(entries.size()));
        m_message->setMessage(next ? tr("Accepted %1. Ctrl+Z takes it back.").arg(count)
                                   : tr("Accepted %1: no other family has unreviewed kernels.").arg(count));
    }
}

bool FamilyDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress) {
        return QDialog::eventFilter(watched, event);
    }
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool plain = key->modifiers() == Qt::NoModifier || key->modifiers() == Qt::KeypadModifier;
    const bool isLetter = !key->text().isEmpty() && key->text().front().isPrint();
    return (plain && onListKey(key->key())) || (plain && isLetter) || QDialog::eventFilter(watched, event);
}

bool FamilyDialog::onListKey(int key)
{
    const std::vector<EntryId> chosen = chosenKernels();
    switch (key) {
    case Qt::Key_Space:
        toggleChosen();
        return true;
    case Qt::Key_X:
    case Qt::Key_U:
        m_session.setState(chosen, key == Qt::Key_X ? ReviewState::NeedsWork : ReviewState::Unreviewed);
        return true;
    case Qt::Key_N:
    case Qt::Key_P:
        goToUnreviewed(key == Qt::Key_N ? 1 : -1);
        return true;
    case Qt::Key_E:
    case Qt::Key_F2:
        if (!chosen.empty()) {
            edit(chosen.front());
        }
        return true;
    default:
        return false;
    }
}

std::vector<EntryId> FamilyDialog::chosenKernels() const
{
    std::vector<EntryId> entries;
    for (const QModelIndex &index : m_kernelsView->selectionModel()->selectedRows()) {
        entries.push_back(m_kernels->entryAt(index.row()));
    }
    return entries;
}

void FamilyDialog::toggleChosen()
{
    const QModelIndexList rows = m_kernelsView->selectionModel()->selectedRows(FamilyKernelsModel::NameColumn);
    const bool include =
        std::ranges::none_of(rows, [this](const QModelIndex &index) { return m_kernels->isIncluded(index.row()); });
    for (const QModelIndex &index : rows) {
        m_kernels->setData(index, include ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
    }
}

void FamilyDialog::selectKernels(const std::vector<EntryId> &entries)
{
    const std::unordered_set<EntryId> wanted(entries.begin(), entries.end());
    QItemSelection selection;
    for (int row = 0; row < m_kernels->rowCount(); ++row) {
        if (wanted.contains(m_kernels->entryAt(row))) {
            selection.select(m_kernels->index(row, 0), m_kernels->index(row, FamilyKernelsModel::ColumnCount - 1));
        }
    }
    m_kernelsView->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (!selection.isEmpty()) {
        m_kernelsView->scrollTo(selection.first().topLeft());
    }
}

void FamilyDialog::edit(EntryId entry)
{
    m_kernelToEdit = entry;
    accept();
}

} // namespace atlas::ui
