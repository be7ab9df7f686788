#include "ui/mainwindow/mainwindow.h"

#include "core/base/format.h"
#include "core/run/filekind.h"
#include "ui/common/corewords.h"
#include "ui/common/counttext.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/flatstyle.h"
#include "ui/common/icons.h"
#include "ui/common/keybindings.h"
#include "ui/common/noticebar.h"
#include "ui/common/text.h"
#include "ui/common/textzoom.h"
#include "ui/common/windowsize.h"
#include "ui/help/handbook.h"
#include "ui/kernel/kernelpanel.h"
#include "ui/mainwindow/actions.h"
#include "ui/mainwindow/catalogflow.h"
#include "ui/mainwindow/comparisonflow.h"
#include "ui/mainwindow/leftedits.h"
#include "ui/mainwindow/reviewdialogs.h"
#include "ui/mainwindow/runpage.h"
#include "ui/mainwindow/samplerun.h"
#include "ui/mainwindow/sessionkeeper.h"
#include "ui/mainwindow/shortcuts.h"
#include "ui/mainwindow/shortcutsdialog.h"
#include "ui/publish/publishdialog.h"
#include "ui/review/refreshdialog.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/run/kerneltableview.h"
#include "ui/session/ruledesk.h"
#include "ui/start/choosepage.h"
#include "ui/start/errorpage.h"
#include "ui/start/loadingpage.h"
#include "ui/start/opendialog.h"
#include "ui/start/startpage.h"
#include "ui/start/tablesdialog.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QDialog>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QStatusBar>
#include <QStyleHints>
#include <QToolButton>
#include <QUrl>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kMessageMs = 8000;
constexpr int kWarningMs = 30'000;
constexpr int kProgressWidth = 160;
constexpr int kProgressHeight = 7;
const QString kDetails = u"details"_s;
const QString kBelow = u"below"_s;

QToolButton *headerButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text().remove(u'&'));
    return button;
}

/// The action's tip, with the key that it has now.
void followTip(QWidget &widget, const QAction &action)
{
    const auto show = [&widget, &action] { widget.setToolTip(action.toolTip()); };
    QObject::connect(&action, &QAction::changed, &widget, show);
    show();
}

/// Checks the one of a group's actions that stands for `choice`.
void check(const QActionGroup &group, int choice)
{
    for (QAction *action : group.actions()) {
        action->setChecked(action->data().toInt() == choice);
    }
}

QString droppedPath(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return urls.size() == 1 && urls.front().isLocalFile() ? urls.front().toLocalFile() : QString();
}
} // namespace

MainWindow::MainWindow(Settings &settings, QWidget *parent)
    : QMainWindow(parent), m_settings(settings), m_actions(std::make_unique<Actions>(*this)),
      m_mark(settings, Settings::Opening::Run), m_pages(new QStackedWidget(this)), m_start(new StartPage(m_pages)),
      m_choose(new ChoosePage(m_pages)), m_loading(new LoadingPage(m_pages)), m_error(new ErrorPage(m_pages)),
      m_comparison(new ComparisonFlow(*this, *m_pages, settings, *m_actions)),
      m_keeper(new SessionKeeper(*this, settings, *m_comparison)), m_shortcuts(new Shortcuts(*this, settings)),
      m_notice(new NoticeBar(this)), m_catalogs(new CatalogFlow(*this, *m_notice)), m_header(new QWidget(this)),
      m_headline(new ElidedLabel(Qt::ElideRight, m_header)), m_rulesButton(new QPushButton(m_header)),
      m_publishButton(new QPushButton(m_header)), m_reviewed(new QLabel(this)), m_reviewedBar(new QProgressBar(this)),
      m_reviewedTime(new ElidedLabel(Qt::ElideRight, this)), m_selectionLabel(new QLabel(this)),
      m_catalogLabel(new ElidedLabel(Qt::ElideMiddle, this))
{
    setWindowIcon(applicationIcon());
    setWindowTitle(tr("Kernel Atlas"));
    setAcceptDrops(true);
    setMinimumSize(withinScreen(*this, {900, 560}));
    resizeWithinScreen(*this, {1440, 900});
    buildHeader();
    buildPages();
    buildStatus();
    connectActions();
    restoreGeometry(settings.windowGeometry());
    m_actions->fullScreen->setChecked(isFullScreen()); // as it was left
    check(*m_actions->theme, static_cast<int>(settings.theme()));
    check(*m_actions->language, static_cast<int>(settings.language()));
    showStart();
}

MainWindow::~MainWindow()
{
    m_job.cancel();
    // Open ones look at the run and at the keys, which go before other children of the window do. Hidden first: what
    // their fields do when the focus leaves still needs all of the dialog.
    const QList<QDialog *> dialogs = findChildren<QDialog *>(Qt::FindDirectChildrenOnly);
    for (QDialog *dialog : dialogs) {
        dialog->hide();
        delete dialog;
    }
    dropRunPage();
}

