#include "core/table/namematcher.h"

#include "core/base/parallel.h"
#include "core/base/substringfinder.h"
#include "core/base/text.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>

namespace atlas
{

namespace
{
constexpr std::size_t kWorthThreads = 20'000;
/// Enough of the names to tell which letters are rare in them.
constexpr std::size_t kSampleNames = 64;
constexpr std::size_t kSampleBytes = 512;

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

/// Whether `text` is written as /regex/; the last slash may still be missing. A lone slash is plain text.
bool isRegex(std::string_view text)
{
    return text.size() >= 2 && text.starts_with('/');
}

const char *endOf(std::string_view text)
{
    return text.data() + text.size();
}

std::string sampleOf(const Run &run)
{
    std::string sample;
    const std::size_t count = std::min(run.kernelCount(), kSampleNames);
    for (std::size_t i = 0; i < count; ++i) {
        sample += run.name(makeId<KernelId>(run.kernelCount() * i / count)).substr(0, kSampleBytes);
    }
    return sample;
}
} // namespace

struct NameMatcher::Private
{
    std::optional<SubstringFinder> finder;
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
    const bool ignoreCase = !hasUpperCase(text, isRegex(text));
    if (!isRegex(text)) {
        matcher.d->finder.emplace(text, ignoreCase);
        return matcher;
    }
    const std::string_view pattern = text.substr(1, text.size() - (isUnfinishedExpression(text) ? 1 : 2));
    RE2::Options options(RE2::Quiet);
    options.set_case_sensitive(!ignoreCase);
    matcher.d->regex = std::make_unique<RE2>(std::string(pattern), options);
    if (!matcher.d->regex->ok()) {
        const std::string &blamed = matcher.d->regex->error_arg();
        const std::size_t at = pattern.find(blamed);
        return failure("not a regular expression: " + matcher.d->regex->error(),
                       {{}, 1, at == std::string_view::npos ? 2 : at + 2});
    }
    return matcher;
}

bool isUnfinishedExpression(std::string_view text)
{
    const bool isClosed = text.size() >= 3 && text.ends_with('/') && text[text.size() - 2] != '\\';
    return isRegex(text) && !isClosed;
}

bool NameMatcher::matchesAll() const
{
    return !d->regex && d->finder->needle().empty();
}

bool NameMatcher::matches(std::string_view name) const
{
    return d->regex ? RE2::PartialMatch({name.data(), name.size()}, *d->regex)
                    : d->finder->find(name) != std::string_view::npos;
}

void NameMatcher::tuneFor(std::string_view sample)
{
    if (d->finder) {
        d->finder->tuneFor(sample);
    }
}

void NameMatcher::mark(const Run &run, std::size_t begin, std::size_t end, std::vector<char> &flags) const
{
    const auto name = [&run](std::size_t kernel) { return run.name(makeId<KernelId>(kernel)); };
    if (d->regex) {
        for (std::size_t kernel = begin; kernel < end; ++kernel) {
            flags[kernel] = matches(name(kernel)) ? 1 : 0;
        }
        return;
    }
    while (begin < end) {
        std::size_t next = begin + 1;
        while (next < end && name(next).data() == endOf(name(next - 1))) {
            ++next;
        }
        markAdjacent(run, begin, next, flags);
        begin = next;
    }
}

/// Names without a gap between them: one search over all of them, and a look at which name a find lies in.
void NameMatcher::markAdjacent(const Run &run, std::size_t begin, std::size_t end, std::vector<char> &flags) const
{
    const auto endOfName = [&run](std::size_t kernel) { return endOf(run.name(makeId<KernelId>(kernel))); };
    const char *const first = run.name(makeId<KernelId>(begin)).data();
    const std::string_view all(first, static_cast<std::size_t>(endOfName(end - 1) - first));
    std::size_t kernel = begin;
    for (std::size_t at = d->finder->find(all); at < all.size(); at = d->finder->find(all, at)) {
        while (endOfName(kernel) <= first + at) {
            ++kernel;
        }
        const auto nameEnd = static_cast<std::size_t>(endOfName(kernel) - first);
        const bool isInside = at + d->finder->needle().size() <= nameEnd;
        flags[kernel] = isInside ? 1 : flags[kernel];
        at = isInside ? nameEnd : at + 1; // what reaches into the next name is in neither
    }
}

std::vector<char> matchingKernels(const Run &run, NameMatcher &matcher)
{
    matcher.tuneFor(sampleOf(run));
    std::vector<char> flags(run.kernelCount());
    forEachPart(flags.size(), kWorthThreads,
                [&](std::size_t begin, std::size_t end, std::size_t) { matcher.mark(run, begin, end, flags); });
    return flags;
}

std::vector<char> matchingTexts(const TextPool &pool, const NameMatcher &matcher)
{
    std::vector<char> flags(pool.size());
    forEachPart(pool.size(), kWorthThreads, [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            flags[i] = matcher.matches(pool.text(static_cast<std::uint32_t>(i))) ? 1 : 0;
        }
    });
    return flags;
}

} // namespace atlas
