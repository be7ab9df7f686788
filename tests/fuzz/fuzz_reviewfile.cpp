// Review files of any bytes: reading must not crash, and what was read is written so that it reads back the same, or it
// is refused because something would be lost.
#include "core/review/reviewfile.h"
#include "core/review/reviewfilemerge.h"

#include <cstdint>
#include <cstdlib>

using namespace atlas;

namespace
{
void require(bool condition)
{
    if (!condition) {
        std::abort();
    }
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const Result<ReviewFile> file = readReviewFile(text, "fuzz.review.yaml");
    (void)isReviewFile(text);
    if (!file) {
        return 0;
    }
    require(file->text == text);
    const Result<ReviewFile> printed = printedReviewFile(*file, *file);
    require(printed.has_value() != file->wouldLose.has_value());
    if (!printed) {
        return 0;
    }
    const Result<ReviewFile> again = readReviewFile(printed->text, "fuzz.review.yaml");
    require(again && !again->wouldLose && printReviewFile(*again) == printed->text);
    // Whoever changed nothing does not get in the way of the other side.
    const MergedReviewFile merged = mergeReviewFiles(*again, *again, *again);
    require(merged.conflicts.empty() && merged.file.text == printed->text);
    return 0;
}
