#include "ui/comparison/comparisonpage.h"

#include "core/base/file.h"
#include "core/report/comparisonreport.h"
#include "core/report/comparisontext.h"
#include "ui/common/corewords.h"
#include "ui/common/flatstyle.h"
#include "ui/common/keyhint.h"
#include "ui/common/text.h"
#include "ui/comparison/comparisonfilterbar.h"
#include "ui/comparison/comparisonsummary.h"
#include "ui/comparison/differencespanel.h"
#include "ui/comparison/pairdialog.h"
#include "ui/comparison/renamebar.h"
#include "ui/comparison/seriespanel.h"
#include "ui/comparison/sidebysidepanel.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>
#include <array>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
const QString kLayout = u"comparisonColumns"_s;
/// What the threshold can be set to here; katlas takes any.
constexpr std::array kThresholds = {0.02, 0.03, 0.05, 0.10, 0.20};

QStringList pathsOf(const Runs &runs)
{
    QStringList paths;
    for (const std::shared_ptr<const Run> &run : runs) {
        paths += fromPath(run->path());
    }
    return paths;
}

ComparisonFormat formatFor(const QString &path)
{
    return path.endsWith(u".md"_s)     ? ComparisonFormat::Markdown
           : path.endsWith(u".json"_s) ? ComparisonFormat::Json
           : path.endsWith(u".txt"_s)  ? ComparisonFormat::Text
                                       : ComparisonFormat::Html;
}
} // namespace

ComparisonPage::ComparisonPage(const LoadedComparison &loaded, std::filesystem::path pairsFolder, Settings &settings,
                               QWidget *parent)
    : QWidget(parent),
      m_session(std::make_unique<ComparisonSession>(loaded.input, loaded.result, std::move(pairsFolder))),
      m_settings(settings), m_toolBar(buildToolBar()), m_summary(new ComparisonSummary(this)),
      m_renames(new RenameBar(*m_session, this)), m_tabs(new QTabBar(this)), m_stack(new QStackedWidget(this)),
      m_differences(new DifferencesPanel(*m_session, m_stack)), m_sideBySide(new SideBySidePanel(*m_session, m_stack)),
      m_series(new SeriesPanel(*m_session, m_stack))
{
    setObjectName(u"comparisonPage"_s);
    m_tabs->setObjectName(u"comparisonTabs"_s);
    m_tabs->setAccessibleName(tr("Compared tables"));
    m_tabs->setDocumentMode(true);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (QWidget *part : std::initializer_list<QWidget *>{m_differences, m_sideBySide, m_series}) {
        m_stack->addWidget(part); // in the order of View
    }
    m_differences->restoreLayout(settings.layout(kLayout));
    auto *tabLine = new QHBoxLayout;
    tabLine->setContentsMargins(8, 2, 8, 0);
    tabLine->addWidget(m_tabs, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_toolBar);
    layout->addWidget(m_summary);
    layout->addWidget(m_renames);
    layout->addLayout(tabLine);
    layout->addWidget(m_stack, 1);
    connect(m_session.get(), &ComparisonSession::changed, this, &ComparisonPage::showResult);
    connect(m_session.get(), &ComparisonSession::busyChanged, this,
            [this] { m_busy->setText(m_session->isComparing() ? tr("comparing…") : QString()); });
    connect(m_session.get(), &ComparisonSession::failed, this, &ComparisonPage::messageRequested);
    connect(m_differences, &DifferencesPanel::commandRequested, this, &ComparisonPage::run);
    connect(m_renames, &RenameBar::leaveRequested, this, &ComparisonPage::focusTable);
    connect(m_series, &SeriesPanel::pairRequested, this, &ComparisonPage::showInDifferences);
    showResult();
    connect(m_views, &QButtonGroup::idClicked, this, [this](int id) { setView(static_cast<View>(id)); });
    connect(m_tabs, &QTabBar::currentChanged, this, &ComparisonPage::showTable);
    connect(m_tabs, &QTabBar::currentChanged, this, &ComparisonPage::stateChanged);
    connect(m_stack, &QStackedWidget::currentChanged, this, &ComparisonPage::stateChanged);
    connect(m_session.get(), &ComparisonSession::changed, this, &ComparisonPage::stateChanged);
    connect(m_differences, &DifferencesPanel::stateChanged, this, &ComparisonPage::stateChanged);
}

ComparisonPage::~ComparisonPage()
{
    // Panels refer to the session: they go first, whatever order members would give.
    delete m_stack;
    delete m_renames;
}