void MainWindow::buildHeader()
{
    auto *open = new QPushButton(tr("Open…"), m_header);
    followTip(*open, *m_actions->openRun);
    connect(open, &QPushButton::clicked, m_actions->openRun, &QAction::trigger);
    auto *compare = new QPushButton(tr("Compare with…"), m_header);
    compare->setObjectName(u"headerCompare"_s);
    followTip(*compare, *m_comparison->compareAction());
    connect(compare, &QPushButton::clicked, m_comparison->compareAction(), &QAction::trigger);
    m_headline->setObjectName(u"headline"_s);
    m_headline->setForegroundRole(QPalette::PlaceholderText);
    m_publishButton->setObjectName(u"headerPublish"_s);
    m_publishButton->setProperty(kPrimaryProperty, true);
    followTip(*m_publishButton, *m_actions->publish);
    connect(m_publishButton, &QPushButton::clicked, m_actions->publish, &QAction::trigger);
    auto *layout = new QHBoxLayout(m_header);
    layout->setContentsMargins(10, 6, 10, 6);
    layout->setSpacing(7);
    layout->addWidget(open);
    layout->addWidget(compare);
    layout->addWidget(headerButton(m_actions->undo, m_header));
    layout->addWidget(headerButton(m_actions->redo, m_header));
    layout->addSpacing(8);
    layout->addWidget(m_headline, 1);
    m_rulesButton->setObjectName(u"headerRules"_s);
    followTip(*m_rulesButton, *m_actions->showRules);
    connect(m_rulesButton, &QPushButton::clicked, m_actions->showRules, &QAction::trigger);
    layout->addWidget(m_rulesButton);
    layout->addWidget(m_publishButton);
}

void MainWindow::buildPages()
{
    for (QWidget *page : std::initializer_list<QWidget *>{m_start, m_choose, m_loading, m_error}) {
        m_pages->addWidget(page);
    }
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_notice);
    layout->addWidget(m_pages, 1);
    setCentralWidget(central);
    const auto open = [this](const QString &path) { openRun(path); };
    connect(m_start, &StartPage::openRequested, m_actions->openRun, &QAction::trigger);
    connect(m_start, &StartPage::sampleRequested, m_actions->openSample, &QAction::trigger);
    connect(m_start, &StartPage::compareRequested, m_comparison->compareAction(), &QAction::trigger);
    connect(m_start, &StartPage::runChosen, this, open);
    connect(m_start, &StartPage::lastComparisonRequested, m_comparison, &ComparisonFlow::showLast);
    connect(m_comparison, &ComparisonFlow::lastWithheld, this, [this](const QString &message) {
        m_start->addNote(message);
        m_start->offerComparison(true);
        statusBar()->showMessage(message, kWarningMs);
        refreshActions();
    });
    connect(m_comparison, &ComparisonFlow::compared, m_start, [this] { m_start->offerComparison(false); });
    connect(m_comparison, &ComparisonFlow::shown, m_shortcuts, &Shortcuts::apply); // a table that is new
    connect(m_comparison, &ComparisonFlow::shown, this, &MainWindow::refreshActions);
    connect(m_shortcuts, &Shortcuts::changed, this, &MainWindow::refreshActions);
    connect(m_comparison, &ComparisonFlow::left, this, &MainWindow::backToRunOrStart);
    connect(m_comparison, &ComparisonFlow::reviewRequested, this, &MainWindow::reviewKernel);
    connect(m_comparison, &ComparisonFlow::messageRequested, this,
            [this](const QString &message) { statusBar()->showMessage(message, kMessageMs); });
    connect(m_comparison, &ComparisonFlow::notRestored, this, [this](const QString &message) {
        if (m_runPage == nullptr) {
            m_start->addNote(message);
        }
        statusBar()->showMessage(message, kWarningMs);
        refreshActions();
    });
    connect(m_choose, &ChoosePage::runChosen, this, open);
    connect(m_choose, &ChoosePage::backRequested, this, &MainWindow::backToRunOrStart);
    connect(m_loading, &LoadingPage::cancelRequested, this, &MainWindow::cancelLoading);
    connect(m_error, &ErrorPage::openRequested, m_actions->openRun, &QAction::trigger);
    connect(m_error, &ErrorPage::retryRequested, this, [this] { startLoading(m_request); });
    connect(m_error, &ErrorPage::backRequested, this, &MainWindow::backToRunOrStart);
    connect(&m_job, &RunLoadJob::progressed, m_loading, &LoadingPage::setProgress);
    connect(&m_job, &RunLoadJob::loaded, this, &MainWindow::showRun);
    connect(&m_job, &RunLoadJob::failed, this, &MainWindow::showFailure);
    connect(&m_job, &RunLoadJob::severalFound, this, [this](const std::vector<FoundRun> &runs) {
        m_mark.end();
        m_choose->setRuns(runs);
        m_pages->setCurrentWidget(m_choose);
    });
    connect(&m_job, &RunLoadJob::partsFound, this, &MainWindow::askWhichTable);
}

