#include "ui/review/historypanel.h"

#include "ui/common/rowview.h"
#include "ui/review/historymodel.h"

#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

HistoryPanel::HistoryPanel(RunSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_model(new HistoryModel(session, this)), m_view(new QTableView(this))
{
    m_view->setObjectName(u"historyTable"_s);
    m_view->setAccessibleName(tr("History"));
    m_view->setModel(m_model);
    showAsRows(*m_view);
    m_view->setSelectionMode(QTableView::SingleSelection);
    m_view->setFrameShape(QFrame::NoFrame);
    const int width = m_view->fontMetrics().averageCharWidth();
    m_view->setColumnWidth(HistoryModel::KernelsColumn, width * 10);
    m_view->setColumnWidth(HistoryModel::StandingColumn, width * 36);
    m_view->horizontalHeader()->setSectionResizeMode(HistoryModel::StepColumn, QHeaderView::Stretch);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    // `activated` comes with Enter, and with clicks as the desktop has it; a plain click always goes.
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex &index) { goTo(index.row()); });
    connect(m_view, &QTableView::clicked, this, [this](const QModelIndex &index) { goTo(index.row()); });
    connect(&session, &RunSession::historyChanged, this, &HistoryPanel::refresh);
    connect(&session, &RunSession::catalogChanged, this, &HistoryPanel::refresh);
    refresh();
}

void HistoryPanel::goTo(int row)
{
    const EditHistory *history = &m_session.document().history();
    const int steps = row - static_cast<int>(history->index());
    if (steps == 0) {
        return;
    }
    m_isGoing = true;
    for (int step = 0; step < steps && history->canRedo(); ++step) {
        m_session.redo();
    }
    for (int step = 0; step > steps && history->canUndo(); --step) {
        m_session.undo();
    }
    m_isGoing = false;
    refresh();
    Q_EMIT moved(steps);
}

void HistoryPanel::refresh()
{
    if (m_isGoing) {
        return;
    }
    m_model->refresh();
    selectAlone(*m_view, m_model->index(m_model->currentRow(), HistoryModel::StepColumn));
}

} // namespace atlas::ui
