#include "tests/screens/screenshots.h"

#include "app/gui/windowpicture.h"
#include "ui/common/shapeedit.h"
#include "ui/common/shapeinput.h"
#include "ui/common/text.h"
#include "ui/help/handbook.h"
#include "ui/help/handbookwindow.h"
#include "ui/kernel/kernelpanel.h"
#include "ui/mainwindow/comparisonflow.h"
#include "ui/mainwindow/reviewdialogs.h"
#include "ui/mainwindow/runpage.h"
#include "ui/mainwindow/shortcuts.h"
#include "ui/mainwindow/shortcutsdialog.h"
#include "ui/publish/publishdialog.h"
#include "ui/rules/ruleeditor.h"
#include "ui/rules/rulesdialog.h"
#include "ui/run/filterbar.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/run/kerneltableview.h"
#include "ui/run/stagetabbar.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTableView>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <optional>
#include <span>

namespace atlas::screens
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
constexpr QSize kPictureSize(1440, 900);
constexpr QSize kSmallSize(1366, 768);
/// How often a step looks whether the background work that it shows is done.
constexpr auto kPoll = 10ms;
} // namespace

Screenshots::Screenshots(ui::MainWindow &window, QString run, QString catalog)
    : QObject(&window), m_window(window), m_run(std::move(run)), m_catalog(std::move(catalog))
{
    connect(&window, &ui::MainWindow::runOpened, this, &Screenshots::next, Qt::QueuedConnection);
    connect(&window.comparison(), &ui::ComparisonFlow::compared, this, &Screenshots::next, Qt::QueuedConnection);
    const auto fail = [](const QString &message) {
        std::fprintf(stderr, "screenshots: %s\n", qPrintable(message));
        QApplication::exit(2);
    };
    connect(&window, &ui::MainWindow::runFailed, this, fail);
    connect(&window.comparison(), &ui::ComparisonFlow::comparingFailed, this, fail);
}

void Screenshots::openRun()
{
    if (m_run.isEmpty()) {
        m_window.openSampleRun();
    } else {
        m_window.openRun(m_run, m_catalog);
    }
}

void Screenshots::takeAll(const QString &folder, const QStringList &screens, const QString &suffix)
{
    m_screens = screens;
    m_untaken = screens;
    m_suffix = suffix;
    QDir().mkpath(folder);
    addTheme(folder, ui::ThemeChoice::Light);
    addTheme(folder, ui::ThemeChoice::Dark);
    next();
}

void Screenshots::next()
{
    if (m_steps.empty()) {
        if (!m_untaken.isEmpty()) {
            std::fprintf(stderr,
                         "screenshots: no screen is called %s; without --screens all are written, with their names\n",
                         qPrintable(m_untaken.join(u", "_s)));
        }
        QApplication::exit(m_untaken.isEmpty() ? 0 : 2);
        return;
    }
    const Step step = std::move(m_steps.front());
    m_steps.pop_front();
    step();
}

void Screenshots::addPicture(const QString &file, Step prepare)
{
    m_steps.push_back([this, prepare = std::move(prepare)] {
        prepare();
        QTimer::singleShot(0, this, &Screenshots::next);
    });
    m_steps.push_back([this, file] { takeWhenReady(file); });
}

void Screenshots::takeWhenReady(const QString &file)
{
    if (!gui::isSettled(m_window)) {
        QTimer::singleShot(kPoll, this, [this, file] { takeWhenReady(file); });
        return;
    }
    auto *editor = m_window.findChild<ui::RuleEditor *>();
    auto *rules = m_window.findChild<ui::RulesDialog *>();
    if ((editor != nullptr && !editor->isCurrent()) || (rules != nullptr && rules->isComparing())) {
        QTimer::singleShot(kPoll, this, [this, file] { takeWhenReady(file); });
        return;
    }
    auto *handbook = m_window.findChild<ui::HandbookWindow *>();
    QWidget *dialog = editor != nullptr     ? static_cast<QWidget *>(editor)
                      : rules != nullptr    ? static_cast<QWidget *>(rules)
                      : handbook != nullptr ? static_cast<QWidget *>(handbook)
                                            : QApplication::activeModalWidget();
    grab(dialog != nullptr ? *dialog : m_window, file);
    next();
}

