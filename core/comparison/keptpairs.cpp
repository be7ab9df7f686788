#include "core/comparison/keptpairs.h"

#include "core/base/file.h"
#include "core/run/fingerprint.h"

#include <cstdint>
#include <format>

namespace atlas
{

namespace
{
/// Both sides as the file knows them: it is written as seen from the one that comes first.
struct Key
{
    std::uint64_t first;
    std::uint64_t second;
    bool isTurned; ///< the candidate is the first
};

Key keyOf(SideRuns baseline, SideRuns candidate)
{
    const std::uint64_t before = fingerprint(baseline);
    const std::uint64_t after = fingerprint(candidate);
    // Copies of one run: only their places tell them apart.
    const bool isTurned = before == after ? candidate.front()->path() < baseline.front()->path() : after < before;
    return isTurned ? Key{after, before, true} : Key{before, after, false};
}

std::filesystem::path pathOf(const std::filesystem::path &folder, const Key &key)
{
    return folder / std::format("{:016x}-{:016x}.pairs.yaml", key.first, key.second);
}
} // namespace

std::filesystem::path keptPairsPath(const std::filesystem::path &folder, SideRuns baseline, SideRuns candidate)
{
    return pathOf(folder, keyOf(baseline, candidate));
}

Result<PairDecisions> loadKeptPairs(const std::filesystem::path &folder, SideRuns baseline, SideRuns candidate)
{
    const Key key = keyOf(baseline, candidate);
    const std::filesystem::path path = pathOf(folder, key);
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        return PairDecisions{};
    }
    return loadPairDecisions(path).transform([&key](PairDecisions decisions) {
        return key.isTurned ? swapped(std::move(decisions)) : std::move(decisions);
    });
}

Result<void> keepPairs(const std::filesystem::path &folder, SideRuns baseline, SideRuns candidate,
                       const PairDecisions &decisions)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        return failure("cannot make this folder for decisions about pairs: " + error.message(), {folder.string()});
    }
    const Key key = keyOf(baseline, candidate);
    return writeFileAtomically(pathOf(folder, key), writePairDecisions(key.isTurned ? swapped(decisions) : decisions));
}

} // namespace atlas
