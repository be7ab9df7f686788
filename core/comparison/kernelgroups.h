#pragma once

#include "core/comparison/namesubstitution.h"
#include "core/comparison/runside.h"

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// What is known of a kernel by its raw name; called from several threads. Unset functions say nothing.
struct KernelWords
{
    /// The name for people, reviewed where it was reviewed.
    std::function<std::string(std::string_view rawName)> friendlyName = {};
    /// Views must stay valid as long as the comparison.
    std::function<std::string_view(std::string_view rawName)> library = {};
    std::function<std::string_view(std::string_view rawName)> op = {};
};

/// Numbers that kernels of both sides share when they are alike in some way; kNone for kernels that nobody asked about
/// or that are like nothing.
class KernelGroups
{
public:
    static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);
    /// Kernels to look at, by KernelId of a side.
    using Wanted = std::vector<bool>;

    using Renames = std::span<const NameSubstitution>;

    /// Kernels whose names are equal once `renames` are made.
    [[nodiscard]] static KernelGroups byName(Renames renames, const RunSide &baseline, const Wanted &ofBaseline,
                                             const RunSide &candidate, const Wanted &ofCandidate,
                                             const std::stop_token &stop);
    /// Kernels with equal name skeletons, once `renames` are made.
    [[nodiscard]] static KernelGroups bySkeleton(Renames renames, const RunSide &baseline, const Wanted &ofBaseline,
                                                 const RunSide &candidate, const Wanted &ofCandidate,
                                                 const std::stop_token &stop);
    /// Kernels whose names differ only in where their source files lie (withoutPlace()).
    [[nodiscard]] static KernelGroups byPlace(Renames renames, const RunSide &baseline, const Wanted &ofBaseline,
                                              const RunSide &candidate, const Wanted &ofCandidate,
                                              const std::stop_token &stop);
    /// Kernels with the same known library and op.
    [[nodiscard]] static KernelGroups byLibraryAndOp(const KernelWords &words, const RunSide &baseline,
                                                     const Wanted &ofBaseline, const RunSide &candidate,
                                                     const Wanted &ofCandidate, const std::stop_token &stop);

    [[nodiscard]] std::uint32_t ofBaseline(KernelId kernel) const { return m_baseline.groups[kernel.index()]; }
    [[nodiscard]] std::uint32_t ofCandidate(KernelId kernel) const { return m_candidate.groups[kernel.index()]; }
    [[nodiscard]] std::size_t count() const { return m_keys.size(); }
    /// In how many pieces two kernels of one skeleton differ.
    [[nodiscard]] std::size_t differences(KernelId baseline, KernelId candidate) const;

private:
    /// Hashes of the open pieces of one name, in order.
    using Pieces = std::vector<std::uint32_t>;
    struct Side
    {
        std::vector<std::uint32_t> groups; // by KernelId
        std::vector<Pieces> pieces;        // that the skeleton leaves open, by KernelId
    };
    using Key = std::function<std::string(std::string_view rawName, Pieces &pieces)>;

    void add(Side &side, const RunSide &of, const Wanted &wanted, const Key &key, const std::stop_token &stop);

    KernelNames m_keys;
    Side m_baseline;
    Side m_candidate;
};

} // namespace atlas
