#include "ui/mainwindow/runpage.h"

#include "core/base/format.h"
#include "core/report/scopetext.h"
#include "core/review/entrychecks.h"
#include "core/run/rundiagnostics.h"
#include "ui/common/appearance.h"
#include "ui/common/corewords.h"
#include "ui/common/counttext.h"
#include "ui/common/keyhint.h"
#include "ui/common/text.h"
#include "ui/kernel/kernelpanel.h"
#include "ui/mainwindow/reviewdialogs.h"
#include "ui/matrix/matrixpage.h"
#include "ui/overview/overviewpage.h"
#include "ui/problems/problemspanel.h"
#include "ui/publish/changespanel.h"
#include "ui/review/historypanel.h"
#include "ui/rules/ruleeditor.h"
#include "ui/rules/rulesdialog.h"
#include "ui/run/captureline.h"
#include "ui/run/filterbar.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/run/kerneltableview.h"
#include "ui/run/stagetabbar.h"

#include <QApplication>
#include <QEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
const QString kColumnsLayout = u"runPageColumns"_s;
const QString kLeftLayout = u"runPageLeft"_s;
const QString kTableLayout = u"kernelTableWithPicked"_s;
const QString kBelowTab = u"runPageBelow"_s;

/// "⚠ 1 table could not be read"; empty where all were.
QString unreadText(const Run &run)
{
    const std::size_t count = unreadTables(run.diagnostics()).size();
    return count == 0   ? QString()
           : count == 1 ? RunPage::tr("⚠ 1 table could not be read")
                        : RunPage::tr("⚠ %1 tables could not be read").arg(countText(count));
}

/// "combined = 20 × (prefill + decode), 99.0 % explained"; empty where the counts do not tell.
QString combinedText(const Run &run)
{
    const Scope &scope = run.combined().scope;
    if (run.combined().isSummed || scope.iterations <= 0) {
        return {};
    }
    QStringList topLevel;
    for (const Stage &stage : run.stages()) {
        if (!stage.isCombined && !stage.scope.nestedIn) {
            topLevel += toQString(stage.name);
        }
    }
    const QString inner = topLevel.join(u" + "_s);
    return RunPage::tr("combined = %1 × %2, %3 explained")
        .arg(toQString(formatIterations(scope.iterations)), topLevel.size() > 1 ? u'(' + inner + u')' : inner,
             toQString(formatPercent(scope.explained)));
}
} // namespace

