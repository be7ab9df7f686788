#pragma once

#include "core/catalog/catalogmerge.h"
#include "core/desk/checkedcatalog.h"
#include "core/review/reviewdocument.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Going to another text, as one operation: another file, the same file as someone else changed it, or a file in which
/// git left conflict markers. Nothing else replaces what a document is of.
namespace atlas
{

/// The text to go to.
struct RebaseTarget
{
    std::shared_ptr<const Catalog> theirs;
    std::optional<ReviewFile> review = {}; ///< the review file beside it, where one is kept
    /// False: it is the document's own file, and what the document last read or wrote is the common ancestor.
    bool isOtherFile = false;
    /// What the text is to say instead of what it says: conflict markers that were decided. Their patches are made when
    /// publishing.
    std::optional<std::vector<KernelEntry>> decided = {};
};

/// A value of which the text says something else than what was decided here.
struct RebaseRow
{
    /// `mine` and `theirs` are the whole entries.
    MergeConflict conflict;
    /// Nobody set this field here, but the kernel was accepted with it, and they changed it.
    bool isAcceptedChange = false;
    /// What stands unless a person chooses: mine, but their value where only they changed it.
    MergeSide side = MergeSide::Mine;
};

/// `catalog` as a text to go to; see RebaseTarget.
[[nodiscard]] RebaseTarget rebaseTarget(const CheckedCatalog &catalog, bool isOtherFile,
                                        std::optional<std::vector<KernelEntry>> decided = {});

/// What going there means. Nothing has changed yet.
struct RebasePlan
{
    RebaseTarget target;
    std::vector<RebaseRow> rows; ///< in the order of the document's entries
    std::size_t onlyMine = 0;    ///< kernels with decisions that the text does not contradict
    /// Notes that both sides have: mine stand. For people.
    std::vector<Diagnostic> notes;
    /// Of the document that was planned; see isCurrent().
    std::size_t step = 0;
    std::shared_ptr<const Catalog> from;

    /// The side of each row as planned.
    [[nodiscard]] std::vector<MergeSide> sides() const;
};

/// Compares what was decided in this session with `target`. Only kernels with a decision take part. Pure; safe on a
/// snapshot.
[[nodiscard]] RebasePlan planRebase(const ReviewDocument &document, RebaseTarget target);

/// Whether nothing happened to `document` since it was planned; else plan again.
[[nodiscard]] bool isCurrent(const RebasePlan &plan, const ReviewDocument &document);

/// Goes there, as one step of the document's history. `sides` decide the rows, in order; where it is shorter, what was
/// planned stands. Mine: each differing field becomes an override, and the state stays. Theirs: the file's value
/// stands; a kernel that was accepted with another one is unreviewed, unless their review file accepts theirs.
void applyRebase(ReviewDocument &document, const RebasePlan &plan, std::span<const MergeSide> sides);

} // namespace atlas
