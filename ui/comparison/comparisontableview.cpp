#include "ui/comparison/comparisontableview.h"

#include "ui/common/icons.h"
#include "ui/common/rowview.h"
#include "ui/common/tabletext.h"
#include "ui/comparison/comparisontablemodel.h"
#include "ui/comparison/divergingbardelegate.h"

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
/// Widths in average characters, by column.
constexpr std::array kWidths = {4, 25, 13, 13, 15, 11, 14, 18, 18, 22, 18, 14, 23};
constexpr std::array kHiddenAtFirst = {ComparisonTableModel::CallsColumn, ComparisonTableModel::LibraryColumn,
                                       ComparisonTableModel::OpColumn};
} // namespace

ComparisonTableView::ComparisonTableView(ComparisonTableModel &model, QWidget *parent)
    : QTableView(parent), m_model(model)
{
    setModel(&model);
    setObjectName(u"comparisonTable"_s);
    setAccessibleName(tr("Pairs of kernels"));
    showAsPage(*this);
    setItemDelegateForColumn(
        ComparisonTableModel::BarColumn,
        new DivergingBarDelegate(ComparisonTableModel::BarRole, ComparisonTableModel::BarKindRole, this));
    setSelectionMode(ExtendedSelection);
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setMinimumSectionSize(fontMetrics().averageCharWidth() * 4);
    connect(header, &QHeaderView::sectionClicked, this, &ComparisonTableView::columnChosen);
    for (int column = 0; column < ComparisonTableModel::ColumnCount; ++column) {
        const int width = fontMetrics().averageCharWidth() * kWidths[static_cast<std::size_t>(column)];
        setColumnWidth(column, std::max(width, titleWidth(*this, ComparisonTableModel::columnName(column))));
    }
    for (const int column : kHiddenAtFirst) {
        setColumnHidden(column, true);
    }
}

void ComparisonTableView::selectLine(int line)
{
    selectAlone(*this, m_model.index(line, ComparisonTableModel::KernelColumn));
}

QString ComparisonTableView::selectionAsTsv() const
{
    QList<int> shown;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column) && column != ComparisonTableModel::BarColumn) {
            shown.append(column);
        }
    }
    QList<QStringList> table(1);
    for (const int column : shown) {
        table.front() += ComparisonTableModel::columnName(column);
    }
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) { // selectedRows() takes seconds for many
        for (int row = range.top(); row <= range.bottom(); ++row) {
            rows.append(row);
        }
    }
    std::ranges::sort(rows);
    for (const int row : rows) {
        QStringList &cells = table.emplaceBack();
        for (const int column : shown) {
            cells += m_model.index(row, column).data(ComparisonTableModel::CopyRole).toString();
        }
    }
    return asTsv(table);
}

void ComparisonTableView::copySelection() const
{
    QApplication::clipboard()->setText(selectionAsTsv());
}

void ComparisonTableView::fillColumnsMenu(QMenu &menu)
{
    for (int column = 0; column < ComparisonTableModel::ColumnCount; ++column) {
        QAction *action = menu.addAction(ComparisonTableModel::columnName(column));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != ComparisonTableModel::KernelColumn); // a table without names says nothing
        connect(action, &QAction::toggled, this, [this, column](bool shown) { setColumnHidden(column, !shown); });
    }
}

bool ComparisonTableView::openByKey(int key)
{
    if (m_model.groupAt(currentLine()) != nullptr) {
        m_model.setOpen(currentLine(), key == Qt::Key_Right);
        return true;
    }
    const int group = key == Qt::Key_Left ? m_model.groupLineOf(currentLine()) : -1;
    if (group >= 0) {
        selectLine(group);
    }
    return group >= 0;
}

bool ComparisonTableView::toggleGroup()
{
    if (m_model.groupAt(currentLine()) == nullptr) {
        return false;
    }
    m_model.setOpen(currentLine(), !m_model.isOpen(currentLine()));
    return true;
}

QString ComparisonTableView::keyOf(PairCommand command) const
{
    const QList<QKeySequence> &keys = m_keys.keys(static_cast<std::size_t>(command));
    return keys.isEmpty() ? QString() : keysText(keys.first(1));
}

void ComparisonTableView::keyPressEvent(QKeyEvent *event)
{
    const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    const int key = inReadingOrder(event->key(), layoutDirection());
    if (plain && (key == Qt::Key_Left || key == Qt::Key_Right) && openByKey(key)) {
        return;
    }
    if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && toggleGroup()) {
        return;
    }
    const auto command = m_keys.commandFor(*event);
    if (command && *command > static_cast<std::size_t>(PairCommand::PairByHand)) {
        copySelection();
        return;
    }
    if (command && currentIndex().isValid()) {
        Q_EMIT commandRequested(static_cast<PairCommand>(*command));
        return;
    }
    if (plain && (event->key() == Qt::Key_Home || event->key() == Qt::Key_End)) { // first and last row, as a list does
        selectLine(event->key() == Qt::Key_Home ? 0 : m_model.rowCount() - 1);
        return;
    }
    QTableView::keyPressEvent(event);
}

void ComparisonTableView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int line = indexAt(event->position().toPoint()).row();
    if (m_model.groupAt(line) != nullptr) {
        m_model.setOpen(line, !m_model.isOpen(line));
    } else if (line >= 0) {
        Q_EMIT commandRequested(PairCommand::OpenInDesk);
    }
}

void ComparisonTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    int others = 0;
    for (int column = 0; column < ComparisonTableModel::ColumnCount; ++column) {
        others += column == ComparisonTableModel::KernelColumn ? 0 : columnWidth(column); // 0 when hidden
    }
    const int least = fontMetrics().averageCharWidth() * kWidths[ComparisonTableModel::KernelColumn];
    setColumnWidth(ComparisonTableModel::KernelColumn, std::max(least, viewport()->width() - others));
}

void ComparisonTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || current.isValid() != previous.isValid()) {
        Q_EMIT currentLineChanged(current.row());
    }
}

void ComparisonTableView::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_model.rowAt(currentLine()) == nullptr) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, PairCommand command) {
        const QString hint = m_keys.menuHint(static_cast<std::size_t>(command));
        connect(menu->addAction(text + hint), &QAction::triggered, this,
                [this, command] { Q_EMIT commandRequested(command); });
    };
    add(tr("Open in review desk"), PairCommand::OpenInDesk);
    add(tr("The same kernel"), PairCommand::Confirm);
    add(tr("Not the same kernel"), PairCommand::Reject);
    add(tr("Pair by hand…"), PairCommand::PairByHand);
    menu->addSeparator();
    connect(menu->addAction(icon(Symbol::Copy), tr("Copy rows") + m_keys.menuHint(comparisonTableKeys().size() - 1)),
            &QAction::triggered, this, &ComparisonTableView::copySelection);
    menu->popup(event->globalPos());
}

} // namespace atlas::ui
