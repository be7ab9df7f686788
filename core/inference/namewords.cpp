#include "core/inference/namewords.h"

#include "core/base/character.h"
#include "core/inference/identifier.h"

#include <algorithm>
#include <array>

namespace atlas
{

namespace
{
/// Beyond these a friendly name is none.
constexpr std::size_t kLongestSaid = 80;
constexpr std::size_t kLongestWord = 40;
constexpr std::size_t kLongestNumber = 7;

/// `dequantize1` of TVM: the number only counts.
std::string_view withoutNumber(std::string_view word)
{
    while (word.size() > 1 && isDigit(word.back())) {
        word.remove_suffix(1);
    }
    return word;
}

bool isIdentifier(std::string_view text)
{
    return !text.empty() && !isDigit(text.front()) && std::ranges::all_of(text, [](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    });
}

/// "Gather" of `topkGather`; abbreviations such as "FFT" are not.
bool isCapitalised(std::string_view word)
{
    return word.size() > 1 && word[0] >= 'A' && word[0] <= 'Z' && word[1] >= 'a' && word[1] <= 'z';
}

/// Parts that say nothing of what a kernel does: the part before is asked then.
bool isEmptyPart(std::string_view part)
{
    constexpr std::array<std::string_view, 8> parts = {"kernel", "Kernel", "Kernel2",    "run",
                                                       "launch", "apply",  "operator()", "operator"};
    return part.empty() || std::ranges::find(parts, part) != parts.end();
}
} // namespace

std::string_view lastPart(std::string_view function)
{
    const std::size_t colons = function.rfind("::");
    return colons == std::string_view::npos ? function : function.substr(colons + 2);
}

namespace
{
/// The part of a qualified name that says most: the last, or the one before where that is just "kernel".
std::string_view tellingPart(std::string_view function)
{
    std::string_view last = lastPart(function);
    while (isEmptyPart(last) && last.size() + 2 < function.size()) {
        function.remove_suffix(last.size() + 2);
        last = lastPart(function);
        if (last == "<unnamed>") {
            break;
        }
    }
    return last;
}
} // namespace

void NameWords::add(const RulePack &pack)
{
    for (const auto &[name, library] : pack.owners.namespaces) {
        m_namespaces.try_emplace(name, library);
    }
    for (const auto &[prefix, library] : pack.owners.prefixes) {
        m_prefixes.emplace_back(prefix, library);
    }
    m_none.insert(m_none.end(), pack.owners.none.begin(), pack.owners.none.end());
    for (const LexiconEntry &entry : pack.lexicon) {
        for (const std::vector<std::string> &phrase : entry.phrases) {
            if (phrase.empty()) {
                continue;
            }
            std::vector<Phrase> &list = m_phrases[phrase.front()];
            list.push_back({&phrase, &entry, m_order});
            std::ranges::stable_sort(list, std::ranges::greater(),
                                     [](const Phrase &each) { return each.words->size(); });
        }
        ++m_order;
    }
}

std::string_view NameWords::owner(std::string_view function) const
{
    for (std::string_view rest = function; rest.contains("::");) {
        const std::size_t colons = rest.find("::");
        const std::string_view part = rest.substr(0, colons);
        rest.remove_prefix(colons + 2);
        if (const auto found = m_namespaces.find(part); found != m_namespaces.end()) {
            return found->second;
        }
        if (isIdentifier(part) && std::ranges::find(m_none, part) == m_none.end()) {
            return part;
        }
    }
    const std::string_view last = lastPart(function);
    const auto found =
        std::ranges::find_if(m_prefixes, [last](const auto &each) { return last.starts_with(each.first); });
    return found == m_prefixes.end() ? std::string_view() : found->second;
}

bool NameWords::admits(const LexiconEntry &entry, const Words &words)
{
    const auto there = [&](const std::string &word) {
        return std::ranges::any_of(words,
                                   [&](std::string_view each) { return each == word || withoutNumber(each) == word; });
    };
    return (entry.with.empty() || std::ranges::any_of(entry.with, there)) && std::ranges::none_of(entry.without, there);
}

const NameWords::Phrase *NameWords::longestAt(const Words &words, std::size_t at) const
{
    auto list = m_phrases.find(words[at]);
    if (list == m_phrases.end()) {
        list = m_phrases.find(withoutNumber(words[at]));
    }
    if (list == m_phrases.end()) {
        return nullptr;
    }
    for (const Phrase &phrase : list->second) {
        const std::size_t length = phrase.words->size();
        bool fits = at + length <= words.size();
        for (std::size_t i = 1; fits && i < length; ++i) {
            fits = (*phrase.words)[i] == words[at + i] || (*phrase.words)[i] == withoutNumber(words[at + i]);
        }
        if (fits && admits(*phrase.entry, words)) {
            return &phrase;
        }
    }
    return nullptr;
}

const LexiconEntry *NameWords::operation(std::string_view function) const
{
    const IdentifierWords split(tellingPart(function));
    Words words;
    for (const IdentifierWord &word : split) {
        words.push_back(word.lower());
    }
    const Phrase *best = nullptr;
    for (std::size_t at = 0; at < words.size();) {
        const Phrase *found = longestAt(words, at);
        if (found != nullptr && !found->entry->op.empty() && (best == nullptr || found->order < best->order)) {
            best = found;
        }
        at += found != nullptr ? found->words->size() : 1;
    }
    return best == nullptr ? nullptr : best->entry;
}

std::string NameWords::said(std::string_view function) const
{
    const IdentifierWords split(tellingPart(function));
    Words words;
    for (const IdentifierWord &word : split) {
        words.push_back(word.lower());
    }
    std::string text;
    std::string_view last;
    const auto add = [&](std::string_view word) {
        if (word.size() > kLongestWord || (word.size() > kLongestNumber && std::ranges::all_of(word, isDigit))) {
            return; // a hash or a counter says nothing to people
        }
        if (word == last) {
            return; // "gemm_mma" are two words for one thing
        }
        last = word;
        text += text.empty() || word.empty() ? "" : " ";
        text += word;
    };
    for (std::size_t at = 0; at < words.size() && text.size() < kLongestSaid;) {
        const Phrase *found = longestAt(words, at);
        if (found != nullptr && found->entry->say) {
            add(*found->entry->say);
            at += found->words->size();
        } else {
            add(isCapitalised(split[at].text) ? words[at] : split[at].text);
            ++at;
        }
    }
    return text;
}

} // namespace atlas