QWidget *ComparisonPage::buildToolBar()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(10, 6, 10, 2);
    layout->setSpacing(7);
    const auto button = [&](const QString &name, const QString &text, const QString &tip, const char *command) {
        auto *made = new QPushButton(text, bar);
        made->setObjectName(name);
        made->setToolTip(tip);
        setKeyHint(*made, command);
        layout->addWidget(made);
        return made;
    };
    connect(button(u"leaveComparison"_s, tr("&Back"), tr("Back to the run or the start page (Ctrl+W)"), "window.close"),
            &QPushButton::clicked, this, &ComparisonPage::backRequested);
    m_swap =
        button(u"swapSides"_s, tr("⇄ S&wap"), tr("Baseline and candidate change places (Ctrl+T)"), "comparison.swap");
    connect(m_swap, &QPushButton::clicked, this, [this] { m_session->swapSides(); });
    m_views = new QButtonGroup(this);
    const auto addView = [&](View view, const QString &name, const QString &text, const QString &tip,
                             const char *command) {
        QPushButton *made = button(name, text, tip, command);
        made->setCheckable(true);
        made->setChecked(view == View::Differences);
        m_views->addButton(made, static_cast<int>(view));
    };
    addView(View::Differences, u"viewDifferences"_s, tr("Differences"),
            tr("Pairs of kernels with what changed (Alt+1)"), "comparison.differences");
    addView(View::SideBySide, u"viewSideBySide"_s, tr("Side by side"),
            tr("Both tables as they are, nothing computed; choosing and scrolling go together (Alt+2)"),
            "comparison.sideBySide");
    addView(View::AllCandidates, u"viewAllCandidates"_s, tr("All candidates"),
            tr("A column a run and a trend a kernel (Alt+3)"), "comparison.all");
    m_candidates = new QComboBox(bar);
    m_candidates->setObjectName(u"candidateChoice"_s);
    m_candidates->setAccessibleName(tr("Candidate"));
    m_candidates->setToolTip(tr("Which candidate is compared with the baseline"));
    connect(m_candidates, &QComboBox::activated, this,
            [this](int index) { m_session->setCandidate(static_cast<std::size_t>(index)); });
    layout->addWidget(m_candidates);
    connect(button(u"addCandidate"_s, tr("Add candi&date…"), tr("Compare one more run with the baseline"),
                   "comparison.addCandidate"),
            &QPushButton::clicked, this, &ComparisonPage::addCandidateRequested);
    m_undo = button(u"undoDecision"_s, tr("&Undo pair"), tr("Take the last decision about a pair back (Ctrl+Z)"),
                    "comparison.undo");
    connect(m_undo, &QPushButton::clicked, this, [this] { m_session->undoDecision(); });
    m_busy = new QLabel(bar);
    m_busy->setObjectName(u"comparisonBusy"_s);
    m_busy->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_busy);
    layout->addStretch(1);
    m_threshold = new QComboBox(bar);
    m_threshold->setObjectName(u"thresholdChoice"_s);
    m_threshold->setAccessibleName(tr("Threshold"));
    m_threshold->setToolTip(tr("Change of one call up to which it counts as none"));
    for (const double threshold : kThresholds) {
        m_threshold->addItem(tr("Threshold %1 %").arg(qRound(threshold * 100.0)), threshold);
    }
    connect(m_threshold, &QComboBox::activated, this,
            [this] { m_session->setThreshold(m_threshold->currentData().toDouble()); });
    layout->addWidget(m_threshold);
    connect(button(u"exportComparison"_s, tr("&Export report…"),
                   tr("Write the comparison as HTML, Markdown, JSON or text (Ctrl+E)"), "comparison.export"),
            &QPushButton::clicked, this, &ComparisonPage::exportReport);
    return bar;
}

std::size_t ComparisonPage::stage() const
{
    return static_cast<std::size_t>(std::max(m_tabs->currentIndex(), 0));
}

void ComparisonPage::showResult()
{
    const RunComparison &comparison = m_session->comparison();
    const QString before = m_tabs->tabData(m_tabs->currentIndex()).toString();
    {
        const QSignalBlocker quiet(m_tabs);
        while (m_tabs->count() > 0) {
            m_tabs->removeTab(m_tabs->count() - 1);
        }
        for (const StageComparison &stage : comparison.stages) {
            const QString name = stage.isCombined ? tr("Combined") : toQString(stage.name);
            const int at = m_tabs->addTab(
                u"%1  %2"_s.arg(QString(name).replace(u'&', u"&&"_s), toQString(signedDuration(stage.parts.deltaNs))));
            m_tabs->setTabData(at, toQString(stage.name));
            m_tabs->setTabToolTip(at, plainToolTip(coreText(stageTitle(stage))));
            if (toQString(stage.name) == before) {
                m_tabs->setCurrentIndex(at);
            }
        }
    }
    showCandidates();
    m_undo->setEnabled(m_session->canUndoDecision());
    const auto found = std::ranges::find(kThresholds, comparison.options.threshold);
    m_threshold->setCurrentIndex(found != kThresholds.end() ? static_cast<int>(found - kThresholds.begin()) : -1);
    showTable();
}

