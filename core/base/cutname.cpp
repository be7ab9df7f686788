#include "core/base/cutname.h"

#include <array>
#include <cstddef>

namespace atlas
{

namespace
{
constexpr std::string_view kEllipsis = "\xE2\x80\xA6"; // U+2026

/// Length of an operator's sign or an arrow at the start of `rest`, 0 for none; `before` is what stands before it.
std::size_t signLength(std::string_view before, std::string_view rest)
{
    if (rest.starts_with("->")) {
        return 2;
    }
    if (!before.ends_with("operator")) {
        return 0;
    }
    constexpr std::array<std::string_view, 11> kSigns = {"<=>", "<<=", ">>=", "()", "->", "<<",
                                                         ">>",  "<=",  ">=",  "<",  ">"};
    for (const std::string_view sign : kSigns) {
        if (rest.starts_with(sign)) {
            return sign.size();
        }
    }
    return 0;
}
} // namespace

bool isMarkedCut(std::string_view name)
{
    return name.ends_with("...") || name.contains(kEllipsis);
}

std::string_view cutStem(std::string_view name)
{
    const std::size_t mark = name.find(kEllipsis);
    if (mark != std::string_view::npos) {
        return name.substr(0, mark);
    }
    name.remove_suffix(name.ends_with("...") ? 3 : name.ends_with('?') ? 1 : 0);
    return name;
}

bool hasOpenBracket(std::string_view name)
{
    int angles = 0;
    int rounds = 0;
    for (std::size_t i = 0; i < name.size();) {
        if (const std::size_t sign = signLength(name.substr(0, i), name.substr(i)); sign > 0) {
            i += sign;
            continue;
        }
        angles += name[i] == '<' ? 1 : name[i] == '>' ? -1 : 0;
        rounds += name[i] == '(' ? 1 : name[i] == ')' ? -1 : 0;
        ++i;
    }
    return angles > 0 || rounds > 0;
}

bool isPlainCutWidth(std::size_t characters)
{
    return characters == 80 || characters == 100;
}

} // namespace atlas
