#include "ui/matrix/matrixpage.h"

#include "core/base/format.h"
#include "core/report/scopetext.h"
#include "ui/common/corewords.h"
#include "ui/common/rowview.h"
#include "ui/common/tabletext.h"
#include "ui/common/text.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QTableView>

#include <algorithm>
#include <cmath>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// Widths in average characters.
constexpr int kNameWidth = 46;
constexpr int kLibraryWidth = 20;
constexpr int kNumberWidth = 13;
constexpr int kSignedWidth = 15;
constexpr int kSortMarkWidth = 44; // the mark and the margins beside it, in pixels
constexpr int kNotesWidth = 38;

QString filterText(MatrixFilter filter)
{
    switch (filter) {
    case MatrixFilter::All:
        return MatrixPage::tr("All kernels");
    case MatrixFilter::OnlyInOneStage:
        return MatrixPage::tr("In one stage only");
    case MatrixFilter::AveragesDiffer:
        return MatrixPage::tr("Averages differ between stages");
    case MatrixFilter::DoesNotAddUp:
        return MatrixPage::tr("Calls do not add up to combined");
    }
    return {};
}
} // namespace

MatrixPage::MatrixPage(RunSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_matrix(session.document().run()),
      m_model(new MatrixModel(session, m_matrix, this)), m_filter(new QComboBox(this)), m_summary(new QLabel(this)),
      m_view(new QTableView(this)), m_sortColumn(m_model->columnOf(MatrixKey::Stage))
{
    setObjectName(u"matrixPage"_s);
    setFocusProxy(m_view);
    buildTop();
    buildView();
    connect(m_filter, &QComboBox::currentIndexChanged, this, &MatrixPage::apply);
    connect(m_view->horizontalHeader(), &QHeaderView::sectionClicked, this, &MatrixPage::sortBy);
    connect(m_view, &QTableView::doubleClicked, this, &MatrixPage::requestKernel);
    connect(&session, &RunSession::historyChanged, this, [this] { m_view->viewport()->update(); });
    connect(&session, &RunSession::catalogChanged, this, &MatrixPage::refresh);
    apply();
}

void MatrixPage::buildTop()
{
    m_filter->setObjectName(u"matrixFilter"_s);
    m_filter->setAccessibleName(tr("Which kernels are shown"));
    m_filter->setToolTip(m_filter->accessibleName());
    for (std::size_t i = 0; i < kMatrixFilterCount; ++i) {
        const auto filter = static_cast<MatrixFilter>(i);
        const auto count = static_cast<std::int64_t>(m_matrix.count(filter));
        if (filter != MatrixFilter::DoesNotAddUp || m_matrix.isReconciled()) {
            m_filter->addItem(tr("%1 (%2)").arg(filterText(filter), toQString(formatCount(count))),
                              static_cast<int>(filter));
        }
    }
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setObjectName(u"matrixSummary"_s);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setWordWrap(true);
    m_summary->setText(summary());
    auto *line = new QHBoxLayout;
    line->setContentsMargins(10, 7, 10, 7);
    line->setSpacing(12);
    line->addWidget(m_filter);
    line->addWidget(m_summary, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(line);
    layout->addWidget(m_view, 1);
}

void MatrixPage::buildView()
{
    m_view->setModel(m_model);
    m_view->setObjectName(u"matrixTable"_s);
    m_view->setAccessibleName(tr("Kernels by stage"));
    showAsPage(*m_view);
    m_view->horizontalHeader()->setSectionsClickable(true);
    m_view->horizontalHeader()->setSortIndicatorShown(true);
    m_view->horizontalHeader()->setSortIndicator(m_sortColumn, Qt::DescendingOrder);
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const MatrixKey key = m_model->column(column).key;
        const int width = key == MatrixKey::FriendlyName ? kNameWidth
                          : key == MatrixKey::Library    ? kLibraryWidth
                          : key == MatrixKey::Spread     ? kNotesWidth
                          : key == MatrixKey::Difference ? kSignedWidth
                                                         : kNumberWidth;
        const QString title = m_model->headerData(column, Qt::Horizontal).toString();
        const int titleWidth = fontMetrics().horizontalAdvance(title) + kSortMarkWidth;
        m_view->setColumnWidth(column, std::max(titleWidth, fontMetrics().averageCharWidth() * width));
    }
    m_view->horizontalHeader()->setSectionResizeMode(m_model->columnOf(MatrixKey::FriendlyName), QHeaderView::Stretch);
    m_view->horizontalHeader()->setMinimumSectionSize(fontMetrics().averageCharWidth() * kNumberWidth);
    m_view->installEventFilter(this);
}

QString MatrixPage::summary() const
{
    const Stage &combined = m_session.run().combined();
    if (!m_matrix.isReconciled()) {
        return combined.isSummed ? tr("The run has no combined table: combined is the sum of its top-level stages.")
                                 : tr("How many iterations combined holds is not clear from the call counts, so it is "
                                      "not set against the stages.");
    }
    return tr("%1: %2 of %3. Times are of one iteration; “%4” and “Difference” are of the whole table.")
        .arg(coreText(combinedEquation(m_session.run())), toQString(formatDuration(m_matrix.expectedNs())),
             toQString(formatDuration(static_cast<double>(combined.totalNs))),
             m_model->headerData(m_model->columnOf(MatrixKey::Expected), Qt::Horizontal).toString());
}

void MatrixPage::refresh()
{
    apply();
}

void MatrixPage::sortBy(int column)
{
    m_descending = column == m_sortColumn ? !m_descending : !MatrixModel::isText(m_model->column(column).key);
    m_sortColumn = column;
    m_view->horizontalHeader()->setSortIndicator(column, m_descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    apply();
}

void MatrixPage::apply()
{
    const int row = m_view->currentIndex().row();
    const auto current = row >= 0 ? std::optional(m_model->rowAt(row).kernel) : std::nullopt;
    const int column = std::max(m_view->currentIndex().column(), 0);
    const MatrixModel::Column &by = m_model->column(m_sortColumn);
    const auto filter = static_cast<MatrixFilter>(m_filter->currentData().toInt());
    std::vector<std::uint32_t> order = m_matrix.order(m_session.texts(), filter, by.key, by.stage, m_descending);
    const auto found =
        std::ranges::find_if(order, [&](std::uint32_t i) { return current && m_matrix.rows()[i].kernel == *current; });
    const int next = found == order.end() ? 0 : static_cast<int>(found - order.begin());
    m_model->setRows(std::move(order));
    m_view->setCurrentIndex(m_model->index(next, column));
}

void MatrixPage::requestKernel(const QModelIndex &index)
{
    if (!index.isValid()) {
        return;
    }
    const MatrixRow &row = m_model->rowAt(index.row());
    const MatrixModel::Column &column = m_model->column(index.column());
    const bool isThere = column.key == MatrixKey::Stage && m_matrix.timing(row, column.stage) != nullptr;
    const bool isInCombined = m_matrix.timing(row, StageId{0}) != nullptr;
    const std::size_t stages = m_session.run().stages().size();
    StageId stage = isThere ? column.stage : StageId{0};
    for (std::size_t i = 1; i < stages && !isThere && !isInCombined; ++i) {
        stage = m_matrix.timing(row, makeId<StageId>(i)) != nullptr ? makeId<StageId>(i) : stage;
    }
    Q_EMIT kernelRequested(stage, row.kernel);
}

bool MatrixPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            requestKernel(m_view->currentIndex());
            return true;
        }
        if (key->matches(QKeySequence::Copy)) {
            QApplication::clipboard()->setText(selectionAsTsv());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

QString MatrixPage::selectionAsTsv() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            rows.append(row);
        }
    }
    std::ranges::sort(rows);
    QList<QStringList> table(1);
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const MatrixKey key = m_model->column(column).key;
        const QString title = m_model->headerData(column, Qt::Horizontal).toString();
        table.front() += MatrixModel::isText(key) || key == MatrixKey::Spread ? title : title + u" (ns)"_s;
    }
    for (const int row : rows) {
        QStringList &line = table.emplaceBack();
        for (int column = 0; column < m_model->columnCount(); ++column) {
            line += m_model->index(row, column).data(MatrixModel::CopyRole).toString();
        }
    }
    return asTsv(table);
}

} // namespace atlas::ui
