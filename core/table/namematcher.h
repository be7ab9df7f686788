#pragma once

#include "core/base/result.h"
#include "core/run/run.h"
#include "core/table/rowtexts.h"

#include <memory>
#include <string_view>
#include <vector>

namespace atlas
{

/// Whether a filter's text is an expression whose last slash is missing yet: it counts as if it were there.
[[nodiscard]] bool isUnfinishedExpression(std::string_view text);

/// Looks for a filter's text in names; made once a filter, used by several threads.
class NameMatcher
{
public:
    /// The error is a bad regular expression; its location's column counts bytes of `text` from 1.
    [[nodiscard]] static Result<NameMatcher> make(std::string_view text);
    NameMatcher(NameMatcher &&) noexcept;
    NameMatcher &operator=(NameMatcher &&) noexcept;
    ~NameMatcher();

    /// An empty filter lets everything pass.
    [[nodiscard]] bool matchesAll() const;
    [[nodiscard]] bool matches(std::string_view name) const;
    /// Makes matches() faster on texts like `sample`.
    void tuneFor(std::string_view sample);
    /// Sets the flags (by KernelId) of the kernels `begin` to `end` whose raw names match to 1. Names that follow each
    /// other in memory are searched as one text.
    void mark(const Run &run, std::size_t begin, std::size_t end, std::vector<char> &flags) const;

private:
    NameMatcher();
    void markAdjacent(const Run &run, std::size_t begin, std::size_t end, std::vector<char> &flags) const;

    struct Private;
    std::unique_ptr<Private> d;
};

/// Flags by KernelId: whether the raw name matches.
[[nodiscard]] std::vector<char> matchingKernels(const Run &run, NameMatcher &matcher);
/// Flags by text number: whether that distinct text matches.
[[nodiscard]] std::vector<char> matchingTexts(const TextPool &pool, const NameMatcher &matcher);

} // namespace atlas
