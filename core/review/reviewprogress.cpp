#include "core/review/reviewprogress.h"

#include "core/inference/nameskeleton.h"

#include <algorithm>

namespace atlas
{

namespace
{
/// Calls `isWanted` with the entries of `order` from the one behind `start` on, in steps of `step`, going round; the
/// first it says yes to.
template<class IsWanted>
std::optional<EntryId> walk(std::span<const EntryId> order, std::size_t start, std::size_t count, std::size_t step,
                            IsWanted isWanted)
{
    std::size_t at = start;
    for (std::size_t i = 0; i < count; ++i) {
        if (isWanted(order[at])) {
            return order[at];
        }
        at = (at + step) % order.size();
    }
    return std::nullopt;
}

bool needsEyes(const ReviewDocument &document, EntryId entry)
{
    return document.state(entry) == ReviewState::Unreviewed || !document.newReadings(entry).empty();
}
} // namespace

std::int64_t gpuTime(const ReviewDocument &document, EntryId entry)
{
    const std::optional<KernelId> kernel = document.kernelOf(entry);
    if (!kernel) {
        return 0;
    }
    const Run &run = *document.run();
    if (const std::optional<std::size_t> row = run.combined().rowOf(*kernel)) {
        return run.combined().rows[*row].timing.totalNs;
    }
    std::int64_t total = 0;
    for (const Stage &stage : run.stages()) {
        const std::optional<std::size_t> row = stage.scope.nestedIn ? std::nullopt : stage.rowOf(*kernel);
        total += row ? stage.rows[*row].timing.totalNs : 0;
    }
    return total;
}

ReviewProgress reviewProgress(const ReviewDocument &document, std::span<const EntryId> selection)
{
    ReviewProgress progress;
    const auto count = [](ReviewCount &sum, std::int64_t ns) {
        ++sum.kernels;
        sum.totalNs += ns;
    };
    for (const EntryId entry : selection) {
        const std::int64_t ns = gpuTime(document, entry);
        count(progress.all, ns);
        if (document.state(entry) == ReviewState::Accepted) {
            count(progress.accepted, ns);
            progress.newReadings += document.newReadings(entry).empty() ? 0U : 1U;
        } else if (document.state(entry) == ReviewState::NeedsWork) {
            count(progress.needsWork, ns);
        }
    }
    return progress;
}

std::optional<EntryId> nearestUnreviewed(const ReviewDocument &document, std::span<const EntryId> order,
                                         std::optional<EntryId> from, Direction direction)
{
    if (order.empty()) {
        return std::nullopt;
    }
    const auto isWanted = [&](EntryId entry) { return needsEyes(document, entry); };
    const std::size_t step = direction == Direction::Next ? 1 : order.size() - 1;
    const auto found = from ? std::ranges::find(order, *from) : order.end();
    if (found == order.end()) {
        return walk(order, direction == Direction::Next ? 0 : order.size() - 1, order.size(), step, isWanted);
    }
    const auto start = static_cast<std::size_t>(found - order.begin());
    return walk(order, (start + step) % order.size(), order.size() - 1, step, isWanted);
}

std::optional<EntryId> nextSimilar(const ReviewDocument &document, std::span<const EntryId> order, EntryId from)
{
    const auto found = std::ranges::find(order, from);
    if (found == order.end()) {
        return std::nullopt;
    }
    const std::size_t start = (static_cast<std::size_t>(found - order.begin()) + 1) % order.size();
    const std::string skeleton = nameSkeleton(document.rawName(from));
    const auto likeName = walk(order, start, order.size() - 1, 1,
                               [&](EntryId entry) { return nameSkeleton(document.rawName(entry)) == skeleton; });
    const std::optional<KernelId> kernel = document.kernelOf(from);
    if (likeName || !kernel || !document.readings()) {
        return likeName;
    }
    const std::string_view rule = document.readings()->ruleId(*kernel);
    return walk(order, start, order.size() - 1, 1, [&](EntryId entry) {
        const std::optional<KernelId> other = document.kernelOf(entry);
        return other && document.readings()->ruleId(*other) == rule;
    });
}

} // namespace atlas