void MainWindow::buildStatus()
{
    m_selectionLabel->setTextFormat(Qt::PlainText);
    m_selectionLabel->setObjectName(u"selectionSummary"_s);
    m_selectionLabel->setForegroundRole(QPalette::PlaceholderText);
    m_catalogLabel->setObjectName(u"catalogState"_s);
    m_catalogLabel->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {m_reviewed, static_cast<QLabel *>(m_reviewedTime)}) {
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    m_reviewed->setObjectName(u"reviewProgress"_s);
    m_reviewedTime->setObjectName(u"reviewProgressTime"_s);
    m_reviewedBar->setAccessibleName(tr("Reviewed share of the selection's GPU time"));
    m_reviewedBar->setTextVisible(false);
    m_reviewedBar->setRange(0, 1000);
    m_reviewedBar->setFixedSize(kProgressWidth, kProgressHeight);
    m_reviewed->setContentsMargins(8, 0, 6, 0);
    m_reviewedTime->setContentsMargins(6, 0, 12, 0);
    // What gives way to a message; what is inside comes and goes with the page.
    auto *line = new QWidget(this);
    line->setObjectName(u"reviewLine"_s);
    auto *inLine = new QHBoxLayout(line);
    inLine->setContentsMargins(0, 0, 0, 0);
    inLine->addWidget(m_reviewedTime, 1);
    inLine->addWidget(m_comparison->footer(), 1);
    auto *message = new ElidedLabel(Qt::ElideRight, this);
    message->setObjectName(u"statusMessage"_s);
    message->setContentsMargins(8, 0, 12, 0);
    message->hide();
    connect(statusBar(), &QStatusBar::messageChanged, this, [line, message](const QString &text) {
        message->setFullText(text);
        message->setVisible(!text.isEmpty());
        line->setVisible(text.isEmpty());
    });
    // The bar itself would put a message over all that is not permanent: progress is always in sight.
    auto *all = new QWidget(this);
    auto *inAll = new QHBoxLayout(all);
    inAll->setContentsMargins(0, 0, 0, 0);
    inAll->setSpacing(4);
    inAll->addWidget(m_reviewed);
    inAll->addWidget(m_reviewedBar);
    inAll->addWidget(line, 1);
    inAll->addWidget(message, 1);
    statusBar()->addPermanentWidget(all, 1);
    statusBar()->addPermanentWidget(m_selectionLabel);
    statusBar()->addPermanentWidget(m_catalogLabel);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(4, 0, 10, 0);
    m_selectionLabel->setContentsMargins(0, 0, 16, 0);
}