void ComparisonPage::showCandidates()
{
    m_candidates->clear();
    for (const RunComparison &comparison : m_session->result().comparisons) {
        m_candidates->addItem(toQString(comparison.candidate->firstRun().identity().label));
    }
    m_candidates->setCurrentIndex(static_cast<int>(m_session->candidate()));
    const bool areSeveral = m_candidates->count() > 1;
    m_candidates->setVisible(areSeveral);
    m_views->button(static_cast<int>(View::AllCandidates))->setVisible(areSeveral);
    if (!areSeveral && view() == View::AllCandidates) {
        setView(View::Differences);
    }
}

void ComparisonPage::showTable()
{
    const RunComparison &comparison = m_session->comparison();
    const StageComparison &table = comparison.stages[stage()];
    m_summary->show(comparison, table);
    m_differences->showStage(stage());
    showPart();
    Q_EMIT footerChanged(coreText(stageFooter(table)));
}

void ComparisonPage::showPart()
{
    if (view() == View::SideBySide) {
        m_sideBySide->showStage(stage());
        if (const ComparisonRow *row = m_differences->currentRow()) {
            m_sideBySide->showPair(row->baseline.rawName, row->candidate.rawName);
        }
    } else if (view() == View::AllCandidates) {
        m_series->showStage(stage());
    }
}

ComparisonPage::View ComparisonPage::view() const
{
    return static_cast<View>(m_stack->currentIndex());
}

void ComparisonPage::askForRename()
{
    m_renames->ask();
}

void ComparisonPage::setView(View view)
{
    m_stack->setCurrentIndex(static_cast<int>(view));
    m_views->button(static_cast<int>(view))->setChecked(true);
    showPart();
    focusTable();
}

void ComparisonPage::showInDifferences(std::size_t candidate, const QString &baseline, const QString &candidateName)
{
    m_session->setCandidate(candidate);
    setView(View::Differences);
    m_differences->showPair(toUtf8(baseline), toUtf8(candidateName));
}

void ComparisonPage::selectNextStage(int step)
{
    const int count = m_tabs->count();
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + count) % count);
}

void ComparisonPage::focusTable()
{
    QWidget *table = view() == View::SideBySide      ? &m_sideBySide->baselineView()
                     : view() == View::AllCandidates ? &m_series->view()
                                                     : static_cast<QWidget *>(&m_differences->view());
    table->setFocus(Qt::OtherFocusReason);
}

void ComparisonPage::focusFilter()
{
    setView(View::Differences); // only there is something to filter
    m_differences->filterBar().focusText();
}

void ComparisonPage::focusNextPane(bool forward)
{
    if (view() == View::SideBySide) {
        QWidget &other =
            m_sideBySide->baselineView().hasFocus() ? m_sideBySide->candidateView() : m_sideBySide->baselineView();
        other.setFocus(Qt::TabFocusReason);
    } else if (view() == View::Differences) {
        m_differences->focusNextPane(forward);
    }
}

void ComparisonPage::copy()
{
    if (view() == View::SideBySide) {
        m_sideBySide->copy();
    } else if (view() == View::AllCandidates) {
        m_series->copy();
    } else {
        m_differences->view().copySelection();
    }
}

void ComparisonPage::run(PairCommand command)
{
    switch (command) {
    case PairCommand::OpenInDesk:
        openInDesk();
        break;
    case PairCommand::Confirm:
        decide(PairChoice::Confirmed);
        break;
    case PairCommand::Reject:
        decide(PairChoice::Rejected);
        break;
    case PairCommand::PairByHand:
        pairByHand();
        break;
    }
}

/// The command's key in the table, else what the menu says of it.
QString ComparisonPage::keyOf(PairCommand command) const
{
    static constexpr std::array kInMenu = {"comparison.open", "comparison.confirm", "comparison.reject",
                                           "comparison.byHand"};
    const QString key = m_differences->view().keyOf(command);
    return key.isEmpty() ? keyOrName(*this, kInMenu[static_cast<std::size_t>(command)]) : key;
}

