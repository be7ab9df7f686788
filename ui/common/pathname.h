#pragma once

#include <QString>

#include <filesystem>

namespace atlas::ui
{

/// A file's name with the folder it lies in, "docs/kernels.yaml": enough to tell two catalogs apart.
[[nodiscard]] QString shortPath(const std::filesystem::path &path);

} // namespace atlas::ui
