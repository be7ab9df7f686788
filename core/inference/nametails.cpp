#include "core/inference/nametails.h"

#include "core/base/character.h"
#include "core/inference/canonicalname.h"
#include "core/inference/kernelname.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace atlas
{

namespace
{
/// A tail is read at a glance.
constexpr std::size_t kMaxTailBytes = 40;
constexpr std::size_t kMaxTailWords = 6;
/// So many words are shown rather than the function's name.
constexpr std::size_t kFewWords = 3;
/// More kernels of one name are told apart by digits: nobody reads what the words say.
constexpr std::size_t kMaxComparedNames = 2'000;
/// Of the hash; more where kernels of one name share them.
constexpr std::array<std::size_t, 3> kDigits = {4, 8, 16};

bool isWordCharacter(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// A name in words: runs of letters and digits; a sign between numbers belongs to them.
std::vector<std::string_view> wordsOf(std::string_view text)
{
    std::vector<std::string_view> words;
    for (std::size_t begin = 0; begin < text.size();) {
        if (!isWordCharacter(text[begin])) {
            ++begin;
            continue;
        }
        std::size_t end = begin;
        while (end < text.size() && isWordCharacter(text[end])) {
            ++end;
        }
        words.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return words;
}

/// A kernel's name as far as it tells it from others.
struct ComparedName
{
    std::string function; ///< the last part of its own name
    std::string text;     ///< its own name with the template arguments
    std::string whole;    ///< with return type and parameters
};

ComparedName comparedName(std::string_view rawName)
{
    KernelName name;
    name.assign(rawName);
    const std::string_view function = name.text(NamePart::Function);
    const std::size_t colons = function.rfind("::");
    ComparedName compared;
    compared.function = function.substr(colons == std::string_view::npos ? 0 : colons + 2);
    compared.text = std::string(function) + ' ' + std::string(name.text(NamePart::Arguments));
    compared.whole = name.text(NamePart::Name);
    return compared;
}

std::size_t differing(const std::vector<std::string> &tails)
{
    return std::set<std::string_view>(tails.begin(), tails.end()).size();
}

bool allDiffer(const std::vector<std::string> &tails)
{
    return differing(tails) == tails.size();
}

/// The first `count` of `words` as a tail; nothing where that is too long to read.
std::optional<std::string> joined(const std::vector<std::string_view> &words, std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(count, words.size()); ++i) {
        text += text.empty() ? "" : " ";
        text += words[i];
        if (text.size() > kMaxTailBytes) {
            return std::nullopt;
        }
    }
    return text;
}

/// All words of each list, where those are few and make all lists different.
std::optional<std::vector<std::string>> wholeDifference(const std::vector<std::vector<std::string_view>> &lists)
{
    std::vector<std::string> tails;
    for (const std::vector<std::string_view> &list : lists) {
        std::optional<std::string> tail = list.size() <= kFewWords ? joined(list, list.size()) : std::nullopt;
        if (!tail) {
            return std::nullopt;
        }
        tails.push_back(std::move(*tail));
    }
    return allDiffer(tails) ? std::optional(std::move(tails)) : std::nullopt;
}

/// As few words of each list as make all lists different, or nothing.
std::optional<std::vector<std::string>> shortestDifferent(const std::vector<std::vector<std::string_view>> &lists)
{
    for (std::size_t count = 1; count <= kMaxTailWords; ++count) {
        std::vector<std::string> tails;
        for (const std::vector<std::string_view> &list : lists) {
            std::optional<std::string> tail = joined(list, count);
            if (!tail) {
                return std::nullopt;
            }
            tails.push_back(std::move(*tail));
        }
        if (allDiffer(tails)) {
            return tails;
        }
    }
    return std::nullopt;
}

/// The words of each name that are not in all of them.
std::vector<std::vector<std::string_view>> ownWords(const std::vector<std::vector<std::string_view>> &names)
{
    std::unordered_map<std::string_view, std::size_t> common;
    for (const std::string_view word : names.front()) {
        ++common[word];
    }
    for (const std::vector<std::string_view> &name : names) {
        std::unordered_map<std::string_view, std::size_t> here;
        for (const std::string_view word : name) {
            ++here[word];
        }
        for (auto &[word, count] : common) {
            const auto found = here.find(word);
            count = found == here.end() ? 0 : std::min(count, found->second);
        }
    }
    std::vector<std::vector<std::string_view>> own;
    for (const std::vector<std::string_view> &name : names) {
        auto left = common;
        std::vector<std::string_view> &list = own.emplace_back();
        for (const std::string_view word : name) {
            const auto found = left.find(word);
            if (found != left.end() && found->second > 0) {
                --found->second;
            } else {
                list.push_back(word);
            }
        }
    }
    return own;
}

/// For names with equally many words: those at the places where not all have the same.
std::vector<std::vector<std::string_view>> wordsWhereTheyDiffer(const std::vector<std::vector<std::string_view>> &names)
{
    std::vector<std::vector<std::string_view>> lists(names.size());
    for (std::size_t place = 0; place < names.front().size(); ++place) {
        const bool differ = std::ranges::any_of(
            names, [&](const std::vector<std::string_view> &name) { return name[place] != names.front()[place]; });
        for (std::size_t i = 0; differ && i < names.size(); ++i) {
            lists[i].push_back(names[i][place]);
        }
    }
    return lists;
}

std::vector<std::vector<std::string_view>> wordLists(const std::vector<std::string_view> &texts)
{
    std::vector<std::vector<std::string_view>> names;
    std::ranges::transform(texts, std::back_inserter(names), wordsOf);
    return names;
}

std::optional<std::vector<std::string>> tailsFromWords(const std::vector<std::string_view> &texts)
{
    const std::vector<std::vector<std::string_view>> names = wordLists(texts);
    if (auto tails = shortestDifferent(ownWords(names))) {
        return tails;
    }
    const bool alike =
        std::ranges::all_of(names, [&](const auto &words) { return words.size() == names.front().size(); });
    return alike ? shortestDifferent(wordsWhereTheyDiffer(names)) : std::nullopt;
}

/// Digits of the hash, as many as tell those kernels apart that have different ones.
std::vector<std::string> tailsFromDigits(const std::vector<std::string_view> &rawNames)
{
    std::vector<std::string> hashes;
    hashes.reserve(rawNames.size());
    for (const std::string_view name : rawNames) {
        hashes.push_back('#' + canonicalDigits(name, kDigits.back()));
    }
    std::vector<std::string> tails;
    for (const std::size_t digits : kDigits) {
        tails.clear();
        for (const std::string &hash : hashes) {
            tails.push_back(hash.substr(0, digits + 1));
        }
        if (differing(tails) == differing(hashes)) {
            break;
        }
    }
    return tails;
}

/// Kernels of one friendly name.
struct Clash
{
    std::vector<std::size_t> numbers;
    std::vector<std::string_view> rawNames;
    std::vector<const ComparedName *> names;

    void add(std::size_t number, std::string_view rawName, const ComparedName &name)
    {
        numbers.push_back(number);
        rawNames.push_back(rawName);
        names.push_back(&name);
    }
    [[nodiscard]] std::vector<std::string_view> texts(std::string ComparedName::*part) const
    {
        std::vector<std::string_view> texts;
        std::ranges::transform(names, std::back_inserter(texts),
                               [part](const ComparedName *name) { return std::string_view(name->*part); });
        return texts;
    }
};

/// `before`, and behind it `own`.
std::string both(const std::string &before, const std::string &own)
{
    return before + (before.empty() || own.empty() ? "" : ", ") + own;
}

/// One kernel in several spellings has nothing that tells it from itself.
bool isOneKernel(const Clash &clash)
{
    const std::string first = canonicalName(clash.rawNames.front());
    return !first.empty() &&
           std::ranges::all_of(clash.rawNames, [&](std::string_view name) { return canonicalName(name) == first; });
}

/// What the words of `part` make of the kernels, or digits.
std::vector<std::string> wordsOrDigits(const Clash &clash, std::string ComparedName::*part)
{
    if (clash.numbers.size() == 1) {
        return {std::string()};
    }
    auto tails = clash.numbers.size() <= kMaxComparedNames ? tailsFromWords(clash.texts(part)) : std::nullopt;
    return tails ? std::move(*tails) : tailsFromDigits(clash.rawNames);
}

/// Kernels of one function: those whose template arguments differ by these, those that only the parameters tell apart
/// by those.
std::optional<std::vector<std::string>> tailsByArguments(const Clash &clash)
{
    std::map<std::string_view, Clash> byText;
    for (std::size_t i = 0; i < clash.numbers.size(); ++i) {
        byText[clash.names[i]->text].add(i, clash.rawNames[i], *clash.names[i]);
    }
    std::vector<std::string_view> texts;
    std::ranges::transform(byText, std::back_inserter(texts), [](const auto &entry) { return entry.first; });
    auto arguments = texts.size() > 1 && texts.size() <= kMaxComparedNames
                         ? tailsFromWords(texts)
                         : std::optional(std::vector<std::string>(texts.size()));
    if (!arguments || texts.size() > kMaxComparedNames) {
        return std::nullopt;
    }
    std::vector<std::string> tails(clash.numbers.size());
    std::size_t number = 0;
    for (const auto &[text, same] : byText) {
        const std::vector<std::string> own = isOneKernel(same) ? std::vector<std::string>(same.numbers.size())
                                                               : wordsOrDigits(same, &ComparedName::whole);
        for (std::size_t i = 0; i < own.size(); ++i) {
            tails[same.numbers[i]] = both((*arguments)[number], own[i]);
        }
        ++number;
    }
    return tails;
}

/// What tells kernels of one function, or of functions whose names are too long to show, apart.
std::vector<std::string> tailsOf(const Clash &clash)
{
    if (clash.numbers.size() == 1) {
        return {std::string()};
    }
    auto tails = tailsByArguments(clash);
    return tails ? std::move(*tails) : tailsFromDigits(clash.rawNames);
}

/// Each function's name, and behind it what tells its kernels apart.
std::vector<std::string> tailsByFunction(const std::map<std::string_view, Clash> &byFunction, std::size_t count)
{
    std::vector<std::string> tails(count);
    for (const auto &[function, clash] : byFunction) {
        const std::vector<std::string> own = tailsOf(clash);
        for (std::size_t i = 0; i < own.size(); ++i) {
            tails[clash.numbers[i]] = both(std::string(function), own[i]);
        }
    }
    return tails;
}
} // namespace

std::vector<std::string> nameTails(std::span<const std::string_view> rawNames)
{
    std::vector<ComparedName> names;
    std::ranges::transform(rawNames, std::back_inserter(names), comparedName);
    Clash all;
    std::map<std::string_view, Clash> byFunction;
    for (std::size_t i = 0; i < names.size(); ++i) {
        all.add(i, rawNames[i], names[i]);
        byFunction[names[i].function].add(i, rawNames[i], names[i]);
    }
    if (names.size() <= kMaxComparedNames) {
        if (auto tails = wholeDifference(ownWords(wordLists(all.texts(&ComparedName::text))))) {
            return std::move(*tails);
        }
    }
    const bool showsFunctions = byFunction.size() > 1 && std::ranges::all_of(byFunction, [](const auto &function) {
                                    return function.first.size() <= kMaxTailBytes;
                                });
    return showsFunctions ? tailsByFunction(byFunction, names.size()) : tailsOf(all);
}

} // namespace atlas
