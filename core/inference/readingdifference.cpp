#include "core/inference/readingdifference.h"

namespace atlas
{

std::vector<ReadingDifference> readingDifferences(const Reading &before, const Reading &after)
{
    std::vector<ReadingDifference> differences;
    for (const Field field : kFields) {
        if (before.info[field] != after.info[field]) {
            differences.push_back({field, before.info[field], after.info[field]});
        }
    }
    return differences;
}

} // namespace atlas
