#include "core/comparison/nameplace.h"

#include "core/base/character.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace atlas
{

namespace
{
/// Endings of source files, as they stand between underscores in names made of paths.
constexpr std::array<std::string_view, 9> kEndings = {"jl", "py", "cu", "cuh", "cpp", "cxx", "hpp", "hip", "mlir"};

bool isWordCharacter(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '-' ||
           c == '+' || c == '~' || c == '@' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool isSlash(char c)
{
    return c == '/' || c == '\\';
}

/// Length of ":12" or ":12:3" at the start of `text`; 0 for none, as "::" is.
std::size_t lineNumberLength(std::string_view text)
{
    std::size_t end = 0;
    while (end + 1 < text.size() && text[end] == ':' && isDigit(text[end + 1])) {
        ++end;
        while (end < text.size() && isDigit(text[end])) {
            ++end;
        }
    }
    return end;
}

/// Folders and line numbers gone; whether there were any.
bool dropPaths(std::string_view name, std::string &plain)
{
    bool found = false;
    for (std::size_t i = 0; i < name.size();) {
        if (isWordCharacter(name[i]) || isSlash(name[i])) {
            std::size_t end = i;
            std::size_t file = i; // where the last part begins
            while (end < name.size() && (isWordCharacter(name[end]) || isSlash(name[end]))) {
                file = isSlash(name[end]) ? end + 1 : file;
                ++end;
            }
            found = found || file > i;
            plain += name.substr(file, end - file);
            const std::size_t line = lineNumberLength(name.substr(end));
            found = found || line > 0;
            i = end + line;
        } else {
            plain += name[i++];
        }
    }
    return found;
}

std::vector<std::string_view> wordsOf(std::string_view name)
{
    std::vector<std::string_view> words;
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find('_', begin), name.size());
        words.push_back(name.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

bool isEnding(std::string_view word)
{
    return std::ranges::find(kEndings, word) != kEndings.end();
}

/// "L1013", "1013" or nothing behind the file.
bool isLine(std::string_view word)
{
    word.remove_prefix(word.starts_with('L') ? 1 : 0);
    return !word.empty() && std::ranges::all_of(word, isDigit);
}

/// A name of words with a path in it: what stands before the path, and its file; nothing where there is no path.
std::optional<std::string> dropWordPath(std::string_view name)
{
    const std::vector<std::string_view> words = wordsOf(name);
    const auto last = std::ranges::find_last_if(words, isEnding);
    if (last.empty()) {
        return std::nullopt;
    }
    const auto lastAt = static_cast<std::size_t>(last.begin() - words.begin());
    const auto marked = static_cast<std::size_t>(std::ranges::find(words, "FILE") - words.begin());
    const auto first = static_cast<std::size_t>(std::ranges::find_if(words, isEnding) - words.begin());
    const bool hasLine = lastAt + 1 < words.size() && isLine(words[lastAt + 1]);
    // A path needs more than an ending: a marker, a line behind it, or a folder that has an ending too (Model.jl).
    if (lastAt == 0 || (marked > lastAt && !hasLine && first == lastAt)) {
        return std::nullopt;
    }
    const std::size_t kept = marked < lastAt ? marked : std::min(first + 1, lastAt - 1);
    std::string plain;
    for (std::size_t i = 0; i < kept; ++i) {
        plain.append(words[i]) += '_';
    }
    plain.append(words[lastAt - 1]).append(".").append(words[lastAt]);
    for (std::size_t i = lastAt + (hasLine ? 2U : 1U); i < words.size(); ++i) {
        plain.append("_").append(words[i]);
    }
    return plain;
}
} // namespace

std::string withoutPlace(std::string_view rawName)
{
    std::string plain;
    const bool hasPath = dropPaths(rawName, plain);
    if (!hasPath) {
        return dropWordPath(rawName).value_or(std::string());
    }
    return plain;
}

} // namespace atlas
