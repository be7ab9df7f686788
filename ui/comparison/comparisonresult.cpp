#include "ui/comparison/comparisonresult.h"

#include "core/comparison/keptpairs.h"

namespace atlas::ui
{

Result<std::shared_ptr<const ComparisonResult>> compareAll(const ComparisonInput &input, const std::stop_token &stop,
                                                           const ProgressCallback &progress)
{
    auto result = std::make_shared<ComparisonResult>();
    const auto count = static_cast<double>(input.candidates.size());
    for (std::size_t i = 0; i < input.candidates.size(); ++i) {
        ComparisonOptions options;
        options.threshold = input.threshold;
        options.words = input.words;
        options.decisions = i < input.decisions.size() ? input.decisions[i] : PairDecisions{};
        const ProgressCallback part = [&](double fraction, std::string_view what) {
            if (progress) {
                progress((static_cast<double>(i) + fraction) / count, what);
            }
        };
        Result<RunComparison> comparison =
            compareRuns(input.baseline, input.candidates[i], std::move(options), stop, part);
        if (!comparison) {
            return std::unexpected(comparison.error());
        }
        result->texts.push_back(ComparisonTexts::of(*comparison));
        result->comparisons.push_back(std::move(*comparison));
    }
    return result;
}

void loadDecisions(ComparisonInput &input, const std::filesystem::path &folder, std::vector<std::string> &problems)
{
    input.decisions.clear();
    for (const Runs &candidate : input.candidates) {
        Result<PairDecisions> kept = loadKeptPairs(folder, input.baseline, candidate);
        if (!kept) {
            problems.push_back(kept.error().location.file + ": " + kept.error().message);
        }
        input.decisions.push_back(kept ? std::move(*kept) : PairDecisions{});
        input.decisions.back().baselineLabel = input.baseline.front()->identity().label;
        input.decisions.back().candidateLabel = candidate.front()->identity().label;
    }
}

} // namespace atlas::ui
