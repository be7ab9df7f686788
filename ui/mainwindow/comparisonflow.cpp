#include "ui/mainwindow/comparisonflow.h"

#include "core/capture/openrun.h"
#include "core/report/kernelwords.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/keyhint.h"
#include "ui/common/keymap.h"
#include "ui/common/text.h"
#include "ui/comparison/comparedialog.h"
#include "ui/comparison/comparisonpage.h"
#include "ui/comparison/comparisonsummary.h"
#include "ui/mainwindow/actions.h"
#include "ui/mainwindow/runpage.h"
#include "ui/mainwindow/samplerun.h"
#include "ui/start/errorpage.h"
#include "ui/start/loadingpage.h"
#include "ui/start/tablesdialog.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// Captures open as on the run page: with the stages that their ranges suggest.
const CaptureOptions kCaptures = {.isOnlySummary = false, .stages = {}, .proposesStages = true, .rank = {}};

QStringList runsOf(const OpenComparison &comparison)
{
    QStringList paths = comparison.baseline;
    for (const QStringList &runs : comparison.candidates) {
        paths += runs;
    }
    return paths;
}

/// What a comparison is known by while it is opened: its runs.
QString marked(const QStringList &paths)
{
    return paths.join(u'\n');
}

/// The first of its runs that is not there any more; empty: all are.
QString firstGone(const OpenComparison &comparison)
{
    const QStringList paths = runsOf(comparison);
    const auto gone = std::ranges::find_if(paths, [](const QString &path) { return !isRunThere(path); });
    return gone != paths.end() ? *gone : QString();
}

/// The sample runs lie in another folder at each start.
bool isOfSamples(const OpenComparison &comparison)
{
    return std::ranges::any_of(runsOf(comparison), [](const QString &path) { return isSampleRun(toPath(path)); });
}
} // namespace

ComparisonFlow::ComparisonFlow(QMainWindow &window, QStackedWidget &pages, Settings &settings, const Actions &actions)
    : QObject(&window), m_window(window), m_pages(pages), m_settings(settings),
      m_mark(settings, Settings::Opening::Comparison), m_footer(new ElidedLabel(Qt::ElideRight, &window)),
      m_loading(new LoadingPage(&pages)), m_error(new ErrorPage(&pages))
{
    for (QWidget *page : std::initializer_list<QWidget *>{m_loading, m_error}) {
        pages.addWidget(page);
        for (QWidget *part : page->findChildren<QWidget *>()) { // the window has such pages of its own
            part->setObjectName(part->objectName().isEmpty() ? QString() : u"comparison-"_s + part->objectName());
        }
    }
    m_footer->setObjectName(u"comparisonFooter"_s);
    m_footer->setForegroundRole(QPalette::PlaceholderText);
    m_footer->setContentsMargins(8, 0, 8, 0);
    addMenu(window);
    connectActions(actions);
    connect(&m_job, &ComparisonLoadJob::progressed, m_loading, &LoadingPage::setProgress);
    connect(&m_job, &ComparisonLoadJob::loaded, this, &ComparisonFlow::showComparison);
    connect(&pages, &QStackedWidget::currentChanged, this, &ComparisonFlow::stateChanged);
    connect(&m_job, &ComparisonLoadJob::failed, this, [this](const QString &message) {
        m_mark.end();
        if (m_left) { // nobody asked for it
            leave();
            giveUpLeft(tr("The comparison that was open last cannot be shown now: %1").arg(message));
            return;
        }
        m_error->setError(fromPath(m_request.candidates.front().front().path), message);
        show(m_error);
        Q_EMIT comparingFailed(message);
    });
    connect(&m_job, &ComparisonLoadJob::severalFound, this, &ComparisonFlow::askWhichTable);
    connect(m_loading, &LoadingPage::cancelRequested, this, [this] {
        m_job.cancel();
        m_mark.end();
        if (m_left) {
            m_left->isShown = false;
        }
        leave();
    });
    connect(m_error, &ErrorPage::openRequested, this, &ComparisonFlow::askWhatToCompare);
    connect(m_error, &ErrorPage::retryRequested, this, [this] { start(m_request); });
    connect(m_error, &ErrorPage::backRequested, this, &ComparisonFlow::leave);
}

