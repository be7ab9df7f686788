#include "core/inference/vocabulary.h"

#include <algorithm>

namespace atlas
{

bool isOp(std::string_view op)
{
    return std::ranges::find(kOps, op) != kOps.end();
}

bool isDtype(std::string_view dtype)
{
    return std::ranges::find(kDtypes, dtype) != kDtypes.end();
}

std::size_t opIndex(std::string_view op)
{
    const auto found = std::ranges::find(kOps, op);
    return found == kOps.end() ? kOps.size() - 1 : static_cast<std::size_t>(found - kOps.begin());
}

} // namespace atlas
