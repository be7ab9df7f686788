#pragma once

#include <QStyledItemDelegate>

namespace atlas::ui
{

/// Cells of our tables: a thinned selection that keeps the text's colours, icon, plain text elided where the model says
/// (ElideRole), nothing else. Much cheaper than the style's own item.
class TableDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// Qt::TextElideMode of a cell; right when the model does not say.
    static constexpr int ElideRole = Qt::UserRole + 1000;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    static void paintBackground(QPainter &painter, const QStyleOptionViewItem &option);
    static void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index);
};

} // namespace atlas::ui
