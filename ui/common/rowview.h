#pragma once

class QTableView;

namespace atlas::ui
{

/// Makes `view` look like our tables: whole rows of fixed height, no grid, no type-ahead edits; Tab leaves it.
void showAsRows(QTableView &view);

} // namespace atlas::ui
