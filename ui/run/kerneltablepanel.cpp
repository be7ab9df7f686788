#include "ui/run/kerneltablepanel.h"

#include "core/base/format.h"
#include "core/table/namematcher.h"
#include "core/table/rowfilter.h"
#include "ui/common/appearance.h"
#include "ui/common/text.h"
#include "ui/run/emptytablenote.h"
#include "ui/run/filterbar.h"
#include "ui/run/frozencolumn.h"
#include "ui/run/kerneltableview.h"

#include <QHeaderView>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace atlas::ui
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
/// Above this many rows a filter waits for a pause in typing.
constexpr std::size_t kRowsToFilterAtOnce = 50'000;
constexpr auto kTypingPause = 150ms;
/// More ranges than this make Qt's selection slow to paint.
constexpr std::size_t kMostRangesKept = 2000;
constexpr qsizetype kMostSortColumns = 4;
} // namespace

KernelTablePanel::KernelTablePanel(RunSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_model(new KernelTableModel(session, this)), m_filter(new FilterBar(this)),
      m_view(new KernelTableView(*m_model, this)), m_empty(new EmptyTableNote(*m_view))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filter);
    layout->addWidget(m_view, 1);
    m_typing.setSingleShot(true);
    m_view->horizontalHeader()->setSortIndicator(m_sort.front().column, Qt::DescendingOrder);

    connect(&m_typing, &QTimer::timeout, this, &KernelTablePanel::apply);
    connect(m_filter, &FilterBar::textEdited, this, &KernelTablePanel::onTextEdited);
    connect(m_filter, &FilterBar::filterChanged, this, &KernelTablePanel::apply);
    connect(m_filter, &FilterBar::groupChanged, this, &KernelTablePanel::regroup);
    connect(m_filter, &FilterBar::groupsOpenRequested, this, [this](bool open) {
        const std::optional<KernelId> current = m_current;
        m_model->setAllOpen(open);
        restoreCurrent(current);
    });
    connect(m_filter, &FilterBar::leaveRequested, this, [this] { m_view->setFocus(Qt::OtherFocusReason); });
    connect(&m_filter->columnsMenu(), &QMenu::aboutToShow, this, [this] {
        m_filter->columnsMenu().clear();
        m_view->fillColumnsMenu(m_filter->columnsMenu());
    });
    connect(m_empty, &EmptyTableNote::clearRequested, this, [this] {
        m_filter->clear();
        m_view->setFocus(Qt::OtherFocusReason); // the button is gone
    });
    connect(m_view, &KernelTableView::columnChosen, this, &KernelTablePanel::sortBy);
    connect(m_view, &KernelTableView::currentRowChanged, this, [this](int row) {
        m_current = row >= 0 && !m_model->isHead(row) ? std::optional(m_model->kernelAt(row)) : std::nullopt;
        Q_EMIT currentKernelChanged(m_current);
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &KernelTablePanel::selectionChanged);
    connect(&session, &RunSession::catalogChanged, this, &KernelTablePanel::refresh);
    connect(m_view->horizontalHeader(), &QHeaderView::sectionMoved, this, &KernelTablePanel::stateChanged);
    connect(m_view->horizontalHeader(), &QHeaderView::sectionResized, this, &KernelTablePanel::stateChanged);
    connect(m_model, &QAbstractItemModel::modelReset, this, &KernelTablePanel::stateChanged);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &KernelTablePanel::stateChanged); // a group was opened
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &KernelTablePanel::stateChanged);
    connect(this, &KernelTablePanel::currentKernelChanged, this, &KernelTablePanel::stateChanged);
}

void KernelTablePanel::setStage(StageId stage)
{
    m_stage = stage;
    m_view->setIterationsKnown(m_session.run().stage(stage).scope.iterations > 0);
    fillChoices();
    apply();
}

