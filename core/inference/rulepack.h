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
        Differ,
        Known ///< `left` was read
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

/// A text of the pack with its place.
struct PlacedText
{
    std::string text;
    PackPlace place = {};
};

/// How a string of tokens is read: where it begins, how it is split, and the patterns of its tokens.
struct Scheme
{
    std::string name;
    NamePart part = NamePart::Function;
    /// Literals behind which reading begins; the first that is there counts. None: at the beginning of the part.
    std::vector<std::string> after;
    /// Signs between tokens; a comma splits at the level of the brackets only. Empty: the text is walked.
    std::string separators;
    /// Patterns of neighbouring tokens; `^` and `$` stand for the first and the last token's outer side.
    std::vector<std::vector<PlacedText>> orders;
    /// Patterns of the tokens that are left.
    std::vector<PlacedText> tokens;
    std::vector<Binding> bindings;
    PackPlace place = {};
};

/// The values that a variable may have.
struct Guard
{
    std::string variable;
    std::uint32_t least = 0;
    std::uint32_t most = 0;
    PackPlace place = {};
};

/// Whom kernels belong to by the structure of their names.
struct OwnerTable
{
    std::vector<std::pair<std::string, std::string>> namespaces;
    /// Beginnings of a kernel's own identifier.
    std::vector<std::pair<std::string, std::string>> prefixes;
    /// Namespaces that are nobody's.
    std::vector<std::string> none;
};

/// Words of an identifier that tell what the kernel does.
struct LexiconEntry
{
    std::vector<std::vector<std::string>> phrases;
    std::string op;      ///< one of kOps; empty where the words only have a spelling
    std::string generic; ///< the shape; empty where none goes without saying
    std::string about;   ///< what it does, a sentence
    /// How people write the phrase; an empty text leaves it out.
    std::optional<std::string> say;
    /// One of these words must be there too.
    std::vector<std::string> with;
    /// None of these may.
    std::vector<std::string> without;
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
    Extraction match;                    ///< must match, besides the literals
    std::vector<std::string> extractors; ///< or schemes
    std::vector<PackPlace> extractorPlaces;
    /// Variables without which the reading is likely at best.
    std::vector<std::string> promises;
    /// Set: the name has neither parameters nor template arguments (or, if false, has some).
    std::optional<bool> bare;
    std::string kind;
    PackPlace kindPlace = {};
    Confidence confidence = Confidence::Likely;
    SlotTexts slots;
    PackPlace place = {};

    /// Whether more than literals and `bare` decides.
    [[nodiscard]] bool hasConditions() const { return !match.patterns.empty() || asksKnown(); }
    /// Whether it matches only where a variable could be read.
    [[nodiscard]] bool asksKnown() const;
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
    std::vector<Scheme> schemes;
    std::vector<Guard> guards;
    OwnerTable owners;
    std::vector<LexiconEntry> lexicon;
    std::vector<Kind> kinds;
    /// Facts that a rule neither knows nor denies, by their keys, read from the pieces that every name has.
    std::vector<Binding> otherwise;
    std::vector<Rule> rules;
    /// What is said of a name that no rule knows, but that has an identifier.
    std::optional<Rule> structure;
    /// What is said of any other name.
    std::optional<Rule> fallback;

    [[nodiscard]] const WordMap *findWords(std::string_view map) const;
    [[nodiscard]] const Extractor *findExtractor(std::string_view extractor) const;
    [[nodiscard]] const Scheme *findScheme(std::string_view scheme) const;
    [[nodiscard]] const Guard *findGuard(std::string_view variable) const;
    [[nodiscard]] const Kind *findKind(std::string_view kind) const;
};

/// The text of `slot` for `rule`: its own, else that of its kind; nothing where neither says it.
[[nodiscard]] const SlotText *slotText(const RulePack &pack, const Rule &rule, RuleSlot slot);

} // namespace atlas