void Screenshots::grab(QWidget &widget, const QString &wanted)
{
    const QFileInfo info(wanted);
    if (!m_screens.isEmpty() && !m_screens.contains(info.completeBaseName())) {
        return;
    }
    m_untaken.removeAll(info.completeBaseName());
    const QString file = m_suffix.isEmpty()
                             ? wanted
                             : info.dir().filePath(info.completeBaseName() + u'-' + m_suffix + u'.' + info.suffix());
    if (!gui::savePicture(widget, file)) {
        m_steps.clear();
        QTimer::singleShot(0, this, [] { QApplication::exit(2); });
    }
}

void Screenshots::selectCutlass()
{
    if (const auto kernel = gui::worthShowing(m_window.runPage()->session().run())) {
        m_window.runPage()->table().showKernel(*kernel);
        m_window.runPage()->kernel().focusField(Field::Tiled);
    }
}

void Screenshots::editField(Field field, const QString &text)
{
    ui::RunSession &session = m_window.runPage()->session();
    const auto kernel = gui::worthShowing(session.run());
    if (auto value = fromDisplayText(field, ui::toUtf8(text)); kernel && value) {
        session.setField(session.document().entryOf(*kernel), field, std::move(*value));
    }
}

void Screenshots::setFilter(const QString &text)
{
    auto *line = m_window.runPage()->table().filterBar().findChild<QLineEdit *>(u"filterText"_s);
    line->setText(text);
    Q_EMIT line->textEdited(text);
}

void Screenshots::startPublishing()
{
    m_window.publish();
    if (m_window.runPage()->session().catalogPath().empty()) {
        m_window.publishDialog()->setTarget(m_scratch.filePath(u"kernels.yaml"_s));
    }
}

/// A rule for the shown kernel, the packs, and what the published script's pack says otherwise.
void Screenshots::addRules(const QString &editor, const QString &packs, const QString &compared)
{
    const auto close = [this] {
        for (QDialog *dialog : m_window.runPage()->findChildren<QDialog *>(Qt::FindDirectChildrenOnly)) {
            delete dialog;
        }
    };
    addPicture(editor, [this] {
        selectCutlass();
        if (ui::RuleEditor *open = m_window.runPage()->newRule()) {
            auto *friendly = open->findChild<QLineEdit *>(u"rule-friendly"_s);
            friendly->setText(u"MLP GEMM ({M}x{N}x{K})"_s);
            Q_EMIT friendly->textEdited(friendly->text());
        }
    });
    addPicture(packs, [this, close] {
        close();
        m_window.runPage()->showRules();
    });
    addPicture(compared, [this] { m_window.runPage()->showRules()->compare(u"seed"_s, u"standard"_s); });
    m_steps.push_back([this, close] {
        close();
        QTimer::singleShot(0, this, &Screenshots::next);
    });
}

void Screenshots::findAndReplace(const QString &find, const QString &replacement)
{
    ui::editMany(*m_window.runPage(), ui::BulkEditDialog::Mode::Replace);
    if (QWidget *dialog = QApplication::activeModalWidget()) {
        dialog->findChild<QLineEdit *>(u"bulkFind"_s)->setText(find);
        dialog->findChild<QLineEdit *>(u"bulkReplacement"_s)->setText(replacement);
    }
}

void Screenshots::addReviewScreens(const std::function<QString(const char *)> &file)
{
    const auto closeDialog = [] {
        if (QWidget *dialog = QApplication::activeModalWidget()) { // an empty run has nothing to ask about
            dialog->close();
        }
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    };
    addPicture(file("family"), [this] {
        ui::RunPage &page = *m_window.runPage();
        if (const auto kernel = gui::worthShowing(page.session().run())) {
            const EntryId entry = page.session().document().entryOf(*kernel);
            page.session().setState(std::span(&entry, 1), ReviewState::NeedsWork);
        }
        page.review(ui::ReviewCommand::Family);
    });
    addPicture(file("bulk-edit"), [this, closeDialog] {
        closeDialog();
        findAndReplace(u"Tensor Core"_s, u"tensor cores"_s);
    });
    addPicture(file("history"), [this, closeDialog] {
        closeDialog();
        m_window.runPage()->session().undo();
        m_window.runPage()->showHistory();
    });
}

