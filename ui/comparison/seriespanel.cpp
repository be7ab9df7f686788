#include "ui/comparison/seriespanel.h"

#include "core/report/comparisoncharts.h"
#include "ui/chart/chartpainter.h"
#include "ui/common/rowview.h"
#include "ui/common/tabledelegate.h"
#include "ui/common/tabletext.h"
#include "ui/common/text.h"
#include "ui/comparison/seriesmodel.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kTrendCharacters = 16;
constexpr int kBaselineCharacters = 26;
constexpr int kRunCharacters = 40;

/// Paints the values of a cell as core's sparkline.
class SparklineDelegate : public TableDelegate
{
public:
    using TableDelegate::TableDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        paintBackground(*painter, option);
        const auto values = index.data(SeriesModel::ValuesRole).value<QList<double>>();
        const QRect cell = option.rect.adjusted(8, 4, -8, -4);
        painter->save();
        painter->translate(cell.topLeft());
        paintChart(*painter,
                   sparkline(std::span(values.constData(), static_cast<std::size_t>(values.size())), cell.width(),
                             cell.height()),
                   option.palette);
        painter->restore();
    }
};

class SeriesView : public QTableView
{
public:
    using QTableView::QTableView;
    void keyboardSearch(const QString & /*search*/) override {}
};
} // namespace

SeriesPanel::SeriesPanel(ComparisonSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_model(new SeriesModel(this)), m_view(new SeriesView(this))
{
    m_view->setObjectName(u"seriesTable"_s);
    m_view->setAccessibleName(tr("Kernels in all runs"));
    m_view->setModel(m_model);
    showAsPage(*m_view);
    m_view->setItemDelegateForColumn(SeriesModel::TrendColumn, new SparklineDelegate(m_view));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(m_view);
    connect(m_view, &QTableView::activated, this, &SeriesPanel::request);
}

void SeriesPanel::showStage(std::size_t stage)
{
    m_model->setTable(m_session.sharedResult(), m_session.comparison().stages[stage].name);
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const int characters = column == SeriesModel::BaselineColumn  ? kBaselineCharacters
                               : column < SeriesModel::BaselineColumn ? kTrendCharacters
                                                                      : kRunCharacters;
        const int title = m_view->horizontalHeader()->sectionSizeHint(column);
        m_view->setColumnWidth(column, std::max(title, fontMetrics().averageCharWidth() * characters));
    }
    m_view->horizontalHeader()->setSectionResizeMode(SeriesModel::NameColumn, QHeaderView::Stretch);
    if (m_model->rowCount() > 0) {
        m_view->setCurrentIndex(m_model->index(0, 0));
    }
}

void SeriesPanel::request(const QModelIndex &index)
{
    const SeriesRow &series = m_model->seriesAt(index.row());
    const auto wanted =
        static_cast<std::size_t>(std::max(index.column() - static_cast<int>(SeriesModel::FirstCandidateColumn), 0));
    for (std::size_t step = 0; step < series.rows.size(); ++step) { // the column's own run, else one that has it
        const std::size_t candidate = (wanted + step) % series.rows.size();
        if (const ComparisonRow *row = series.rows[candidate]) {
            Q_EMIT pairRequested(candidate, toQString(row->baseline.rawName), toQString(row->candidate.rawName));
            return;
        }
    }
}

void SeriesPanel::copy()
{
    QStringList cells;
    for (int column = 0; column < m_model->columnCount() && m_view->currentIndex().isValid(); ++column) {
        const QModelIndex index = m_model->index(m_view->currentIndex().row(), column);
        cells += index.data(column == SeriesModel::TrendColumn ? Qt::AccessibleTextRole : Qt::DisplayRole).toString();
    }
    QApplication::clipboard()->setText(asTsv({cells}).chopped(1));
}

} // namespace atlas::ui
