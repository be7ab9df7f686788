#pragma once

#include "core/catalog/catalog.h"

#include <span>
#include <string_view>

namespace atlas
{

/// Reads the entries `names` of `written` with yaml-cpp too, each by itself: what was written has to say the same to a
/// reader that has nothing in common with ours. Entries that it could not read before either (escapes or aliases that
/// it does not know), and tuples that YAML splits, are left to our reader.
[[nodiscard]] Result<void> secondReaderAgrees(const Catalog &before, const Catalog &written,
                                              std::span<const std::string_view> names);

} // namespace atlas
