#include "core/inference/packblob.h"

#include <array>
#include <charconv>
#include <type_traits>

namespace atlas
{

namespace
{
constexpr std::uint32_t kMagic = 0x6b617033; // "kap3"
/// Items of one list, so that damaged bytes cannot ask for all memory.
constexpr std::uint32_t kMaxItems = 1'000'000;

/// Both directions share transfer(): one function a struct says which members go over, in which order.
class Writer
{
public:
    static constexpr bool kReads = false;
    std::string bytes;

    void number(std::uint32_t &value)
    {
        for (int shift = 0; shift < 32; shift += 8) {
            bytes += static_cast<char>((value >> shift) & 0xffU);
        }
    }
    void text(std::string &value)
    {
        auto size = static_cast<std::uint32_t>(value.size());
        number(size);
        bytes += value;
    }
};

class Reader
{
public:
    static constexpr bool kReads = true;
    std::string_view bytes;
    bool failed = false;

    void number(std::uint32_t &value)
    {
        value = 0;
        failed = failed || bytes.size() < 4;
        if (failed) {
            return;
        }
        for (std::size_t i = 0; i < 4; ++i) {
            value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
        }
        bytes.remove_prefix(4);
    }
    void text(std::string &value)
    {
        std::uint32_t size = 0;
        number(size);
        failed = failed || size > bytes.size();
        if (!failed) {
            value = bytes.substr(0, size);
            bytes.remove_prefix(size);
        }
    }
};

template<class Io, class T>
    requires(std::is_arithmetic_v<T> || std::is_enum_v<T>)
void transfer(Io &io, T &value)
{
    auto number = static_cast<std::uint32_t>(value);
    io.number(number);
    value = static_cast<T>(number);
}

template<class Io>
void transfer(Io &io, std::string &value)
{
    io.text(value);
}

template<class Io, class T>
void transfer(Io &io, std::vector<T> &list)
{
    auto size = static_cast<std::uint32_t>(list.size());
    io.number(size);
    if constexpr (Io::kReads) {
        io.failed = io.failed || size > kMaxItems;
        list.resize(io.failed ? 0 : size);
    }
    for (T &item : list) {
        if constexpr (Io::kReads) {
            if (io.failed) {
                return;
            }
        }
        transfer(io, item);
    }
}

template<class Io, class T>
void transfer(Io &io, std::optional<T> &value)
{
    bool there = value.has_value();
    transfer(io, there);
    if (there) {
        T item = value ? std::move(*value) : T();
        transfer(io, item);
        value = std::move(item);
    }
}

template<class Io>
void transfer(Io &io, std::pair<std::string, std::string> &value)
{
    transfer(io, value.first);
    transfer(io, value.second);
}

template<class Io, class... T>
void transferAll(Io &io, T &...values)
{
    (transfer(io, values), ...);
}

template<class Io>
void transfer(Io &io, PackPlace &place)
{
    transferAll(io, place.line, place.column, place.length);
}

template<class Io>
void transfer(Io &io, Literal &literal)
{
    transferAll(io, literal.text, literal.ignoreCase);
}

template<class Io>
void transfer(Io &io, LiteralGroup &group)
{
    transferAll(io, group.scope, group.negated, group.literals);
}

template<class Io>
void transfer(Io &io, Pattern &pattern)
{
    transferAll(io, pattern.part, pattern.expressions);
}

template<class Io>
void transfer(Io &io, VariableComparison &comparison)
{
    transferAll(io, comparison.kind, comparison.left, comparison.right);
}

template<class Io>
void transfer(Io &io, Binding &binding)
{
    transferAll(io, binding.variable, binding.alternatives);
}

template<class Io>
void transfer(Io &io, Extraction &extraction)
{
    transferAll(io, extraction.patterns, extraction.comparisons, extraction.bindings);
}

template<class Io>
void transfer(Io &io, Extractor &extractor)
{
    transferAll(io, extractor.name, extractor.extraction);
}

template<class Io>
void transfer(Io &io, PlacedText &text)
{
    transfer(io, text.text);
}

template<class Io>
void transfer(Io &io, Scheme &scheme)
{
    transferAll(io, scheme.name, scheme.part, scheme.after, scheme.separators, scheme.orders, scheme.tokens,
                scheme.bindings);
}

template<class Io>
void transfer(Io &io, Guard &guard)
{
    transferAll(io, guard.variable, guard.least, guard.most);
}

template<class Io>
void transfer(Io &io, OwnerTable &owners)
{
    transferAll(io, owners.namespaces, owners.prefixes, owners.none);
}

template<class Io>
void transfer(Io &io, LexiconEntry &entry)
{
    transferAll(io, entry.phrases, entry.op, entry.generic, entry.about, entry.say, entry.with, entry.without);
}

template<class Io>
void transfer(Io &io, WordMap &map)
{
    transferAll(io, map.name, map.words);
}

template<class Io>
void transfer(Io &io, SlotTexts &slots)
{
    for (SlotText &slot : slots) {
        transfer(io, slot.text);
    }
}

template<class Io>
void transfer(Io &io, Kind &kind)
{
    transferAll(io, kind.name, kind.slots, kind.extractors, kind.bindings);
}

template<class Io>
void transfer(Io &io, Rule &rule)
{
    transferAll(io, rule.id, rule.groups, rule.match, rule.extractors, rule.promises, rule.bare, rule.kind,
                rule.confidence, rule.slots, rule.place);
}

template<class Io>
void transfer(Io &io, RulePack &pack)
{
    transferAll(io, pack.name, pack.file, pack.version, pack.rawText, pack.libraries, pack.words, pack.extractors,
                pack.schemes, pack.guards, pack.owners, pack.lexicon, pack.kinds, pack.otherwise, pack.rules,
                pack.structure, pack.fallback);
}
} // namespace

std::string packToBytes(const RulePack &pack)
{
    Writer writer;
    std::uint32_t magic = kMagic;
    RulePack copy = pack; // transfer() is one function for both directions, so it wants to write
    writer.number(magic);
    transfer(writer, copy);
    return std::move(writer.bytes);
}

std::optional<RulePack> packFromBytes(std::string_view bytes)
{
    Reader reader{bytes};
    std::uint32_t magic = 0;
    reader.number(magic);
    RulePack pack;
    if (magic != kMagic) {
        return std::nullopt;
    }
    transfer(reader, pack);
    return reader.failed || !reader.bytes.empty() ? std::nullopt : std::optional(std::move(pack));
}

} // namespace atlas
