#include "ui/run/kerneltableview.h"

#include "ui/common/costbardelegate.h"
#include "ui/common/icons.h"
#include "ui/common/rowview.h"
#include "ui/common/tabletext.h"
#include "ui/run/columnsdialog.h"
#include "ui/run/frozencolumn.h"
#include "ui/run/kerneltablemodel.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>
#include <array>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// Above this many rows assistive technology is told that the selection changed, not of a row.
constexpr int kRowsToTellOneByOne = 1000;
/// Widths in average characters, by column.
constexpr std::array kWidths = {12, 13, 14, 12, 12, 13, 13, 13, 13, 31, 20, 18, 16, 24, 90, 10};
constexpr std::array kHiddenAtFirst = {KernelTableModel::PerIterationColumn, KernelTableModel::MinColumn,
                                       KernelTableModel::MaxColumn,          KernelTableModel::DeviationColumn,
                                       KernelTableModel::OpColumn,           KernelTableModel::RuleColumn,
                                       KernelTableModel::RawNameColumn};
} // namespace

KernelTableView::KernelTableView(KernelTableModel &model, QWidget *parent) : QTableView(parent), m_model(model)
{
    setModel(&model);
    setObjectName(u"kernelTable"_s);
    setAccessibleName(tr("Kernels"));
    showAsPage(*this);
    setItemDelegateForColumn(KernelTableModel::ShareColumn,
                             new CostBarDelegate(KernelTableModel::SortRole, KernelTableModel::LargestRole, this));
    setSelectionMode(ExtendedSelection);
    QHeaderView *header = horizontalHeader();
    header->setObjectName(u"kernelTableHeader"_s);
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setStretchLastSection(false);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setMinimumSectionSize(fontMetrics().averageCharWidth() * 6);
    connect(header, &QHeaderView::sectionClicked, this, [this](int column) {
        Q_EMIT columnChosen(column, QApplication::keyboardModifiers().testFlag(Qt::ShiftModifier));
    });
    connect(header, &QHeaderView::customContextMenuRequested, this,
            [this, header](const QPoint &point) { showColumnsMenu(header->mapToGlobal(point)); });
    connect(this, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == KernelTableModel::FriendlyNameColumn &&
            QApplication::keyboardModifiers() == Qt::NoModifier) {
            toggleHead(index.row());
        }
    });
    setDefaultWidths();
    m_frozen = new FrozenColumn(*this, KernelTableModel::FriendlyNameColumn);
    connect(m_frozen, &FrozenColumn::headerClicked, this, [this](int column) {
        Q_EMIT columnChosen(column, QApplication::keyboardModifiers().testFlag(Qt::ShiftModifier));
    });
}

void KernelTableView::setDefaultWidths()
{
    for (int column = 0; column < KernelTableModel::ColumnCount; ++column) {
        const int width = fontMetrics().averageCharWidth() * kWidths[static_cast<std::size_t>(column)];
        setColumnWidth(column, std::max(width, titleWidth(*this, KernelTableModel::columnName(column))));
    }
    for (const int column : kHiddenAtFirst) {
        setColumnHidden(column, true);
    }
    QHeaderView &header = *horizontalHeader();
    header.moveSection(header.visualIndex(KernelTableModel::PickedColumn),
                       header.visualIndex(KernelTableModel::StateColumn));
}

void KernelTableView::addSortMenu(QMenu &menu, const QString &title, bool add)
{
    QMenu *sort = menu.addMenu(title);
    for (const int column : shownColumns()) {
        if (!KernelTableModel::isSortable(column)) {
            continue;
        }
        connect(sort->addAction(KernelTableModel::columnName(column)), &QAction::triggered, this,
                [this, column, add] { Q_EMIT columnChosen(column, add); });
    }
}

