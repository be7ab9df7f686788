#pragma once

#include "core/inference/inference.h"

#include <vector>

namespace atlas
{

/// A field that two readings of one name disagree on.
struct ReadingDifference
{
    Field field;
    FieldValue before;
    FieldValue after;
};

/// The fields that `after` reads otherwise than `before`, in the order of the file. Evidence, facts and confidence do
/// not count: they are not published.
[[nodiscard]] std::vector<ReadingDifference> readingDifferences(const Reading &before, const Reading &after);

} // namespace atlas
