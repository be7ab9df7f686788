#pragma once

#include "core/review/entrygroups.h"
#include "ui/common/rowtablemodel.h"
#include "ui/session/runsession.h"

#include <vector>

namespace atlas::ui
{

/// The kernels of a family, those that deserve a look first, accepted ones last; a check box says which are accepted
/// with it. What needs work is left out at first.
class FamilyKernelsModel : public RowTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NameColumn, ///< the friendly name, with the check box
        StateColumn,
        TimeColumn,
        LookColumn,
        RawNameColumn,
        ColumnCount
    };

    explicit FamilyKernelsModel(const RunSession &session, QObject *parent = nullptr);

    /// What a person left out or took in stays where the state of the kernel is the same.
    void setFamily(const EntryFamily &family, const FamilyDifferences &differences);
    [[nodiscard]] EntryId entryAt(int row) const { return m_rows[static_cast<std::size_t>(row)].entry; }
    /// -1 when it is not there.
    [[nodiscard]] int rowOf(EntryId entry) const;
    /// What accepting takes.
    [[nodiscard]] std::vector<EntryId> included() const;
    [[nodiscard]] bool isIncluded(int row) const { return m_rows[static_cast<std::size_t>(row)].isIncluded; }
    /// How many could be accepted.
    [[nodiscard]] std::size_t openCount() const;

    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void includedChanged();

private:
    struct Row
    {
        EntryId entry;
        ReviewState state = ReviewState::Unreviewed; ///< when the family was shown
        bool isIncluded = false;
        bool failsCheck = false;
        bool isGuess = false;
    };

    [[nodiscard]] int rows() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    [[nodiscard]] QString text(const Row &row, int column) const;
    [[nodiscard]] QString lookText(const Row &row) const;
    [[nodiscard]] QVariant foreground(const Row &row, int column) const;

    const RunSession &m_session;
    std::vector<Row> m_rows;
};

} // namespace atlas::ui
