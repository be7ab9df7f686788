#pragma once

#include "core/inference/rulepack.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace atlas
{

/// The owners and the operation words of all packs of a rule set: what a name says by its structure where no rule knows
/// it. Views of the packs, which must outlive it.
class NameWords
{
public:
    /// What is said of a pack added earlier goes before what later ones say.
    void add(const RulePack &pack);
    [[nodiscard]] bool isEmpty() const { return m_phrases.empty() && m_namespaces.empty() && m_prefixes.empty(); }

    /// The owner of `function` (a qualified name): by its outermost namespace, else by a documented prefix of its last
    /// part. A namespace that no pack knows is the owner itself. Empty where there is neither.
    [[nodiscard]] std::string_view owner(std::string_view function) const;

    /// What the words of `function`'s last part say that it does; null where none is known. At each word the longest
    /// phrase counts; of several the one that its pack names first.
    [[nodiscard]] const LexiconEntry *operation(std::string_view function) const;

    /// The words of `function`'s last part as people write them; empty where nothing is left.
    [[nodiscard]] std::string said(std::string_view function) const;

private:
    struct Phrase
    {
        const std::vector<std::string> *words;
        const LexiconEntry *entry;
        std::size_t order;
    };
    using Words = std::vector<std::string_view>;

    [[nodiscard]] const Phrase *longestAt(const Words &words, std::size_t at) const;
    [[nodiscard]] static bool admits(const LexiconEntry &entry, const Words &words);

    std::unordered_map<std::string_view, std::vector<Phrase>> m_phrases; ///< by first word, the longest first
    std::unordered_map<std::string_view, std::string_view> m_namespaces;
    std::vector<std::pair<std::string_view, std::string_view>> m_prefixes;
    std::vector<std::string_view> m_none;
    std::size_t m_order = 0;
};

/// The last part of a qualified name: `kernel` of `a::b::kernel`.
[[nodiscard]] std::string_view lastPart(std::string_view function);

} // namespace atlas
