#pragma once

#include "core/run/tableheader.h"

#include <span>
#include <string_view>

namespace atlas
{

/// Whether cells may be a row under `header`, however broken: its numbers are where they belong. A line of a log, a
/// heading or prose between or behind rows is none.
[[nodiscard]] bool looksLikeRow(const TableHeader &header, std::span<const std::string_view> cells);

/// Whether `text` is a number as profilers write them, with separators of thousands, cut by "…", or in percent.
[[nodiscard]] bool looksLikeNumber(std::string_view text);

} // namespace atlas
