#include "core/table/stagematrix.h"

#include "core/base/parallel.h"
#include "core/run/scopes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace atlas
{

namespace
{
constexpr std::size_t kWorthThreads = 50'000;
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

double iterationsOf(const Stage &stage)
{
    return stage.scope.iterations > 0.0 ? stage.scope.iterations : 1.0;
}
} // namespace

StageMatrix::StageMatrix(std::shared_ptr<const Run> run) : m_run(std::move(run)), m_expectedNs(kUnknown)
{
    for (std::size_t i = 0; i < m_run->stages().size(); ++i) {
        const Stage &stage = m_run->stages()[i];
        if (!stage.isCombined && !stage.scope.nestedIn) {
            m_topLevel.push_back(makeId<StageId>(i));
        }
    }
    const Stage &combined = m_run->combined();
    m_isReconciled = !combined.isSummed && combined.scope.iterations > 0.0 && !m_topLevel.empty();
    std::vector<KernelId> kernels;
    kernels.reserve(m_run->kernelCount());
    for (const KernelRow &row : combined.rows) {
        kernels.push_back(row.kernel);
    }
    for (std::size_t i = 0; i < m_run->kernelCount(); ++i) {
        if (!combined.rowOf(makeId<KernelId>(i))) {
            kernels.push_back(makeId<KernelId>(i));
        }
    }
    m_rows.resize(kernels.size());
    forEachPart(kernels.size(), kWorthThreads, [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            m_rows[i] = rowOf(kernels[i]);
        }
    });
    if (m_isReconciled) {
        m_expectedNs = std::transform_reduce(m_rows.begin(), m_rows.end(), 0.0, std::plus(),
                                             [](const MatrixRow &row) { return row.expectedNs; });
    }
}

MatrixRow StageMatrix::rowOf(KernelId kernel) const
{
    MatrixRow row;
    row.kernel = kernel;
    double least = std::numeric_limits<double>::infinity();
    double most = 0.0;
    std::size_t topLevelWith = 0;
    for (std::size_t i = 1; i < m_run->stages().size(); ++i) {
        const auto stage = makeId<StageId>(i);
        const KernelTiming *const here = timing(row, stage);
        if (here == nullptr) {
            continue;
        }
        if (!m_run->stage(stage).scope.nestedIn) {
            ++topLevelWith;
            row.onlyIn = stage;
        }
        if (const double average = here->averageNs(); average > 0.0) {
            least = std::min(least, average);
            most = std::max(most, average);
        }
    }
    if (topLevelWith != 1 || m_topLevel.size() < 2) {
        row.onlyIn.reset();
    }
    row.averageSpread = most > 0.0 ? most / least : 1.0;
    reconcile(row);
    return row;
}

void StageMatrix::reconcile(MatrixRow &row) const
{
    if (!m_isReconciled) {
        row.expectedNs = kUnknown;
        row.differenceNs = kUnknown;
        return;
    }
    const double k = m_run->combined().scope.iterations;
    double ns = 0.0;
    double calls = 0.0;
    for (const StageId stage : m_topLevel) {
        if (const KernelTiming *const here = timing(row, stage)) {
            ns += static_cast<double>(here->totalNs) / iterationsOf(m_run->stage(stage));
            calls += static_cast<double>(here->instances) / iterationsOf(m_run->stage(stage));
        }
    }
    const KernelTiming *const combined = timing(row, StageId{0});
    const double had = combined != nullptr ? static_cast<double>(combined->instances) : 0.0;
    row.expectedNs = k * ns;
    row.differenceNs = (combined != nullptr ? static_cast<double>(combined->totalNs) : 0.0) - row.expectedNs;
    row.doCallsAgree = std::abs(had - k * calls) <= std::max(0.5, kCountTolerance * k * calls);
}

const KernelTiming *StageMatrix::timing(const MatrixRow &row, StageId stage) const
{
    const std::optional<std::size_t> place = m_run->stage(stage).rowOf(row.kernel);
    return place ? &m_run->stage(stage).rows[*place].timing : nullptr;
}

double StageMatrix::perIterationNs(const MatrixRow &row, StageId stage) const
{
    const KernelTiming *const here = timing(row, stage);
    return here != nullptr ? static_cast<double>(here->totalNs) / iterationsOf(m_run->stage(stage)) : kUnknown;
}

bool StageMatrix::matches(const MatrixRow &row, MatrixFilter filter) const
{
    switch (filter) {
    case MatrixFilter::OnlyInOneStage:
        return row.onlyIn.has_value();
    case MatrixFilter::AveragesDiffer:
        return row.doAveragesDiffer();
    case MatrixFilter::DoesNotAddUp:
        return m_isReconciled && !row.doCallsAgree;
    case MatrixFilter::All:
        break;
    }
    return true;
}

std::size_t StageMatrix::count(MatrixFilter filter) const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_rows, [&](const MatrixRow &row) { return matches(row, filter); }));
}

double StageMatrix::key(const MatrixRow &row, MatrixKey key, StageId stage) const
{
    switch (key) {
    case MatrixKey::Expected:
        return row.expectedNs;
    case MatrixKey::Difference:
        return std::abs(row.differenceNs);
    case MatrixKey::Spread:
        return row.averageSpread;
    default:
        return perIterationNs(row, stage);
    }
}

std::vector<std::uint32_t> StageMatrix::order(const RowTexts &texts, MatrixFilter filter, MatrixKey by, StageId stage,
                                              bool descending) const
{
    const bool isText = by == MatrixKey::FriendlyName || by == MatrixKey::Library;
    const TextColumn column = by == MatrixKey::Library ? TextColumn::Library : TextColumn::FriendlyName;
    const std::vector<std::uint32_t> ranks = isText ? texts.pool(column).ranks() : std::vector<std::uint32_t>();
    std::vector<std::uint32_t> order;
    std::vector<double> keys(m_rows.size());
    for (std::uint32_t i = 0; i < m_rows.size(); ++i) {
        const MatrixRow &row = m_rows[i];
        if (matches(row, filter)) {
            keys[i] = isText ? static_cast<double>(ranks[texts.number(column, row.kernel)]) : key(row, by, stage);
            order.push_back(i);
        }
    }
    const auto unknown =
        std::stable_partition(order.begin(), order.end(), [&keys](std::uint32_t i) { return !std::isnan(keys[i]); });
    std::stable_sort(order.begin(), unknown, [&](std::uint32_t a, std::uint32_t b) {
        return descending ? keys[a] > keys[b] : keys[a] < keys[b];
    });
    return order;
}

} // namespace atlas
