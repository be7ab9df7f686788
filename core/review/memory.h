#pragma once

#include "core/catalog/catalog.h"
#include "core/inference/nameskeleton.h"
#include "core/inference/ruleset.h"
#include "core/review/reviewdocument.h"
#include "core/review/reviewfile.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace atlas
{

/// How much an earlier decision says: an accepted entry more than one that a person edited, that more than one that
/// only stands in a file.
enum class DecisionKind : std::uint8_t
{
    Accepted,
    ByPerson,
    InCatalog
};

/// What was decided of a kernel once.
struct RememberedDecision
{
    std::string rawName;
    KernelInfo info;
    DecisionKind kind = DecisionKind::InCatalog;
    std::string where; ///< the catalog's name, as the person added it
};

/// Earlier decisions by raw name and by skeleton of the name. Filled once, then only asked; safe to share.
class DecisionMemory
{
public:
    /// Remembers the entries of a catalog that the person added, with its review file where there is one.
    void addCatalog(const Catalog &catalog, const ReviewFile &review, const std::string &where);
    /// Remembers what was decided in `document`: accepted entries and those that a person edited.
    void addDocument(const ReviewDocument &document, const std::string &where);

    /// Decisions about exactly this name, the weightiest first.
    [[nodiscard]] std::vector<const RememberedDecision *> exact(std::string_view rawName) const;
    /// Decisions about names of the same skeleton: other numbers, types or architecture; the nearest first.
    [[nodiscard]] std::vector<const RememberedDecision *> similar(std::string_view rawName) const;
    [[nodiscard]] std::size_t size() const { return m_decisions.size(); }

private:
    void add(RememberedDecision decision);

    std::vector<RememberedDecision> m_decisions;
    std::unordered_multimap<std::string, std::size_t> m_byName;
    std::unordered_multimap<std::string, std::size_t> m_bySkeleton;
};

/// Something to take with a key: numbered from 1 in the order of offersFor().
struct Offer
{
    enum class Kind : std::uint8_t
    {
        Exact,   ///< memory: the same raw name
        Similar, ///< memory: the same skeleton
        Rules,   ///< what the rules read
        Seed     ///< what the published script read
    };
    Kind kind;
    KernelInfo info;
    std::vector<Field> fields; ///< in which it differs from what is shown
    std::string source;        ///< of the override that taking it makes: "memory: <where>", "rules", "seed"
    DecisionKind decision = DecisionKind::InCatalog; ///< for memory
    std::string rawName = {};                        ///< of the similar kernel
    std::vector<TokenDifference> differences = {};   ///< between the entry's name and rawName
};

/// What could be taken for `entry`: memory (exact, then similar, best first), the rules' reading, the seed's reading.
/// What would change nothing, or says the same as an earlier offer, is left out. `seed` may be null.
[[nodiscard]] std::vector<Offer> offersFor(const ReviewDocument &document, EntryId entry, const DecisionMemory &memory,
                                           const RuleSet *seed, std::size_t maxSimilar = 3);

/// The edits of taking `offer` for `entry`: overrides that record their source.
[[nodiscard]] EditGroup takeOffer(const ReviewDocument &document, EntryId entry, const Offer &offer);

/// The edits of taking, for each of `entries` that is unreviewed, the weightiest exact decision: one step.
[[nodiscard]] EditGroup takeAllExact(const ReviewDocument &document, std::span<const EntryId> entries,
                                     const DecisionMemory &memory);

} // namespace atlas
