#include "ui/run/frozencolumn.h"

#include <QAbstractItemDelegate>
#include <QApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOptionHeader>
#include <QTableView>

#include <algorithm>

namespace atlas::ui
{

namespace
{
/// More than this part of the table it does not take.
constexpr double kMostShare = 0.6;
} // namespace

FrozenColumn::FrozenColumn(QTableView &view, int column) : QWidget(&view), m_view(view), m_column(column)
{
    setFocusPolicy(Qt::NoFocus);
    hide();
    const auto look = [this] { follow(); };
    connect(view.horizontalHeader(), &QHeaderView::sectionResized, this, look);
    connect(view.horizontalHeader(), &QHeaderView::sectionMoved, this, look);
    connect(view.horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, look);
    connect(view.selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { update(); });
    connect(view.model(), &QAbstractItemModel::dataChanged, this, [this] { update(); });
    connect(view.model(), &QAbstractItemModel::headerDataChanged, this, [this] { update(); });
    connect(view.model(), &QAbstractItemModel::modelReset, this, look);
}

void FrozenColumn::setEnabledByPerson(bool enabled)
{
    m_isWanted = enabled;
    follow();
}

int FrozenColumn::headerHeight() const
{
    return m_view.horizontalHeader()->height();
}

void FrozenColumn::follow()
{
    const QRect area = m_view.viewport()->geometry();
    const int left = m_view.columnViewportPosition(m_column);
    const int width = std::min(m_view.columnWidth(m_column), static_cast<int>(area.width() * kMostShare));
    const bool isBeyondLeft = left < 0;
    const bool isBeyondRight = left + width > area.width();
    const bool isNeeded =
        m_isWanted && !m_view.isColumnHidden(m_column) && width > 0 && (isBeyondLeft || isBeyondRight);
    setVisible(isNeeded);
    if (isNeeded) {
        m_isAtLeft = isBeyondLeft;
        const int x = m_isAtLeft ? area.left() : area.right() + 1 - width;
        setGeometry(x, area.top() - headerHeight(), width, area.height() + headerHeight());
        raise();
        update();
    }
}

void FrozenColumn::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_view.palette().color(QPalette::Base));
    const int last = m_view.model()->rowCount() - 1;
    const int first = m_view.rowAt(0);
    for (int row = first; row >= 0 && row <= last && m_view.rowViewportPosition(row) < m_view.viewport()->height();
         ++row) {
        paintRow(painter, row);
    }
    paintHeader(painter);
    painter.setPen(m_view.palette().color(QPalette::Mid));
    const int edge = m_isAtLeft ? width() - 1 : 0;
    painter.drawLine(edge, 0, edge, height());
}

void FrozenColumn::paintRow(QPainter &painter, int row) const
{
    const QModelIndex index = m_view.model()->index(row, m_column);
    QStyleOptionViewItem option;
    option.initFrom(&m_view);
    option.rect = QRect(0, headerHeight() + m_view.rowViewportPosition(row), width(), m_view.rowHeight(row));
    option.font = m_view.font();
    option.fontMetrics = m_view.fontMetrics();
    option.features.setFlag(QStyleOptionViewItem::Alternate, m_view.alternatingRowColors() && row % 2 == 1);
    option.state.setFlag(QStyle::State_Selected, m_view.selectionModel()->isSelected(index));
    m_view.itemDelegateForIndex(index)->paint(&painter, option, index);
}

void FrozenColumn::paintHeader(QPainter &painter) const
{
    QStyleOptionHeader option;
    option.initFrom(m_view.horizontalHeader());
    option.rect = QRect(0, 0, width(), headerHeight());
    option.section = m_column;
    option.text = m_view.model()->headerData(m_column, Qt::Horizontal).toString();
    option.textAlignment = Qt::AlignLeft | Qt::AlignVCenter;
    option.orientation = Qt::Horizontal;
    option.position = QStyleOptionHeader::Middle;
    if (m_view.horizontalHeader()->sortIndicatorSection() == m_column) {
        option.sortIndicator = m_view.horizontalHeader()->sortIndicatorOrder() == Qt::AscendingOrder
                                   ? QStyleOptionHeader::SortDown
                                   : QStyleOptionHeader::SortUp;
    }
    m_view.style()->drawControl(QStyle::CE_Header, &option, &painter, m_view.horizontalHeader());
}

/// Rows are selected whole, so the cell that lies below will do.
void FrozenColumn::forward(QMouseEvent &event)
{
    const QPointF global = event.globalPosition();
    QMouseEvent below(event.type(), m_view.viewport()->mapFromGlobal(global), global, event.button(), event.buttons(),
                      event.modifiers());
    QApplication::sendEvent(m_view.viewport(), &below);
}

void FrozenColumn::mousePressEvent(QMouseEvent *event)
{
    if (event->position().y() >= headerHeight()) {
        forward(*event);
    }
}

void FrozenColumn::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->position().y() >= headerHeight()) {
        forward(*event);
    } else if (event->button() == Qt::LeftButton) {
        Q_EMIT headerClicked(m_column);
    }
}

void FrozenColumn::mouseDoubleClickEvent(QMouseEvent *event)
{
    mousePressEvent(event);
}

void FrozenColumn::mouseMoveEvent(QMouseEvent *event)
{
    forward(*event);
}

void FrozenColumn::wheelEvent(QWheelEvent *event)
{
    QApplication::sendEvent(m_view.viewport(), event);
}

bool FrozenColumn::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int row = m_view.rowAt(help->pos().y() - headerHeight());
        setToolTip(row >= 0 ? m_view.model()->index(row, m_column).data(Qt::ToolTipRole).toString() : QString());
    } else if (event->type() == QEvent::ContextMenu) {
        return QApplication::sendEvent(m_view.viewport(), event);
    }
    return QWidget::event(event);
}

} // namespace atlas::ui