void KernelTablePanel::fillChoices()
{
    const Stage &stage = m_session.run().stage(m_stage);
    const auto fill = [&](FilterColumn column, TextColumn texts, const auto &labelOf) {
        std::vector<FilterBar::Choice> choices;
        for (const TextCount &count : countTexts(stage, m_session.texts(), texts)) {
            choices.push_back({count.text, labelOf(count.text), count.rows});
        }
        m_filter->setChoices(column, choices);
    };
    const auto asIs = [](const std::string &text) { return text.empty() ? tr("none") : toQString(text); };
    fill(FilterColumn::Library, TextColumn::Library, asIs);
    fill(FilterColumn::Op, TextColumn::Op, asIs);
    fill(FilterColumn::Rule, TextColumn::Rule, asIs);
    fill(FilterColumn::Origin, TextColumn::Origin, [](const std::string &text) {
        const auto word = std::ranges::find(kOriginWords, text);
        return words(static_cast<Origin>(word - kOriginWords.begin()));
    });
    fillStages();
}

void KernelTablePanel::fillStages()
{
    const Run &run = m_session.run();
    std::vector<FilterBar::Choice> choices;
    for (std::size_t i = 1; i < run.stages().size(); ++i) { // combined has nearly all
        choices.push_back({std::to_string(i), toQString(run.stages()[i].name), run.stages()[i].rows.size()});
    }
    m_filter->setChoices(FilterColumn::Stage, choices);
}

void KernelTablePanel::refresh()
{
    fillChoices();
    apply();
}

void KernelTablePanel::showOnly(GroupBy by, const std::vector<std::string> &texts)
{
    if (by == GroupBy::None) {
        m_filter->clear();
        return;
    }
    m_filter->showOnly(by == GroupBy::Op     ? FilterColumn::Op
                       : by == GroupBy::Rule ? FilterColumn::Rule
                                             : FilterColumn::Library,
                       texts);
}

void KernelTablePanel::onTextEdited()
{
    if (m_session.run().stage(m_stage).rows.size() > kRowsToFilterAtOnce) {
        m_typing.start(kTypingPause);
    } else {
        apply();
    }
}

void KernelTablePanel::sortBy(int column, bool add)
{
    if (!KernelTableModel::isSortable(column)) {
        setSort(m_sort); // the header has put its arrow there already
        return;
    }
    const auto found = std::ranges::find(m_sort, column, &KernelTableModel::SortColumn::column);
    const bool isFirst = found == m_sort.begin();
    if (found != m_sort.end() && (add || isFirst)) {
        found->descending = !found->descending;
    } else if (add && m_sort.size() < kMostSortColumns) {
        m_sort.append({column, KernelTableModel::isNumber(column)});
        add = true;
    } else {
        m_sort.clear();
        m_sort.append({column, KernelTableModel::isNumber(column)});
    }
    if (!add) {
        m_sort.resize(1);
    }
    setSort(m_sort);
    apply();
}

