#include "ui/run/kerneltablepanel.h"

#include "core/base/format.h"
#include "ui/common/text.h"
#include "ui/run/filterbar.h"
#include "ui/run/kerneltableview.h"

#include <QHeaderView>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <map>

namespace atlas::ui
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
/// Above this many rows a filter waits for a pause in typing.
constexpr std::size_t kRowsToFilterAtOnce = 50'000;
constexpr auto kTypingPause = 150ms;

/// A regular expression without its second slash yet: the table waits for it.
bool isHalfTyped(const std::string &text)
{
    return text.starts_with('/') && (text.size() == 1 || !text.ends_with('/'));
}
} // namespace

KernelTablePanel::KernelTablePanel(RunSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_model(new KernelTableModel(session, this)), m_filter(new FilterBar(this)),
      m_view(new KernelTableView(*m_model, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filter);
    layout->addWidget(m_view, 1);
    m_typing.setSingleShot(true);
    m_view->horizontalHeader()->setSortIndicator(m_sortColumn, Qt::DescendingOrder);

    connect(&m_typing, &QTimer::timeout, this, &KernelTablePanel::apply);
    connect(m_filter, &FilterBar::textEdited, this, &KernelTablePanel::onTextEdited);
    connect(m_filter, &FilterBar::filterChanged, this, &KernelTablePanel::apply);
    connect(m_filter, &FilterBar::leaveRequested, this, [this] { m_view->setFocus(Qt::OtherFocusReason); });
    connect(&m_filter->columnsMenu(), &QMenu::aboutToShow, this, [this] {
        m_filter->columnsMenu().clear();
        m_view->fillColumnsMenu(m_filter->columnsMenu());
    });
    connect(m_view, &KernelTableView::columnChosen, this, &KernelTablePanel::sortBy);
    connect(m_view, &KernelTableView::currentRowChanged, this, [this](int row) {
        m_current = row >= 0 ? std::optional(m_model->kernelAt(row)) : std::nullopt;
        Q_EMIT currentKernelChanged(m_current);
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &KernelTablePanel::selectionChanged);
    connect(&session, &RunSession::catalogChanged, this, &KernelTablePanel::refresh);
}

void KernelTablePanel::setStage(StageId stage)
{
    m_stage = stage;
    m_view->setIterationsKnown(m_session.run().stage(stage).scope.iterations > 0);
    fillLibraries();
    apply();
}

void KernelTablePanel::fillLibraries()
{
    const RowTexts &texts = m_session.texts();
    std::map<std::string, std::size_t, std::less<>> counts;
    for (const KernelRow &row : m_session.run().stage(m_stage).rows) {
        const std::string_view library = texts.library(row.kernel);
        const auto found = counts.find(library);
        (found == counts.end() ? counts.emplace(library, 0).first : found)->second += 1;
    }
    std::vector<std::pair<std::string, std::size_t>> libraries(counts.begin(), counts.end());
    std::ranges::stable_sort(libraries, std::greater(), &std::pair<std::string, std::size_t>::second);
    m_filter->setLibraries(libraries);
}

void KernelTablePanel::refresh()
{
    fillLibraries();
    apply();
}

void KernelTablePanel::onTextEdited()
{
    if (m_session.run().stage(m_stage).rows.size() > kRowsToFilterAtOnce) {
        m_typing.start(kTypingPause);
    } else {
        apply();
    }
}

void KernelTablePanel::sortBy(int column)
{
    m_descending = column == m_sortColumn ? !m_descending : KernelTableModel::isNumber(column);
    m_sortColumn = column;
    m_view->horizontalHeader()->setSortIndicator(column, m_descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    apply();
}

void KernelTablePanel::apply()
{
    m_typing.stop();
    RowFilter filter = m_filter->filter();
    if (isHalfTyped(filter.text)) {
        filter.text = m_filterText;
    }
    auto order = computeRowOrder(m_session.run(), m_session.texts(),
                                 {m_stage, KernelTableModel::sortKey(m_sortColumn), m_descending, filter});
    if (!order) {
        m_filter->setError(toQString(order.error().message));
        return; // the table stays as it was while the expression is being typed
    }
    m_filter->setError({});
    m_filterText = filter.text;
    const std::optional<KernelId> current = m_current;
    m_model->setRows(m_stage, std::move(*order));
    restoreCurrent(current);
    showCount();
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
    if (m_model->rowOf(kernel) < 0) {
        m_filter->clear();
        apply();
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
    std::vector<KernelId> kernels;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        kernels.push_back(m_model->kernelAt(row));
    }
    return kernels;
}

std::vector<KernelId> KernelTablePanel::selectedKernels() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            rows.push_back(row);
        }
    }
    std::ranges::sort(rows);
    std::vector<KernelId> kernels;
    kernels.reserve(rows.size());
    for (const int row : rows) {
        kernels.push_back(m_model->kernelAt(row));
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
    std::int64_t totalNs = 0;
    for (const std::uint32_t row : m_model->order()) {
        totalNs += stage.rows[row].timing.totalNs;
    }
    const double share = stage.totalNs > 0 ? static_cast<double>(totalNs) / static_cast<double>(stage.totalNs) : 0.0;
    m_filter->setCount(tr("%1 of %2 kernels · %3 of time")
                           .arg(toQString(formatCount(static_cast<std::int64_t>(shown))),
                                toQString(formatCount(static_cast<std::int64_t>(stage.rows.size()))),
                                toQString(formatPercent(share))));
}

QString KernelTablePanel::selectionSummary() const
{
    std::int64_t totalNs = 0;
    std::int64_t count = 0;
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            totalNs += m_model->timingAt(row).totalNs;
            ++count;
        }
    }
    if (count == 0) {
        return {};
    }
    const Stage &stage = m_session.run().stage(m_stage);
    const double share = stage.totalNs > 0 ? static_cast<double>(totalNs) / static_cast<double>(stage.totalNs) : 0.0;
    return tr("%1 selected · %2 · %3")
        .arg(toQString(formatCount(count)), toQString(formatDuration(static_cast<double>(totalNs))),
             toQString(formatPercent(share)));
}

} // namespace atlas::ui
