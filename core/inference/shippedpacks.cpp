#include "core/inference/shippedpacks.h"

#include "core/inference/packblob.h"

namespace atlas
{

extern const std::string_view kStandardPackBytes;
extern const std::string_view kStandardPackText;
extern const std::string_view kStandardPackExamples;
extern const std::string_view kSeedPackBytes;
extern const std::string_view kSeedPackText;
extern const std::string_view kSeedPackExamples;

std::optional<RulePack> shippedPack(std::string_view name)
{
    if (name == "standard") {
        return packFromBytes(kStandardPackBytes);
    }
    return name == "seed" ? packFromBytes(kSeedPackBytes) : std::nullopt;
}

std::optional<ShippedPackSource> shippedPackSource(std::string_view name)
{
    if (name == "standard") {
        return ShippedPackSource{kStandardPackText, kStandardPackExamples};
    }
    return name == "seed" ? std::optional(ShippedPackSource{kSeedPackText, kSeedPackExamples}) : std::nullopt;
}

const std::vector<std::string> &standardLibraries()
{
    static const std::vector<std::string> libraries = shippedPack("standard").value_or(RulePack()).libraries;
    return libraries;
}

} // namespace atlas
