#include "core/comparison/kernelgroups.h"

#include "core/base/parallel.h"
#include "core/comparison/nameplace.h"
#include "core/inference/nameskeleton.h"
#include "core/kernel/library.h"

#include <algorithm>

namespace atlas
{

namespace
{
constexpr std::size_t kWorthThreads = 2'000;
constexpr std::size_t kLookAtStopEvery = 1'024;

/// FNV-1a of every line: pieces are compared often, and a wrong count of differences only breaks a tie.
std::vector<std::uint32_t> hashesOf(std::string_view pieces)
{
    constexpr std::uint32_t start = 2166136261U;
    std::vector<std::uint32_t> hashes;
    std::uint32_t hash = start;
    for (const char c : pieces) {
        if (c == '\n') {
            hashes.push_back(hash);
            hash = start;
        } else {
            hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
        }
    }
    return hashes;
}

std::vector<std::uint32_t> kernelsOf(const KernelGroups::Wanted &wanted)
{
    std::vector<std::uint32_t> kernels;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i]) {
            kernels.push_back(static_cast<std::uint32_t>(i));
        }
    }
    return kernels;
}
} // namespace

void KernelGroups::add(Side &side, const RunSide &of, const Wanted &wanted, const Key &key, const std::stop_token &stop)
{
    side.groups.assign(of.kernelCount(), kNone);
    side.pieces.resize(of.kernelCount());
    const std::vector<std::uint32_t> kernels = kernelsOf(wanted);
    std::vector<std::string> keys(kernels.size());
    forEachPart(kernels.size(), kWorthThreads, [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            if (i % kLookAtStopEvery == 0 && stop.stop_requested()) {
                return;
            }
            keys[i] = key(of.name(KernelId{kernels[i]}), side.pieces[kernels[i]]);
        }
    });
    for (std::size_t i = 0; i < kernels.size(); ++i) {
        if (!keys[i].empty()) {
            side.groups[kernels[i]] = m_keys.intern(keys[i]).value;
        }
    }
}

KernelGroups KernelGroups::byName(Renames renames, const RunSide &baseline, const Wanted &ofBaseline,
                                  const RunSide &candidate, const Wanted &ofCandidate, const std::stop_token &stop)
{
    const Key key = [renames](std::string_view rawName, Pieces &) { return substituted(rawName, renames); };
    KernelGroups groups;
    groups.add(groups.m_baseline, baseline, ofBaseline, key, stop);
    groups.add(groups.m_candidate, candidate, ofCandidate, key, stop);
    return groups;
}

KernelGroups KernelGroups::byPlace(Renames renames, const RunSide &baseline, const Wanted &ofBaseline,
                                   const RunSide &candidate, const Wanted &ofCandidate, const std::stop_token &stop)
{
    const Key key = [renames](std::string_view rawName, Pieces &pieces) {
        const std::string name = renames.empty() ? std::string(rawName) : substituted(rawName, renames);
        const std::string placeless = withoutPlace(name);
        if (placeless.empty()) {
            return std::string();
        }
        pieces = hashesOf(openName(name).pieces); // lines tell kernels of one file apart
        return nameSkeleton(placeless);
    };
    KernelGroups groups;
    groups.add(groups.m_baseline, baseline, ofBaseline, key, stop);
    groups.add(groups.m_candidate, candidate, ofCandidate, key, stop);
    return groups;
}

KernelGroups KernelGroups::bySkeleton(Renames renames, const RunSide &baseline, const Wanted &ofBaseline,
                                      const RunSide &candidate, const Wanted &ofCandidate, const std::stop_token &stop)
{
    const Key key = [renames](std::string_view rawName, Pieces &pieces) {
        OpenedName opened = renames.empty() ? openName(rawName) : openName(substituted(rawName, renames));
        pieces = hashesOf(opened.pieces);
        return std::move(opened.skeleton);
    };
    KernelGroups groups;
    groups.add(groups.m_baseline, baseline, ofBaseline, key, stop);
    groups.add(groups.m_candidate, candidate, ofCandidate, key, stop);
    return groups;
}

KernelGroups KernelGroups::byLibraryAndOp(const KernelWords &words, const RunSide &baseline, const Wanted &ofBaseline,
                                          const RunSide &candidate, const Wanted &ofCandidate,
                                          const std::stop_token &stop)
{
    const Key key = [&words](std::string_view rawName, Pieces &) {
        const std::string_view library = words.library ? words.library(rawName) : std::string_view();
        const std::string_view op = words.op ? words.op(rawName) : std::string_view();
        // What a name does not tell cannot be the same.
        const bool isKnown = !library.empty() && library != kUnknownLibrary && !op.empty() && op != "other";
        return isKnown ? std::string(library) + '\n' + std::string(op) : std::string();
    };
    KernelGroups groups;
    groups.add(groups.m_baseline, baseline, ofBaseline, key, stop);
    groups.add(groups.m_candidate, candidate, ofCandidate, key, stop);
    return groups;
}

std::size_t KernelGroups::differences(KernelId baseline, KernelId candidate) const
{
    const Pieces &a = m_baseline.pieces[baseline.index()];
    const Pieces &b = m_candidate.pieces[candidate.index()];
    const std::size_t common = std::min(a.size(), b.size());
    std::size_t count = std::max(a.size(), b.size()) - common;
    for (std::size_t i = 0; i < common; ++i) {
        count += a[i] != b[i] ? 1 : 0;
    }
    return count;
}

} // namespace atlas
