#include "core/review/memory.h"

#include "core/catalog/catalogrevision.h"
#include "core/review/similaroffer.h"

#include <algorithm>
#include <tuple>

namespace atlas
{

namespace
{
/// Fewer and lighter differences come first: a number says less than a type, a type less than an architecture.
std::size_t distance(const std::vector<TokenDifference> &differences)
{
    std::size_t sum = 0;
    for (const TokenDifference &difference : differences) {
        sum += difference.kind == TokenKind::Number ? 2U : difference.kind == TokenKind::Type ? 3U : 4U;
    }
    return sum;
}

std::vector<Field> changedFields(const ReviewDocument &document, EntryId entry, const KernelInfo &info)
{
    std::vector<Field> fields;
    std::ranges::copy_if(kFields, std::back_inserter(fields),
                         [&](Field field) { return info[field] != document.effective(entry, field).value; });
    return fields;
}

Offer offerOf(const RememberedDecision &decision, Offer::Kind kind)
{
    Offer offer{kind, decision.info, {}, std::string(kSourceMemory) + ": " + decision.where};
    offer.decision = decision.kind;
    return offer;
}

/// Collects offers that say something new.
class OfferList
{
public:
    OfferList(const ReviewDocument &document, EntryId entry) : m_document(document), m_entry(entry) {}

