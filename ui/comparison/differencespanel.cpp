#include "ui/comparison/differencespanel.h"

#include "core/base/format.h"
#include "core/report/comparisoncharts.h"
#include "core/report/comparisontext.h"
#include "core/table/namematcher.h"
#include "ui/chart/chartview.h"
#include "ui/common/text.h"
#include "ui/comparison/comparisonfilterbar.h"
#include "ui/comparison/comparisontablemodel.h"
#include "ui/comparison/pairpanel.h"

#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <iterator>

namespace atlas::ui
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
constexpr std::size_t kRowsToFilterAtOnce = 20'000;
constexpr auto kTypingPause = 150ms;
constexpr std::size_t kWaterfallSteps = 5;
} // namespace

DifferencesPanel::DifferencesPanel(ComparisonSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_model(new ComparisonTableModel(this)),
      m_filter(new ComparisonFilterBar(this)), m_view(new ComparisonTableView(*m_model, this)),
      m_waterfallTitle(new QLabel(this)), m_waterfall(new ChartView(this, ChartView::Height::Given)),
      m_pair(new PairPanel(session, this)), m_columns(new QSplitter(Qt::Horizontal, this)),
      m_sortColumn(ComparisonTableModel::DeltaColumn)
{
    m_waterfallTitle->setObjectName(u"waterfallTitle"_s);
    m_waterfallTitle->setTextFormat(Qt::PlainText);
    QFont bold = font();
    bold.setBold(true);
    m_waterfallTitle->setFont(bold);
    m_waterfall->setObjectName(u"waterfall"_s);
    auto *below = new QWidget(this);
    auto *belowLayout = new QVBoxLayout(below);
    belowLayout->setContentsMargins(12, 8, 12, 4);
    belowLayout->setSpacing(2);
    belowLayout->addWidget(m_waterfallTitle);
    belowLayout->addWidget(m_waterfall, 1);
    auto *table = new QWidget(this);
    auto *tableLayout = new QVBoxLayout(table);
    tableLayout->setContentsMargins(0, 0, 0, 0);
    tableLayout->setSpacing(0);
    tableLayout->addWidget(m_filter);
    tableLayout->addWidget(m_view, 1);
    auto *left = new QSplitter(Qt::Vertical, this);
    left->addWidget(table);
    left->addWidget(below);
    left->setStretchFactor(0, 1);
    left->setSizes({460, 190});
    m_columns->addWidget(left);
    m_columns->addWidget(m_pair);
    m_columns->setStretchFactor(0, 1);
    m_columns->setSizes({1030, 410});
    for (QSplitter *splitter : {left, m_columns}) {
        splitter->setChildrenCollapsible(false);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_columns);
    m_typing.setSingleShot(true);
    m_view->horizontalHeader()->setSortIndicator(m_sortColumn, Qt::DescendingOrder);

    connect(&m_typing, &QTimer::timeout, this, &DifferencesPanel::apply);
    connect(m_filter, &ComparisonFilterBar::filterChanged, this, &DifferencesPanel::onTextEdited);
    connect(m_filter, &ComparisonFilterBar::leaveRequested, this, [this] { m_view->setFocus(Qt::OtherFocusReason); });
    connect(&m_filter->columnsMenu(), &QMenu::aboutToShow, this, [this] {
        m_filter->columnsMenu().clear();
        m_view->fillColumnsMenu(m_filter->columnsMenu());
    });
    connect(m_view, &ComparisonTableView::columnChosen, this, &DifferencesPanel::sortBy);
    connect(m_view, &ComparisonTableView::currentLineChanged, this,
            [this](int line) { m_pair->setRow(m_stage, m_model->rowAt(line)); });
    connect(m_view, &ComparisonTableView::currentLineChanged, this, &DifferencesPanel::stateChanged);
    for (const auto moved : {&QHeaderView::sectionResized, &QHeaderView::sectionMoved}) {
        connect(m_view->horizontalHeader(), moved, this, &DifferencesPanel::stateChanged);
    }
    connect(m_view, &ComparisonTableView::commandRequested, this, &DifferencesPanel::commandRequested);
    connect(m_waterfall, &ChartView::markActivated, this, [this](int mark) {
        if (const ComparisonRow *row = m_waterfallRows[static_cast<std::size_t>(mark)]) {
            showPair(std::string(row->baseline.rawName), std::string(row->candidate.rawName));
        }
    });
    connect(m_pair, &PairPanel::commandRequested, this, &DifferencesPanel::commandRequested);
}

void DifferencesPanel::showStage(std::size_t stage)
{
    const ComparisonRow *current = currentRow();
    const std::string baseline(current != nullptr ? current->baseline.rawName : std::string_view());
    const std::string candidate(current != nullptr ? current->candidate.rawName : std::string_view());
    m_pair->setRow(stage, nullptr); // the row it shows may be gone with the result before
    m_stage = stage;
    m_model->setTable(m_session.sharedResult(), m_session.candidate(), stage);
    const QSignalBlocker quiet(m_filter);
    m_filter->setChoices(m_session.comparison().stages[stage], m_session.texts(stage));
    apply();
    restoreCurrent(baseline, candidate);
    showWaterfall();
}

void DifferencesPanel::onTextEdited()
{
    if (m_session.comparison().stages[m_stage].rows.size() > kRowsToFilterAtOnce) {
        m_typing.start(kTypingPause);
    } else {
        apply();
    }
}

void DifferencesPanel::sortBy(int column)
{
    const bool isFalling = ComparisonTableModel::isNumber(column) || column == ComparisonTableModel::BarColumn ||
                           column == ComparisonTableModel::NoteColumn ||
                           column == ComparisonTableModel::VerdictColumn || column == ComparisonTableModel::MarkColumn;
    m_isDescending = column == m_sortColumn ? !m_isDescending : isFalling;
    m_sortColumn = column;
    m_view->horizontalHeader()->setSortIndicator(column, m_isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    apply();
}

void DifferencesPanel::apply()
{
    m_typing.stop();
    ComparisonFilter filter = m_filter->filter();
    const bool isUnfinished = isUnfinishedExpression(filter.text);
    if (filter.text == "/") { // an expression is going to be typed
        filter.text = m_filterText;
    }
    auto order = comparisonOrder(m_session.comparison().stages[m_stage], m_session.texts(m_stage), filter,
                                 ComparisonTableModel::sortKey(m_sortColumn), m_isDescending);
    if (!order) {
        m_filter->setError(toQString(order.error().message));
        return; // the table stays as it was while the expression is being typed
    }
    m_filter->setHint(isUnfinished ? tr("Read as an expression; / ends it.") : QString());
    m_filterText = filter.text;
    const ComparisonRow *current = currentRow();
    const std::string baseline(current != nullptr ? current->baseline.rawName : std::string_view());
    const std::string candidate(current != nullptr ? current->candidate.rawName : std::string_view());
    m_model->setOrder(std::move(*order), m_filter->grouping());
    restoreCurrent(baseline, candidate);
    showCount();
    Q_EMIT stateChanged();
}

void DifferencesPanel::restoreCurrent(const std::string &baseline, const std::string &candidate)
{
    if (m_model->rowCount() == 0) {
        m_pair->setRow(m_stage, nullptr);
        return;
    }
    m_view->selectLine(std::max(m_model->lineOf(baseline, candidate), 0));
}

void DifferencesPanel::showPair(const std::string &baseline, const std::string &candidate)
{
    if (m_model->lineOf(baseline, candidate) < 0) {
        m_filter->clear();
        apply();
    }
    if (const int line = m_model->lineOf(baseline, candidate); line >= 0) {
        m_view->selectLine(line);
    }
}

const ComparisonRow *DifferencesPanel::currentRow() const
{
    return m_model->rowAt(m_view->currentLine());
}

void DifferencesPanel::showCount()
{
    const std::size_t all = m_session.comparison().stages[m_stage].rows.size();
    const std::size_t shown = m_model->order().size();
    const auto count = [](std::size_t n) { return toQString(formatCount(static_cast<std::int64_t>(n))); };
    m_filter->setCount(shown == all ? tr("%1 rows").arg(count(all))
                                    : tr("%1 of %2 rows").arg(count(shown), count(all)));
}

void DifferencesPanel::showWaterfall()
{
    const RunComparison &comparison = m_session.comparison();
    const StageComparison &stage = comparison.stages[m_stage];
    m_waterfallTitle->setText(
        tr("Where the %1 of %2 come from").arg(toQString(signedDuration(stage.parts.deltaNs)), toQString(stage.name)));
    const std::vector<WaterfallStep> steps = waterfallSteps(comparison, stage, kWaterfallSteps);
    m_waterfallRows.clear();
    std::ranges::transform(steps, std::back_inserter(m_waterfallRows), &WaterfallStep::row);
    m_waterfall->setLayoutFunction(
        [steps](double width, double height) { return atlas::waterfall(steps, width, height); });
}

QByteArray DifferencesPanel::saveLayout() const
{
    return m_columns->saveState();
}

void DifferencesPanel::restoreLayout(const QByteArray &state)
{
    m_columns->restoreState(state);
}

void DifferencesPanel::describe(OpenComparison &state) const
{
    state.filter = m_filter->filter();
    state.grouping = m_filter->grouping();
    state.sortColumn = m_sortColumn;
    state.isDescending = m_isDescending;
    state.columns = m_view->horizontalHeader()->saveState();
    if (const ComparisonRow *row = currentRow()) {
        state.baselineKernel = toQString(row->baseline.rawName);
        state.candidateKernel = toQString(row->candidate.rawName);
    }
}

void DifferencesPanel::restore(const OpenComparison &state)
{
    m_view->horizontalHeader()->restoreState(state.columns);
    if (state.sortColumn >= 0 && state.sortColumn < ComparisonTableModel::ColumnCount) {
        m_sortColumn = state.sortColumn;
        m_isDescending = state.isDescending;
    }
    m_view->horizontalHeader()->setSortIndicator(m_sortColumn,
                                                 m_isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_filter->restore(state.filter, state.grouping);
    apply();
    if (const int line = m_model->lineOf(toUtf8(state.baselineKernel), toUtf8(state.candidateKernel)); line >= 0) {
        m_view->selectLine(line);
    }
}

void DifferencesPanel::focusNextPane(bool forward)
{
    const QWidget *focus = QApplication::focusWidget();
    const int here = m_filter->isAncestorOf(focus) ? 0 : m_pair->isAncestorOf(focus) ? 2 : 1;
    const int next = (here + (forward ? 1 : 2)) % 3;
    if (next == 0) {
        m_filter->focusText();
    } else if (next == 1) {
        m_view->setFocus(Qt::TabFocusReason);
    } else {
        m_pair->findChild<QWidget *>(u"openInDesk"_s)->setFocus(Qt::TabFocusReason);
    }
}

} // namespace atlas::ui
