#include "ui/common/pathname.h"

#include "ui/common/text.h"

namespace atlas::ui
{

QString shortPath(const std::filesystem::path &path)
{
    const std::filesystem::path folder = path.parent_path().filename();
    return folder.empty() || folder == "/" ? fromPath(path.filename()) : fromPath(folder / path.filename());
}

} // namespace atlas::ui
