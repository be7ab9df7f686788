#pragma once

#include "ui/common/tabledelegate.h"

namespace atlas::ui
{

/// Paints a share as a quiet bar behind its text. Knows role numbers, never a model.
class CostBarDelegate : public TableDelegate
{
    Q_OBJECT

public:
    /// The bar is `valueRole` / `wholeRole` of the cell's width.
    CostBarDelegate(int valueRole, int wholeRole, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_valueRole;
    int m_wholeRole;
};

} // namespace atlas::ui
