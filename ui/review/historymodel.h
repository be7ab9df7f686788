#pragma once

#include "ui/common/rowtablemodel.h"
#include "ui/session/runsession.h"

namespace atlas::ui
{

/// The history as rows: first the document as it was opened, then each step, the latest below. Row i is the state after
/// i steps.
class HistoryModel : public RowTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        StepColumn,
        KernelsColumn,
        StandingColumn, ///< done, where we are, taken back; and what the file holds
        ColumnCount
    };

    explicit HistoryModel(RunSession &session, QObject *parent = nullptr);

    /// The row of where we are.
    [[nodiscard]] int currentRow() const;
    /// Follows the session's history; while going several steps only once, at the end.
    void refresh();

private:
    [[nodiscard]] int rows() const override { return m_rowCount; }
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString standing(int row) const;
    [[nodiscard]] QString toolTip(int row) const;
    [[nodiscard]] const EditHistory &history() const { return m_session.document().history(); }

    RunSession &m_session;
    int m_rowCount = 0;
};

} // namespace atlas::ui
