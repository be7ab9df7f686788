#pragma once

#include "core/review/reviewdocument.h"

#include <array>
#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

namespace atlas
{

/// What is written in one of the shape fields over all entries, the most used first; of equally used ones in the order
/// of the alphabet.
struct UsedShapes
{
    std::vector<std::string> shapes;   ///< as printShape() prints them
    std::vector<std::string> operands; ///< as printOperand() prints them

    friend bool operator==(const UsedShapes &, const UsedShapes &) = default;
};

/// The shapes in use, by field; empty for fields that hold no shape.
using ShapesInUse = std::array<UsedShapes, kFieldCount>;

/// More entries than this are not looked at: what people write repeats itself long before.
inline constexpr std::size_t kMostEntriesForShapes = 20'000;

/// Counts the shapes that the entries of `document` show: what the catalog holds, the rules read, people set. Lines
/// that are not well-formed count for nothing. What was found so far when `stop` is requested.
[[nodiscard]] ShapesInUse shapesInUse(const ReviewDocument &document, std::stop_token stop = {},
                                      std::size_t mostEntries = kMostEntriesForShapes);

} // namespace atlas
