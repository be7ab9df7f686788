#pragma once

#include "core/inference/ruleset.h"
#include "ui/common/rowtablemodel.h"

namespace atlas::ui
{

/// The packs in force, in the order in which they are searched, with what they cost and what is wrong in them.
class PacksModel : public RowTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        OrderColumn,
        PackColumn,
        RulesColumn,
        TimeColumn,
        FindingsColumn,
        FileColumn,
        ColumnCount
    };

    using RowTableModel::RowTableModel;

    void setPacks(std::vector<PackReport> packs);
    [[nodiscard]] const std::vector<PackReport> &packs() const { return m_packs; }

private:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_packs.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    [[nodiscard]] static QString text(const PackReport &pack, int row, int column);

    std::vector<PackReport> m_packs;
};

} // namespace atlas::ui
