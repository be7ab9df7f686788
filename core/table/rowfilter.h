#pragma once

#include "core/table/roworder.h"

namespace atlas
{

/// Row numbers of `stage` that pass `filter`, in the stage's own order (by total time).
[[nodiscard]] Result<RowOrder> filterRows(const Run &run, const Stage &stage, const RowTexts &texts,
                                          const RowFilter &filter);

} // namespace atlas