    bool add(Offer offer)
    {
        offer.fields = changedFields(m_document, m_entry, offer.info);
        const bool isNew =
            !offer.fields.empty() && std::ranges::find(m_offers, offer.info, &Offer::info) == m_offers.end();
        if (isNew) {
            m_offers.push_back(std::move(offer));
        }
        return isNew;
    }
    std::vector<Offer> take() { return std::move(m_offers); }

private:
    const ReviewDocument &m_document;
    EntryId m_entry;
    std::vector<Offer> m_offers;
};

void addSimilar(const ReviewDocument &document, EntryId entry, const DecisionMemory &memory, std::size_t most,
                OfferList &offers)
{
    if (!document.readings()) {
        return; // without rules nobody can say what of a decision is of the name
    }
    const RuleSet &rules = document.readings()->rules();
    const std::string_view name = document.rawName(entry);
    const Reading reading = document.kernelOf(entry) ? document.reading(entry) : rules.read(name);
    std::size_t added = 0;
    for (const RememberedDecision *decision : memory.similar(name)) {
        const Reading theirs = rules.read(decision->rawName);
        std::optional<KernelInfo> info =
            adapted({decision->rawName, decision->info, theirs}, name, reading, document.info(entry));
        if (!info) {
            continue;
        }
        Offer offer = offerOf(*decision, Offer::Kind::Similar);
        offer.info = std::move(*info);
        offer.rawName = decision->rawName;
        offer.differences = tokenDifferences(document.rawName(entry), decision->rawName);
        added += offers.add(std::move(offer)) ? 1U : 0U;
        if (added == most) {
            return;
        }
    }
}

void addFieldEdits(const ReviewDocument &document, EntryId entry, const Offer &offer, std::vector<Edit> &edits)
{
    for (const Field field : kFields) {
        if (std::optional<Edit> edit = document.fieldEdit(entry, field, offer.info[field], offer.source)) {
            edits.push_back(std::move(*edit));
        }
    }
}
} // namespace

void DecisionMemory::add(RememberedDecision decision)
{
    m_byName.emplace(decision.rawName, m_decisions.size());
    m_bySkeleton.emplace(nameSkeleton(decision.rawName), m_decisions.size());
    m_decisions.push_back(std::move(decision));
}

void DecisionMemory::addCatalog(const Catalog &catalog, const ReviewFile &review, const std::string &where)
{
    std::unordered_map<std::string_view, const ReviewEntry *> blocks;
    for (const ReviewEntry &block : review.entries) {
        blocks.try_emplace(block.rawName, &block);
    }
    for (KernelEntry &entry : entriesOf(catalog)) {
        const auto found = blocks.find(entry.rawName);
        const ReviewEntry *block = found == blocks.end() ? nullptr : found->second;
        const DecisionKind kind = block == nullptr ? DecisionKind::InCatalog
                                  : block->state == ReviewState::Accepted && !block->isOutdated(&entry.info)
                                      ? DecisionKind::Accepted
                                  : block->byPerson.any() ? DecisionKind::ByPerson
                                                          : DecisionKind::InCatalog;
        add({std::move(entry.rawName), std::move(entry.info), kind, where});
    }
}

void DecisionMemory::addDocument(const ReviewDocument &document, const std::string &where)
{
    for (std::size_t i = 0; i < document.entryCount(); ++i) {
        const auto entry = makeId<EntryId>(i);
        const bool isAccepted = document.state(entry) == ReviewState::Accepted;
        if (isAccepted ||
            std::ranges::any_of(kFields, [&](Field field) { return document.isByPerson(entry, field); })) {
            add({std::string(document.rawName(entry)), document.info(entry),
                 isAccepted ? DecisionKind::Accepted : DecisionKind::ByPerson, where});
        }
    }
}

std::vector<const RememberedDecision *> DecisionMemory::exact(std::string_view rawName) const
{
    std::vector<std::size_t> found;
    const auto [begin, end] = m_byName.equal_range(std::string(rawName));
    std::ranges::transform(begin, end, std::back_inserter(found), [](const auto &pair) { return pair.second; });
    std::ranges::sort(found, {}, [this](std::size_t i) { return std::pair(m_decisions[i].kind, i); });
    std::vector<const RememberedDecision *> decisions;
    std::ranges::transform(found, std::back_inserter(decisions), [this](std::size_t i) { return &m_decisions[i]; });
    return decisions;
}

std::vector<const RememberedDecision *> DecisionMemory::similar(std::string_view rawName) const
{
    std::vector<std::tuple<std::size_t, DecisionKind, std::size_t>> found;
    const auto [begin, end] = m_bySkeleton.equal_range(nameSkeleton(rawName));
    for (auto at = begin; at != end; ++at) {
        const RememberedDecision &decision = m_decisions[at->second];
        if (decision.rawName != rawName) {
            found.emplace_back(distance(tokenDifferences(rawName, decision.rawName)), decision.kind, at->second);
        }
    }
    std::ranges::sort(found);
    std::vector<const RememberedDecision *> decisions;
    std::ranges::transform(found, std::back_inserter(decisions),
                           [this](const auto &rank) { return &m_decisions[std::get<2>(rank)]; });
    return decisions;
}

std::vector<Offer> offersFor(const ReviewDocument &document, EntryId entry, const DecisionMemory &memory,
                             const RuleSet *seed, std::size_t maxSimilar)
{
    OfferList offers(document, entry);
    for (const RememberedDecision *decision : memory.exact(document.rawName(entry))) {
        offers.add(offerOf(*decision, Offer::Kind::Exact));
    }
    addSimilar(document, entry, memory, maxSimilar, offers);
    if (document.kernelOf(entry) && document.readings()) {
        offers.add({Offer::Kind::Rules, document.reading(entry).info, {}, std::string(kSourceRules)});
    }
    if (seed != nullptr) {
        offers.add({Offer::Kind::Seed, seed->read(document.rawName(entry)).info, {}, std::string(kSourceSeed)});
    }
    return offers.take();
}

EditGroup takeOffer(const ReviewDocument &document, EntryId entry, const Offer &offer)
{
    EditGroup group{"Take " + offer.source, {}};
    addFieldEdits(document, entry, offer, group.edits);
    return group;
}

EditGroup takeAllExact(const ReviewDocument &document, std::span<const EntryId> entries, const DecisionMemory &memory)
{
    EditGroup group;
    std::size_t count = 0;
    for (const EntryId entry : entries) {
        const auto decisions = memory.exact(document.rawName(entry));
        if (document.state(entry) != ReviewState::Unreviewed || decisions.empty()) {
            continue;
        }
        const std::size_t before = group.edits.size();
        addFieldEdits(document, entry, offerOf(*decisions.front(), Offer::Kind::Exact), group.edits);
        count += group.edits.size() > before ? 1U : 0U;
    }
    group.text = "Take earlier decisions: " + std::to_string(count) + (count == 1 ? " kernel" : " kernels");
    return group;
}

} // namespace atlas
