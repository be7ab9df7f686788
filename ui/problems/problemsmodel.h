#pragma once

#include "core/base/diagnostic.h"
#include "ui/common/rowtablemodel.h"

#include <vector>

namespace atlas::ui
{

/// Diagnostics as rows: severity, what, where.
class ProblemsModel : public RowTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        SeverityColumn,
        MessageColumn,
        LocationColumn,
        ColumnCount
    };

    using RowTableModel::RowTableModel;

    void setDiagnostics(std::vector<Diagnostic> diagnostics);
    [[nodiscard]] const std::vector<Diagnostic> &diagnostics() const { return m_diagnostics; }

private:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_diagnostics.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    [[nodiscard]] static QString text(const Diagnostic &diagnostic, int column);

    std::vector<Diagnostic> m_diagnostics;
};

} // namespace atlas::ui
