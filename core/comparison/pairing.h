#pragma once

#include "core/comparison/countratio.h"
#include "core/comparison/kernelgroups.h"
#include "core/comparison/pairdecisions.h"
#include "core/comparison/runside.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace atlas
{

/// Why two rows stand beside each other.
enum class PairMark : std::uint8_t
{
    Same,     ///< the same raw name
    Renamed,  ///< equal but for numbers, types, architecture or where the source file lies, or by a substitution
    Replaced, ///< likely: one vanished and one appeared with the same library, op and calls per iteration
    ByHand,   ///< a person says so
    Added,    ///< only in the candidate
    Removed   ///< only in the baseline
};
/// `=`, `!`, `~`, `*`, `+` or `−`.
[[nodiscard]] std::string_view symbol(PairMark mark);
/// "same name", "renamed", "likely replaced", "paired by hand", "added", "removed".
[[nodiscard]] std::string_view toString(PairMark mark);

inline constexpr std::uint32_t kNoPairRow = static_cast<std::uint32_t>(-1);

/// Rows of the two tables; kNoPairRow where there is none.
struct KernelPair
{
    std::uint32_t baseline = kNoPairRow;
    std::uint32_t candidate = kNoPairRow;
    PairMark mark = PairMark::Same;
    bool isDecided = false; ///< a person confirmed it or made it by hand
    /// Further rows of a side that together became the other side's; a person says so.
    std::vector<std::uint32_t> alsoBaseline = {};
    std::vector<std::uint32_t> alsoCandidate = {};
};

/// Two kernels of the sides that are a pair in some table.
struct SidePair
{
    KernelId baseline;
    KernelId candidate;
    PairMark mark = PairMark::Same;
    bool isDecided = false;
    double weight = 0.0; ///< geometric mean of both times
    std::vector<KernelId> alsoBaseline = {};
    std::vector<KernelId> alsoCandidate = {};
};

/// The kernels of two sides by name: what pairing needs beside the tables.
struct PairingNames
{
    const RunSide *baseline = nullptr;
    const RunSide *candidate = nullptr;
    /// The candidate's kernel of the same name, by the baseline's KernelId; kNoPairRow where there is none.
    std::vector<std::uint32_t> sameName;

    [[nodiscard]] static PairingNames of(const RunSide &baseline, const RunSide &candidate);
};

/// Pairs the rows of two tables of one stage, step by step in this order. Linear but for sorting; nothing depends on
/// which side is called baseline.
class StagePairing
{
public:
    StagePairing(const PairingNames &names, const SideTable &baseline, const SideTable &candidate);

    /// What a person decided comes first; rejected pairs are never made by later steps.
    void pairDecided(const PairDecisions &decisions);
    void pairSameNames();
    /// A name that one side's report cut with the other's that begins so, where each is the only one.
    void pairCutNames();
    /// Pairs of other tables that nothing of this one speaks against, the largest first.
    void pairAs(std::span<const SidePair> pairs);
    /// Pairs made so far whose names differ.
    void addPairsTo(std::vector<SidePair> &pairs) const;
    /// Rows not paired so far.
    [[nodiscard]] std::vector<std::uint32_t> leftInBaseline() const;
    [[nodiscard]] std::vector<std::uint32_t> leftInCandidate() const;
    /// Kernels of one group, such as those with equal skeletons: of several, those with the same calls per iteration
    /// and the fewest differences.
    void pairRenamed(const KernelGroups &groups);
    /// Kernels of one group (library and op) with calls per iteration that no other of the group has.
    void pairReplaced(const KernelGroups &libraryAndOp);
    /// All pairs, those of one side last; ends the work.
    [[nodiscard]] std::vector<KernelPair> take();

    /// k from kernels of the same name; when there are none, from all variants of each kernel together.
    [[nodiscard]] const Multiplier &multiplier() const { return m_multiplier; }

private:
    struct Group
    {
        std::vector<std::uint32_t> baseline;
        std::vector<std::uint32_t> candidate;
    };
    struct Possible
    {
        std::uint32_t baseline = 0;
        std::uint32_t candidate = 0;
        std::size_t differences = 0;
        double timeDifference = 0.0;
    };

    void pair(std::uint32_t baseline, std::uint32_t candidate, PairMark mark, bool isDecided = false);
    /// Adds rows to the pair just made, as far as they are in the tables and free.
    void addToPair(std::span<const std::uint32_t> baseline, std::span<const std::uint32_t> candidate);
    [[nodiscard]] bool isRejected(std::uint32_t baseline, std::uint32_t candidate) const;
    [[nodiscard]] std::vector<Group> groupsOf(const KernelGroups &groups) const;
    [[nodiscard]] std::vector<Possible> possiblePairs(const Group &group) const;
    void pairSimilar(const Group &group, const KernelGroups &groups);
    void pairAlone(const Group &group);
    void pairUnique(const Group &group);
    /// Those of `possible` that are each other's only possible partner.
    void pairOnly(const std::vector<Possible> &possible, PairMark mark);
    void findMultiplierOfSameNames();
    void findMultiplierOf(const std::vector<Group> &groups);
    [[nodiscard]] std::int64_t callsInBaseline(std::uint32_t row) const;
    [[nodiscard]] std::int64_t callsInCandidate(std::uint32_t row) const;
    [[nodiscard]] std::string_view nameInBaseline(std::uint32_t row) const;
    [[nodiscard]] std::string_view nameInCandidate(std::uint32_t row) const;

    const PairingNames *m_names;
    const SideTable *m_baseline;
    const SideTable *m_candidate;
    std::vector<KernelPair> m_pairs;
    std::vector<bool> m_baselinePaired;
    std::vector<bool> m_candidatePaired;
    std::unordered_set<std::uint64_t> m_rejected; // rows of both
    Multiplier m_multiplier;
};

} // namespace atlas