void MainWindow::connectActions()
{
    const Actions &a = *m_actions;
    const auto onPage = [this](auto call) {
        return [this, call] {
            if (m_runPage != nullptr && m_pages->currentWidget() == m_runPage) {
                call(*m_runPage);
            }
        };
    };
    connect(a.openRun, &QAction::triggered, this, &MainWindow::chooseRun);
    connect(a.openSample, &QAction::triggered, this, &MainWindow::openSampleRun);
    connect(a.recentRuns, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    connect(a.openCatalog, &QAction::triggered, this, &MainWindow::chooseCatalog);
    connect(a.publish, &QAction::triggered, this, &MainWindow::publish);
    connect(a.closeRun, &QAction::triggered, this, &MainWindow::closeRun);
    connect(a.quit, &QAction::triggered, this, &QWidget::close);
    connect(a.undo, &QAction::triggered, this, onPage([](RunPage &page) { page.session().undo(); }));
    connect(a.redo, &QAction::triggered, this, onPage([](RunPage &page) { page.session().redo(); }));
    connect(a.copy, &QAction::triggered, this, onPage([](RunPage &page) { page.table().view().copySelection(); }));
    connect(a.editFields, &QAction::triggered, this,
            onPage([](RunPage &page) { page.kernel().focusField(page.kernel().currentField()); }));
    const auto review = [&](QAction *action, ReviewCommand command) {
        connect(action, &QAction::triggered, this, onPage([command](RunPage &page) { page.review(command); }));
    };
    review(a.accept, ReviewCommand::AcceptAndNext);
    review(a.reviewFamily, ReviewCommand::Family);
    review(a.needsWork, ReviewCommand::NeedsWork);
    review(a.unreview, ReviewCommand::Unreview);
    review(a.togglePicked, ReviewCommand::TogglePicked);
    review(a.nextUnreviewed, ReviewCommand::Next);
    review(a.previousUnreviewed, ReviewCommand::Previous);
    review(a.nextSimilar, ReviewCommand::NextSimilar);
    connect(a.takeNewReadings, &QAction::triggered, this, onPage([this](RunPage &page) {
                page.kernel().commitPending();
                auto *dialog = new RefreshDialog(page.session(), this);
                dialog->setAttribute(Qt::WA_DeleteOnClose);
                dialog->open();
            }));
    connect(a.decideConflicts, &QAction::triggered, m_catalogs, &CatalogFlow::ask);
    connect(a.takeAllExact, &QAction::triggered, this, onPage([](RunPage &page) { page.takeAllExact(); }));
    connect(a.setField, &QAction::triggered, this,
            onPage([](RunPage &page) { editMany(page, BulkEditDialog::Mode::SetField); }));
    connect(a.replace, &QAction::triggered, this,
            onPage([](RunPage &page) { editMany(page, BulkEditDialog::Mode::Replace); }));
    connect(a.find, &QAction::triggered, this, onPage([](RunPage &page) { page.focusFilter(); }));
    connect(a.nextPane, &QAction::triggered, this, onPage([](RunPage &page) { page.focusNextPane(true); }));
    connect(a.previousPane, &QAction::triggered, this, onPage([](RunPage &page) { page.focusNextPane(false); }));
    connect(a.nextTable, &QAction::triggered, this, onPage([](RunPage &page) { page.selectNextStage(1); }));
    connect(a.previousTable, &QAction::triggered, this, onPage([](RunPage &page) { page.selectNextStage(-1); }));
    connect(a.refresh, &QAction::triggered, this, onPage([](RunPage &page) { page.table().refresh(); }));
    connect(a.showChanges, &QAction::triggered, this, onPage([this](RunPage &page) {
                m_actions->belowShown->setChecked(true);
                page.showChanges();
            }));
    connect(a.showProblems, &QAction::triggered, this, onPage([this](RunPage &page) {
                m_actions->belowShown->setChecked(true);
                page.showProblems();
            }));
    connect(a.showHistory, &QAction::triggered, this, onPage([this](RunPage &page) {
                m_actions->belowShown->setChecked(true);
                page.showHistory();
            }));
    connect(a.newRule, &QAction::triggered, this, onPage([](RunPage &page) { page.newRule(); }));
    connect(a.showRules, &QAction::triggered, this, onPage([](RunPage &page) { page.showRules(); }));
    connect(a.reloadRules, &QAction::triggered, this, onPage([](RunPage &page) { page.ruleDesk().reload(); }));
    a.detailsShown->setChecked(m_settings.isPaneShown(kDetails));
    a.belowShown->setChecked(m_settings.isPaneShown(kBelow));
    a.reopenRun->setChecked(m_settings.reopensRun());
    connect(a.reopenRun, &QAction::toggled, this, [this](bool on) { m_settings.setReopensRun(on); });
    connect(a.detailsShown, &QAction::toggled, this, [this](bool on) {
        m_settings.setPaneShown(kDetails, on);
        if (m_runPage != nullptr) {
            m_runPage->setDetailsVisible(on);
        }
    });
    connect(a.belowShown, &QAction::toggled, this, [this](bool on) {
        m_settings.setPaneShown(kBelow, on);
        if (m_runPage != nullptr) {
            m_runPage->setBelowVisible(on);
        }
    });
    connect(a.zoomIn, &QAction::triggered, this, [this] { setTextZoom(nextTextZoom(m_settings.textZoom(), 1)); });
    connect(a.zoomOut, &QAction::triggered, this, [this] { setTextZoom(nextTextZoom(m_settings.textZoom(), -1)); });
    connect(a.zoomReset, &QAction::triggered, this, [this] { setTextZoom(kUsualTextZoom); });
    connect(a.fullScreen, &QAction::toggled, this, [this](bool on) {
        setWindowState(on ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen);
    });
    connect(a.theme, &QActionGroup::triggered, this,
            [this](const QAction *action) { setTheme(static_cast<ThemeChoice>(action->data().toInt())); });
    connect(a.language, &QActionGroup::triggered, this,
            [this](const QAction *action) { setLanguage(static_cast<LanguageChoice>(action->data().toInt())); });
    connect(a.handbook, &QAction::triggered, this, [this] { openHandbook(*this); });
    connect(a.shortcuts, &QAction::triggered, this, [this] { showShortcuts(*m_shortcuts, *this); });
    connect(a.about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(QApplication::styleHints(), &QStyleHints::colorSchemeChanged, this,
            [this] { applyTheme(m_settings.theme()); });
    connect(m_catalogs, &CatalogFlow::messageRequested, this, [this](const QString &message, bool isWarning) {
        statusBar()->showMessage(message, isWarning ? kWarningMs : kMessageMs);
    });
    fillRecentMenu();
    fillMemoryMenu();
}

void MainWindow::setTheme(ThemeChoice theme)
{
    m_settings.setTheme(theme);
    check(*m_actions->theme, static_cast<int>(theme));
    applyTheme(theme);
}

void MainWindow::setLanguage(LanguageChoice language)
{
    m_settings.setLanguage(language);
    check(*m_actions->language, static_cast<int>(language));
    auto *box = new QMessageBox(QMessageBox::Information, tr("Language"),
                                tr("Kernel Atlas speaks the language you chose when it is started the next time."),
                                QMessageBox::Ok, this);
    box->setObjectName(u"languageBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::fillRecentMenu()
{
    QMenu &menu = *m_actions->recentRuns;
    menu.clear();
    const QStringList paths = m_settings.recentRuns();
    for (const QString &path : paths) {
        connect(menu.addAction(QString(path).replace(u'&', u"&&"_s)), &QAction::triggered, this,
                [this, path] { openRun(path); });
    }
    if (!paths.isEmpty()) {
        menu.addSeparator();
        connect(menu.addAction(tr("Forget these")), &QAction::triggered, this, [this] {
            m_settings.clearRecentRuns();
            m_start->setRecentRuns({});
            m_actions->recentRuns->setEnabled(false);
        });
    }
    menu.setEnabled(!paths.isEmpty());
}

void MainWindow::fillMemoryMenu()
{
    QMenu &menu = *m_actions->memory;
    menu.clear();
    connect(menu.addAction(tr("&Add a catalog…")), &QAction::triggered, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Catalog whose decisions are offered"), {},
                                                          tr("Catalogs (*.yaml *.yml);;All files (*)"));
        if (!path.isEmpty()) {
            setMemoryCatalogs(m_settings.memoryCatalogs() + QStringList{path});
        }
    });
    const QStringList paths = m_settings.memoryCatalogs();
    if (!paths.isEmpty()) {
        menu.addSection(tr("Offered now; choose one to leave it out"));
    }
    for (const QString &path : paths) {
        QAction *action = menu.addAction(QString(path).replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setChecked(true);
        connect(action, &QAction::triggered, this, [this, path] {
            QStringList kept = m_settings.memoryCatalogs();
            kept.removeAll(path);
            setMemoryCatalogs(kept);
        });
    }
}

void MainWindow::setMemoryCatalogs(const QStringList &paths)
{
    QStringList unique = paths;
    unique.removeDuplicates();
    m_settings.setMemoryCatalogs(unique);
    if (m_runPage != nullptr) {
        m_runPage->setMemoryCatalogs(unique);
    }
    // Not from within the menu that is about to be filled anew.
    QMetaObject::invokeMethod(this, &MainWindow::fillMemoryMenu, Qt::QueuedConnection);
}

void MainWindow::showStart()
{
    m_start->setRecentRuns(m_settings.recentRuns());
    m_pages->setCurrentWidget(m_start);
    setWindowTitle(tr("Kernel Atlas"));
    refreshActions();
}

void MainWindow::chooseRun()
{
    auto *dialog = new OpenDialog(QFileInfo(m_settings.recentRuns().value(0)).absolutePath(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { openPath(dialog->chosen()); });
    dialog->open();
}

void MainWindow::openPath(const QString &path)
{
    const Result<RecognisedFile> file =
        QFileInfo(path).isFile() ? recogniseFile(toPath(path)) : Result<RecognisedFile>(RecognisedFile());
    if (!file || file->kind != FileKind::Catalog) {
        openRun(path);
    } else if (m_runPage != nullptr) {
        backToRunOrStart();
        openCatalog(path);
    } else {
        m_nextCatalog = path;
        showStart();
        m_start->setNote(tr("This catalog is reviewed into by the run that is opened next: %1").arg(path));
    }
}

void MainWindow::setTextZoom(int percent)
{
    m_settings.setTextZoom(percent);
    applyTextZoom(percent);
    statusBar()->showMessage(tr("Text size %1 %").arg(percent), kMessageMs);
}

void MainWindow::openSampleRun()
{
    const Result<std::filesystem::path> path = sampleRunPath();
    if (path) {
        openRun(fromPath(*path));
    } else {
        showFailure(errorText(path.error()));
    }
}

void MainWindow::openRun(const QString &path, const QString &catalog)
{
    if (mayLeaveRun()) {
        const QString into = catalog.isEmpty() ? std::exchange(m_nextCatalog, {}) : catalog;
        startLoading({toPath(QFileInfo(path).absoluteFilePath()),
                      into.isEmpty() ? std::filesystem::path() : toPath(QFileInfo(into).absoluteFilePath()), m_rules});
    }
}

void MainWindow::startLoading(const LoadRequest &request)
{
    m_request = request;
    m_request.packs = m_settings.rulePacks();
    m_isResuming = false;
    m_toReveal.clear();
    m_mark.begin(fromPath(request.path));
    m_loading->begin(fromPath(request.path));
    m_pages->setCurrentWidget(m_loading);
    refreshActions();
    m_job.start(m_request);
}

void MainWindow::askWhichTable(const RunParts &parts)
{
    m_mark.end();
    auto *dialog = new TablesDialog(parts, m_request.path, TablesDialog::Asked::ToOpen, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::rejected, this, &MainWindow::cancelLoading);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const QStringList chosen = dialog->chosen();
        if (chosen.size() > 1) {
            backToRunOrStart();
            m_comparison->compare(chosen.front(), chosen.mid(1), {}, true);
            return;
        }
        LoadRequest request = m_request;
        request.path = toPath(chosen.front());
        request.isChosen = true;
        startLoading(request);
    });
    dialog->open();
    Q_EMIT choiceAsked(tr("There are several tables in %1; name one of them").arg(fromPath(m_request.path)));
}

void MainWindow::cancelLoading()
{
    m_job.cancel();
    m_mark.end();
    statusBar()->showMessage(tr("Loading was cancelled."), kMessageMs);
    backToRunOrStart();
}

void MainWindow::backToRunOrStart()
{
    if (m_runPage == nullptr) {
        showStart();
        return;
    }
    m_pages->setCurrentWidget(m_runPage);
    refreshActions();
}

void MainWindow::closeRun()
{
    if (m_comparison->isShown()) {
        m_comparison->leave();
        return;
    }
    if (m_runPage != nullptr && mayLeaveRun()) {
        m_runPage->session().discardJournal();
        dropRunPage();
        m_keeper->forgetOpenRun();
        showStart();
    }
}

void MainWindow::dropRunPage()
{
    m_comparison->setOpenRun(nullptr, nullptr);
    m_keeper->setPage(nullptr);
    m_catalogs->setPage(nullptr);
    if (m_runPage != nullptr) {
        m_pages->removeWidget(m_runPage);
        delete std::exchange(m_runPage, nullptr);
    }
}

void MainWindow::showRun(const std::shared_ptr<LoadedRun> &loaded)
{
    if (m_runPage != nullptr) {
        m_runPage->session().discardJournal(); // published, or not wanted: openRun() asked
    }
    dropRunPage();
    std::unique_ptr<Journal> journal = offerLeftEdits(*loaded, m_settings.journalRoot(), *this);
    auto session = std::make_unique<RunSession>(loaded);
    if (!loaded->selection) { // what the project asks for goes before what was used last
        PublicationOptions options;
        options.selection = m_settings.selection();
        session->setPublicationOptions(options);
    }
    m_runPage = new RunPage(std::move(session), *loaded, m_settings, m_pages);
    m_runPage->setMemoryCatalogs(m_settings.memoryCatalogs());
    m_comparison->setOpenRun(loaded, m_runPage);
    m_catalogs->setPage(m_runPage);
    m_pages->addWidget(m_runPage);
    m_shortcuts->apply();
    m_pages->setCurrentWidget(m_runPage);
    m_runPage->setDetailsVisible(m_actions->detailsShown->isChecked());
    { // errors open the pane for this run only: what a person chose is kept
        const QSignalBlocker quiet(m_actions->belowShown);
        m_actions->belowShown->setChecked(m_settings.isPaneShown(kBelow) || m_runPage->wasOpenedWithErrors());
    }
    m_runPage->setBelowVisible(m_actions->belowShown->isChecked());
    connect(&m_runPage->session(), &RunSession::historyChanged, this, &MainWindow::refreshActions);
    connect(&m_runPage->session(), &RunSession::catalogChanged, this, &MainWindow::refreshCatalogLabel);
    connect(m_runPage, &RunPage::progressChanged, this, &MainWindow::showProgress);
    connect(m_runPage, &RunPage::selectionChanged, m_selectionLabel, &QLabel::setText);
    connect(m_runPage, &RunPage::messageRequested, this, &MainWindow::tell);
    connect(m_runPage, &RunPage::locationRequested, this, &MainWindow::showLocation);
    connect(&m_runPage->ruleDesk(), &RuleDesk::changed, this, &MainWindow::showRulesTitle);
    m_keeper->setPage(m_runPage, fromPath(m_request.catalog));
    m_start->setNote({});
    m_start->offerRun({});
    m_mark.begin(fromPath(loaded->run->path())); // by the path that the next start knows it by
    m_mark.settle(
        [this] { return m_runPage == nullptr || (m_runPage->planner().isCurrent() && m_runPage->hasCurrentOffers()); });
    const QString path = fromPath(loaded->run->path());
    if (!isSampleRun(loaded->run->path())) {
        m_settings.addRecentRun(path);
        fillRecentMenu();
    }
    m_headline->setFullText(m_runPage->headline());
    setWindowTitle(tr("%1[*] – Kernel Atlas").arg(toQString(loaded->run->identity().label)));
    m_selectionLabel->setText(m_runPage->table().selectionSummary());
    refreshActions();
    m_runPage->focusTable();
    beginJournal(std::move(journal));
    if (const QString name = std::exchange(m_toReveal, {}); !name.isEmpty()) {
        revealKernel(name);
    }
    if (loaded->catalogOutside) {
        askForCatalogOutside(fromPath(*loaded->catalogOutside));
    }
    Q_EMIT runOpened();
    if (std::exchange(m_isResuming, false)) {
        m_comparison->resume();
    }
}

void MainWindow::tell(const QString &message)
{
    if (message.isEmpty() && statusBar()->currentMessage() != m_told) {
        return; // a warning of somebody else
    }
    m_told = message;
    statusBar()->showMessage(message, kMessageMs);
}

void MainWindow::beginJournal(std::unique_ptr<Journal> journal)
{
    RunSession &session = m_runPage->session();
    connect(&session, &RunSession::journalProblem, this,
            [this](const QString &message) { statusBar()->showMessage(message, kWarningMs); });
    connect(&session, &RunSession::catalogTouched, m_catalogs, &CatalogFlow::look);
    session.keepJournal(m_settings.journalRoot(), std::move(journal));
    if (const std::vector<long> others = session.otherProcesses(); !others.empty()) {
        statusBar()->showMessage(
            tr("%1 is open in another window too (process %2). Whoever publishes later is asked to "
               "bring both sides together.")
                .arg(session.catalogName())
                .arg(others.front()),
            kWarningMs);
    }
    QMetaObject::invokeMethod(m_catalogs, &CatalogFlow::ask, Qt::QueuedConnection); // changed since the edits were left
}

bool MainWindow::offerLeftRun(const std::filesystem::path &opening)
{
    const std::optional<JournalOffer> offer = askForLeftRun(m_settings.journalRoot(), opening, *this);
    if (offer) {
        openRun(fromPath(offer->run), fromPath(offer->catalog));
    }
    return offer.has_value();
}

void MainWindow::resume()
{
    const Settings::OpenRun last = m_settings.reopensRun() ? m_settings.openRun() : Settings::OpenRun();
    const bool isThere = !last.run.isEmpty() && isRunThere(last.run);
    const bool endedBefore = m_settings.takeEndedOpenings(Settings::Opening::Run).contains(last.run);
    if (m_settings.reopensRun()) {
        m_comparison->setLeft(openComparisonFrom(m_settings.openComparison()));
        refreshActions();
    }
    if (offerLeftRun(isThere ? toPath(last.run) : std::filesystem::path())) {
        return;
    }
    if (isThere && !endedBefore) {
        startLoading({toPath(last.run), toPath(last.catalog), m_rules, {}, true}); // what was open was chosen
        m_isResuming = true;
    } else if (isThere) {
        m_start->offerRun(last.run);
        resumeWithoutRun(
            tr("The program ended while it opened this run, so it is not opened by itself: %1").arg(last.run));
    } else {
        resumeWithoutRun(last.run.isEmpty() ? QString()
                                            : tr("The run that was open last is not there any more: %1").arg(last.run));
    }
}

void MainWindow::resumeWithoutRun(const QString &note)
{
    m_start->setNote(note);
    m_comparison->resume();
}

void MainWindow::showFailure(const QString &message)
{
    m_mark.end();
    if (std::exchange(m_isResuming, false)) {
        showStart();
        resumeWithoutRun(tr("The run that was open last cannot be opened now: %1").arg(message));
    } else {
        m_error->setError(fromPath(m_request.path), message);
        m_pages->setCurrentWidget(m_error);
        refreshActions();
    }
    Q_EMIT runFailed(message);
}

void MainWindow::refreshActions()
{
    const bool isOpen = m_runPage != nullptr && m_pages->currentWidget() == m_runPage;
    const Actions &a = *m_actions;
    for (QAction *action : {a.openCatalog,
                            a.publish,
                            a.closeRun,
                            a.copy,
                            a.editFields,
                            a.accept,
                            a.needsWork,
                            a.unreview,
                            a.togglePicked,
                            a.nextUnreviewed,
                            a.previousUnreviewed,
                            a.nextSimilar,
                            a.takeAllExact,
                            a.takeNewReadings,
                            a.find,
                            a.nextPane,
                            a.previousPane,
                            a.nextTable,
                            a.previousTable,
                            a.refresh,
                            a.showChanges,
                            a.showProblems,
                            a.detailsShown,
                            a.belowShown,
                            a.newRule,
                            a.showRules,
                            a.reloadRules,
                            a.setField,
                            a.replace,
                            a.reviewFamily,
                            a.showHistory}) {
        action->setEnabled(isOpen);
    }
    m_comparison->refreshActions(a);
    a.decideConflicts->setVisible(isOpen && m_runPage->session().hasUndecidedConflicts());
    const EditHistory *history = isOpen ? &m_runPage->session().document().history() : nullptr;
    const auto show = [](QAction *action, const QString &verb, bool enabled, const QString &what) {
        const QString own = keysText(action->shortcuts());
        const QString keys = own.isEmpty() ? QString() : u" (%1)"_s.arg(own);
        action->setEnabled(enabled);
        action->setText(enabled ? verb + u": "_s + QString(what).replace(u'&', u"&&"_s) : verb);
        action->setToolTip(
            plainToolTip((enabled ? QString(verb).remove(u'&') + u": "_s + what : QString(verb).remove(u'&')) + keys));
    };
    show(a.undo, tr("&Undo"), history != nullptr && history->canUndo(),
         history != nullptr ? coreText(history->undoText()) : QString());
    show(a.redo, tr("&Redo"), history != nullptr && history->canRedo(),
         history != nullptr ? coreText(history->redoText()) : QString());
    m_header->setVisible(isOpen);
    m_selectionLabel->setVisible(isOpen);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_reviewed, m_reviewedBar, m_reviewedTime}) {
        widget->setVisible(isOpen);
    }
    if (isOpen) {
        showProgress();
        showRulesTitle();
    }
    m_catalogLabel->setVisible(isOpen);
    refreshCatalogLabel();
}

