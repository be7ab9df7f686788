#pragma once

#include "core/desk/rebase.h"
#include "ui/common/rowtablemodel.h"

#include <vector>

namespace atlas::ui
{

/// Values of which two sides say something else, and which side stands.
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

    explicit ConflictModel(std::vector<RebaseRow> conflicts, QObject *parent = nullptr);

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

    [[nodiscard]] QString fieldWords(const RebaseRow &row) const;

    std::vector<RebaseRow> m_conflicts;
    std::vector<MergeSide> m_sides;
};

} // namespace atlas::ui
