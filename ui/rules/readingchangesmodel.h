#pragma once

#include "core/authoring/ruletrial.h"
#include "core/inference/readingdifference.h"
#include "ui/common/rowtablemodel.h"
#include "ui/session/runsession.h"

#include <optional>

class QTableView;

namespace atlas::ui
{

/// Kernels that are read otherwise, a row for each field: what a rule would change, or where two packs differ. A kernel
/// with nothing to show has one row that says why.
class ReadingChangesModel : public RowTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        KernelColumn,
        ShareColumn,
        FieldColumn,
        BeforeColumn,
        AfterColumn,
        NoteColumn,
        ColumnCount
    };

    ReadingChangesModel(const RunSession &session, QString before, QString after, QObject *parent = nullptr);

    /// What trying `ruleId` gave.
    void setTrial(const RuleTrial &trial, std::string_view ruleId);
    void setDifferences(const std::vector<KernelDifference> &differences);
    void clear();
    [[nodiscard]] KernelId kernelAt(int row) const { return m_rows[static_cast<std::size_t>(row)].kernel; }
    /// Share of the first table's time, in percent, of all kernels in the list.
    [[nodiscard]] double share() const { return m_share; }

private:
    struct Row
    {
        KernelId kernel;
        bool isFirst = true; ///< of its kernel: name and share stand only there
        bool isQuiet = false;
        QString field;
        QString before;
        QString after;
        QString note;
    };

    [[nodiscard]] int rows() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    [[nodiscard]] QString text(const Row &row, int column) const;
    [[nodiscard]] double shareOf(KernelId kernel) const;
    void replace(std::vector<Row> rows);

    const RunSession &m_session;
    QString m_before;
    QString m_after;
    std::vector<Row> m_rows;
    double m_share = 0.0;
};

/// A table of these rows in our look.
[[nodiscard]] QTableView *makeReadingChangesView(ReadingChangesModel *model, QWidget *parent);

} // namespace atlas::ui