RunPage::RunPage(std::unique_ptr<RunSession> session, const LoadedRun &loaded, Settings &settings, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_settings(settings),
      m_planner(new PublicationPlanner(*m_session, this)), m_flow(new ReviewFlow(*m_session, this)),
      m_memory(new MemoryKeeper(*m_session, this)), m_rules(new RuleDesk(*m_session, loaded, this)),
      m_tabs(new StageTabBar(this)), m_table(new KernelTablePanel(*m_session, this)),
      m_kernel(new KernelPanel(*m_session, this)), m_below(new QTabWidget(this)),
      m_changes(new ChangesPanel(*m_session, *m_planner, this)), m_problems(new ProblemsPanel(*m_session, this)),
      m_history(new HistoryPanel(*m_session, this)), m_columns(new QSplitter(Qt::Horizontal, this)),
      m_left(new QSplitter(Qt::Vertical, this)), m_pages(new QStackedWidget(this))
{
    build();
    connectParts();
    restoreLayout();
    showErrorsOfOpening();
    m_tabs->setRun(m_session->run());
    showTitles();
    focusTable();
}

RunPage::~RunPage()
{
    // Panels refer to the session: they go first, whatever order members would give.
    qDeleteAll(findChildren<QDialog *>(Qt::FindDirectChildrenOnly));
    delete m_pages;
    delete m_tabs;
    delete m_planner;
    delete m_flow;
    delete m_memory;
    delete m_rules;
}

void RunPage::build()
{
    m_below->setObjectName(u"below"_s);
    m_below->setDocumentMode(true);
    m_below->tabBar()->setDrawBase(false);
    m_below->tabBar()->setAccessibleName(tr("Changes, problems and history"));
    m_below->addTab(m_changes, QString());
    m_below->addTab(m_problems, QString());
    m_below->addTab(m_history, tr("History"));
    m_left->addWidget(m_table);
    m_left->addWidget(m_below);
    m_left->setStretchFactor(0, 3);
    m_left->setStretchFactor(1, 1);
    m_columns->addWidget(m_left);
    m_columns->addWidget(m_kernel);
    m_columns->setStretchFactor(0, 1);
    m_columns->setStretchFactor(1, 0);
    for (QSplitter *splitter : {m_columns, m_left}) {
        splitter->setChildrenCollapsible(false);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *tabLine = new QHBoxLayout;
    tabLine->setContentsMargins(8, 6, 8, 0);
    tabLine->addWidget(m_tabs, 1);
    layout->addLayout(tabLine);
    layout->addWidget(new CaptureLine(m_session->run(), this));
    m_pages->addWidget(m_columns);
    layout->addWidget(m_pages, 1);
}

void RunPage::connectParts()
{
    connect(m_tabs, &StageTabBar::stageChosen, this, &RunPage::showStage);
    connect(m_tabs, &StageTabBar::pageChosen, this, [this](StageTabBar::Page page) {
        showInstead(page == StageTabBar::Page::Matrix ? static_cast<QWidget *>(&matrix()) : &overview());
    });
    connect(m_table, &KernelTablePanel::currentKernelChanged, this, &RunPage::showKernel);
    connect(m_table, &KernelTablePanel::stateChanged, this, &RunPage::viewChanged);
    connect(m_tabs, &QTabBar::currentChanged, this, &RunPage::viewChanged);
    connect(m_below, &QTabWidget::currentChanged, this, [this] {
        m_tabBeforeErrors.reset();
        Q_EMIT viewChanged();
    });
    for (const QSplitter *splitter : {m_columns, m_left}) {
        connect(splitter, &QSplitter::splitterMoved, this, &RunPage::viewChanged);
    }
    connect(m_table, &KernelTablePanel::selectionChanged, this, &RunPage::showChosen);
    connect(&m_table->view(), &KernelTableView::editRequested, this,
            [this] { m_kernel->focusField(m_kernel->currentField()); });
    connect(&m_table->view(), &KernelTableView::reviewRequested, this, &RunPage::review);
    connect(m_kernel, &KernelPanel::acceptRequested, this, [this] { review(ReviewCommand::AcceptAndNext); });
    connect(m_kernel, &KernelPanel::needsWorkRequested, this, [this] { review(ReviewCommand::NeedsWork); });
    connect(&m_table->view(), &KernelTableView::offerRequested, this, &RunPage::takeOffer);
    connect(m_kernel, &KernelPanel::offerTaken, this, &RunPage::takeOffer);
    connect(m_memory, &MemoryKeeper::changed, this, &RunPage::showOffers);
    connect(m_session.get(), &RunSession::entriesChanged, this, [this](std::span<const EntryChange> changes) {
        const std::optional<EntryId> current = currentEntry();
        if (std::ranges::any_of(changes, [&](const EntryChange &change) {
                return current == change.entry && isFieldSlot(change.slot);
            })) {
            showOffers();
        }
    });
    const auto showWanted = [this] { m_table->model().setWanted(m_flow->wanted()); };
    connect(m_flow, &ReviewFlow::progressChanged, this, showWanted);
    showWanted();
    connect(m_flow, &ReviewFlow::progressChanged, this, &RunPage::progressChanged);
    connect(m_kernel, &KernelPanel::leaveRequested, this, &RunPage::focusTable);
    connect(m_kernel, &KernelPanel::stageRequested, this, [this](StageId stage) { m_tabs->showStage(stage); });
    connect(m_problems, &ProblemsPanel::locationRequested, this, &RunPage::locationRequested);
    connect(m_problems, &ProblemsPanel::kernelRequested, this, [this](const QString &rawName) {
        if (const auto entry = m_session->document().find(toUtf8(rawName))) {
            reveal(*entry);
            focusTable();
        }
    });
    connect(m_problems, &ProblemsPanel::countChanged, this, &RunPage::showTitles);
    connect(m_changes, &ChangesPanel::changeCountChanged, this, &RunPage::showTitles);
    connect(m_session.get(), &RunSession::catalogChanged, this, &RunPage::showTitles);
    connect(m_session.get(), &RunSession::revealRequested, this, &RunPage::reveal);
    connect(m_rules, &RuleDesk::messageRequested, this, &RunPage::messageRequested);
    connect(&m_table->view(), &KernelTableView::ruleRequested, this, &RunPage::newRule);
    connect(m_kernel, &KernelPanel::ruleRequested, this, &RunPage::newRule);
}

void RunPage::restoreLayout()
{
    m_table->view().restoreColumns(m_settings.layout(kTableLayout));
    if (!m_columns->restoreState(m_settings.layout(kColumnsLayout))) {
        m_columns->setSizes({950, 490});
    }
    if (!m_left->restoreState(m_settings.layout(kLeftLayout))) {
        m_left->setSizes({560, 190});
    }
    m_below->setCurrentIndex(m_settings.layout(kBelowTab).toInt());
}

void RunPage::saveLayout()
{
    m_settings.setLayout(kTableLayout, m_table->view().saveColumns());
    m_settings.setLayout(kColumnsLayout, m_columns->saveState());
    m_settings.setLayout(kLeftLayout, m_left->saveState());
    m_settings.setLayout(kBelowTab, QByteArray::number(m_tabBeforeErrors.value_or(m_below->currentIndex())));
}

/// What is missing is easily taken for what is not there: it is told without being asked for.
void RunPage::showErrorsOfOpening()
{
    if (m_problems->worst() == Severity::Error) {
        const int before = m_below->currentIndex();
        m_below->setCurrentWidget(m_problems);
        m_tabBeforeErrors = before;
    }
}

RunView RunPage::view() const
{
    RunView view;
    const StageTabBar::Page page = m_tabs->page(m_tabs->currentIndex());
    view.page = page == StageTabBar::Page::Matrix     ? RunView::Page::Matrix
                : page == StageTabBar::Page::Overview ? RunView::Page::Overview
                                                      : RunView::Page::Table;
    view.stage = toQString(m_session->run().stage(m_table->stage()).name);
    view.table = m_table->state();
    return view;
}

void RunPage::restore(const RunView &view)
{
    if (const std::optional<StageId> stage = m_session->run().findStage(toUtf8(view.stage))) {
        m_tabs->showStage(*stage);
        m_table->restore(view.table);
    }
    if (view.page != RunView::Page::Table) {
        m_tabs->showPage(view.page == RunView::Page::Matrix ? StageTabBar::Page::Matrix : StageTabBar::Page::Overview);
    }
}

QString RunPage::headline() const
{
    const Run &run = m_session->run();
    const RunIdentity &identity = run.identity();
    QStringList parts = {toQString(identity.label), unreadText(run)};
    if (!identity.gpu.empty()) {
        parts += toQString(identity.gpu);
    }
    if (!identity.cuda.empty()) {
        parts += tr("CUDA %1").arg(toQString(identity.cuda));
    }
    parts += run.kernelCount() == 1 ? tr("1 kernel") : tr("%1 kernels").arg(countText(run.kernelCount()));
    parts += combinedText(run);
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

void RunPage::showInstead(QWidget *page)
{
    const bool isOnTabs = m_tabs->hasFocus(); // hiding what has the focus would send it there
    const bool isOther = m_pages->currentWidget() != page;
    m_pages->setCurrentWidget(page);
    if (isOther && !isOnTabs) {
        (page == m_columns ? static_cast<QWidget *>(&m_table->view()) : page)->setFocus(Qt::OtherFocusReason);
    }
}

MatrixPage &RunPage::matrix()
{
    if (m_matrix == nullptr) {
        m_matrix = new MatrixPage(*m_session, m_pages);
        m_pages->addWidget(m_matrix);
        connect(m_matrix, &MatrixPage::kernelRequested, this, &RunPage::goToKernel);
    }
    return *m_matrix;
}

OverviewPage &RunPage::overview()
{
    if (m_overview == nullptr) {
        m_overview = new OverviewPage(*m_session, m_settings, m_pages);
        m_pages->addWidget(m_overview);
        connect(m_overview, &OverviewPage::kernelsRequested, this, &RunPage::goToKernels);
        connect(m_overview, &OverviewPage::kernelRequested, this,
                [this](KernelId kernel) { goToKernel(StageId{0}, kernel); });
        connect(m_overview, &OverviewPage::messageRequested, this, &RunPage::messageRequested);
    }
    return *m_overview;
}

void RunPage::goToKernel(StageId stage, KernelId kernel)
{
    m_tabs->showStage(stage);
    m_table->showKernel(kernel);
    focusTable();
}

void RunPage::goToKernels(StageId stage, GroupBy by, const std::vector<std::string> &texts)
{
    m_tabs->showStage(stage);
    m_table->showOnly(by, texts);
    focusTable();
}

void RunPage::showStage(StageId stage)
{
    showInstead(m_columns);
    m_table->setStage(stage);
    m_kernel->setStage(stage);
}

void RunPage::showKernel(std::optional<KernelId> kernel)
{
    m_kernel->setEntry(kernel ? std::optional(m_session->document().entryOf(*kernel)) : std::nullopt);
    showOffers();
    if (!kernel) {
        showChosen(); // a table that became empty tells of no selection
    }
    Q_EMIT progressChanged(); // what is next depends on where we are
}

void RunPage::showChosen()
{
    const RowSum sum = m_table->selectionSum();
    m_kernel->setChosen(sum.kernels, static_cast<double>(sum.totalNs));
    Q_EMIT selectionChanged(KernelTablePanel::summaryOf(sum));
}

void RunPage::showOffers()
{
    const std::optional<EntryId> entry = currentEntry();
    m_offers = entry ? m_memory->offers(*entry) : std::vector<Offer>();
    m_kernel->setOffers(m_offers);
}

void RunPage::takeOffer(int number)
{
    const std::optional<EntryId> entry = currentEntry();
    if (!entry || static_cast<std::size_t>(number) > m_offers.size()) {
        Q_EMIT messageRequested(tr("There is no offer %1 for this kernel.").arg(number));
        return;
    }
    m_kernel->commitPending();
    const Offer offer = m_offers[static_cast<std::size_t>(number) - 1];
    m_session->apply(atlas::takeOffer(m_session->document(), *entry, offer));
    Q_EMIT messageRequested(
        tr("Taken: %1. %2 takes it back.").arg(toQString(offer.source), keyOrName(*this, "desk.undo")));
}

void RunPage::takeAllExact()
{
    if (!m_memory->takeAllExact(publicationSelection(m_session->document(), m_session->publicationOptions()))) {
        Q_EMIT messageRequested(tr("No unreviewed kernel has an earlier decision that says something new."));
    } else {
        Q_EMIT messageRequested(coreText(m_session->document().history().undoText()));
    }
}

std::optional<EntryId> RunPage::currentEntry() const
{
    const std::optional<KernelId> kernel = m_table->currentKernel();
    return kernel ? std::optional(m_session->document().entryOf(*kernel)) : std::nullopt;
}

std::vector<EntryId> RunPage::chosenEntries() const
{
    std::vector<EntryId> entries;
    for (const KernelId kernel : m_table->selectedKernels()) {
        entries.push_back(m_session->document().entryOf(kernel));
    }
    return entries;
}

void RunPage::review(ReviewCommand command)
{
    const auto nearest = [this](Direction direction) {
        return m_flow->nearest(currentEntry(), m_table->stage(), direction);
    };
    Q_EMIT messageRequested({}); // of the decision before
    switch (command) {
    case ReviewCommand::AcceptAndNext:
        acceptAndNext();
        break;
    case ReviewCommand::NeedsWork:
        setState(ReviewState::NeedsWork);
        break;
    case ReviewCommand::Unreview:
        setState(ReviewState::Unreviewed);
        break;
    case ReviewCommand::Next:
        goTo(nearest(Direction::Next));
        break;
    case ReviewCommand::Previous:
        goTo(nearest(Direction::Previous));
        break;
    case ReviewCommand::NextSimilar:
        goTo(currentEntry() ? m_flow->similar(*currentEntry()) : std::nullopt);
        break;
    case ReviewCommand::Family:
        reviewFamilies(*this, m_settings);
        break;
    case ReviewCommand::TogglePicked:
        togglePicked();
        break;
    }
}

void RunPage::acceptAndNext()
{
    m_kernel->commitPending();
    for (const EntryId entry : chosenEntries()) {
        if (const std::vector<BrokenShape> broken = brokenShapes(m_session->document(), entry); !broken.empty()) {
            askBeforeAccepting(broken.front());
            return;
        }
    }
    acceptChosen();
}

/// Nobody reads a shape that is not finished: accepting it is a question.
void RunPage::askBeforeAccepting(const BrokenShape &shape)
{
    const QString name = toQString(m_session->document().info(shape.entry).text(Field::FriendlyName));
    auto *box =
        new QMessageBox(QMessageBox::Warning, tr("Unfinished shape"),
                        tr("%1 of %2 cannot be read: %3").arg(words(shape.field), name, toQString(shape.message)),
                        QMessageBox::NoButton, window());
    box->setObjectName(u"unfinishedShapeBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    QPushButton *fix = box->addButton(tr("&Go to the field"), QMessageBox::RejectRole);
    const QPushButton *accept = box->addButton(tr("&Accept all the same"), QMessageBox::AcceptRole);
    box->setDefaultButton(fix);
    box->setEscapeButton(fix);
    connect(accept, &QPushButton::clicked, this, &RunPage::acceptChosen);
    connect(fix, &QPushButton::clicked, this, [this, shape] {
        reveal(shape.entry);
        m_kernel->focusField(shape.field);
    });
    box->open();
}

void RunPage::acceptChosen()
{
    const std::optional<EntryId> accepted = currentEntry();
    const std::optional<EntryId> next = m_flow->nearest(accepted, m_table->stage(), Direction::Next);
    setState(ReviewState::Accepted);
    if (next) {
        reveal(*next);
    } else {
        Q_EMIT messageRequested(tr("Every kernel of the selection is reviewed."));
    }
    tellFailedCheck(accepted);
    focusTable();
}

/// Accepting goes on to the next kernel, which hides what the details say of this one.
void RunPage::tellFailedCheck(std::optional<EntryId> accepted)
{
    const std::vector<Diagnostic> failed =
        accepted ? failedChecks(m_session->document(), *accepted) : std::vector<Diagnostic>();
    if (!failed.empty()) {
        const QString name = toQString(m_session->document().info(*accepted).text(Field::FriendlyName));
        Q_EMIT messageRequested(tr("Accepted %1 with a failed check: %2").arg(name, toQString(failed.front().message)));
    }
}

void RunPage::setState(ReviewState state)
{
    m_kernel->commitPending();
    m_session->setState(chosenEntries(), state);
}

void RunPage::togglePicked()
{
    const std::vector<EntryId> entries = chosenEntries();
    if (entries.empty()) {
        return;
    }
    const ReviewDocument &document = m_session->document();
    // What was picked a moment ago counts before the selection is worked out anew.
    const bool wasPicked = document.picked(entries.front()).value_or(m_flow->isSelected(entries.front()));
    m_session->setPicked(entries, !wasPicked);
    const QString name = toQString(document.info(entries.front()).text(Field::FriendlyName));
    const QString what = entries.size() == 1 ? name : tr("%1 kernels").arg(countText(entries.size()));
    Q_EMIT messageRequested(wasPicked ? tr("Left out of the catalog: %1").arg(what)
                                      : tr("Picked for the catalog: %1").arg(what));
}

void RunPage::goTo(std::optional<EntryId> entry)
{
    if (entry) {
        reveal(*entry);
    } else {
        Q_EMIT messageRequested(tr("There is no other one."));
    }
}

QString RunPage::nextName() const
{
    const auto next = m_flow->nearest(currentEntry(), m_table->stage(), Direction::Next);
    return next ? toQString(m_session->document().info(*next).text(Field::FriendlyName)) : QString();
}

void RunPage::showTitles()
{
    m_below->setTabText(0,
                        tr("Changes to %1 (%2)")
                            .arg(m_session->catalogName().replace(u'&', u"&&"_s), countText(m_changes->changeCount())));
    showProblemsTitle();
}

void RunPage::showProblemsTitle()
{
    const int tab = m_below->indexOf(m_problems);
    const Severity worst = m_problems->worst();
    const bool isQuiet = worst == Severity::Note;
    const QColor tint = isQuiet ? QColor() : color(tone(worst), palette());
    m_below->setTabText(tab, tr("Problems (%1)").arg(countText(m_problems->count())));
    m_below->setTabIcon(tab, isQuiet ? QIcon() : icon(symbol(worst), tint));
    m_below->tabBar()->setTabTextColor(tab, tint);
    m_below->setTabToolTip(tab, isQuiet ? QString() : tr("The worst of them: %1").arg(words(worst)));
}

void RunPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange) {
        showProblemsTitle();
    }
}

void RunPage::reveal(EntryId entry)
{
    const std::optional<KernelId> kernel = m_session->document().kernelOf(entry);
    if (!kernel) {
        return;
    }
    if (m_pages->currentWidget() != m_columns) {
        m_tabs->showStage(m_table->stage());
    }
    if (!m_table->showKernel(*kernel)) {
        m_tabs->showStage(StageId{0}); // combined has every kernel
        m_table->showKernel(*kernel);
    }
}

void RunPage::revealKernel(KernelId kernel)
{
    reveal(m_session->document().entryOf(kernel));
}

RuleEditor *RunPage::newRule()
{
    const std::optional<EntryId> entry = currentEntry();
    if (!entry) {
        Q_EMIT messageRequested(tr("Choose a kernel first."));
        return nullptr;
    }
    m_kernel->commitPending();
    auto *editor = new RuleEditor(*m_session, *m_rules, *entry, this);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(editor, &RuleEditor::kernelRequested, this, &RunPage::revealKernel);
    connect(editor, &RuleEditor::saved, this, [this](const QString &path) {
        Q_EMIT messageRequested(tr("Rule saved to %1").arg(path));
        m_rules->reload();
    });
    editor->show();
    return editor;
}

RulesDialog *RunPage::showRules()
{
    auto *dialog = findChild<RulesDialog *>(Qt::FindDirectChildrenOnly);
    if (dialog == nullptr) {
        dialog = new RulesDialog(*m_session, *m_rules, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &RulesDialog::kernelRequested, this, &RunPage::revealKernel);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
    return dialog;
}

void RunPage::focusTable()
{
    QWidget *shown = m_pages->currentWidget();
    (shown == m_columns ? static_cast<QWidget *>(&m_table->view()) : shown)->setFocus(Qt::OtherFocusReason);
}

void RunPage::focusFilter()
{
    m_table->filterBar().focusText();
}

void RunPage::focusNextPane(bool forward)
{
    QWidget *below = m_below->currentWidget();
    QList<QWidget *> panes = {m_tabs, &m_table->filterBar(), &m_table->view(), m_kernel, m_below, m_matrix, m_overview};
    panes.removeIf([](const QWidget *pane) { return pane == nullptr || !pane->isVisible(); });
    const QWidget *focus = QApplication::focusWidget();
    qsizetype here = 0;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        here = focus == panes[i] || panes[i]->isAncestorOf(focus) ? i : here;
    }
    QWidget *next = panes[(here + (forward ? 1 : panes.size() - 1)) % panes.size()];
    if (next == &m_table->filterBar()) {
        focusFilter();
    } else if (next == m_kernel) {
        m_kernel->focusField(m_kernel->currentField());
    } else if (next == m_below) {
        const QList<QWidget *> inside = below->findChildren<QWidget *>();
        const auto found = std::ranges::find_if(
            inside, [](const QWidget *widget) { return widget->isVisible() && widget->focusPolicy() != Qt::NoFocus; });
        (found == inside.end() ? static_cast<QWidget *>(m_below->tabBar()) : *found)->setFocus(Qt::TabFocusReason);
    } else {
        next->setFocus(Qt::TabFocusReason);
    }
}

void RunPage::selectNextStage(int step)
{
    const int count = m_tabs->count();
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + count) % count);
}

void RunPage::setDetailsVisible(bool visible)
{
    m_kernel->setVisible(visible);
}

void RunPage::setBelowVisible(bool visible)
{
    m_below->setVisible(visible);
}

void RunPage::showChanges()
{
    m_below->show();
    m_below->setCurrentWidget(m_changes);
}

void RunPage::showHistory()
{
    m_below->show();
    m_below->setCurrentWidget(m_history);
}

void RunPage::showProblems()
{
    m_below->show();
    m_below->setCurrentWidget(m_problems);
}

} // namespace atlas::ui
