#pragma once

#include "core/inference/kernelname.h"
#include "core/inference/variables.h"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace atlas
{

/// `places` as bytes of the raw name: sorted, overlapping ones joined, empty ones dropped.
[[nodiscard]] std::vector<ByteSpan> tidy(const std::vector<NameSpan> &places, const KernelName &name);
/// A whole number; nothing for any other text.
[[nodiscard]] std::optional<int> toInt(std::string_view text);
/// "64x128x32".
[[nodiscard]] std::optional<std::array<int, 3>> toTile(std::string_view text);

} // namespace atlas
