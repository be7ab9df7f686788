#include "core/review/similaroffer.h"

#include "core/base/text.h"
#include "core/inference/nameskeleton.h"

#include <re2/re2.h>
#include <re2/stringpiece.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace atlas
{

namespace
{
/// How people and names spell the types of facts; what stands at the same place of two lists is spelled alike.
constexpr std::array<std::array<std::string_view, 5>, 12> kTypes = {{
    {"fp64", "FP64", "f64", "double", "float64"},
    {"fp32", "FP32", "f32", "float", "float32"},
    {"tf32", "TF32", "tf32", "tf32", "tf32"},
    {"fp16", "FP16", "f16", "half", "float16"},
    {"bf16", "BF16", "bf16", "bfloat16", "bfloat16"},
    {"fp8_e4m3", "FP8 E4M3", "e4m3", "fp8_e4m3", "float8_e4m3"},
    {"fp8_e5m2", "FP8 E5M2", "e5m2", "fp8_e5m2", "float8_e5m2"},
    {"int64", "INT64", "s64", "long", "int64"},
    {"int32", "INT32", "s32", "int", "int32"},
    {"int16", "INT16", "s16", "short", "int16"},
    {"int8", "INT8", "s8", "int8", "int8"},
    {"int4", "INT4", "s4", "int4", "int4"},
}};

/// The row of a type by any of its spellings, a namespace or vendor's prefix before it; null when it is not known.
const std::array<std::string_view, 5> *spellingsOf(std::string_view type)
{
    std::string word = toLowerAscii(type.substr(std::min(type.size(), type.rfind(':') + 1)));
    word = word.starts_with("__nv_") ? word.substr(std::string_view("__nv_").size()) : word;
    const auto found =
        std::ranges::find_if(kTypes, [&word](const auto &spellings) { return std::ranges::contains(spellings, word); });
    return !word.empty() && found != kTypes.end() ? &*found : nullptr;
}

bool isWordByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80U;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Whether `text` at `at` stands alone there: no digit goes on with a number, no letter with a word.
bool standsAlone(std::string_view whole, std::size_t at, std::size_t size)
{
    const char first = whole[at];
    const char last = whole[at + size - 1];
    const bool begins = at == 0 || (isDigit(first) ? !isDigit(whole[at - 1]) : !isWordByte(whole[at - 1]));
    const bool ends =
        at + size == whole.size() || (isDigit(last) ? !isDigit(whole[at + size]) : !isWordByte(whole[at + size]));
    return begins && ends;
}

/// Whether the number at `at` is part of a word, as in "issue6" or "64KB": what it means there, nobody can tell.
bool isGlued(std::string_view whole, std::size_t at, std::size_t size)
{
    const std::string_view before = whole.substr(0, at);
    const std::string_view behind = whole.substr(at + size);
    const bool isFactorBefore = before.ends_with("×") || (at > 1 && before.ends_with('x') && isDigit(before[at - 2]));
    const bool isFactorBehind =
        behind.starts_with("×") || (behind.size() > 1 && behind.starts_with('x') && isDigit(behind[1]));
    return (isDigit(whole[at]) && !before.empty() && isWordByte(before.back()) && !isFactorBefore) ||
           (isDigit(whole[at + size - 1]) && !behind.empty() && isWordByte(behind.front()) && !isFactorBehind);
}

bool holds(std::string_view text, std::string_view part)
{
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
        if (standsAlone(text, at, part.size())) {
            return true;
        }
    }
    return false;
}

/// A text of the other kernel and what it is of this one; without a new text, nobody can say.
struct Substitute
{
    std::string theirs;
    std::optional<std::string> mine;
};

class Substitution
{
public:
    Substitution(const SimilarDecision &decision, std::string_view rawName, const Reading &reading)
    {
        addTiles(decision.reading.facts, reading.facts);
        addStages(decision.reading.facts, reading.facts);
        addTypes(decision.reading.facts.dtype, reading.facts.dtype);
        addPieces(decision.rawName, rawName);
        // The longest first: "32x32x64" before "64".
        std::ranges::stable_sort(m_all, std::ranges::greater(),
                                 [](const Substitute &one) { return one.theirs.size(); });
    }

    /// Nothing where `text` holds what nobody can say of this kernel.
    [[nodiscard]] std::optional<std::string> of(std::string_view text) const
    {
        std::string result;
        for (std::size_t at = 0; at < text.size();) {
            const auto found = std::ranges::find_if(m_all, [&](const Substitute &one) {
                return text.substr(at).starts_with(one.theirs) && standsAlone(text, at, one.theirs.size());
            });
            if (found == m_all.end()) {
                result += text[at++];
            } else if (found->mine && !isGlued(text, at, found->theirs.size())) {
                result += *found->mine;
                at += found->theirs.size();
            } else {
                return std::nullopt;
            }
        }
        return result;
    }

private:
    void add(std::string theirs, std::optional<std::string> mine)
    {
        if (!theirs.empty() && theirs != mine && !std::ranges::contains(m_all, theirs, &Substitute::theirs)) {
            m_all.push_back({std::move(theirs), std::move(mine)});
        }
    }

    void addTiles(const KernelFacts &theirs, const KernelFacts &mine)
    {
        if (!theirs.tile) {
            return;
        }
        for (const std::string_view sign : {"x", "×", " x ", " × "}) {
            const auto written = [sign](const std::array<int, 3> &tile, std::size_t count) {
                std::string text = std::to_string(tile[0]);
                for (std::size_t i = 1; i < count; ++i) {
                    text.append(sign).append(std::to_string(tile[i]));
                }
                return text;
            };
            for (const std::size_t count : {3U, 2U}) {
                add(written(*theirs.tile, count), mine.tile ? std::optional(written(*mine.tile, count)) : std::nullopt);
            }
        }
    }

    void addStages(const KernelFacts &theirs, const KernelFacts &mine)
    {
        if (!theirs.stages) {
            return;
        }
        const auto with = [](int stages, std::string_view between, bool isWord) {
            return std::to_string(stages).append(between).append(isWord && stages != 1 ? "stages" : "stage");
        };
        for (const std::string_view between : {" ", "-"}) {
            for (const bool isWord : {true, false}) {
                add(with(*theirs.stages, between, isWord),
                    mine.stages ? std::optional(with(*mine.stages, between, isWord)) : std::nullopt);
            }
        }
    }

    void addTypes(std::string_view theirs, std::string_view mine)
    {
        const auto *old = spellingsOf(theirs);
        const auto *now = spellingsOf(mine);
        for (std::size_t i = 0; old != nullptr && old != now && i < old->size(); ++i) {
            add(std::string((*old)[i]), now != nullptr ? std::optional(std::string((*now)[i])) : std::nullopt);
        }
    }

    /// Pieces in which the names differ; one that stands for several, or that this name has elsewhere too, nobody can
    /// tell.
    void addPieces(std::string_view theirs, std::string_view mine)
    {
        std::map<std::string, std::set<std::string>> pieces;
        std::set<std::uint32_t> differing;
        const auto cut = [](std::string_view name, ByteSpan span) {
            return std::string(name.substr(span.begin, span.end - span.begin));
        };
        for (const TokenDifference &difference : tokenDifferences(mine, theirs)) {
            pieces[cut(theirs, difference.theirs)].insert(cut(mine, difference.mine));
            differing.insert(difference.theirs.begin);
            if (difference.kind == TokenKind::Type) {
                addTypes(cut(theirs, difference.theirs), cut(mine, difference.mine));
            }
        }
        for (const NameToken &token : nameTokens(theirs)) {
            const auto found = pieces.find(cut(theirs, token.span));
            if (found != pieces.end() && !differing.contains(token.span.begin)) {
                found->second.insert(found->first);
            }
        }
        for (const auto &[piece, meanings] : pieces) {
            const bool isFlag = piece == "true" || piece == "false"; // no word of people
            if (!isFlag) {
                add(piece, meanings.size() == 1 ? std::optional(*meanings.begin()) : std::nullopt);
            }
        }
    }

    std::vector<Substitute> m_all;
};

/// A tile of three numbers in `text` that is another one than the rules read, and does not stand in the name.
bool contradictsTile(std::string_view text, std::string_view rawName, const std::array<int, 3> &tile)
{
    static const re2::RE2 kTile("(\\d{1,5}) ?(?:x|×) ?(\\d{1,5}) ?(?:x|×) ?(\\d{1,5})");
    std::array<int, 3> found{};
    re2::StringPiece rest(text.data(), text.size());
    while (re2::RE2::FindAndConsume(&rest, kTile, &found[0], &found[1], &found[2])) {
        const std::string written =
            std::to_string(found[0]) + "x" + std::to_string(found[1]) + "x" + std::to_string(found[2]);
        if (found != tile && !rawName.contains(written)) {
            return true;
        }
    }
    return false;
}

bool contradictsStages(std::string_view text, int stages)
{
    static const re2::RE2 kStages("\\b(\\d{1,5})[- ]stages?\\b");
    int found = 0;
    re2::StringPiece rest(text.data(), text.size());
    while (re2::RE2::FindAndConsume(&rest, kStages, &found)) {
        if (found != stages) {
            return true;
        }
    }
    return false;
}

bool contradicts(std::string_view text, std::string_view rawName, const KernelFacts &facts)
{
    return (facts.tile && contradictsTile(text, rawName, *facts.tile)) ||
           (facts.stages && contradictsStages(text, *facts.stages));
}

/// A shape's numbers are of the name only where the rules read them so; the person's own stay what they are.
std::optional<FieldValue> shapeFor(const Shape &decided, const FieldValue &theirs, const Substitution &substitution)
{
    const std::string read = toDisplayText(theirs);
    Shape shape = decided;
    for (ShapeLine &line : shape) {
        for (std::string &operand : line) {
            const std::optional<std::string> changed = substitution.of(operand);
            if (!changed || (*changed != operand && !holds(read, operand))) {
                return std::nullopt;
            }
            operand = *changed;
        }
    }
    return shape;
}

std::optional<FieldValue> valueFor(const FieldValue &decided, const FieldValue &theirs,
                                   const Substitution &substitution)
{
    if (const auto *text = std::get_if<std::string>(&decided)) {
        return substitution.of(*text).transform([](std::string &&changed) { return FieldValue(std::move(changed)); });
    }
    if (const auto *shape = std::get_if<Shape>(&decided)) {
        return shapeFor(*shape, theirs, substitution);
    }
    return decided;
}
} // namespace

std::optional<KernelInfo> adapted(const SimilarDecision &decision, std::string_view rawName, const Reading &reading,
                                  const KernelInfo &now)
{
    const std::string &op = reading.facts.op;
    if (!op.empty() && !decision.reading.facts.op.empty() && op != decision.reading.facts.op) {
        return std::nullopt;
    }
    const Substitution substitution(decision, rawName, reading);
    KernelInfo info = now;
    for (const Field field : kFields) {
        const FieldValue &theirs = decision.reading.info[field];
        if (decision.info[field] == theirs) {
            continue; // nobody decided anything of it
        }
        const std::optional<FieldValue> value = valueFor(decision.info[field], theirs, substitution);
        if (value && contradicts(toDisplayText(*value), rawName, reading.facts)) {
            return std::nullopt;
        }
        info[field] = value.value_or(now[field]);
    }
    return info;
}

} // namespace atlas
