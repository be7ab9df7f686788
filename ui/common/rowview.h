#pragma once

class QAbstractItemView;
class QModelIndex;
class QString;
class QTableView;

namespace atlas::ui
{

/// Makes `view` look like our tables: whole rows of fixed height, no grid, no type-ahead edits; Tab leaves it.
void showAsRows(QTableView &view);

/// The same for a table that fills its page: without a frame, columns scroll by the pixel.
void showAsPage(QTableView &view);

/// The width that a column's title needs beside the mark of sorting.
[[nodiscard]] int titleWidth(const QTableView &view, const QString &title);

/// Makes the row of `index` current and the only selected one. QAbstractItemView::setCurrentIndex() looks at the keys
/// that are held down just now: after Ctrl+Enter it would add the next row to the selection.
void selectAlone(QAbstractItemView &view, const QModelIndex &index);

} // namespace atlas::ui