void KernelTableView::arrangeColumns()
{
    auto *dialog =
        new ColumnsDialog(*horizontalHeader(), KernelTableModel::FriendlyNameColumn,
                          m_iterationsKnown ? QList<int>() : QList<int>{KernelTableModel::PerIterationColumn}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void KernelTableView::fillColumnsMenu(QMenu &menu)
{
    connect(menu.addAction(icon(Symbol::Columns), tr("Arrange columns…")), &QAction::triggered, this,
            &KernelTableView::arrangeColumns);
    addSortMenu(menu, tr("Sort by"), false);
    addSortMenu(menu, tr("Then by (Shift+click)"), true);
    QAction *frozen = menu.addAction(tr("Keep the name in sight"));
    frozen->setCheckable(true);
    frozen->setChecked(m_frozen->isEnabledByPerson());
    connect(frozen, &QAction::toggled, m_frozen, &FrozenColumn::setEnabledByPerson);
    menu.addSeparator();
    for (int column = 0; column < KernelTableModel::ColumnCount; ++column) {
        const bool perIteration = column == KernelTableModel::PerIterationColumn;
        if (perIteration && !m_iterationsKnown) {
            continue;
        }
        QAction *action = menu.addAction(KernelTableModel::columnName(column));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        // A table without names or with nothing at all cannot be brought back by its header.
        action->setEnabled(column != KernelTableModel::FriendlyNameColumn);
        connect(action, &QAction::toggled, this, [this, column](bool shown) { setColumnHidden(column, !shown); });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Default columns")), &QAction::triggered, this, [this] {
        for (int column = 0; column < KernelTableModel::ColumnCount; ++column) {
            setColumnHidden(column, false);
            horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column), column);
        }
        setDefaultWidths();
    });
}

void KernelTableView::showColumnsMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillColumnsMenu(*menu);
    menu->popup(globalPosition);
}

void KernelTableView::setIterationsKnown(bool known)
{
    if (m_iterationsKnown && !known) {
        m_perIterationWanted = !isColumnHidden(KernelTableModel::PerIterationColumn);
    }
    setColumnHidden(KernelTableModel::PerIterationColumn, !known || !m_perIterationWanted);
    m_iterationsKnown = known;
}

QList<int> KernelTableView::shownColumns() const
{
    QList<int> shown;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column)) {
            shown.append(column);
        }
    }
    return shown;
}

QList<int> KernelTableView::selectedRows() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) { // selectedRows() takes seconds for many
        for (int row = range.top(); row <= range.bottom(); ++row) {
            rows.append(row);
        }
    }
    std::ranges::sort(rows);
    return rows;
}

QString KernelTableView::exactTitle(int column)
{
    const bool isTime = KernelTableModel::isNumber(column) && column != KernelTableModel::ShareColumn &&
                        column != KernelTableModel::InstancesColumn;
    return KernelTableModel::columnName(column) + (isTime ? u" (ns)"_s : QString());
}

QString KernelTableView::selectionAsTsv() const
{
    const QList<int> shown = shownColumns();
    QList<QStringList> table(1);
    for (const int column : shown) {
        table.front() += exactTitle(column);
    }
    for (const int row : selectedRows()) {
        QStringList &line = table.emplaceBack();
        for (const int column : shown) {
            line += m_model.index(row, column).data(KernelTableModel::CopyRole).toString();
        }
    }
    return asTsv(table);
}

QString KernelTableView::selectionAsMarkdown() const
{
    const QList<int> shown = shownColumns();
    QList<QStringList> table(1);
    QList<bool> numbers;
    for (const int column : shown) {
        table.front() += KernelTableModel::columnName(column);
        numbers += KernelTableModel::isNumber(column);
    }
    for (const int row : selectedRows()) {
        QStringList &line = table.emplaceBack();
        for (const int column : shown) {
            const int role = KernelTableModel::isNumber(column) ? static_cast<int>(Qt::DisplayRole)
                                                                : static_cast<int>(KernelTableModel::CopyRole);
            line += m_model.index(row, column).data(role).toString();
        }
    }
    return asMarkdown(table, numbers);
}

void KernelTableView::copySelectionAsMarkdown() const
{
    QApplication::clipboard()->setText(selectionAsMarkdown());
}