void MainWindow::setRules(const RuleSetOptions &rules)
{
    m_rules = rules;
    m_comparison->setRules(rules);
}

void MainWindow::reviewKernel(const std::shared_ptr<const Run> &run, const QString &rawName)
{
    if (m_runPage == nullptr) {
        openForKernel(*run, rawName);
    } else if (m_runPage->session().run().path() == run->path()) {
        backToRunOrStart();
        revealKernel(rawName);
        statusBar()->showMessage(tr("As it is in the run %1").arg(toQString(run->identity().label)), kMessageMs);
    } else {
        askBeforeReplacing(run, rawName);
    }
}

void MainWindow::openForKernel(const Run &run, const QString &rawName)
{
    if (mayLeaveRun()) {
        startLoading({run.path(), {}, m_rules, {}, true});
        m_toReveal = rawName;
    }
}

/// The numbers of a kernel are those of its own run: another one under review gives way only when a person says so.
void MainWindow::askBeforeReplacing(const std::shared_ptr<const Run> &run, const QString &rawName)
{
    const Run &open = m_runPage->session().run();
    const QString wanted = toQString(run->identity().label);
    auto *box = new QMessageBox(
        QMessageBox::Question, tr("Open in review desk"),
        tr("This kernel is of the run %1:\n%2\n\nUnder review is %3:\n%4\n\nOpening the one closes the "
           "other; what is not published is asked about.")
            .arg(wanted, fromPath(run->path()), toQString(open.identity().label), fromPath(open.path())),
        QMessageBox::Cancel, this);
    box->setObjectName(u"replaceRunBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    QPushButton *replace =
        box->addButton(tr("&Open %1").arg(QString(wanted).replace(u'&', u"&&"_s)), QMessageBox::AcceptRole);
    box->setDefaultButton(replace);
    connect(replace, &QPushButton::clicked, this, [this, run, rawName] { openForKernel(*run, rawName); });
    if (open.findKernel(toUtf8(rawName))) {
        const QPushButton *stay = box->addButton(tr("&Show it in the run under review"), QMessageBox::ActionRole);
        connect(stay, &QPushButton::clicked, this, [this, rawName] {
            backToRunOrStart();
            revealKernel(rawName);
        });
    }
    box->open();
}

void MainWindow::revealKernel(const QString &rawName)
{
    if (const auto entry = m_runPage->session().document().find(toUtf8(rawName))) {
        m_runPage->reveal(*entry);
        m_runPage->focusTable();
    }
}

void MainWindow::showProgress()
{
    if (m_runPage == nullptr) {
        return;
    }
    const ReviewProgress &progress = m_runPage->flow().progress();
    m_reviewed->setText(
        tr("Reviewed %1 of %2").arg(countText(progress.accepted.kernels), countText(progress.all.kernels)));
    m_reviewedBar->setValue(static_cast<int>(progress.acceptedShare() * 1000.0));
    QStringList parts = {tr("%1 of the selection's GPU time").arg(toQString(formatPercent(progress.acceptedShare())))};
    if (progress.needsWork.kernels > 0) {
        parts += tr("%1 need work").arg(countText(progress.needsWork.kernels));
    }
    if (progress.newReadings > 0) {
        parts += tr("%1 with new readings").arg(countText(progress.newReadings));
    }
    const QString next = m_runPage->nextName();
    parts += next.isEmpty() ? tr("nothing left to review") : tr("next: %1").arg(next);
    m_reviewedTime->setFullText(parts.join(u" · "_s));
}

void MainWindow::showRulesTitle()
{
    const RuleDesk &desk = m_runPage->ruleDesk();
    const QString title = tr("Rules: %1").arg(desk.title().replace(u'&', u"&&"_s));
    m_rulesButton->setText(desk.hasErrors() ? title + u" ⚠"_s : title);
}

void MainWindow::refreshCatalogLabel()
{
    if (m_runPage == nullptr) {
        setWindowModified(false);
        return;
    }
    const RunSession &session = m_runPage->session();
    const bool modified = session.document().isModified();
    const QString state = session.isPublished()           ? tr("no unpublished edits")
                          : session.catalogPath().empty() ? (modified ? tr("edited") : tr("new, not yet published"))
                          : session.conflicts()           ? tr("conflict markers in the file")
                          : session.isHalfPublished()     ? tr("published, but not what was accepted: save again")
                          : modified                      ? tr("edited")
                                                          : tr("not on disk as it was published");
    m_catalogLabel->setFullText(tr("%1 • %2").arg(session.catalogName(), state));
    m_publishButton->setText(tr("Publish %1…").arg(session.catalogName().replace(u'&', u"&&"_s)));
    setWindowModified(modified);
}

bool MainWindow::mayLeaveRun()
{
    if (m_runPage == nullptr) {
        return true;
    }
    m_runPage->kernel().commitPending();
    if (!m_runPage->session().document().isModified()) {
        return true;
    }
    QMessageBox box(QMessageBox::Warning, tr("Unpublished edits"), tr("What you edited is not published yet."),
                    QMessageBox::NoButton, this);
    box.setObjectName(u"unpublishedBox"_s);
    box.setTextFormat(Qt::PlainText);
    QPushButton *publishFirst = box.addButton(tr("&Publish…"), QMessageBox::AcceptRole);
    QPushButton *discard = box.addButton(tr("&Discard edits"), QMessageBox::DestructiveRole);
    box.addButton(tr("&Stay"), QMessageBox::RejectRole);
    box.setDefaultButton(publishFirst);
    box.exec();
    if (box.clickedButton() == publishFirst) {
        publish();
    }
    return box.clickedButton() == discard;
}

void MainWindow::chooseCatalog()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open catalog"), {}, tr("Catalogs (*.yaml *.yml);;All files (*)"));
    if (!path.isEmpty()) {
        openCatalog(path);
    }
}

