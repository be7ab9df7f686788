#pragma once

#include "core/base/result.h"
#include "core/review/reviewdocument.h"

#include <filesystem>
#include <functional>

namespace atlas::cli
{

/// Opens the catalog at `path` (which must exist) with its review file, lets `edit` change the document, and writes
/// both; with `isDryRun` prints the difference and writes nothing.
[[nodiscard]] Result<void> editCatalog(const std::filesystem::path &path, bool isDryRun,
                                       const std::function<Result<void>(ReviewDocument &)> &edit);

} // namespace atlas::cli