void KernelTableView::selectAll()
{
    if (m_model.rowCount() > 0) {
        selectionModel()->select(QItemSelection(m_model.index(0, 0), m_model.index(m_model.rowCount() - 1,
                                                                                   KernelTableModel::ColumnCount - 1)),
                                 QItemSelectionModel::ClearAndSelect);
    }
}

void KernelTableView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    m_frozen->follow();
}

void KernelTableView::toggleHead(int row)
{
    if (m_model.isHead(row)) {
        m_model.setOpen(row, !m_model.isOpen(row));
    }
}

void KernelTableView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.column() != KernelTableModel::FriendlyNameColumn) { // there each click counts
        toggleHead(index.row());
    }
    QTableView::mouseDoubleClickEvent(event);
}

void KernelTableView::copySelection() const
{
    QApplication::clipboard()->setText(selectionAsTsv());
}

void KernelTableView::selectRowAt(int row)
{
    const int column = horizontalHeader()->logicalIndex(horizontalHeader()->visualIndexAt(0));
    selectAlone(*this, m_model.index(row, std::max(column, 0)));
}

QByteArray KernelTableView::saveColumns() const
{
    QHeaderView &header = *horizontalHeader();
    if (m_iterationsKnown || !m_perIterationWanted) {
        return header.saveState();
    }
    const QSignalBlocker quiet(header); // wanted, but of no use in this table: saved as shown
    header.showSection(KernelTableModel::PerIterationColumn);
    QByteArray state = header.saveState();
    header.hideSection(KernelTableModel::PerIterationColumn);
    return state;
}

void KernelTableView::restoreColumns(const QByteArray &state)
{
    QHeaderView &header = *horizontalHeader();
    const int sorted = header.sortIndicatorSection();
    const Qt::SortOrder order = header.sortIndicatorOrder();
    if (!state.isEmpty() && header.restoreState(state)) {
        m_perIterationWanted = !isColumnHidden(KernelTableModel::PerIterationColumn);
        setColumnHidden(KernelTableModel::PerIterationColumn, !m_perIterationWanted || !m_iterationsKnown);
        header.setSortIndicator(sorted, order); // what the rows are sorted by is not the header's to say
    }
}

void KernelTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    int others = 0;
    for (int column = 0; column < KernelTableModel::ColumnCount; ++column) {
        others += column == KernelTableModel::FriendlyNameColumn ? 0 : columnWidth(column); // 0 when hidden
    }
    const int least = fontMetrics().averageCharWidth() * kWidths[KernelTableModel::FriendlyNameColumn];
    setColumnWidth(KernelTableModel::FriendlyNameColumn, std::max(least, viewport()->width() - others));
    m_frozen->follow();
}

void KernelTableView::keyPressEvent(QKeyEvent *event)
{
    const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (plain && walkGroupsByKey(inReadingOrder(event->key(), layoutDirection()))) {
        return;
    }
    if (const auto command = m_keys.commandFor(*event); command && run(static_cast<TableKey>(*command))) {
        return;
    }
    if (plain && (event->key() == Qt::Key_Home || event->key() == Qt::Key_End)) { // first and last row, as a list does
        selectRowAt(event->key() == Qt::Key_Home ? 0 : m_model.rowCount() - 1);
        return;
    }
    QTableView::keyPressEvent(event);
}

/// On a head: Enter and Space open and close, Right opens, Left closes. Below one: Left goes to it. `key` is as a
/// layout from left to right has it.
bool KernelTableView::walkGroupsByKey(int key)
{
    const int head = m_model.headOf(currentRow());
    if (head < 0) {
        return false;
    }
    const bool isOnHead = head == currentRow();
    if (key == Qt::Key_Left && !isOnHead) {
        selectRowAt(head);
        return true;
    }
    if (!isOnHead) {
        return false;
    }
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        toggleHead(head);
        return true;
    case Qt::Key_Right:
    case Qt::Key_Plus:
        m_model.setOpen(head, true);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Minus:
        m_model.setOpen(head, false);
        return true;
    default:
        return false;
    }
}

