#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/review/edit.h"
#include "core/review/reviewcomments.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace atlas
{

/// The first line of every review file.
inline constexpr std::string_view kReviewFileHeading =
    "# What was decided in review, beside the catalog; written by Kernel Atlas, merged by katlas merge.";

/// A key that this program does not know, and its value.
struct ForeignKey
{
    std::string key;   ///< as printed
    std::string value; ///< flow style, one line

    friend bool operator==(const ForeignKey &, const ForeignKey &) = default;
};

/// What the review file says of one kernel. Values that the catalog holds are not in it.
struct ReviewEntry
{
    std::string rawName;
    ReviewState state = ReviewState::Unreviewed;
    std::string note = {};
    /// Fields that a person set.
    std::bitset<kFieldCount> byPerson = {};
    /// Picked or left out by hand; nothing: as the selection says.
    std::optional<bool> picked = {};
    /// False: the catalog has the kernel, the run last published did not.
    bool isInRun = true;
    /// The rules' six fields: when the kernel was accepted, else when it was written.
    std::optional<KernelInfo> read = {};
    /// What a person set of a kernel that the catalog does not hold.
    std::array<std::optional<FieldValue>, kFieldCount> values = {};
    /// Of an accepted kernel: valuesHash() of what the catalog held when it was written with this file. Empty in files
    /// of versions that knew none.
    std::string acceptedHash = {};
    /// Keys that are not ours, with their values in flow style: they stay.
    std::vector<ForeignKey> foreign = {};
    /// What a person wrote beside it: stays too.
    ReviewComments comments = {};

    friend bool operator==(const ReviewEntry &, const ReviewEntry &) = default;
    /// Whether there is anything in it that is worth a block.
    [[nodiscard]] bool saysSomething() const;
    /// Whether it says accepted, of other values than `inCatalog` (null: the catalog does not have the kernel). Such a
    /// state does not count: nobody accepted what the catalog says now.
    [[nodiscard]] bool isOutdated(const KernelInfo *inCatalog) const;
};

/// `.kernel-atlas/<catalog name>.review.yaml`: states and notes of one catalog, in the order of the catalog.
struct ReviewFile
{
    std::string run = {}; ///< relative to the folder of the catalog
    std::string rulesPack = {};
    std::string rulesVersion = {};
    std::vector<ReviewEntry> entries = {};
    std::vector<ForeignKey> foreign = {}; ///< keys of the file that are not ours: they stay
    ReviewComments comments = {};         ///< outside of the blocks
    /// What reading found odd; the rest is read.
    std::vector<Diagnostic> diagnostics = {};
    /// The bytes on disk; empty when there is no file yet.
    std::string text = {};
    /// What writing the file again would lose, and where; nothing is written then.
    std::optional<Error> wouldLose = {};

    /// The entry of `rawName`, if there is one (the first of several).
    [[nodiscard]] const ReviewEntry *find(std::string_view rawName) const;
};

/// 16 hex digits that stand for six values as parsed: layout and quoting do not count.
[[nodiscard]] std::string valuesHash(const KernelInfo &info);

/// Where the review file of the catalog at `catalog` is.
[[nodiscard]] std::filesystem::path reviewFilePath(const std::filesystem::path &catalog);

/// Reads the text of a review file. Odd keys and values are diagnostics, bytes that are not UTF-8 are shown as \xNN; an
/// error where it is no YAML map with a version, or was written by a later version, because writing it again would lose
/// what that one put in. An empty text is an empty file.
[[nodiscard]] Result<ReviewFile> readReviewFile(std::string text, const std::string &fileName);

/// Reads the review file of the catalog at `catalog`; an empty one when there is none. A link is refused: a repository
/// must not lead what is written beside its catalog to files elsewhere.
[[nodiscard]] Result<ReviewFile> openReviewFile(const std::filesystem::path &catalog);

/// Whether `text` looks like a review file rather than a catalog: a map with `version` and `entries`.
[[nodiscard]] bool isReviewFile(std::string_view text);

/// The file as text; entries that say nothing are left out. The same content always gives the same bytes.
[[nodiscard]] std::string printReviewFile(const ReviewFile &file);

/// `file` with its text, read back and compared with what was meant. An error where `before` holds what would be lost.
[[nodiscard]] Result<ReviewFile> printedReviewFile(ReviewFile file, const ReviewFile &before);

/// Accepted kernels that the catalog says something else of by now: one note each.
[[nodiscard]] std::vector<Diagnostic> outdatedStates(const ReviewFile &review, const Catalog &catalog);

} // namespace atlas
