#pragma once

#include "ui/review/bulkeditdialog.h"

namespace atlas::ui
{

class RunPage;
class Settings;

/// Opens the review of the families of `page`'s selection, at the current kernel; afterwards goes on in the table.
void reviewFamilies(RunPage &page, Settings &settings);

/// Opens the edit of many kernels: those selected in `page`'s table, those shown, or all.
void editMany(RunPage &page, BulkEditDialog::Mode mode);

} // namespace atlas::ui
