#include "core/table/rowfilter.h"

#include "core/base/parallel.h"
#include "core/base/text.h"

#include <re2/re2.h>

#include <algorithm>
#include <numeric>

namespace atlas
{

namespace
{
constexpr std::size_t kWorthThreads = 20'000;

/// Whether a person typed an upper-case letter for its case; that of an escape such as \D does not count.
bool hasUpperCase(std::string_view text, bool isPattern)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isPattern && text[i] == '\\') {
            ++i;
        } else if (text[i] >= 'A' && text[i] <= 'Z') {
            return true;
        }
    }
    return false;
}

/// Whether `text` is written as /regex/. A lone slash or an unfinished one is plain text, so that typing does not
/// flicker.
bool isRegex(std::string_view text)
{
    return text.size() >= 3 && text.starts_with('/') && text.ends_with('/');
}

/// Flags by text number: whether that distinct text passes.
std::vector<char> matchingTexts(const TextPool &pool, const NameMatcher &matcher)
{
    std::vector<char> flags(pool.size());
    std::string buffer;
    for (std::uint32_t i = 0; i < pool.size(); ++i) {
        flags[i] = matcher.matches(pool.text(i), buffer) ? 1 : 0;
    }
    return flags;
}

std::vector<char> wantedTexts(const TextPool &pool, const std::vector<std::string> &libraries)
{
    std::vector<char> flags(pool.size(), libraries.empty() ? 1 : 0);
    for (std::uint32_t i = 0; i < pool.size() && !libraries.empty(); ++i) {
        flags[i] = std::ranges::find(libraries, pool.text(i)) != libraries.end() ? 1 : 0;
    }
    return flags;
}

std::vector<std::uint32_t> allRows(std::size_t count)
{
    std::vector<std::uint32_t> rows(count);
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}
} // namespace

struct NameMatcher::Private
{
    std::string literal; // lower case when ignoring case
    bool ignoreCase = false;
    std::unique_ptr<RE2> regex;
};

NameMatcher::NameMatcher() : d(std::make_unique<Private>())
{
}
NameMatcher::NameMatcher(NameMatcher &&) noexcept = default;
NameMatcher &NameMatcher::operator=(NameMatcher &&) noexcept = default;
NameMatcher::~NameMatcher() = default;

Result<NameMatcher> NameMatcher::make(std::string_view text)
{
    NameMatcher matcher;
    matcher.d->ignoreCase = !hasUpperCase(text, isRegex(text));
    if (!isRegex(text)) {
        matcher.d->literal = matcher.d->ignoreCase ? toLowerAscii(text) : std::string(text);
        return matcher;
    }
    const std::string_view pattern = text.substr(1, text.size() - 2);
    RE2::Options options(RE2::Quiet);
    options.set_case_sensitive(!matcher.d->ignoreCase);
    matcher.d->regex = std::make_unique<RE2>(std::string(pattern), options);
    if (!matcher.d->regex->ok()) {
        const std::string &blamed = matcher.d->regex->error_arg();
        const std::size_t at = pattern.find(blamed);
        return failure("not a regular expression: " + matcher.d->regex->error(),
                       {{}, 1, at == std::string_view::npos ? 2 : at + 2});
    }
    return matcher;
}

bool NameMatcher::matchesAll() const
{
    return !d->regex && d->literal.empty();
}

bool NameMatcher::matches(std::string_view name, std::string &buffer) const
{
    if (d->regex) {
        return RE2::PartialMatch({name.data(), name.size()}, *d->regex);
    }
    if (!d->ignoreCase) {
        return name.find(d->literal) != std::string_view::npos;
    }
    buffer.resize(name.size());
    std::ranges::transform(name, buffer.begin(), [](char c) { return toLowerAscii(c); });
    return buffer.find(d->literal) != std::string::npos;
}

Result<RowOrder> filterRows(const Run &run, const Stage &stage, const RowTexts &texts, const RowFilter &filter)
{
    const Result<NameMatcher> matcher = NameMatcher::make(filter.text);
    if (!matcher) {
        return std::unexpected(matcher.error());
    }
    if (matcher->matchesAll() && filter.libraries.empty() && filter.states.empty() && filter.minimumShare <= 0.0) {
        return allRows(stage.rows.size());
    }
    const std::vector<char> friendly = matchingTexts(texts.pool(TextColumn::FriendlyName), *matcher);
    const std::vector<char> library = wantedTexts(texts.pool(TextColumn::Library), filter.libraries);
    const std::vector<char> state = wantedTexts(texts.pool(TextColumn::State), filter.states);
    const auto passes = [&](const KernelRow &row, std::string &buffer) {
        return stage.share(row.timing) >= filter.minimumShare &&
               library[texts.number(TextColumn::Library, row.kernel)] != 0 &&
               state[texts.number(TextColumn::State, row.kernel)] != 0 &&
               (friendly[texts.number(TextColumn::FriendlyName, row.kernel)] != 0 ||
                matcher->matches(run.name(row.kernel), buffer));
    };
    std::vector<RowOrder> parts(partCount(stage.rows.size(), kWorthThreads));
    forEachPart(stage.rows.size(), kWorthThreads, [&](std::size_t begin, std::size_t end, std::size_t part) {
        std::string buffer;
        for (std::size_t row = begin; row < end; ++row) {
            if (passes(stage.rows[row], buffer)) {
                parts[part].push_back(static_cast<std::uint32_t>(row));
            }
        }
    });
    RowOrder rows = std::move(parts.front());
    for (std::size_t part = 1; part < parts.size(); ++part) {
        rows.insert(rows.end(), parts[part].begin(), parts[part].end());
    }
    return rows;
}

} // namespace atlas
