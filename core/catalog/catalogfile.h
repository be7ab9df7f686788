#pragma once

#include "core/base/result.h"
#include "core/catalog/catalog.h"

#include <filesystem>

namespace atlas
{

/// Reads the catalog at `path`; an empty catalog when there is no such file yet (its folder must exist).
[[nodiscard]] Result<Catalog> openCatalog(const std::filesystem::path &path);

} // namespace atlas
