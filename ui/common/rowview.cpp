#include "ui/common/rowview.h"

#include "ui/common/tabledelegate.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QTableView>

namespace atlas::ui
{

namespace
{
constexpr int kRowPadding = 8;
}

void showAsRows(QTableView &view)
{
    view.setItemDelegate(new TableDelegate(&view));
    view.setSelectionBehavior(QTableView::SelectRows);
    view.setEditTriggers(QTableView::NoEditTriggers);
    view.setTabKeyNavigation(false);
    view.setShowGrid(false);
    view.setAlternatingRowColors(true);
    view.setWordWrap(false);
    view.setCornerButtonEnabled(false);
    view.verticalHeader()->hide();
    view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed); // anything else asks every row for its height
    view.verticalHeader()->setDefaultSectionSize(view.fontMetrics().height() + kRowPadding);
    view.horizontalHeader()->setHighlightSections(false);
    view.horizontalHeader()->setSectionsClickable(false);
}

void showAsPage(QTableView &view)
{
    showAsRows(view);
    view.setFrameShape(QFrame::NoFrame);
    view.setHorizontalScrollMode(QTableView::ScrollPerPixel);
}

void selectAlone(QAbstractItemView &view, const QModelIndex &index)
{
    view.selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

} // namespace atlas::ui
