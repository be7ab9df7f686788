#include "core/inference/readingdifference.h"

#include "core/inference/ruleset.h"
#include "core/run/kernelorder.h"

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

std::vector<KernelDifference> compareRuleSets(const Run &run, const RuleSet &before, const RuleSet &after,
                                              std::stop_token stop)
{
    std::vector<KernelDifference> differing;
    for (const KernelId kernel : kernelsByTime(run)) {
        if (stop.stop_requested()) {
            return {};
        }
        Reading old = before.read(run.name(kernel));
        Reading now = after.read(run.name(kernel));
        std::vector<ReadingDifference> fields = readingDifferences(old, now);
        if (!fields.empty()) {
            differing.push_back({kernel, std::move(old.ruleId), std::move(now.ruleId), std::move(fields)});
        }
    }
    return differing;
}

} // namespace atlas
