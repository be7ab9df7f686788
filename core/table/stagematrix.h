#pragma once

#include "core/table/rowtexts.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace atlas
{

/// Averages of one kernel this far apart (largest over smallest) between stages mean that its launches have other
/// shapes there. The same 25 % that tell mean and median apart within one table (COMPARISON C5).
inline constexpr double kAveragesDiffer = 1.25;

/// One kernel over all tables of a run. Times are of one iteration.
struct MatrixRow
{
    KernelId kernel;
    /// k × (sum over the top-level stages), in ns of the whole combined table; NaN where k is not known.
    double expectedNs = 0.0;
    /// What combined has, less what is expected.
    double differenceNs = 0.0;
    /// Whether combined's call count is k × that of the top-level stages, within kCountTolerance or half a call.
    bool doCallsAgree = true;
    /// The only stage that has it; inner stages count as part of the outer one.
    std::optional<StageId> onlyIn = {};
    /// Largest average of a stage over the smallest; 1 where fewer than two stages tell.
    double averageSpread = 1.0;

    [[nodiscard]] bool doAveragesDiffer() const { return averageSpread > kAveragesDiffer; }
};

/// Which rows of a matrix are shown.
enum class MatrixFilter : std::uint8_t
{
    All,
    OnlyInOneStage,
    AveragesDiffer,
    DoesNotAddUp ///< combined's calls are not k × the stages'
};
inline constexpr std::size_t kMatrixFilterCount = 4;

/// What a matrix can be sorted by; Stage goes with the stage's id.
enum class MatrixKey : std::uint8_t
{
    FriendlyName,
    Library,
    Stage,
    Expected,
    Difference,
    Spread
};

/// Kernels × tables of one run, with how combined comes about from the stages. Made from a run alone; holds it.
class StageMatrix
{
public:
    explicit StageMatrix(std::shared_ptr<const Run> run);

    /// By total in the combined table, largest first; kernels that only stages have come last.
    [[nodiscard]] const std::vector<MatrixRow> &rows() const { return m_rows; }
    /// ns an iteration of the table (its whole total where the iterations are not known); NaN where it has no such row.
    [[nodiscard]] double perIterationNs(const MatrixRow &row, StageId stage) const;
    [[nodiscard]] const KernelTiming *timing(const MatrixRow &row, StageId stage) const;
    /// Whether combined is a table of its own and its k is known.
    [[nodiscard]] bool isReconciled() const { return m_isReconciled; }
    [[nodiscard]] bool matches(const MatrixRow &row, MatrixFilter filter) const;
    [[nodiscard]] std::size_t count(MatrixFilter filter) const;
    /// Indices of rows() that pass, sorted; equal ones and NaN as RowOrder has them.
    [[nodiscard]] std::vector<std::uint32_t> order(const RowTexts &texts, MatrixFilter filter, MatrixKey key,
                                                   StageId stage, bool descending) const;
    /// k × (sum of the top-level stages) over all kernels, in ns of the whole combined table; NaN where k is not known.
    [[nodiscard]] double expectedNs() const { return m_expectedNs; }

private:
    [[nodiscard]] MatrixRow rowOf(KernelId kernel) const;
    void reconcile(MatrixRow &row) const;
    [[nodiscard]] double key(const MatrixRow &row, MatrixKey key, StageId stage) const;

    std::shared_ptr<const Run> m_run;
    std::vector<StageId> m_topLevel;
    std::vector<MatrixRow> m_rows;
    bool m_isReconciled = false;
    double m_expectedNs;
};

} // namespace atlas
