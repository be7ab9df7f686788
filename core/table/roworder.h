#pragma once

#include "core/base/result.h"
#include "core/review/reviewdocument.h"
#include "core/run/run.h"

#include <cstdint>
#include <string>
#include <vector>

namespace atlas
{

/// What a kernel table can be sorted by.
enum class SortKey : std::uint8_t
{
    Total,
    Instances,
    Average,
    Median,
    Min,
    Max,
    StandardDeviation,
    FriendlyName,
    Library,
    Op,
    RawName
};

/// Row numbers of one stage in the order shown: a snapshot. Sorting is stable: equal keys keep the order by total time.
/// Rows whose key is not known (NaN) come last in either direction.
using RowOrder = std::vector<std::uint32_t>;

struct RowFilter
{
    /// Plain text, or /regex/ (RE2). Matched against raw and friendly name; without upper-case letters it ignores case.
    std::string text = {};
    std::vector<std::string> libraries = {}; ///< empty: all
    double minimumShare = 0.0;               ///< of the stage's total, 0..1
};

struct RowOrderRequest
{
    StageId stage;
    SortKey key = SortKey::Total;
    bool descending = true;
    RowFilter filter = {};
};

/// What the table shows of one kernel, so that sorting by words need not ask the document a million times.
class RowTexts;

/// Computes the order. The error is a bad regular expression, with its column in `filter.text`.
/// `texts` gives friendly name, library and op; make one per document state with RowTexts::of().
[[nodiscard]] Result<RowOrder> computeRowOrder(const Run &run, const RowTexts &texts, const RowOrderRequest &request);

/// The effective friendly names, libraries and ops of all kernels of the attached run, with ranks for sorting.
class RowTexts
{
public:
    [[nodiscard]] static RowTexts of(const ReviewDocument &document);
    [[nodiscard]] std::string_view friendlyName(KernelId kernel) const { return m_friendly[kernel.index()]; }
    [[nodiscard]] std::string_view library(KernelId kernel) const { return m_library[kernel.index()]; }
    [[nodiscard]] std::string_view op(KernelId kernel) const { return m_op[kernel.index()]; }

private:
    std::vector<std::string> m_friendly;
    std::vector<std::string> m_library;
    std::vector<std::string> m_op;
};

} // namespace atlas