ComparisonFlow::~ComparisonFlow()
{
    m_job.cancel();
}

void ComparisonFlow::addMenu(QMainWindow &window)
{
    QMenuBar &bar = *window.menuBar();
    auto *menu = new QMenu(tr("&Compare"), &window);
    bar.insertMenu(bar.actions().isEmpty() ? nullptr : bar.actions().last(), menu); // before Help
    const auto add = [&](const QString &text, const QKeySequence &keys, const QString &tip, auto call) {
        QAction *action = menu->addAction(text);
        action->setShortcut(keys);
        action->setStatusTip(tip);
        const QString shown = keys.toString(QKeySequence::NativeText);
        action->setToolTip(shown.isEmpty() ? tip : u"%1 (%2)"_s.arg(tip, shown));
        connect(action, &QAction::triggered, this, call);
        return action;
    };
    const auto onPage = [&](const QString &text, const QKeySequence &keys, const QString &tip, auto call) {
        m_pageActions.append(add(text, keys, tip, [this, call] {
            if (m_page != nullptr) {
                call(*m_page);
            }
        }));
    };
    m_compare = add(tr("&Compare with…"), QKeySequence(Qt::CTRL | Qt::Key_D),
                    tr("Compare two runs; the open run is the baseline"), [this] { askWhatToCompare(); });
    add(tr("Compare the sam&ple runs"), {}, tr("Two small runs with invented timings, to look around"),
        [this] { compareSamples(); });
    m_return = add(tr("Show &last comparison"), QKeySequence(Qt::Key_F4), tr("Go back to the comparison"),
                   [this] { showLast(); });
    menu->addSeparator();
    onPage(tr("&Differences"), QKeySequence(Qt::ALT | Qt::Key_1), tr("Pairs of kernels with what changed"),
           [](ComparisonPage &page) { page.setView(ComparisonPage::View::Differences); });
    onPage(tr("&Side by side"), QKeySequence(Qt::ALT | Qt::Key_2), tr("Both tables as they are"),
           [](ComparisonPage &page) { page.setView(ComparisonPage::View::SideBySide); });
    onPage(tr("&All candidates"), QKeySequence(Qt::ALT | Qt::Key_3), tr("A column a run and a trend a kernel"),
           [](ComparisonPage &page) {
               if (page.session().result().comparisons.size() > 1) {
                   page.setView(ComparisonPage::View::AllCandidates);
               }
           });
    menu->addSeparator();
    onPage(tr("S&wap sides"), QKeySequence(Qt::CTRL | Qt::Key_T), tr("Baseline and candidate change places"),
           [](ComparisonPage &page) { page.session().swapSides(); });
    onPage(tr("Add candi&date…"), {}, tr("Compare one more run with the baseline"),
           [this](ComparisonPage &) { addCandidate(); });
    onPage(tr("Details of both &runs"), QKeySequence(Qt::CTRL | Qt::Key_I), tr("All that is known of both runs"),
           [](ComparisonPage &page) { page.summary().toggleIdentity(); });
    onPage(tr("&Export report…"), QKeySequence(Qt::CTRL | Qt::Key_E), tr("Write HTML, Markdown, JSON or text"),
           [](ComparisonPage &page) { page.exportReport(); });
    menu->addSeparator();
    onPage(tr("&Open in review desk"), {}, tr("Show the kernel in its run (Enter in the table)"),
           [](ComparisonPage &page) { page.run(PairCommand::OpenInDesk); });
    onPage(tr("Sa&me kernel"), {}, tr("The pair is right (C in the table)"),
           [](ComparisonPage &page) { page.run(PairCommand::Confirm); });
    onPage(tr("&Not the same kernel"), {}, tr("Never pair these two (X in the table)"),
           [](ComparisonPage &page) { page.run(PairCommand::Reject); });
    onPage(tr("Pair by &hand…"), {}, tr("Choose the partner of a kernel that has none (M in the table)"),
           [](ComparisonPage &page) { page.run(PairCommand::PairByHand); });
    onPage(tr("Names chan&ged by…"), {},
           tr("Pair all kernels whose names are equal after a substitution, like s/_jl_mod_/_jl_/"),
           [](ComparisonPage &page) { page.askForRename(); });
    onPage(tr("&Undo pair decision"), QKeySequence::Undo, tr("Take the last decision about a pair back"),
           [](ComparisonPage &page) { page.session().undoDecision(); });
    nameActions(*menu);
}