void KernelTablePanel::setSort(const QList<KernelTableModel::SortColumn> &sort)
{
    m_sort = sort;
    const KernelTableModel::SortColumn &first = m_sort.front();
    m_view->horizontalHeader()->setSortIndicator(first.column,
                                                 first.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_model->setSortColumns(m_sort);
}

TableState KernelTablePanel::state() const
{
    TableState state;
    for (const KernelTableModel::SortColumn &sort : m_sort) {
        state.sort.append({KernelTableModel::columnKey(sort.column), sort.descending});
    }
    state.filter = m_filter->filter();
    state.membership = m_filter->membership();
    state.groupBy = m_filter->groupBy();
    for (const RowGroup &group : m_model->lines().groups()) {
        if (!group.isOpen) {
            state.closedGroups += toQString(group.name);
        }
    }
    state.columns = m_view->saveColumns();
    state.isNameInSight = m_view->frozenName().isEnabledByPerson();
    state.kernel = m_current ? toQString(m_session.run().name(*m_current)) : QString();
    return state;
}

void KernelTablePanel::restore(const TableState &state)
{
    QList<KernelTableModel::SortColumn> sort;
    for (const TableState::Sort &key : state.sort.first(std::min(state.sort.size(), kMostSortColumns))) {
        const int column = KernelTableModel::columnOfKey(key.column);
        if (column >= 0 && KernelTableModel::isSortable(column)) {
            sort.append({column, key.descending});
        }
    }
    m_view->restoreColumns(state.columns);
    if (!sort.isEmpty()) {
        setSort(sort);
    }
    m_view->frozenName().setEnabledByPerson(state.isNameInSight);
    m_filter->restore(state.filter, state.membership, state.groupBy);
    const std::optional<KernelId> kernel = m_session.run().findKernel(toUtf8(state.kernel));
    m_current = kernel;
    apply();
    for (std::size_t group = 0; group < m_model->lines().groups().size(); ++group) {
        if (state.closedGroups.contains(toQString(m_model->lines().groups()[group].name))) {
            m_model->setOpen(static_cast<int>(m_model->lines().headLine(group)), false);
        }
    }
    restoreCurrent(kernel);
}

RowOrderRequest KernelTablePanel::request() const
{
    RowOrderRequest request;
    request.stage = m_stage;
    request.key = KernelTableModel::sortKey(m_sort.front().column);
    request.descending = m_sort.front().descending;
    request.filter = m_filter->filter();
    for (const KernelTableModel::SortColumn &sort : m_sort.sliced(1)) {
        request.then.push_back({KernelTableModel::sortKey(sort.column), sort.descending});
    }
    if (request.filter.text == "/") { // an expression is going to be typed
        request.filter.text = m_filterText;
    }
    return request;
}

void KernelTablePanel::apply()
{
    m_typing.stop();
    const RowOrderRequest asked = request();
    auto order = computeRowOrder(m_session.run(), m_session.texts(), asked);
    if (!order) {
        m_filter->setError(toQString(order.error().message));
        return; // the table stays as it was while the expression is being typed
    }
    m_filter->setHint(isUnfinishedExpression(asked.filter.text) ? tr("Read as an expression; / ends it.") : QString());
    m_filterText = asked.filter.text;
    if (const MembershipFilter wanted = m_filter->membership(); wanted != MembershipFilter::Any) {
        const std::vector<KernelRow> &rows = m_session.run().stage(m_stage).rows;
        std::erase_if(*order,
                      [&](std::uint32_t row) { return !passes(wanted, m_model->membershipOf(rows[row].kernel)); });
    }
    const GroupBy by = m_filter->groupBy();
    showLines(by == GroupBy::None ? GroupedRows(std::move(*order))
                                  : GroupedRows::of(m_session.run().stage(m_stage), m_session.texts(), *order, by));
}

void KernelTablePanel::regroup()
{
    apply();
    m_view->setFocus(Qt::OtherFocusReason);
}

void KernelTablePanel::showLines(GroupedRows lines)
{
    const std::optional<KernelId> current = m_current;
    const bool isSameStage = m_model->stage() == m_stage;
    const RowOrder selected = isSameStage ? selectedStageRows() : RowOrder();
    const bool wasAll = selected.size() > 1 && selected.size() == m_model->order().size();
    lines.takeOpenFrom(m_model->lines());
    m_model->setLines(m_stage, std::move(lines));
    restoreCurrent(current);
    restoreSelection(selected, wasAll);
    showCount();
    showEmptiness();
}

void KernelTablePanel::showEmptiness()
{
    const bool hasKernels = !m_session.run().stage(m_stage).rows.empty();
    if (m_model->rowCount() > 0) {
        m_empty->setMessage({}, false);
    } else if (hasKernels) {
        m_empty->setMessage(tr("No kernel of this table passes the filters."), true);
    } else {
        m_empty->setMessage(m_session.run().kernelCount() == 0 ? tr("This run has no kernels.")
                                                               : tr("This table has no kernels."),
                            false);
    }
}

/// Selected rows stay selected where they are still shown; a selection in too many pieces is given up.
void KernelTablePanel::restoreSelection(const RowOrder &rows, bool wasAll)
{
    if (wasAll) {
        m_view->selectAll();
        return;
    }
    const std::vector<LineRange> lines = rows.size() > 1 ? m_model->lines().linesOf(rows) : std::vector<LineRange>();
    if (lines.empty() || lines.size() > kMostRangesKept) {
        return;
    }
    QItemSelection selection;
    for (const LineRange &range : lines) {
        selection.append({m_model->index(static_cast<int>(range.first), 0),
                          m_model->index(static_cast<int>(range.last), KernelTableModel::ColumnCount - 1)});
    }
    m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void KernelTablePanel::restoreCurrent(std::optional<KernelId> kernel)
{
    const int row = kernel ? m_model->rowOf(*kernel) : -1;
    if (m_model->rowCount() > 0) {
        m_view->selectRowAt(std::max(row, 0));
    } else {
        m_current = kernel; // comes back with the filter's next letter
        Q_EMIT currentKernelChanged(std::nullopt);
    }
}

bool KernelTablePanel::showKernel(KernelId kernel)
{
    if (!m_session.run().stage(m_stage).rowOf(kernel)) {
        return false;
    }
    m_model->openGroupOf(kernel);
    if (m_model->rowOf(kernel) < 0) {
        m_filter->clear();
        apply();
        m_model->openGroupOf(kernel);
    }
    m_view->selectRowAt(m_model->rowOf(kernel));
    return true;
}

std::optional<KernelId> KernelTablePanel::currentKernel() const
{
    return m_view->currentRow() >= 0 ? m_current : std::nullopt;
}

std::vector<KernelId> KernelTablePanel::shownKernels() const
{
    const Stage &stage = m_session.run().stage(m_model->stage());
    std::vector<KernelId> kernels;
    for (const std::uint32_t row : m_model->order()) {
        kernels.push_back(stage.rows[row].kernel);
    }
    return kernels;
}

RowOrder KernelTablePanel::selectedStageRows() const
{
    std::vector<LineRange> lines;
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection()) {
        lines.push_back({static_cast<std::size_t>(range.top()), static_cast<std::size_t>(range.bottom())});
    }
    return rowsOfLines(m_model->lines(), lines);
}

std::vector<KernelId> KernelTablePanel::selectedKernels() const
{
    const Stage &stage = m_session.run().stage(m_model->stage());
    std::vector<KernelId> kernels;
    for (const std::uint32_t row : selectedStageRows()) {
        kernels.push_back(stage.rows[row].kernel);
    }
    return kernels;
}

void KernelTablePanel::showCount()
{
    const Stage &stage = m_session.run().stage(m_stage);
    const std::size_t shown = m_model->order().size();
    if (shown == stage.rows.size()) {
        m_filter->setCount(shown == 1 ? tr("1 kernel")
                                      : tr("%1 kernels").arg(toQString(formatCount(static_cast<std::int64_t>(shown)))));
        return;
    }
    m_filter->setCount(tr("%1 of %2 kernels · %3 of time")
                           .arg(toQString(formatCount(static_cast<std::int64_t>(shown))),
                                toQString(formatCount(static_cast<std::int64_t>(stage.rows.size()))),
                                toQString(formatPercent(sumOf(stage, m_model->order()).share))));
}

RowSum KernelTablePanel::selectionSum() const
{
    return sumOf(m_session.run().stage(m_model->stage()), selectedStageRows());
}

QString KernelTablePanel::summaryOf(const RowSum &sum)
{
    return sum.kernels == 0 ? QString()
                            : tr("%1 selected · %2 · %3")
                                  .arg(toQString(formatCount(static_cast<std::int64_t>(sum.kernels))),
                                       toQString(formatDuration(static_cast<double>(sum.totalNs))),
                                       toQString(formatPercent(sum.share)));
}

} // namespace atlas::ui
