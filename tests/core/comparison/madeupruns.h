#pragma once

#include "core/comparison/comparisonrow.h"
#include "core/run/runbuilder.h"

#include <QByteArray>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

/// Runs whose rows say everything that a comparison looks at.
namespace atlas::test
{

struct MadeUpKernel
{
    std::string name;
    std::int64_t calls = 0;
    std::int64_t totalNs = 0;
    double deviationNs = 0.0;
};

/// A row that could be true: the median is the mean, minimum and maximum lie three deviations away.
inline KernelTiming timingOf(const MadeUpKernel &kernel)
{
    const double mean = static_cast<double>(kernel.totalNs) / static_cast<double>(kernel.calls);
    const double reach = kernel.calls == 1 || std::isnan(kernel.deviationNs) ? 0.0 : 3.0 * kernel.deviationNs;
    return {kernel.totalNs,
            kernel.calls,
            static_cast<std::int64_t>(std::floor(mean - reach)),
            static_cast<std::int64_t>(std::ceil(mean + reach)),
            mean,
            kernel.deviationNs};
}

struct MadeUpStage
{
    std::string name;
    std::vector<MadeUpKernel> kernels;
    bool isPartial = false;
};

inline std::shared_ptr<const Run> madeUpRun(const std::string &label, const std::vector<MadeUpStage> &stages,
                                            const std::string &gpu = "RTX 5090")
{
    RunBuilder builder("made-up");
    builder.identity().label = label;
    builder.identity().gpu = gpu;
    for (const MadeUpStage &made : stages) {
        Stage stage;
        stage.name = made.name;
        stage.isPartial = made.isPartial;
        for (const MadeUpKernel &kernel : made.kernels) {
            stage.rows.push_back({builder.names().intern(kernel.name), timingOf(kernel)});
        }
        builder.addStage(std::move(stage));
    }
    return builder.build();
}

/// The word for a verdict, refusal, mark or choice, for comparing.
template<class Meaning>
QByteArray word(Meaning meaning)
{
    const std::string_view text = toString(meaning);
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace atlas::test
