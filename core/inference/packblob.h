#pragma once

#include "core/inference/rulepack.h"

#include <optional>
#include <string>
#include <string_view>

namespace atlas
{

/// `pack` as bytes that unpackPack() reads back without any parsing: how shipped packs are part of the program.
[[nodiscard]] std::string packToBytes(const RulePack &pack);

/// The pack in `bytes`; nothing when they are not what packToBytes() of this version wrote.
[[nodiscard]] std::optional<RulePack> packFromBytes(std::string_view bytes);

} // namespace atlas