void ComparisonPage::decide(PairChoice choice)
{
    const ComparisonRow *row = m_differences->currentRow();
    if (row == nullptr || !row->isPair()) {
        Q_EMIT messageRequested(
            tr("Only one side has this kernel; %1 pairs it by hand.").arg(keyOf(PairCommand::PairByHand)));
        return;
    }
    if (choice == PairChoice::Confirmed && (row->mark == PairMark::Same || row->isDecided)) {
        Q_EMIT messageRequested(row->isDecided ? tr("You said so already.") : tr("The same name needs no confirming."));
        return;
    }
    m_session->decide({std::string(row->baseline.rawName), std::string(row->candidate.rawName), choice});
    const QString undo = keyOrName(*this, "comparison.undo");
    Q_EMIT messageRequested(choice == PairChoice::Rejected ? tr("Not the same kernel; %1 takes it back.").arg(undo)
                                                           : tr("The same kernel; %1 takes it back.").arg(undo));
}

void ComparisonPage::pairByHand()
{
    const ComparisonRow *row = m_differences->currentRow();
    if (row == nullptr || row->isPair()) {
        Q_EMIT messageRequested(tr("This kernel has a partner; %1 parts them first.").arg(keyOf(PairCommand::Reject)));
        return;
    }
    // The dialog outlives results: it and what follows know names only.
    const bool isBaseline = row->baseline.isThere();
    const std::string mine(row->rawName());
    auto *dialog = new PairDialog(m_session->comparison().stages[stage()], m_session->texts(stage()), *row, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, isBaseline, mine] {
        const std::string theirs = dialog->chosen();
        if (!theirs.empty()) {
            m_session->decide({isBaseline ? mine : theirs, isBaseline ? theirs : mine, PairChoice::ByHand});
        }
    });
    dialog->open();
}

void ComparisonPage::openInDesk()
{
    const ComparisonRow *row = m_differences->currentRow();
    if (row == nullptr) {
        return;
    }
    const RunComparison &comparison = m_session->comparison();
    std::shared_ptr<const Run> found;
    std::string_view name;
    const auto look = [&](const RunSide &side, std::string_view rawName) {
        for (const std::shared_ptr<const Run> &run : side.runs()) {
            const bool isBetter = found == nullptr || (run->path() == m_deskRun && found->path() != m_deskRun);
            if (isBetter && !rawName.empty() && run->findKernel(rawName)) {
                found = run;
                name = rawName;
            }
        }
    };
    look(*comparison.candidate, row->candidate.isThere() ? row->candidate.rawName : std::string_view());
    look(*comparison.baseline, row->baseline.isThere() ? row->baseline.rawName : std::string_view());
    if (found != nullptr) {
        Q_EMIT reviewRequested(found, toQString(name));
    }
}

void ComparisonPage::exportReport()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export report"), u"comparison.html"_s,
                                     tr("Web page (*.html);;Markdown (*.md);;JSON (*.json);;Text (*.txt)"));
    if (path.isEmpty()) {
        return;
    }
    const Result<void> written = writeReport(path);
    Q_EMIT messageRequested(written ? tr("Written to %1").arg(path) : errorText(written.error()));
}

Result<void> ComparisonPage::writeReport(const QString &path)
{
    return writeFileAtomically(toPath(path), printComparison(m_session->result().comparisons, {formatFor(path)}));
}

OpenComparison ComparisonPage::state() const
{
    OpenComparison state;
    const ComparisonInput &input = m_session->input();
    state.baseline = pathsOf(input.baseline);
    for (const Runs &candidate : input.candidates) {
        state.candidates += pathsOf(candidate);
    }
    state.threshold = input.threshold;
    state.candidate = static_cast<int>(m_session->candidate());
    state.view = static_cast<OpenComparison::View>(view());
    state.stage = m_tabs->tabData(m_tabs->currentIndex()).toString();
    m_differences->describe(state);
    return state;
}

void ComparisonPage::restore(const OpenComparison &state)
{
    m_session->setCandidate(static_cast<std::size_t>(std::max(state.candidate, 0)));
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->tabData(i).toString() == state.stage) {
            m_tabs->setCurrentIndex(i);
        }
    }
    m_differences->restore(state);
    const bool hasSeries = m_session->result().comparisons.size() > 1;
    if (state.view != OpenComparison::View::AllCandidates || hasSeries) {
        setView(static_cast<View>(state.view));
    }
}

void ComparisonPage::saveLayout()
{
    m_settings.setLayout(kLayout, m_differences->saveLayout());
}

} // namespace atlas::ui