void Screenshots::addShapesAndKeys(const std::function<QString(const char *)> &file)
{
    const auto tiled = [this] { return m_window.findChild<ui::ShapeEdit *>(u"input_tiled"_s); };
    addPicture(file("shapes"), [this, tiled] {
        m_window.runPage()->kernel().focusField(Field::Tiled);
        QKeyEvent toOutput(QEvent::KeyPress, Qt::Key_End, Qt::ControlModifier);
        QApplication::sendEvent(&tiled()->line(), &toOutput);
    });
    addPicture(file("shapes-error"), [tiled] {
        tiled()->setText(u"A:(256, 32), B:(32,, 128) -> C:(256, 128)"_s);
        tiled()->setFocus();
    });
    addPicture(file("shortcuts"), [this, tiled] {
        QKeyEvent takeBack(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QApplication::sendEvent(&tiled()->line(), &takeBack);
        ui::showShortcuts(m_window.shortcuts(), m_window);
        QApplication::activeModalWidget()->findChild<QTableView *>(u"shortcutsTable"_s)->selectRow(20);
    });
    addPicture(file("handbook"), [this] {
        delete QApplication::activeModalWidget();
        ui::openHandbook(m_window, u"first-review"_s);
    });
    m_steps.push_back([this] {
        delete m_window.findChild<ui::HandbookWindow *>();
        next();
    });
}

void Screenshots::addTheme(const QString &folder, ui::ThemeChoice theme)
{
    const QString suffix = theme == ui::ThemeChoice::Dark ? u"-dark.png"_s : u"-light.png"_s;
    const auto file = [folder, suffix](const char *name) {
        return QDir(folder).filePath(QString::fromLatin1(name) + suffix);
    };
    addPicture(file("start"), [this, theme] {
        m_window.resize(kPictureSize);
        m_window.setTheme(theme);
    });
    addComparisonPictures(file);
    m_steps.push_back([this] { openRun(); });
    addPicture(file("run"), [this] { selectCutlass(); });
    addPicture(file("stage"), [this] {
        ui::RunPage &page = *m_window.runPage();
        const auto decode = page.session().run().findStage("decode");
        page.tabs().setCurrentIndex(decode ? static_cast<int>(decode->index()) : 0);
        page.focusTable();
    });
    addPicture(file("regex-error"), [this] {
        m_window.runPage()->tabs().setCurrentIndex(0);
        setFilter(u"/gemm(/"_s);
    });
    addPicture(file("filter"), [this] { setFilter(u"/gemm|gemv/"_s); });
    m_steps.push_back([this] {
        setFilter({});
        next();
    });
    addMergePicture(file("merge"));
    addPicture(file("edited"), [this] {
        selectCutlass();
        editField(
            Field::Description,
            u"Tensor Core GEMM of the language model's MLP; tile sizes are kernel configuration, not tensor dimensions."_s);
        m_window.runPage()->kernel().focusField(Field::Description);
    });
    addShapesAndKeys(file);
    addReviewScreens(file);
    addPicture(file("problems"), [this] { m_window.runPage()->showProblems(); });
    addRules(file("rule-editor"), file("packs"), file("packs-compared"));
    addTablePictures(file);
    addPicture(file("publish"), [this] {
        m_window.runPage()->showChanges();
        startPublishing();
    });
    addPicture(file("small"), [this] {
        m_window.publishDialog()->reject();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_window.resize(kSmallSize);
    });
    m_steps.push_back([this] {
        m_window.runPage()->session().undo(); // leaves nothing to ask about
        m_window.closeRun();
        QTimer::singleShot(0, this, &Screenshots::next);
    });
}

void Screenshots::addTablePictures(const std::function<QString(const char *)> &file)
{
    addPicture(file("grouped"), [this] {
        ui::KernelTablePanel &table = m_window.runPage()->table();
        table.filterBar().setGroupBy(GroupBy::Library);
        if (table.model().rowCount() > 0) {
            table.model().setOpen(0, false);
            table.view().selectRowAt(0);
        }
    });
    addPicture(file("column-filters"), [this] {
        ui::KernelTablePanel &table = m_window.runPage()->table();
        table.filterBar().setGroupBy(GroupBy::None);
        table.filterBar().showOnly(ui::FilterColumn::Op, {"gemm", "gemv"});
    });
    addPicture(file("matrix"), [this] {
        m_window.runPage()->table().filterBar().clear();
        m_window.runPage()->tabs().showPage(ui::StageTabBar::Page::Matrix);
    });
    addPicture(file("overview"), [this] { m_window.runPage()->tabs().showPage(ui::StageTabBar::Page::Overview); });
    addPicture(file("overview-small"), [this] { m_window.resize(kSmallSize); });
    m_steps.push_back([this] {
        m_window.resize(kPictureSize);
        m_window.runPage()->tabs().setCurrentIndex(0);
        selectCutlass();
        next();
    });
}

} // namespace atlas::screens
