#pragma once

#include "core/review/entrygroups.h"
#include "ui/common/rowtablemodel.h"

#include <vector>

namespace atlas::ui
{

/// What differs inside a family: a row for each value of each field, the most frequent first; quiet where all agree.
class FamilyValuesModel : public RowTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        FieldColumn,
        CountColumn,
        ValueColumn,
        ColumnCount
    };

    using RowTableModel::RowTableModel;

    void setDifferences(const FamilyDifferences &differences, std::size_t familySize);
    /// The kernels that have the value of `row`.
    [[nodiscard]] const std::vector<EntryId> &entriesAt(int row) const;

private:
    struct Row
    {
        Field field;
        bool isFirst; ///< of its field
        ValueUse use;
    };

    [[nodiscard]] int rows() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    [[nodiscard]] QString text(const Row &row, int column) const;
    [[nodiscard]] bool isCommon(const Row &row) const { return row.use.entries.size() == m_familySize; }

    std::vector<Row> m_rows;
    std::size_t m_familySize = 0;
};

} // namespace atlas::ui