bool KernelTableView::run(TableKey key)
{
    if (key == TableKey::Copy || key == TableKey::CopyMarkdown) {
        key == TableKey::Copy ? copySelection() : copySelectionAsMarkdown();
        return true;
    }
    if (!currentIndex().isValid()) {
        return false;
    }
    const bool isForKernels = key == TableKey::Accept || key == TableKey::NeedsWork || key == TableKey::Unreview ||
                              key == TableKey::TogglePicked || key == TableKey::Edit;
    if (isForKernels && m_model.isHead(currentRow())) {
        return true; // a head is none
    }
    if (key >= TableKey::FirstOffer) {
        Q_EMIT offerRequested(static_cast<int>(key) - static_cast<int>(TableKey::FirstOffer) + 1);
    } else if (key == TableKey::Edit) {
        Q_EMIT editRequested();
    } else {
        static constexpr std::array kCommands = {ReviewCommand::AcceptAndNext, ReviewCommand::Family,
                                                 ReviewCommand::NeedsWork,     ReviewCommand::Unreview,
                                                 ReviewCommand::Next,          ReviewCommand::Previous,
                                                 ReviewCommand::NextSimilar,   ReviewCommand::TogglePicked};
        Q_EMIT reviewRequested(kCommands[static_cast<std::size_t>(key)]);
    }
    return true;
}

QString KernelTableView::withKey(const QString &text, TableKey key) const
{
    return text + m_keys.menuHint(static_cast<std::size_t>(key));
}

void KernelTableView::addReviewActions(QMenu &menu)
{
    const auto add = [&](const QString &text, TableKey key, ReviewCommand command) {
        connect(menu.addAction(withKey(text, key)), &QAction::triggered, this,
                [this, command] { Q_EMIT reviewRequested(command); });
    };
    add(tr("Accept and next"), TableKey::Accept, ReviewCommand::AcceptAndNext);
    add(tr("Review family…"), TableKey::Family, ReviewCommand::Family);
    add(tr("Needs work"), TableKey::NeedsWork, ReviewCommand::NeedsWork);
    add(tr("Unreviewed again"), TableKey::Unreview, ReviewCommand::Unreview);
    add(tr("Pick or leave out"), TableKey::TogglePicked, ReviewCommand::TogglePicked);
    menu.addSeparator();
}

void KernelTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || current.isValid() != previous.isValid()) {
        Q_EMIT currentRowChanged(current.row());
    }
}

void KernelTableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    const auto rows = [](const QItemSelection &selection) {
        int count = 0;
        for (const QItemSelectionRange &range : selection) {
            count += range.height();
        }
        return count;
    };
    if (std::max(rows(selected), rows(deselected)) > kRowsToTellOneByOne) {
        QAbstractItemView::selectionChanged(selected, deselected);
        QAccessibleEvent event(this, QAccessible::SelectionWithin);
        QAccessible::updateAccessibility(&event);
    } else {
        QTableView::selectionChanged(selected, deselected);
    }
}

void KernelTableView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!currentIndex().isValid()) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addReviewActions(*menu);
    QAction *edit = menu->addAction(icon(Symbol::Edit), withKey(tr("Edit fields"), TableKey::Edit));
    QAction *copy = menu->addAction(icon(Symbol::Copy), withKey(tr("Copy rows"), TableKey::Copy));
    QAction *markdown = menu->addAction(withKey(tr("Copy rows as Markdown"), TableKey::CopyMarkdown));
    QAction *copyName = menu->addAction(tr("Copy raw name"));
    connect(menu->addAction(tr("New rule from this kernel…")), &QAction::triggered, this,
            &KernelTableView::ruleRequested);
    connect(edit, &QAction::triggered, this, &KernelTableView::editRequested);
    connect(copy, &QAction::triggered, this, &KernelTableView::copySelection);
    connect(markdown, &QAction::triggered, this, &KernelTableView::copySelectionAsMarkdown);
    connect(copyName, &QAction::triggered, this, [this] {
        const QModelIndex name = m_model.index(currentRow(), KernelTableModel::RawNameColumn);
        QApplication::clipboard()->setText(name.data(KernelTableModel::CopyRole).toString());
    });
    menu->popup(event->globalPos());
}

} // namespace atlas::ui