void ComparisonFlow::nameActions(const QMenu &menu)
{
    struct Name
    {
        const char *id;
        const char *inTable = nullptr; ///< the key of the table that does the same
    };
    constexpr std::array kNames = {Name{"window.compare"},
                                   Name{"window.compareSamples"},
                                   Name{"window.lastComparison"},
                                   Name{"comparison.differences"},
                                   Name{"comparison.sideBySide"},
                                   Name{"comparison.all"},
                                   Name{"comparison.swap"},
                                   Name{"comparison.addCandidate"},
                                   Name{"comparison.details"},
                                   Name{"comparison.export"},
                                   Name{"comparison.open", "pairs.open"},
                                   Name{"comparison.confirm", "pairs.confirm"},
                                   Name{"comparison.reject", "pairs.reject"},
                                   Name{"comparison.byHand", "pairs.byHand"},
                                   Name{"comparison.rename"},
                                   Name{"comparison.undo"}};
    std::size_t next = 0;
    for (QAction *action : menu.actions()) {
        if (action->isSeparator() || next == kNames.size()) {
            continue;
        }
        const Name &name = kNames[next++];
        action->setObjectName(QString::fromLatin1(name.id));
        if (m_pageActions.contains(action)) {
            action->setProperty(kKeyScopeProperty, static_cast<int>(KeyScope::ComparisonPage));
        }
        if (name.inTable != nullptr) {
            setKeyHint(*action, name.inTable);
        }
    }
}

void ComparisonFlow::connectActions(const Actions &a)
{
    const auto onPage = [this](auto call) {
        return [this, call] {
            if (m_page != nullptr && m_pages.currentWidget() == m_page) {
                call(*m_page);
            }
        };
    };
    connect(a.find, &QAction::triggered, this, onPage([](ComparisonPage &page) { page.focusFilter(); }));
    connect(a.copy, &QAction::triggered, this, onPage([](ComparisonPage &page) { page.copy(); }));
    connect(a.nextTable, &QAction::triggered, this, onPage([](ComparisonPage &page) { page.selectNextStage(1); }));
    connect(a.previousTable, &QAction::triggered, this, onPage([](ComparisonPage &page) { page.selectNextStage(-1); }));
    connect(a.nextPane, &QAction::triggered, this, onPage([](ComparisonPage &page) { page.focusNextPane(true); }));
    connect(a.previousPane, &QAction::triggered, this, onPage([](ComparisonPage &page) { page.focusNextPane(false); }));
}

void ComparisonFlow::setOpenRun(const std::shared_ptr<LoadedRun> &run, RunPage *page)
{
    m_openRun = run;
    m_runPage = page;
    m_hasWordsOfOpenRun = false; // what was opened keeps the names of its own run
    m_request.words.reset();
    if (m_page != nullptr) {
        m_page->setDeskRun(run != nullptr ? run->run->path() : std::filesystem::path());
    }
    if (page != nullptr) {
        connect(&page->session(), &RunSession::rulesChanged, this, &ComparisonFlow::takeNewWords);
    }
}

