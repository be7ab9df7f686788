#pragma once

#include "core/inference/rulepack.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

inline constexpr std::array<std::string_view, 2> kShippedPacks = {"standard", "seed"};

/// The pack of that name that is part of the program.
[[nodiscard]] std::optional<RulePack> shippedPack(std::string_view name);

/// What a shipped pack was made from: its YAML and its examples, as in resources/rules.
struct ShippedPackSource
{
    std::string_view text;
    std::string_view examples;
};
[[nodiscard]] std::optional<ShippedPackSource> shippedPackSource(std::string_view name);

/// The libraries that the standard pack names: packs that lie over it may name them too.
[[nodiscard]] const std::vector<std::string> &standardLibraries();

} // namespace atlas
