#include "core/report/scopetext.h"

#include "core/base/format.h"
#include "core/run/listedshare.h"

namespace atlas
{

namespace
{
std::string topLevelNames(const Run &run)
{
    std::string names;
    for (const Stage &stage : run.stages()) {
        if (!stage.isCombined && !stage.scope.nestedIn) {
            names += (names.empty() ? "" : " + ") + stage.name;
        }
    }
    return names;
}

std::string multipleOfStages(const Run &run)
{
    const Scope &scope = run.combined().scope;
    const std::string names = topLevelNames(run);
    if (scope.iterations <= 0.0 || names.empty()) {
        return {};
    }
    return formatIterations(scope.iterations) + " × (" + names + "), " + formatPercent(scope.explained) + " explained";
}
} // namespace

std::string partText(const Stage &stage)
{
    return stage.listedShare < 1.0 ? "part: " + listedPercent(stage.listedShare) + " of the time" : std::string();
}

std::string scopeText(const Run &run, const Stage &stage)
{
    if (stage.isSummed) {
        return "sum of " + topLevelNames(run);
    }
    if (stage.isCombined) {
        return multipleOfStages(run);
    }
    if (stage.scope.nestedIn) {
        return "in " + run.stage(*stage.scope.nestedIn).name;
    }
    if (stage.scope.iterations <= 0.0) {
        return {};
    }
    return formatIterations(stage.scope.iterations) + (stage.scope.iterations == 1.0 ? " iteration" : " iterations");
}

std::string combinedEquation(const Run &run)
{
    const std::string multiple = run.combined().isSummed ? std::string() : multipleOfStages(run);
    return multiple.empty() ? std::string() : "combined = " + multiple;
}

std::string runHeadline(const Run &run)
{
    const RunIdentity &identity = run.identity();
    std::string text = identity.label;
    if (!identity.gpu.empty()) {
        text += " · " + identity.gpu;
    }
    if (!identity.cuda.empty()) {
        text += " · CUDA " + identity.cuda;
    }
    return text + " · " + formatCount(static_cast<std::int64_t>(run.kernelCount())) +
           (run.kernelCount() == 1 ? " kernel" : " kernels");
}

std::string formatIterations(double iterations)
{
    const double rounded = std::round(iterations);
    if (std::abs(iterations - rounded) < 0.005 * rounded) {
        return formatCount(static_cast<std::int64_t>(rounded));
    }
    return formatExact(std::round(iterations * 10.0) / 10.0);
}

} // namespace atlas
