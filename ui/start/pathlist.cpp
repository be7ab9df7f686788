#include "ui/start/pathlist.h"

#include "ui/common/appearance.h"
#include "ui/common/icons.h"
#include "ui/common/paint.h"
#include "ui/common/text.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace atlas::ui
{

namespace
{
constexpr int kPadding = 7;

class PathDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const override
    {
        return {100, 2 * option.fontMetrics.height() + 2 * kPadding};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QPalette &palette = option.palette;
        if (option.state.testAnyFlags(QStyle::State_Selected | QStyle::State_MouseOver)) {
            painter->fillRect(option.rect, option.state.testFlag(QStyle::State_Selected)
                                               ? selectionColor(palette)
                                               : palette.color(QPalette::AlternateBase));
        }
        const QRect inner = option.rect.adjusted(12, kPadding, -12, -kPadding);
        const QRect place(inner.left(), inner.center().y() - 7, 16, 16);
        icon(Symbol::Recent).paint(painter, QStyle::visualRect(option.direction, inner, place));
        const QRect lines = QStyle::visualRect(option.direction, inner, inner.adjusted(28, 0, 0, 0));
        const QFontMetrics &metrics = option.fontMetrics;
        painter->setFont(option.font);
        painter->setPen(palette.color(QPalette::Text));
        drawTextLine(*painter, lines, Qt::AlignTop | Qt::AlignLeft,
                     metrics.elidedText(index.data().toString(), Qt::ElideRight, lines.width()), option.direction);
        painter->setPen(palette.color(QPalette::PlaceholderText));
        const QString detail = index.data(PathList::DetailRole).toString();
        drawTextLine(*painter, lines, Qt::AlignBottom | Qt::AlignLeft,
                     metrics.elidedText(detail, Qt::ElideMiddle, lines.width()), option.direction);
    }
};
} // namespace

PathList::PathList(QWidget *parent) : QListWidget(parent)
{
    setItemDelegate(new PathDelegate(this));
    setMouseTracking(true);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::itemClicked, this, &QListWidget::itemActivated);
}

void PathList::addPath(const QString &path, const QString &title, const QString &detail)
{
    auto *item = new QListWidgetItem(title, this);
    item->setData(PathRole, path);
    item->setData(DetailRole, detail);
    item->setData(Qt::AccessibleDescriptionRole, detail);
    item->setToolTip(plainToolTip(path));
    if (count() == 1) {
        setCurrentItem(item);
    }
}

} // namespace atlas::ui
