#pragma once

#include "core/review/bulkedit.h"
#include "ui/common/rowtablemodel.h"

#include <memory>
#include <vector>

namespace atlas::ui
{

/// The preview of an edit of many entries: a row for each value that would change, with a check box to leave it out.
class ChangeTableModel : public RowTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        KernelColumn, ///< the raw name, with the check box
        FieldColumn,
        BeforeColumn,
        AfterColumn,
        ColumnCount
    };
    enum Role
    {
        MarkBeginRole = Qt::UserRole, ///< of Before and After: the first character of the text that differs
        MarkLengthRole                ///< how many differ
    };

    using RowTableModel::RowTableModel;

    /// Shows `changes`, all of them included. `document` is asked for the names: the one they were planned on.
    void setChanges(std::shared_ptr<const ReviewDocument> document, std::vector<BulkChange> changes);
    [[nodiscard]] const std::vector<BulkChange> &changes() const { return m_changes; }
    /// What is left to apply.
    [[nodiscard]] std::vector<BulkChange> included() const;
    [[nodiscard]] std::size_t includedCount() const { return m_includedCount; }
    [[nodiscard]] bool isIncluded(int row) const { return m_included[static_cast<std::size_t>(row)]; }
    /// Takes rows `first` to `last` (that one too) in, or leaves them out.
    void setIncluded(int first, int last, bool included);

    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    /// The number of rows to apply may be another one.
    void includedChanged();

private:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_changes.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] std::string kernelLabel(EntryId entry) const;
    [[nodiscard]] QVariant valueCell(const BulkChange &change, bool isAfter, int role) const;

    std::shared_ptr<const ReviewDocument> m_document;
    std::vector<BulkChange> m_changes;
    std::vector<bool> m_included; ///< by row
    std::size_t m_includedCount = 0;
};

} // namespace atlas::ui
