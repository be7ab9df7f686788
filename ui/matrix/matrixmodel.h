#pragma once

#include "core/table/stagematrix.h"
#include "ui/common/rowtablemodel.h"
#include "ui/session/runsession.h"

namespace atlas::ui
{

/// Kernels × tables, per iteration, with what combined should be and where kernels behave oddly.
class MatrixModel : public RowTableModel
{
    Q_OBJECT

public:
    /// What a column shows; the columns of the tables lie between Library and Expected.
    struct Column
    {
        MatrixKey key = MatrixKey::Stage;
        StageId stage = {};
    };
    enum Role
    {
        SortRole = Qt::UserRole, ///< the number, or the text
        CopyRole                 ///< exact text, uncut, for the clipboard
    };

    MatrixModel(RunSession &session, const StageMatrix &matrix, QObject *parent = nullptr);

    void setRows(std::vector<std::uint32_t> order);
    [[nodiscard]] const MatrixRow &rowAt(int row) const
    {
        return m_matrix.rows()[m_order[static_cast<std::size_t>(row)]];
    }
    [[nodiscard]] const Column &column(int column) const { return m_columns[static_cast<std::size_t>(column)]; }
    [[nodiscard]] int columnOf(MatrixKey key) const;
    [[nodiscard]] static bool isText(MatrixKey key)
    {
        return key == MatrixKey::FriendlyName || key == MatrixKey::Library;
    }

private:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_order.size()); }
    [[nodiscard]] int columns() const override { return static_cast<int>(m_columns.size()); }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;

    [[nodiscard]] QString title(const Column &column) const;
    [[nodiscard]] QString headerTip(const Column &column) const;
    [[nodiscard]] double number(const MatrixRow &row, const Column &column) const;
    [[nodiscard]] QString text(const MatrixRow &row, const Column &column) const;
    [[nodiscard]] QString display(const MatrixRow &row, const Column &column) const;
    [[nodiscard]] QString toolTip(const MatrixRow &row, const Column &column) const;
    [[nodiscard]] QString notes(const MatrixRow &row) const;
    [[nodiscard]] QString noteToolTip(const MatrixRow &row) const;
    [[nodiscard]] QVariant tone(const MatrixRow &row, const Column &column) const;

    RunSession &m_session;
    const StageMatrix &m_matrix;
    std::vector<Column> m_columns;
    std::vector<std::uint32_t> m_order;
};

} // namespace atlas::ui
