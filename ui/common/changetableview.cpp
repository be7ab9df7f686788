#include "ui/common/changetableview.h"

#include "ui/common/appearance.h"
#include "ui/common/changetablemodel.h"
#include "ui/common/checkdelegate.h"
#include "ui/common/rowview.h"
#include "ui/common/tabledelegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace atlas::ui
{

namespace
{
constexpr int kMargin = 8;

/// Before and After: the characters that differ lie on the colours of a diff.
class MarkDelegate final : public TableDelegate
{
public:
    using TableDelegate::TableDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        paintBackground(*painter, option);
        const QString text = index.data().toString();
        const int begin = index.data(ChangeTableModel::MarkBeginRole).toInt();
        const int length = index.data(ChangeTableModel::MarkLengthRole).toInt();
        const QRect room = option.rect.adjusted(kMargin, 3, -kMargin, -3);
        const QFontMetrics &metrics = option.fontMetrics;
        const bool isFromRight = option.direction == Qt::RightToLeft; // the value stands at the right then
        QRect mark = room;
        mark.setLeft(
            (isFromRight ? std::max(room.left(), room.right() + 1 - metrics.horizontalAdvance(text)) : room.left()) +
            metrics.horizontalAdvance(text.first(std::min<qsizetype>(begin, text.size()))));
        mark.setWidth(metrics.horizontalAdvance(text.mid(begin, length)));
        if (length > 0 && mark.left() < room.right()) {
            const bool isAfter = index.column() == ChangeTableModel::AfterColumn;
            painter->fillRect(mark.intersected(room),
                              isAfter ? addedBackground(option.palette) : removedBackground(option.palette));
        }
        paintContent(*painter, option, index);
    }
};
} // namespace

ChangeTableView::ChangeTableView(ChangeTableModel &model, QWidget *parent) : QTableView(parent), m_model(model)
{
    setModel(&model);
    setObjectName(QStringLiteral("changeTable"));
    setAccessibleName(tr("What changes"));
    setToolTip(tr("Every value that changes. Space or the box leaves a row out, or takes it in again."));
    showAsRows(*this);
    setItemDelegateForColumn(ChangeTableModel::KernelColumn, new CheckDelegate(this));
    setItemDelegateForColumn(ChangeTableModel::BeforeColumn, new MarkDelegate(this));
    setItemDelegateForColumn(ChangeTableModel::AfterColumn, new MarkDelegate(this));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(ChangeTableModel::FieldColumn, QHeaderView::Fixed);
    horizontalHeader()->resizeSection(ChangeTableModel::FieldColumn, fontMetrics().averageCharWidth() * 17);
}

void ChangeTableView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
        toggleSelected();
        return;
    }
    QTableView::keyPressEvent(event);
}

void ChangeTableView::toggleSelected()
{
    const bool include = !m_model.isIncluded(currentIndex().row());
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        m_model.setIncluded(range.top(), range.bottom(), include);
    }
}

} // namespace atlas::ui
