#pragma once

#include "ui/common/tabledelegate.h"

namespace atlas::ui
{

/// Paints a difference as a bar to the left or right of an axis in the middle of the cell. Knows role numbers only.
class DivergingBarDelegate : public TableDelegate
{
    Q_OBJECT

public:
    /// `shareRole` gives -1..1 of half the cell, `kindRole` the ChartRole whose colour the bar has.
    DivergingBarDelegate(int shareRole, int kindRole, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_shareRole;
    int m_kindRole;
};

} // namespace atlas::ui
