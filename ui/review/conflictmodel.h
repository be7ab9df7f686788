#pragma once

#include "core/catalog/catalogmerge.h"
#include "ui/common/rowtablemodel.h"

#include <vector>

namespace atlas::ui
{

/// Conflicts of a merge, and which side stands.
class ConflictModel : public RowTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        KernelColumn,
        FieldColumn,
        BeforeColumn,
        MineColumn,
        TheirsColumn,
        StandsColumn,
        ColumnCount
    };

    explicit ConflictModel(std::vector<MergeConflict> conflicts, QObject *parent = nullptr);

    [[nodiscard]] const std::vector<MergeSide> &sides() const { return m_sides; }
    void setSide(int row, MergeSide side);
    void setAll(MergeSide side);
    /// What the last column says of a side.
    [[nodiscard]] static QString words(MergeSide side);

private:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_conflicts.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;

    std::vector<MergeConflict> m_conflicts;
    std::vector<MergeSide> m_sides;
};

} // namespace atlas::ui
