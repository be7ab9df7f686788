#include "core/catalog/catalogfile.h"

#include "core/base/file.h"

namespace atlas
{

Result<Catalog> openCatalog(const std::filesystem::path &path)
{
    std::error_code error;
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(folder, error)) {
        return failure("there is no folder " + folder.string() + "; make it first", {path.string()});
    }
    if (!std::filesystem::exists(path, error) && !error) {
        return Catalog::empty(path.string());
    }
    return readFile(path).and_then([&](std::string &&text) { return Catalog::read(std::move(text), path.string()); });
}

} // namespace atlas