void MainWindow::openCatalog(const QString &path)
{
    m_catalogs->open(path);
}

/// Whoever wrote a project file does not decide what is written outside its folder.
void MainWindow::askForCatalogOutside(const QString &path)
{
    auto *box =
        new QMessageBox(QMessageBox::Question, tr("Catalog outside the project"),
                        tr("The project file kernel-atlas.yaml names a catalog outside its own folder:\n\n%1\n\n"
                           "Review into that file?")
                            .arg(path),
                        QMessageBox::NoButton, this);
    box->setObjectName(u"catalogOutsideBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    QPushButton *into = box->addButton(tr("&Review into it"), QMessageBox::AcceptRole);
    QPushButton *without = box->addButton(tr("&Leave it alone"), QMessageBox::RejectRole);
    box->setDefaultButton(without);
    box->setEscapeButton(without);
    connect(into, &QPushButton::clicked, this, [this, path] { openCatalog(path); });
    box->open();
}

void MainWindow::publish()
{
    if (m_runPage == nullptr || publishDialog() != nullptr) {
        return;
    }
    m_runPage->kernel().commitPending();
    auto *dialog = new PublishDialog(m_runPage->session(), m_runPage->planner(), m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PublishDialog::published, this,
            [this](const QString &path) { statusBar()->showMessage(tr("Published to %1").arg(path), kMessageMs); });
    connect(dialog, &PublishDialog::decisionRequested, m_catalogs, &CatalogFlow::decide);
    connect(dialog, &QDialog::finished, m_catalogs, &CatalogFlow::ask, Qt::QueuedConnection); // what had to wait
    dialog->open();
}

PublishDialog *MainWindow::publishDialog() const
{
    return findChild<PublishDialog *>();
}

void MainWindow::showLocation(const SourceLocation &location)
{
    const Catalog &catalog = *m_runPage->session().document().catalog();
    if (!location.file.empty() && location.file == catalog.fileName() && location.line > 0) {
        const CatalogEntry *at = nullptr;
        for (const CatalogEntry &entry : catalog.entries()) {
            at = entry.line <= location.line ? &entry : at;
        }
        const auto entry = at != nullptr ? m_runPage->session().document().find(at->rawName) : std::nullopt;
        if (entry && m_runPage->session().document().kernelOf(*entry)) {
            m_runPage->reveal(*entry);
            return;
        }
    }
    const bool opened =
        !location.file.empty() && QDesktopServices::openUrl(QUrl::fromLocalFile(toQString(location.file)));
    if (!opened) {
        statusBar()->showMessage(location.file.empty()
                                     ? tr("This problem belongs to no file.")
                                     : tr("No program is set up to open %1").arg(toQString(location.file)),
                                 kMessageMs);
    }
}

void MainWindow::showAbout()
{
    QMessageBox box(
        QMessageBox::NoIcon, tr("About Kernel Atlas"),
        tr("Kernel Atlas %1\n\nA desk for reviewing the GPU kernels of a profiling run and publishing kernels.yaml.\n\n"
           "Free software under the GNU General Public License, version 3 or later.")
            .arg(QApplication::applicationVersion()),
        QMessageBox::Ok, this);
    box.setTextFormat(Qt::PlainText);
    box.setIconPixmap(applicationIcon().pixmap(56, 56));
    box.setDetailedText(m_versionDetails);
    box.exec();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!mayLeaveRun()) {
        event->ignore();
        return;
    }
    m_job.cancel();
    m_keeper->save();
    if (m_runPage != nullptr) {
        m_runPage->session().discardJournal();
    }
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedPath(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openPath(droppedPath(*event->mimeData()));
}

} // namespace atlas::ui
