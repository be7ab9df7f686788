#include "ui/problems/problemspanel.h"

#include "ui/common/icons.h"
#include "ui/common/rowview.h"
#include "ui/common/text.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
QTableView *makeTable(ProblemsModel *model, QWidget *parent)
{
    auto *view = new QTableView(parent);
    view->setObjectName(u"problemsTable"_s);
    view->setAccessibleName(ProblemsPanel::tr("Problems"));
    view->setModel(model);
    showAsPage(*view);
    view->setSelectionMode(QTableView::SingleSelection);
    view->horizontalHeader()->setSectionResizeMode(ProblemsModel::MessageColumn, QHeaderView::Stretch);
    view->setColumnWidth(ProblemsModel::SeverityColumn, view->fontMetrics().averageCharWidth() * 16);
    view->setColumnWidth(ProblemsModel::LocationColumn, view->fontMetrics().averageCharWidth() * 44);
    return view;
}
} // namespace

ProblemsPanel::ProblemsPanel(RunSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_model(new ProblemsModel(this)), m_view(makeTable(m_model, this)),
      m_none(new QLabel(tr("No problems: every file of the run, the rules and the catalog was read whole."), this))
{
    m_none->setTextFormat(Qt::PlainText);
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setWordWrap(true);
    m_none->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_none, 1);
    auto *copy = new QAction(icon(Symbol::Copy), tr("Copy"), m_view);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_view->addAction(copy);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copy, &QAction::triggered, this, &ProblemsPanel::copyCurrent);
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex &index) {
        const Diagnostic &diagnostic = m_model->diagnostics()[static_cast<std::size_t>(index.row())];
        if (diagnostic.code == kShapeUnfinished) {
            Q_EMIT kernelRequested(toQString(diagnostic.sourceLine));
        } else {
            Q_EMIT locationRequested(diagnostic.location);
        }
    });
    connect(&session, &RunSession::catalogChanged, this, &ProblemsPanel::refresh);
    connect(&session, &RunSession::historyChanged, this, &ProblemsPanel::refresh); // what is typed has faults too
    m_model->setDiagnostics(m_session.problems());
    showCount();
}

void ProblemsPanel::refresh()
{
    std::vector<Diagnostic> problems = m_session.problems();
    if (problems == m_model->diagnostics()) {
        return; // what is chosen stays chosen
    }
    m_model->setDiagnostics(std::move(problems));
    showCount();
    Q_EMIT countChanged();
}

void ProblemsPanel::showCount()
{
    m_view->setVisible(count() > 0);
    m_none->setVisible(count() == 0);
}

void ProblemsPanel::copyCurrent() const
{
    if (m_view->currentIndex().isValid()) {
        const Diagnostic &diagnostic = m_model->diagnostics()[static_cast<std::size_t>(m_view->currentIndex().row())];
        QApplication::clipboard()->setText(toQString(format(diagnostic)));
    }
}

} // namespace atlas::ui
