#include "core/authoring/ruletrial.h"

#include "core/run/kernelorder.h"

namespace atlas
{

RuleTrial tryRule(std::shared_ptr<const RuleSet> with, const RuleSet &alone, const ReviewDocument &document,
                  std::stop_token stop)
{
    RuleTrial trial;
    if (!document.run()) {
        return trial;
    }
    const Run &run = *document.run();
    const auto fallback = static_cast<std::uint16_t>(alone.ruleCount() - 1);
    ReviewDocument after = document; // the same decisions over other readings
    after.setReadings(InferenceTable::onDemand(document.run(), with));
    for (const KernelId kernel : kernelsByTime(run)) {
        if (stop.stop_requested()) {
            return {};
        }
        if (alone.match(run.name(kernel)) == fallback) {
            continue;
        }
        // What the other kernels of the run add to a reading is no doing of the rule.
        const Reading now = document.readings()->readingAlone(kernel);
        const Reading then = after.readings()->readingAlone(kernel);
        TrialKernel &tried = trial.kernels.emplace_back();
        tried.kernel = kernel;
        tried.speaks = then.ruleId;
        tried.spoke = now.ruleId;
        const EntryId entry = document.entryOf(kernel);
        for (ReadingDifference &difference : readingDifferences(now, then)) {
            const EffectiveValue shown = document.effective(entry, difference.field);
            const bool changes = shown.value != after.effective(entry, difference.field).value;
            tried.fields.push_back(
                {difference.field, std::move(difference.before), std::move(difference.after), changes, shown.origin});
        }
    }
    return trial;
}

} // namespace atlas
