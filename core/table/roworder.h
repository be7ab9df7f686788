#pragma once

#include "core/base/result.h"
#include "core/run/run.h"
#include "core/table/rowtexts.h"

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
    State,
    RawName,
    Rule
};

/// Row numbers of one stage in the order shown: a snapshot. Equal keys keep the order by total time, in either
/// direction. Rows whose key is not known (NaN) come last, in either direction.
using RowOrder = std::vector<std::uint32_t>;

struct RowFilter
{
    /// Plain text, or /regex/ (RE2 syntax). Looked for in raw and friendly names; without upper-case letters it ignores
    /// case.
    std::string text = {};
    std::vector<std::string> libraries = {}; ///< empty: all
    double minimumShare = 0.0;               ///< of the stage's total, 0..1
    std::vector<std::string> states = {};    ///< as toString(ReviewState) spells them; empty: all
    std::vector<std::string> ops = {};       ///< empty: all; the empty text is "no op known"
    std::vector<std::string> rules = {};     ///< rule ids; empty: all
    std::vector<std::string> origins = {};   ///< of kOriginWords; empty: all
    std::vector<StageId> stages = {};        ///< tables of which a kernel must be in one; empty: any
    std::int64_t minimumInstances = 0;       ///< launches in this table

    friend bool operator==(const RowFilter &, const RowFilter &) = default;
};

/// One key of a sort by several.
struct SortStep
{
    SortKey key = SortKey::Total;
    bool descending = true;

    friend bool operator==(const SortStep &, const SortStep &) = default;
};

struct RowOrderRequest
{
    StageId stage;
    SortKey key = SortKey::Total;
    bool descending = true;
    RowFilter filter = {};
    /// Decide, in this order, where the ones before are equal.
    std::vector<SortStep> then = {};
};

/// Computes the order. The error is a bad regular expression; its location's column counts bytes of `filter.text`
/// from 1.
[[nodiscard]] Result<RowOrder> computeRowOrder(const Run &run, const RowTexts &texts, const RowOrderRequest &request);

} // namespace atlas
