#include "core/comparison/namesubstitution.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace atlas
{

namespace
{
constexpr std::int64_t kMaxProgramBytes = std::int64_t{8} << 20U;
/// A replacement must not blow names up.
constexpr std::size_t kMaxNameBytes = std::size_t{1} << 16U;

/// The parts of `s/a/b/g` between its delimiters; an escaped delimiter is a plain one.
std::vector<std::string> partsOf(std::string_view text)
{
    const char delimiter = text[1];
    std::vector<std::string> parts(1);
    for (std::size_t i = 2; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            parts.back() += text[i + 1] == delimiter ? std::string(1, delimiter) : std::string(text.substr(i, 2));
            ++i;
        } else if (text[i] == delimiter) {
            parts.emplace_back();
        } else {
            parts.back() += text[i];
        }
    }
    return parts;
}

/// sed's `&` is RE2's `\0`.
std::string rewriteOf(std::string_view replacement)
{
    std::string rewrite;
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        if (replacement[i] == '&') {
            rewrite += "\\0";
        } else if (replacement[i] == '\\' && i + 1 < replacement.size() && replacement[i + 1] == '&') {
            rewrite += '&';
            ++i;
        } else {
            rewrite += replacement[i];
        }
    }
    return rewrite;
}

bool isDelimiter(char c)
{
    return c > ' ' && c < '\x7F' && c != '\\' && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') &&
           !(c >= 'A' && c <= 'Z');
}
} // namespace

Result<NameSubstitution> NameSubstitution::parse(std::string_view text)
{
    const std::string shown(text);
    if (text.size() < 4 || text.front() != 's' || !isDelimiter(text[1])) {
        return failure("\"" + shown +
                       "\" is no substitution; write s/PATTERN/REPLACEMENT/, for example s/_jl_mod_/_jl_/");
    }
    const std::vector<std::string> parts = partsOf(text);
    if (parts.size() != 3 || (!parts[2].empty() && parts[2] != "g")) {
        return failure("\"" + shown + "\" is no substitution: it has three \"" + std::string(1, text[1]) +
                       "\" and at most a g behind the last");
    }
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(kMaxProgramBytes);
    NameSubstitution substitution;
    substitution.m_text = shown;
    substitution.m_isGlobal = parts[2] == "g";
    substitution.m_pattern = std::make_shared<const re2::RE2>(parts[0], options);
    substitution.m_replacement = rewriteOf(parts[1]);
    if (parts[0].empty() || !substitution.m_pattern->ok()) {
        return failure("the pattern of \"" + shown +
                       "\" is no expression: " + (parts[0].empty() ? "it is empty" : substitution.m_pattern->error()));
    }
    std::string error;
    if (!substitution.m_pattern->CheckRewriteString(substitution.m_replacement, &error)) {
        return failure("the replacement of \"" + shown + "\" cannot be made: " + error);
    }
    return substitution;
}

void NameSubstitution::applyTo(std::string &name) const
{
    std::string changed = name;
    if (m_isGlobal) {
        re2::RE2::GlobalReplace(&changed, *m_pattern, m_replacement);
    } else {
        re2::RE2::Replace(&changed, *m_pattern, m_replacement);
    }
    if (changed.size() <= std::max(kMaxNameBytes, name.size())) {
        name = std::move(changed);
    }
}

std::string substituted(std::string_view name, std::span<const NameSubstitution> substitutions)
{
    std::string changed(name);
    for (const NameSubstitution &substitution : substitutions) {
        substitution.applyTo(changed);
    }
    return changed;
}

} // namespace atlas
