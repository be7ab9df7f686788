#pragma once

#include "core/inference/inference.h"

#include <stop_token>
#include <string>
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

/// A kernel that two rule sets read differently.
struct KernelDifference
{
    KernelId kernel;
    std::string ruleBefore;
    std::string ruleAfter;
    std::vector<ReadingDifference> fields;
};

/// The kernels of `run` that `after` reads otherwise than `before`, the longest running first. Empty when stopped.
[[nodiscard]] std::vector<KernelDifference> compareRuleSets(const Run &run, const RuleSet &before, const RuleSet &after,
                                                            std::stop_token stop = {});

} // namespace atlas
