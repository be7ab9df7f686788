#include "ui/comparison/sidebysidepanel.h"

#include "core/base/format.h"
#include "ui/common/counttext.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/rowview.h"
#include "ui/common/tabletext.h"
#include "ui/common/text.h"
#include "ui/comparison/plaintablemodel.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// Widths in average characters, by column.
constexpr std::array kWidths = {34, 12, 11, 12, 12, 12, 12, 12};

/// Single keys are no type-ahead in a table of names.
class PlainTableView : public QTableView
{
public:
    using QTableView::QTableView;
    void keyboardSearch(const QString & /*search*/) override {}
};
} // namespace

SideBySidePanel::SideBySidePanel(ComparisonSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_sides{makeSide(u"baselineTable"_s, tr("Kernels of the baseline")),
                                                   makeSide(u"candidateTable"_s, tr("Kernels of the candidate"))}
{
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    for (const Side &side : m_sides) {
        splitter->addWidget(side.widget);
    }
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    link(0);
    link(1);
}

SideBySidePanel::Side SideBySidePanel::makeSide(const QString &name, const QString &accessible)
{
    Side side;
    side.widget = new QWidget(this);
    side.title = new ElidedLabel(Qt::ElideMiddle, side.widget);
    side.title->setContentsMargins(0, 0, 0, 0);
    side.model = new PlainTableModel(this);
    side.view = new PlainTableView(side.widget);
    QTableView &view = *side.view;
    view.setObjectName(name);
    view.setAccessibleName(accessible);
    view.setModel(side.model);
    showAsPage(view);
    view.setSelectionMode(QAbstractItemView::SingleSelection);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    for (int column = 0; column < PlainTableModel::ColumnCount; ++column) {
        view.setColumnWidth(column, fontMetrics().averageCharWidth() * kWidths[static_cast<std::size_t>(column)]);
    }
    auto *layout = new QVBoxLayout(side.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *titleLine = new QHBoxLayout;
    titleLine->setContentsMargins(10, 8, 10, 4);
    titleLine->addWidget(side.title);
    layout->addLayout(titleLine);
    layout->addWidget(side.view, 1);
    return side;
}

void SideBySidePanel::link(std::size_t side)
{
    connect(m_sides[side].view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this, side](const QModelIndex &current) { onCurrentChanged(side, current.row()); });
    connect(m_sides[side].view->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this, side](int value) { onScrolled(side, value); });
}

void SideBySidePanel::showStage(std::size_t stage)
{
    m_stage = stage;
    const RunComparison &comparison = m_session.comparison();
    for (auto &partners : m_partners) {
        partners.clear();
    }
    fillSide(0, *comparison.baseline, tr("Baseline"));
    fillSide(1, *comparison.candidate, tr("Candidate"));
    for (const ComparisonRow &row : comparison.stages[stage].rows) {
        if (row.isPair()) {
            m_partners[0].emplace(row.baseline.rawName, row.candidate.rawName);
            m_partners[1].emplace(row.candidate.rawName, row.baseline.rawName);
        }
    }
}

void SideBySidePanel::fillSide(std::size_t side, const RunSide &runs, const QString &word)
{
    const QScopedValueRollback following(m_isFollowing, true);
    const StageComparison &stage = m_session.comparison().stages[m_stage];
    const ComparisonTexts &texts = m_session.texts(m_stage);
    const std::shared_ptr<const Run> &run = runs.runs().front();
    PlainTableModel::Names names;
    for (std::size_t i = 0; i < stage.rows.size(); ++i) {
        const ComparedKernel &kernel = side == 0 ? stage.rows[i].baseline : stage.rows[i].candidate;
        const std::optional<KernelId> id = kernel.isThere() ? run->findKernel(kernel.rawName) : std::nullopt;
        if (id) {
            const bool isNamed = kernel.rawName == stage.rows[i].rawName(); // texts are of the candidate's name
            names.emplace(run->name(*id), isNamed || !m_session.input().words.friendlyName
                                              ? texts.names[i]
                                              : m_session.input().words.friendlyName(kernel.rawName));
        }
    }
    m_sides[side].model->setTable(run, stage.name, std::move(names));
    m_sides[side].scrolledTo = 0;
    const std::optional<StageId> id = run->findStage(stage.name);
    const double total = id ? static_cast<double>(run->stage(*id).totalNs) : 0.0;
    m_sides[side].title->setFullText(tr("%1 %2 · %3 · %4 kernels, as in the file")
                                         .arg(word, toQString(run->identity().label), toQString(formatDuration(total)),
                                              countText(m_sides[side].model->rowCount())));
}

void SideBySidePanel::showPair(std::string_view baseline, std::string_view candidate)
{
    const std::size_t side = candidate.empty() ? 0 : 1;
    const int row = m_sides[side].model->rowOf(side == 0 ? baseline : candidate);
    if (row >= 0) {
        m_sides[side].view->setCurrentIndex(m_sides[side].model->index(row, 0));
    }
}

void SideBySidePanel::onCurrentChanged(std::size_t side, int row)
{
    if (m_isFollowing || row < 0) {
        return;
    }
    const QScopedValueRollback following(m_isFollowing, true);
    Side &mine = m_sides[side];
    Side &other = m_sides[1 - side];
    const auto partner = m_partners[side].find(mine.model->rawNameAt(row));
    const int theirs = partner != m_partners[side].end() ? other.model->rowOf(partner->second) : -1;
    mine.view->scrollTo(mine.model->index(row, 0));
    if (theirs < 0) {
        other.view->clearSelection();
        other.view->setCurrentIndex({});
    } else {
        other.view->setCurrentIndex(
            other.model->index(theirs, other.view->currentIndex().isValid() ? other.view->currentIndex().column() : 0));
        const int height = row - mine.view->verticalScrollBar()->value(); // lines from the top
        other.view->verticalScrollBar()->setValue(theirs - height);
    }
    mine.scrolledTo = mine.view->verticalScrollBar()->value();
    other.scrolledTo = other.view->verticalScrollBar()->value();
}

void SideBySidePanel::onScrolled(std::size_t side, int value)
{
    Side &mine = m_sides[side];
    const int step = value - mine.scrolledTo;
    if (m_isFollowing) {
        return; // whoever moves both sets what they are scrolled to
    }
    mine.scrolledTo = value;
    const QScopedValueRollback following(m_isFollowing, true);
    QScrollBar &bar = *m_sides[1 - side].view->verticalScrollBar();
    bar.setValue(bar.value() + step);
    m_sides[1 - side].scrolledTo = bar.value();
}

void SideBySidePanel::copy()
{
    const QTableView *view = m_sides[1].view->hasFocus() ? m_sides[1].view : m_sides[0].view;
    QStringList cells;
    for (int column = 0; column < PlainTableModel::ColumnCount && view->currentIndex().isValid(); ++column) {
        cells += view->model()->index(view->currentIndex().row(), column).data().toString();
    }
    QApplication::clipboard()->setText(asTsv({cells}).chopped(1));
}

} // namespace atlas::ui
