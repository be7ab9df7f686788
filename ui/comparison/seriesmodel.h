#pragma once

#include "core/report/comparisonreport.h"
#include "ui/common/rowtablemodel.h"

#include <memory>

namespace atlas::ui
{

struct ComparisonResult;

/// One table over all candidates: a line a kernel, a column a run, and the trend of the mean time of one call.
class SeriesModel : public RowTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NameColumn,
        TrendColumn,
        BaselineColumn,
        FirstCandidateColumn ///< one for each candidate from here on
    };
    enum Role
    {
        ValuesRole = Qt::UserRole ///< QList<double>: means of one call in ns, baseline first; NaN where it is not
    };

    using RowTableModel::RowTableModel;

    void setTable(std::shared_ptr<const ComparisonResult> result, const std::string &stage);
    [[nodiscard]] const SeriesRow &seriesAt(int row) const { return m_series[static_cast<std::size_t>(row)]; }

private:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_series.size()); }
    [[nodiscard]] int columns() const override;
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString name(int row) const;
    /// The row in the comparison that `column` stands for; null where the kernel is not in it.
    [[nodiscard]] const ComparisonRow *rowOf(int row, int column) const;
    /// Any row of the kernel, for its baseline side; null when only candidates have it.
    [[nodiscard]] const ComparisonRow *withBaseline(int row) const;

    std::shared_ptr<const ComparisonResult> m_result;
    std::string m_stage;
    std::vector<SeriesRow> m_series;
};

} // namespace atlas::ui
