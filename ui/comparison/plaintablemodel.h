#pragma once

#include "core/run/run.h"
#include "ui/common/rowtablemodel.h"

#include <unordered_map>

namespace atlas::ui
{

/// One table of one run as its file has it, largest total first: nothing computed from another run.
class PlainTableModel : public RowTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NameColumn,
        TotalColumn,
        InstancesColumn,
        AverageColumn,
        MedianColumn,
        MinColumn,
        MaxColumn,
        DeviationColumn,
        ColumnCount
    };

    using RowTableModel::RowTableModel;

    /// Friendly names of the run's kernels by raw name; kernels without one show their raw name.
    using Names = std::unordered_map<std::string_view, std::string>;
    /// `names` has views of the run's own raw names.
    void setTable(std::shared_ptr<const Run> run, const std::string &stage, Names names);
    [[nodiscard]] std::string_view rawNameAt(int row) const;
    /// The row of the kernel with this raw name; -1 when the table has none.
    [[nodiscard]] int rowOf(std::string_view rawName) const;

private:
    [[nodiscard]] int rows() const override { return m_stage == nullptr ? 0 : static_cast<int>(m_stage->rows.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    [[nodiscard]] double number(int row, int column) const;
    [[nodiscard]] QString text(int row, int column) const;

    std::shared_ptr<const Run> m_run;
    const Stage *m_stage = nullptr;
    Names m_names;
};

} // namespace atlas::ui
