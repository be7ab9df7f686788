#pragma once

#include <QAbstractTableModel>

namespace atlas::ui
{

/// A flat table: the structure is fixed here, so that each model is a column enum, header() and one cell().
class RowTableModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final { return parent.isValid() ? 0 : rows(); }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : columns();
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final
    {
        const bool inside = index.isValid() && index.row() < rows() && index.column() < columns();
        return inside ? cell(index.row(), index.column(), role) : QVariant();
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final
    {
        const bool inside = orientation == Qt::Horizontal && section >= 0 && section < columns();
        return inside ? header(section, role) : QVariant();
    }

private:
    [[nodiscard]] virtual int rows() const = 0;
    [[nodiscard]] virtual int columns() const = 0;
    [[nodiscard]] virtual QVariant header(int column, int role) const = 0;
    [[nodiscard]] virtual QVariant cell(int row, int column, int role) const = 0;
};

} // namespace atlas::ui
