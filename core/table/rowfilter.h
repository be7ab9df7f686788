#pragma once

#include "core/table/roworder.h"

#include <memory>

namespace atlas
{

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
    /// `buffer` is the caller's scratch, kept between calls to save allocations.
    [[nodiscard]] bool matches(std::string_view name, std::string &buffer) const;

private:
    NameMatcher();
    struct Private;
    std::unique_ptr<Private> d;
};

/// Row numbers of `stage` that pass `filter`, in the stage's own order (by total time).
[[nodiscard]] Result<RowOrder> filterRows(const Run &run, const Stage &stage, const RowTexts &texts,
                                          const RowFilter &filter);

} // namespace atlas