KernelWords ComparisonFlow::wordsOfOpenRun() const
{
    return kernelWords(m_runPage->session().snapshot(), m_runPage->session().sharedRules());
}

void ComparisonFlow::takeNewWords()
{
    if (m_request.words) {
        m_request.words = wordsOfOpenRun(); // to try again with
        m_areWordsOld = true;
    }
    if (m_page != nullptr && m_hasWordsOfOpenRun) {
        m_page->session().setWords(wordsOfOpenRun());
    }
}

ComparedRun ComparisonFlow::runAt(const QString &path) const
{
    const std::filesystem::path absolute = toPath(QFileInfo(path).absoluteFilePath());
    std::error_code error;
    const bool isOpen = m_runPage != nullptr && (absolute == m_openRun->run->path() ||
                                                 std::filesystem::equivalent(absolute, m_openRun->run->path(), error));
    return {absolute, isOpen ? m_openRun->run : nullptr};
}

void ComparisonFlow::askWhatToCompare()
{
    const QString open = m_runPage != nullptr ? fromPath(m_openRun->run->path()) : QString();
    auto *dialog = new CompareDialog(open, m_settings.recentRuns(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (dialog->isRepeated()) {
            compareRepeated(dialog->baselines(), dialog->candidates());
        } else {
            compare(dialog->baselines().front(), dialog->candidates());
        }
    });
    dialog->open();
}

ComparisonRequest ComparisonFlow::requestFor(const QStringList &baseline, const QString &catalog) const
{
    ComparisonRequest request;
    for (const QString &path : baseline) {
        request.baseline.push_back(runAt(path));
    }
    request.rules = m_rules;
    request.packs = m_settings.rulePacks();
    request.pairsFolder = m_settings.dataFolder() / "pairs";
    if (!catalog.isEmpty()) {
        request.catalog = toPath(QFileInfo(catalog).absoluteFilePath());
    } else if (m_runPage != nullptr) {
        request.words = wordsOfOpenRun();
    }
    return request;
}

void ComparisonFlow::compare(const QString &baseline, const QStringList &candidates, const QString &catalog,
                             bool isChosen)
{
    ComparisonRequest request = requestFor({baseline}, catalog);
    for (const QString &path : candidates) {
        request.candidates.push_back({runAt(path)});
        request.candidates.back().front().isChosen = isChosen;
    }
    request.baseline.front().isChosen = isChosen;
    start(request);
}

