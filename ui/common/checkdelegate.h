#pragma once

#include "ui/common/tabledelegate.h"

namespace atlas::ui
{

/// A cell with a check box before its text. A click on the box sets Qt::CheckStateRole; keys are the view's business.
class CheckDelegate final : public TableDelegate
{
    Q_OBJECT

public:
    using TableDelegate::TableDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
};

} // namespace atlas::ui
