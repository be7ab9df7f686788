#include "core/inference/namepieces.h"

#include "core/base/character.h"
#include "core/base/text.h"
#include "core/inference/variables.h"

#include <algorithm>
#include <array>
#include <string>

namespace atlas
{

namespace
{
/// Numbers of a name beyond these tell nobody anything.
constexpr std::size_t kMaxNumbers = 4;
constexpr std::size_t kMaxDigits = 6;

bool isWord(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool isType(std::string_view text)
{
    return !text.empty() && !isDigit(text.front()) && text.front() != '-' && text.front() != '(' && text != "true" &&
           text != "false";
}

/// `const float *const` is float.
std::string_view pointee(std::string_view type)
{
    type = type.substr(0, type.find('*'));
    for (bool again = true; again;) {
        again = false;
        type = trimmed(type);
        for (const std::string_view word : {"const", "volatile"}) {
            if (type.starts_with(word) && type.size() > word.size() && type[word.size()] == ' ') {
                type.remove_prefix(word.size() + 1);
                again = true;
            }
            if (type.ends_with(word) && type.size() > word.size() && type[type.size() - word.size() - 1] == ' ') {
                type.remove_suffix(word.size() + 1);
                again = true;
            }
        }
    }
    return type;
}

/// The pieces of a list between commas at the level of its brackets.
template<class Callback>
void eachItem(std::string_view list, Callback &&callback)
{
    std::size_t from = 0;
    int depth = 0;
    for (std::size_t at = 0; at <= list.size(); ++at) {
        const char c = at < list.size() ? list[at] : ',';
        depth += c == '<' || c == '(' || c == '[' ? 1 : c == '>' || c == ')' || c == ']' ? -1 : 0;
        if ((c == ',' && depth <= 0) || at == list.size()) {
            if (!callback(trimmed(list.substr(from, at - from)))) {
                return;
            }
            from = at + 1;
        }
    }
}

/// `T2` of a parameter list stands for the second template argument.
std::string_view resolved(std::string_view type, const KernelName &name)
{
    if (type.size() < 2 || type.size() > 3 || type.front() != 'T' || !isDigit(type[1]) || !isDigit(type.back())) {
        return type;
    }
    std::size_t wanted = 0;
    for (const char c : type.substr(1)) {
        wanted = wanted * 10 + static_cast<std::size_t>(c - '0');
    }
    std::string_view found;
    eachItem(name.text(NamePart::Arguments), [&](std::string_view item) {
        found = item;
        --wanted;
        return wanted > 0 && wanted < 100;
    });
    return wanted == 0 ? found : std::string_view();
}

/// Types of sizes, indices and bytes: they tell what a kernel works on only where no other type does.
bool isIndexType(std::string_view type)
{
    constexpr std::array<std::string_view, 12> types = {
        "int",     "long",          "unsigned int", "unsigned long",
        "int64_t", "int32_t",       "long long",    "unsigned long long",
        "char",    "unsigned char", "uint8_t",      "size_t"};
    return std::ranges::find(types, type) != types.end();
}

bool isConstant(std::string_view parameter)
{
    const std::string_view type = parameter.substr(0, parameter.find('*'));
    return type.starts_with("const ") || trimmed(type).ends_with(" const");
}

/// What a pointer among the parameters points to, and whether that is constant.
struct Pointer
{
    std::string_view type;
    bool isConstant = false;
};

/// Calls `take` for each pointer to a type that is no size or index, until it returns false; the first index type.
template<class Take>
std::string_view eachPointer(const KernelName &name, Take &&take)
{
    std::string_view index;
    eachItem(name.text(NamePart::Parameters), [&](std::string_view item) {
        const std::string_view type = item.contains('*') ? resolved(pointee(item), name) : std::string_view();
        if (type.empty() || type == "void") {
            return true;
        }
        if (isIndexType(type)) {
            index = index.empty() && !type.contains("char") ? type : index;
            return true;
        }
        return take(Pointer{type, isConstant(item)});
    });
    return index;
}

/// Kernels do not write what they work on.
std::string_view inputOf(const KernelName &name)
{
    std::string_view found;
    (void)eachPointer(name, [&](const Pointer &pointer) {
        found = pointer.isConstant ? pointer.type : std::string_view();
        return found.empty();
    });
    return found;
}

std::string_view elementOf(const KernelName &name)
{
    std::string_view found;
    std::string_view index = eachPointer(name, [&](const Pointer &pointer) {
        found = pointer.isConstant || found.empty() ? pointer.type : found;
        return !pointer.isConstant;
    });
    if (found.empty()) {
        eachItem(name.text(NamePart::Arguments), [&](std::string_view item) {
            found = isType(item) && !isIndexType(item) ? item : std::string_view();
            index = index.empty() && isIndexType(item) ? item : index;
            return found.empty();
        });
    }
    return found.empty() ? index : found;
}

std::string numbersOf(const KernelName &name)
{
    std::string text;
    std::size_t count = 0;
    eachItem(name.text(NamePart::Arguments), [&](std::string_view item) {
        const bool number = !item.empty() && item.size() <= kMaxDigits && std::ranges::all_of(item, isDigit);
        if (number || item == "true" || item == "false") {
            text += text.empty() ? "<" : ", ";
            text += item;
            ++count;
        }
        return count < kMaxNumbers;
    });
    return text.empty() ? text : text + '>';
}

/// The last word of `function`; empty without one.
std::string_view lastWord(std::string_view function)
{
    std::size_t end = function.size();
    while (end > 0 && !isWord(function[end - 1])) {
        --end;
    }
    std::size_t begin = end;
    while (begin > 0 && isWord(function[begin - 1])) {
        --begin;
    }
    return function.substr(begin, end - begin);
}

/// The function's own word: not the mark of a cut name, nor the number in "input_slice_fusion.2".
std::string_view identifierOf(std::string_view function)
{
    constexpr std::string_view kCutMark = "…";
    if (function.ends_with(kCutMark)) {
        function.remove_suffix(kCutMark.size());
    }
    std::string_view word = lastWord(function);
    while (!word.empty() && std::ranges::all_of(word, isDigit)) {
        function = function.substr(0, static_cast<std::size_t>(word.data() - function.data()));
        word = lastWord(function);
    }
    return word;
}

void setView(std::string_view variable, std::string_view value, const KernelName &name, Variables &variables)
{
    if (!value.empty()) {
        const auto begin = static_cast<std::uint32_t>(value.data() - name.text(NamePart::Name).data());
        variables.set(variable, value, NameSpan{begin, static_cast<std::uint32_t>(begin + value.size()), false});
    }
}
} // namespace

void setNamePiece(std::size_t which, const KernelName &name, Variables &variables)
{
    const std::string_view function = name.text(NamePart::Function);
    const std::string_view piece = kNamePieces[which];
    if (piece == "function") {
        setView(piece, function, name, variables);
    } else if (piece == "kernel") {
        setView(piece, identifierOf(function), name, variables);
    } else if (piece == "element") {
        setView(piece, elementOf(name), name, variables);
    } else if (piece == "input") {
        setView(piece, inputOf(name), name, variables);
    } else if (piece == "arguments" || piece == "parameters") {
        setView(piece, name.text(piece == "arguments" ? NamePart::Arguments : NamePart::Parameters), name, variables);
    } else if (piece == "numbers") {
        const std::string_view arguments = name.text(NamePart::Arguments);
        const std::string numbers = arguments.empty() ? std::string() : numbersOf(name);
        if (!numbers.empty()) {
            const auto begin = static_cast<std::uint32_t>(name.begin(NamePart::Arguments));
            variables.set(piece, variables.keep(numbers),
                          NameSpan{begin, static_cast<std::uint32_t>(begin + arguments.size()), false});
        }
    } else if (!name.hasParameters() && !name.hasArguments() && !function.empty()) {
        const bool underscore = function.size() > 1 && function[0] == '_' && function[1] >= 'a' && function[1] <= 'z';
        variables.set(piece, underscore ? "underscore" : "plain", NameSpan{});
    }
}

bool hasIdentifier(const KernelName &name)
{
    const std::string_view identifier = identifierOf(name.text(NamePart::Function));
    return std::ranges::any_of(identifier, [](char c) { return !isDigit(c) && c != '_'; });
}

} // namespace atlas
