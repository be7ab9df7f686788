#include "core/kernel/library.h"

#include <algorithm>

namespace atlas
{

bool isCanonicalLibrary(std::string_view library)
{
    return std::ranges::find(kCanonicalLibraries, library) != kCanonicalLibraries.end();
}

std::string_view strictLibrary(std::string_view library)
{
    return isCanonicalLibrary(library) ? library : kUnknownLibrary;
}

} // namespace atlas
