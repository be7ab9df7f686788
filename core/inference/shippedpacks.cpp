#include "core/inference/shippedpacks.h"

#include "core/inference/packblob.h"

namespace atlas
{

extern const std::string_view kStandardPackBytes;
extern const std::string_view kSeedPackBytes;

std::optional<RulePack> shippedPack(std::string_view name)
{
    if (name == "standard") {
        return packFromBytes(kStandardPackBytes);
    }
    return name == "seed" ? packFromBytes(kSeedPackBytes) : std::nullopt;
}

} // namespace atlas