void ComparisonFlow::askWhichTable(const AmbiguousRun &run)
{
    m_mark.end();
    auto *dialog = new TablesDialog(run.parts, run.path, TablesDialog::Asked::ToCompare, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(run.isBaseline ? tr("Which one is the baseline?") : tr("Which one is the candidate?"));
    connect(dialog, &QDialog::rejected, this, &ComparisonFlow::leave);
    connect(dialog, &QDialog::accepted, this, [this, dialog, run] {
        const auto choose = [&](std::vector<ComparedRun> &side) {
            const auto open = std::ranges::find_if(
                side, [&](const ComparedRun &each) { return !each.isChosen && each.path == run.path; });
            if (open == side.end()) {
                return false;
            }
            *open = {toPath(dialog->chosen().front()), nullptr, true};
            return true;
        };
        ComparisonRequest request = m_request;
        if (!run.isBaseline || !choose(request.baseline)) {
            static_cast<void>(std::ranges::any_of(request.candidates, choose));
        }
        load(request);
    });
    dialog->open();
}

void ComparisonFlow::compareSamples()
{
    const Result<std::filesystem::path> baseline = sampleRunPath();
    const Result<std::filesystem::path> candidate = sampleCandidatePath();
    if (baseline && candidate) {
        compare(fromPath(*baseline), {fromPath(*candidate)});
    } else {
        Q_EMIT messageRequested(errorText((baseline ? candidate : baseline).error()));
    }
}

void ComparisonFlow::compareRepeated(const QStringList &baseline, const QStringList &candidate, const QString &catalog)
{
    ComparisonRequest request = requestFor(baseline, catalog);
    std::vector<ComparedRun> &runs = request.candidates.emplace_back();
    for (const QString &path : candidate) {
        runs.push_back(runAt(path));
    }
    start(request);
}

void ComparisonFlow::setLeft(const OpenComparison &left)
{
    m_left = left.isOpen() ? std::optional(left) : std::nullopt;
    Q_EMIT stateChanged();
}

void ComparisonFlow::resume()
{
    const QStringList ended = m_settings.takeEndedOpenings(Settings::Opening::Comparison);
    if (!m_left || !m_left->isShown) {
        return;
    }
    if (!ended.contains(marked(runsOf(*m_left)))) {
        restoreLeft();
        return;
    }
    m_left->isShown = false; // it waits behind "Show last comparison"
    Q_EMIT lastWithheld(tr("The program ended while it opened this comparison, so it is not opened by itself: %1")
                            .arg(runsOf(*m_left).join(tr(" with "))));
    Q_EMIT stateChanged();
}

void ComparisonFlow::showLast()
{
    if (m_left) {
        restoreLeft();
    } else {
        show(m_page);
    }
}

void ComparisonFlow::restoreLeft()
{
    if (const QString gone = firstGone(*m_left); !gone.isEmpty()) {
        giveUpLeft(tr("The comparison that was open last is not shown: %1 is not there any more.").arg(gone));
        return;
    }
    ComparisonRequest request = requestFor(m_left->baseline, m_left->catalog);
    request.threshold = m_left->threshold;
    for (const QStringList &runs : m_left->candidates) {
        std::vector<ComparedRun> &side = request.candidates.emplace_back();
        for (const QString &path : runs) {
            side.push_back(runAt(path));
            side.back().isChosen = true;
        }
    }
    for (ComparedRun &run : request.baseline) {
        run.isChosen = true; // it was compared
    }
    load(request);
}

void ComparisonFlow::giveUpLeft(const QString &message)
{
    m_left.reset();
    Q_EMIT notRestored(message);
    Q_EMIT stateChanged();
}

OpenComparison ComparisonFlow::state() const
{
    if (m_left || m_page == nullptr) {
        return m_left.value_or(OpenComparison());
    }
    OpenComparison state = m_page->state();
    if (isOfSamples(state)) {
        return {};
    }
    state.catalog = fromPath(m_shownCatalog);
    state.isShown = m_pages.currentWidget() == m_page;
    return state;
}

void ComparisonFlow::start(const ComparisonRequest &request)
{
    m_left.reset(); // another one is the last now
    load(request);
}

void ComparisonFlow::load(const ComparisonRequest &request)
{
    m_request = request;
    m_areWordsOld = false;
    QStringList paths;
    const auto addPaths = [&paths](const std::vector<ComparedRun> &side) {
        std::ranges::transform(side, std::back_inserter(paths),
                               [](const ComparedRun &run) { return fromPath(run.path); });
    };
    addPaths(request.baseline);
    std::ranges::for_each(request.candidates, addPaths);
    m_mark.begin(marked(paths));
    m_loading->begin(fromPath(request.candidates.front().front().path));
    show(m_loading);
    m_job.start(request);
}

void ComparisonFlow::show(QWidget *page)
{
    if (page != nullptr) {
        m_pages.setCurrentWidget(page);
        Q_EMIT shown();
    }
}

void ComparisonFlow::showComparison(const std::shared_ptr<LoadedComparison> &loaded)
{
    if (m_page != nullptr) {
        m_page->saveLayout();
        disconnect(m_page, nullptr, this, nullptr); // it goes
        m_pages.removeWidget(m_page);
        delete std::exchange(m_page, nullptr);
    }
    m_page = new ComparisonPage(*loaded, m_request.pairsFolder, m_settings, &m_pages);
    m_page->setDeskRun(m_runPage != nullptr ? m_openRun->run->path() : std::filesystem::path());
    m_hasWordsOfOpenRun = m_request.words.has_value();
    m_shownCatalog = m_request.catalog;
    if (m_hasWordsOfOpenRun && m_areWordsOld) {
        m_page->session().setWords(*m_request.words);
    }
    m_pages.addWidget(m_page);
    connect(m_page, &ComparisonPage::backRequested, this, &ComparisonFlow::leave);
    connect(m_page, &ComparisonPage::addCandidateRequested, this, &ComparisonFlow::addCandidate);
    connect(m_page, &ComparisonPage::reviewRequested, this, &ComparisonFlow::reviewRequested);
    connect(m_page, &ComparisonPage::messageRequested, this, &ComparisonFlow::messageRequested);
    connect(m_page, &ComparisonPage::footerChanged, m_footer, [this](const QString &text) {
        m_footer->setFullText(tr("%1 · signs are candidate − baseline").arg(text));
    });
    show(m_page);
    m_page->showTable(); // tells the footer
    m_page->focusTable();
    if (const auto left = std::exchange(m_left, std::nullopt)) {
        m_page->restore(*left);
    }
    connect(m_page, &ComparisonPage::stateChanged, this, &ComparisonFlow::stateChanged);
    for (const std::string &problem : loaded->problems) {
        Q_EMIT messageRequested(toQString(problem));
    }
    m_mark.begin(marked(runsOf(m_page->state()))); // by the paths that the next start knows it by
    m_mark.settle([] { return true; });            // all was computed before
    Q_EMIT compared();
}

void ComparisonFlow::addCandidate()
{
    const QString path =
        QFileDialog::getExistingDirectory(&m_window, tr("Add candidate"), m_settings.recentRuns().value(0));
    if (!path.isEmpty()) {
        loadCandidate(path);
    }
}

void ComparisonFlow::loadCandidate(const QString &path)
{
    const ComparedRun wanted = runAt(path);
    m_mark.begin(marked(runsOf(state()) + QStringList{fromPath(wanted.path)}));
    Q_EMIT messageRequested(tr("Loading %1").arg(path));
    m_candidateTask.start(
        [wanted](const std::stop_token &stop) {
            return wanted.run ? Result<std::shared_ptr<const Run>>(wanted.run)
                              : openRun(wanted.path, {}, kCaptures, stop).transform([](OpenedRun &&opened) {
                                    return std::move(opened.run);
                                });
        },
        [this](const Result<std::shared_ptr<const Run>> &run) {
            m_mark.settle([this] { return m_page == nullptr || !m_page->session().isComparing(); });
            if (!run) {
                Q_EMIT messageRequested(errorText(run.error()));
            } else if (m_page != nullptr) {
                m_page->session().addCandidate(*run);
            }
        });
}

bool ComparisonFlow::isShown() const
{
    const QWidget *current = m_pages.currentWidget();
    return current == m_loading || current == m_error || (m_page != nullptr && current == m_page);
}

void ComparisonFlow::leave()
{
    Q_EMIT left();
}

QWidget *ComparisonFlow::footer() const
{
    return m_footer;
}

void ComparisonFlow::refreshActions(const Actions &a)
{
    const bool isPage = m_page != nullptr && m_pages.currentWidget() == m_page;
    for (QAction *action : m_pageActions) {
        action->setEnabled(isPage);
    }
    m_compare->setEnabled(m_pages.currentWidget() != m_loading);
    m_return->setEnabled((m_page != nullptr || m_left) && !isPage && m_pages.currentWidget() != m_loading);
    m_footer->setVisible(isPage);
    if (isShown()) {
        a.closeRun->setEnabled(true); // leaves the comparison first
    }
    if (isPage) {
        for (QAction *action : {a.find, a.copy, a.nextTable, a.previousTable, a.nextPane, a.previousPane}) {
            action->setEnabled(true);
        }
    }
}

} // namespace atlas::ui
