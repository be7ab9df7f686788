#include "ui/common/changetableview.h"

#include "ui/common/appearance.h"
#include "ui/common/changetablemodel.h"
#include "ui/common/tabledelegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace atlas::ui
{

namespace
{
constexpr int kMargin = 8;
constexpr int kRowPadding = 8;

QRect boxRect(const QStyleOptionViewItem &option)
{
    const QStyle &style = *option.widget->style();
    const int width = style.pixelMetric(QStyle::PM_IndicatorWidth, &option, option.widget);
    const int height = style.pixelMetric(QStyle::PM_IndicatorHeight, &option, option.widget);
    return {option.rect.left() + kMargin, option.rect.center().y() - height / 2, width, height};
}

/// Kernel: a check box and the name.
class IncludedDelegate final : public TableDelegate
{
public:
    using TableDelegate::TableDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        paintBackground(*painter, option);
        QStyleOptionButton box;
        box.rect = boxRect(option);
        box.palette = option.palette;
        const bool isOn = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        box.state = QStyle::State_Enabled | (isOn ? QStyle::State_On : QStyle::State_Off);
        option.widget->style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, painter, option.widget);
        QStyleOptionViewItem rest = option;
        rest.rect.setLeft(box.rect.right());
        paintContent(*painter, rest, index);
    }

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override
    {
        const auto *mouse = event->type() == QEvent::MouseButtonRelease ? static_cast<QMouseEvent *>(event) : nullptr;
        if (mouse == nullptr || mouse->button() != Qt::LeftButton ||
            !boxRect(option).adjusted(-kMargin, -kMargin, kMargin / 2, kMargin).contains(mouse->pos())) {
            return false;
        }
        const bool wasOn = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        return model->setData(index, wasOn ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    }
};

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
        QRect mark = room;
        mark.setLeft(room.left() +
                     option.fontMetrics.horizontalAdvance(text.first(std::min<qsizetype>(begin, text.size()))));
        mark.setWidth(option.fontMetrics.horizontalAdvance(text.mid(begin, length)));
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
    setItemDelegate(new TableDelegate(this));
    setItemDelegateForColumn(ChangeTableModel::KernelColumn, new IncludedDelegate(this));
    setItemDelegateForColumn(ChangeTableModel::BeforeColumn, new MarkDelegate(this));
    setItemDelegateForColumn(ChangeTableModel::AfterColumn, new MarkDelegate(this));
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed); // anything else asks every row for its height
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + kRowPadding);
    horizontalHeader()->setHighlightSections(false);
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
