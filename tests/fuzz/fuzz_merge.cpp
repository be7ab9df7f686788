// Merges of any three texts: never a crash, never a conflict without markers or markers without a conflict, and a side
// that changed nothing has no say.
#include "core/catalog/catalogmerge.h"

#include <array>
#include <cstdint>
#include <cstdlib>

using namespace atlas;

namespace
{
void require(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

/// The parts between the first two zero bytes; a part may be empty.
std::array<std::string, 3> partsOf(std::string_view bytes)
{
    std::array<std::string, 3> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t end = i + 1 < parts.size() ? bytes.find('\0') : std::string_view::npos;
        parts[i] = bytes.substr(0, end);
        bytes = end == std::string_view::npos ? std::string_view() : bytes.substr(end + 1);
    }
    return parts;
}

bool hasMarkers(std::string_view text)
{
    return text.contains("<<<<<<<") || text.contains("|||||||") || text.contains("=======") || text.contains(">>>>>>>");
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto [base, ours, theirs] = partsOf({reinterpret_cast<const char *>(data), size});
    require(mergeCatalogs(base, ours, base).text == ours);
    require(mergeCatalogs(base, base, theirs).text == theirs);
    require(mergeCatalogs(base, ours, ours).text == ours);
    const MergedCatalog merged = mergeCatalogs(base, ours, theirs);
    if (hasMarkers(base) || hasMarkers(ours) || hasMarkers(theirs)) {
        return 0;
    }
    require(merged.conflicts.empty() != hasMarkers(merged.text));
    require(merged.conflicts.empty() || splitConflicts(merged.text).has_value());
    return 0;
}
