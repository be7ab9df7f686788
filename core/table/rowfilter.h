#pragma once

#include "core/table/roworder.h"

namespace atlas
{

/// Row numbers of `stage` that pass `filter`, in the stage's own order (by total time).
[[nodiscard]] Result<RowOrder> filterRows(const Run &run, const Stage &stage, const RowTexts &texts,
                                          const RowFilter &filter);

/// A text of a column and how many rows have it.
struct TextCount
{
    std::string text;
    std::size_t rows = 0;
};
/// The texts that occur in a stage, the most frequent first, equal ones by name.
[[nodiscard]] std::vector<TextCount> countTexts(const Stage &stage, const RowTexts &texts, TextColumn column);

} // namespace atlas
