#include "ui/common/rowview.h"

#include "ui/common/tabledelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QTableView>

#include <algorithm>

namespace atlas::ui
{

namespace
{
constexpr int kRowPadding = 8;

/// Rows and columns that grow with the text.
class FontFollower : public QObject
{
public:
    explicit FontFollower(QTableView &view)
        : QObject(&view), m_view(view), m_width(view.fontMetrics().averageCharWidth())
    {
        view.installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::FontChange) {
            const int width = m_view.fontMetrics().averageCharWidth();
            QHeaderView &header = *m_view.horizontalHeader();
            for (int i = 0; i < header.count() && width != m_width; ++i) {
                if (!header.isSectionHidden(i) && header.sectionResizeMode(i) == QHeaderView::Interactive) {
                    header.resizeSection(i, header.sectionSize(i) * width / m_width);
                }
            }
            m_width = std::max(width, 1);
            m_view.verticalHeader()->setDefaultSectionSize(m_view.fontMetrics().height() + kRowPadding);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    QTableView &m_view;
    int m_width;
};
} // namespace

void showAsRows(QTableView &view)
{
    view.setItemDelegate(new TableDelegate(&view));
    view.setSelectionBehavior(QTableView::SelectRows);
    view.setEditTriggers(QTableView::NoEditTriggers);
    view.setTabKeyNavigation(false);
    view.setShowGrid(false);
    view.setAlternatingRowColors(true);
    view.setWordWrap(false);
    view.setCornerButtonEnabled(false);
    view.verticalHeader()->hide();
    view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed); // anything else asks every row for its height
    view.verticalHeader()->setDefaultSectionSize(view.fontMetrics().height() + kRowPadding);
    new FontFollower(view); // owned by the view
    view.horizontalHeader()->setHighlightSections(false);
    view.horizontalHeader()->setSectionsClickable(false);
}

void showAsPage(QTableView &view)
{
    showAsRows(view);
    view.setFrameShape(QFrame::NoFrame);
    view.setHorizontalScrollMode(QTableView::ScrollPerPixel);
}

int titleWidth(const QTableView &view, const QString &title)
{
    constexpr int kMark = 44; // the mark and the margins beside it
    return view.horizontalHeader()->fontMetrics().horizontalAdvance(title) + kMark;
}

void selectAlone(QAbstractItemView &view, const QModelIndex &index)
{
    view.selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

} // namespace atlas::ui
