#include "core/comparison/keptpairs.h"

#include "core/base/file.h"

#include <cstdint>
#include <format>

namespace atlas
{

namespace
{
std::string pathText(const std::filesystem::path &path)
{
    std::error_code error;
    const std::filesystem::path whole = std::filesystem::weakly_canonical(path, error);
    return (error ? path.lexically_normal() : whole).string();
}

/// FNV-1a: stable over versions and machines, unlike std::hash.
std::uint64_t hashOf(std::string_view text)
{
    std::uint64_t hash = 14695981039346656037U;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    }
    return hash;
}

/// The file is written as seen from the path that sorts first.
bool isTurned(const std::filesystem::path &baseline, const std::filesystem::path &candidate)
{
    return pathText(candidate) < pathText(baseline);
}
} // namespace

std::filesystem::path keptPairsPath(const std::filesystem::path &folder, const std::filesystem::path &baseline,
                                    const std::filesystem::path &candidate)
{
    const bool turned = isTurned(baseline, candidate);
    const std::string first = pathText(turned ? candidate : baseline);
    const std::string second = pathText(turned ? baseline : candidate);
    return folder / std::format("{:016x}.pairs.yaml", hashOf(first + '\n' + second));
}

Result<PairDecisions> loadKeptPairs(const std::filesystem::path &folder, const std::filesystem::path &baseline,
                                    const std::filesystem::path &candidate)
{
    const std::filesystem::path path = keptPairsPath(folder, baseline, candidate);
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        return PairDecisions{};
    }
    const bool turned = isTurned(baseline, candidate);
    return loadPairDecisions(path).transform(
        [turned](PairDecisions decisions) { return turned ? swapped(std::move(decisions)) : std::move(decisions); });
}

Result<void> keepPairs(const std::filesystem::path &folder, const std::filesystem::path &baseline,
                       const std::filesystem::path &candidate, const PairDecisions &decisions)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        return failure("cannot make this folder for decisions about pairs: " + error.message(), {folder.string()});
    }
    const std::string text = writePairDecisions(isTurned(baseline, candidate) ? swapped(decisions) : decisions);
    return writeFileAtomically(keptPairsPath(folder, baseline, candidate), text);
}

} // namespace atlas
