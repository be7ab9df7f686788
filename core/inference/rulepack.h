#pragma once

#include "core/inference/inference.h"
#include "core/inference/kernelname.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What a pack says, as data: read from YAML by PackReader, checked by lintPack(), run by RuleSet. docs/rules.md tells
/// what each key means.
namespace atlas
{

/// A place in the pack's file; line 0 is none.
struct PackPlace
{
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t length = 0;
};

/// Where a literal is looked for.
enum class LiteralScope : std::uint8_t
{
    Name,
    Function,      ///< anywhere in the kernel's own qualified name
    FunctionStart, ///< at the beginning of its last part: after the last `::`
    Arguments      ///< anywhere in its template arguments
};

struct Literal
{
    std::string text;
    bool ignoreCase = false;
    PackPlace place = {};
};

/// At least one of the literals must be there; with `negated`, none of them may.
struct LiteralGroup
{
    LiteralScope scope = LiteralScope::Name;
    bool negated = false;
    std::vector<Literal> literals;
};

/// Alternative expressions over one part of the name; the first that matches gives its named groups as variables.
struct Pattern
{
    NamePart part = NamePart::Name;
    std::vector<std::string> expressions;
    std::vector<PackPlace> places;
};

struct VariableComparison
{
    enum class Kind : std::uint8_t
    {
        Equal,
        StartsWith,
        Differ
    };
    Kind kind = Kind::Equal;
    std::string left;
    std::string right;
    PackPlace place = {};
};

/// Sets `variable`, unless it has a value, to the first alternative whose placeholders are all known.
struct Binding
{
    std::string variable;
    std::vector<std::string> alternatives;
    PackPlace place = {};
};

/// Patterns that belong together. In an extractor each may fail alone; in a rule all must match.
struct Extraction
{
    std::vector<Pattern> patterns;
    std::vector<VariableComparison> comparisons;
    std::vector<Binding> bindings;
};

struct Extractor
{
    std::string name;
    Extraction extraction;
    PackPlace place = {};
};

/// Tokens of names and the words for them; `*` stands for any other token.
struct WordMap
{
    std::string name;
    std::vector<std::pair<std::string, std::string>> words; // sorted
    PackPlace place = {};
};

/// What a rule says: the six fields, the facts and the sentence on why.
enum class RuleSlot : std::uint8_t
{
    FriendlyName,
    SourceLib,
    Generic,
    Fixed,
    Tiled,
    Description,
    Op,
    Dtype,
    Tile,
    Stages,
    HeadDim,
    Reason
};
inline constexpr std::size_t kRuleSlotCount = 12;
inline constexpr std::array<std::string_view, kRuleSlotCount> kRuleSlotKeys = {
    "friendly", "library", "generic", "fixed",  "tiled",    "description",
    "op",       "dtype",   "tile",    "stages", "head_dim", "reason"};

/// Text of a slot; unset: not said here (a rule's kind may say it); empty: known to be nothing (`null`).
struct SlotText
{
    std::optional<std::string> text = {};
    PackPlace place = {};
};
using SlotTexts = std::array<SlotText, kRuleSlotCount>;

/// What rules of one kind share.
struct Kind
{
    std::string name;
    SlotTexts slots;
    std::vector<std::string> extractors;
    std::vector<Binding> bindings;
    PackPlace place = {};
};

struct Rule
{
    std::string id;
    std::vector<LiteralGroup> groups;
    Extraction match; ///< must match, besides the literals
    std::vector<std::string> extractors;
    std::vector<PackPlace> extractorPlaces;
    std::string kind;
    PackPlace kindPlace = {};
    Confidence confidence = Confidence::Likely;
    SlotTexts slots;
    PackPlace place = {};

    [[nodiscard]] bool hasConditions() const { return !match.patterns.empty(); }
};

struct RulePack
{
    std::string name;
    std::string file; ///< as diagnostics and rule locations name it
    int version = 1;
    /// Rules look at the name as written; nothing is normalised.
    bool rawText = false;
    std::vector<std::string> libraries;
    std::vector<WordMap> words;
    std::vector<Extractor> extractors;
    std::vector<Kind> kinds;
    std::vector<Rule> rules;
    /// What is said of a name that no rule knows.
    std::optional<Rule> fallback;

    [[nodiscard]] const WordMap *findWords(std::string_view map) const;
    [[nodiscard]] const Extractor *findExtractor(std::string_view extractor) const;
    [[nodiscard]] const Kind *findKind(std::string_view kind) const;
};

/// The text of `slot` for `rule`: its own, else that of its kind; nothing where neither says it.
[[nodiscard]] const SlotText *slotText(const RulePack &pack, const Rule &rule, RuleSlot slot);

} // namespace atlas
