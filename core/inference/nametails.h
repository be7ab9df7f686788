#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// For kernels that share a friendly name: what tells each from the others (see RunEvidence), in the order of
/// `rawNames`. Different for all of them, except for those of one canonical name that nothing readable tells apart; at
/// most one is empty.
[[nodiscard]] std::vector<std::string> nameTails(std::span<const std::string_view> rawNames);

} // namespace atlas
