#include "tests/ui/windowfixture.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/shapeedit.h"
#include "ui/common/shapeinput.h"
#include "ui/common/text.h"
#include "ui/common/theme.h"
#include "ui/kernel/rawnameview.h"
#include "ui/mainwindow/runpage.h"
#include "ui/publish/publishdialog.h"
#include "ui/run/filterbar.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/run/kerneltableview.h"
#include "ui/run/stagetabbar.h"

#include <QApplication>
#include <QDropEvent>
#include <QFontInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTextDocument>
#include <QTimer>
#include <QToolButton>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
QString shown(const KernelTableModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

void clickHeader(KernelTableView &view, int column)
{
    view.horizontalHeader()->setOffset(0);
    view.scrollTo(view.model()->index(0, column));
    const QHeaderView &header = *view.horizontalHeader();
    const QPoint middle(header.sectionViewportPosition(column) + 12, header.height() / 2);
    QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, middle);
}

/// What a label with markup shows.
QString plain(const QLabel &label)
{
    QTextDocument document;
    document.setHtml(label.text());
    return document.toPlainText();
}
} // namespace

class WindowTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;

    test::WindowFixture &f() { return *m_fixture; }
    KernelTablePanel &table() { return f().page().table(); }
    KernelTableModel &model() { return table().model(); }
    const ReviewDocument &document() { return f().page().session().document(); }
    QPlainTextEdit &nameInput() { return f().child<QPlainTextEdit>("input_friendly_name"); }
    QLineEdit &input(const char *name) { return f().child<QLineEdit>(name); }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<test::WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void textIsShownAtAll()
    {
        QVERIFY(!QFontInfo(QApplication::font()).family().isEmpty());
        QVERIFY(!f().window().windowIcon().isNull());
    }
    void opensTheSampleRun()
    {
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        QTest::mouseClick(&f().child<QPushButton>("startSample"), Qt::LeftButton);
        QVERIFY(opened.wait(30'000));
        const Run &run = f().page().session().run();
        QCOMPARE(f().page().tabs().count(), static_cast<int>(run.stages().size()) + 2); // matrix and overview
        QCOMPARE(model().rowCount(), static_cast<int>(run.combined().rows.size()));
        QVERIFY(f().child<ElidedLabel>("headline").fullText().contains(u"kernels"_s));
        QVERIFY(f().settings().recentRuns().isEmpty()); // the sample is no run of the person's
        QVERIFY(table().view().hasFocus());
        QCOMPARE(table().view().currentRow(), 0);
    }
    void messagesLeaveTheProgressInSight()
    {
        QVERIFY(f().open(test::sampleRun()));
        const QWidget &line = f().child<QWidget>("reviewLine");
        const QWidget &progress = f().child<QWidget>("reviewProgress");
        const auto &message = f().child<ElidedLabel>("statusMessage");
        f().window().statusBar()->showMessage(u"a message"_s);
        f().page().session().setField(makeId<EntryId>(0), Field::Description,
                                      std::string("x")); // brings all labels up to date
        QVERIFY(!line.isVisible());
        QVERIFY(progress.isVisible());
        QVERIFY(message.isVisible());
        QCOMPARE(message.fullText(), u"a message"_s);
        f().window().statusBar()->clearMessage();
        QVERIFY(line.isVisible());
        QVERIFY(!message.isVisible());
        f().page().session().undo();
    }
    void theNextDecisionEndsAMessage()
    {
        QVERIFY(f().open(test::sampleRun()));
        const QStatusBar &bar = *f().window().statusBar();
        QTest::keyClick(&table().view(), Qt::Key_Space);
        QVERIFY(bar.currentMessage().startsWith(u"Left out"_s));
        QTest::keyClick(&table().view(), Qt::Key_X);
        QCOMPARE(bar.currentMessage(), QString());
        f().window().statusBar()->showMessage(u"a warning"_s);
        QTest::keyClick(&table().view(), Qt::Key_U);
        QCOMPARE(bar.currentMessage(), u"a warning"_s); // not of a decision
        while (document().history().canUndo()) {
            f().page().session().undo();
        }
    }
    void aTableThatCannotBeReadIsTold_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<QString>("told");
        QTest::newRow("read") << std::string() << QString();
        QTest::newRow("binary") << std::string("SQLite format 3\0\1\2\0\0", 20) << u"⚠ 1 table could not be read"_s;
        QTest::newRow("another report") << std::string("Time (%),Total Time (ns),Name\n")
                                        << u"⚠ 1 table could not be read"_s;
    }
    void aTableThatCannotBeReadIsTold()
    {
        QFETCH(std::string, bytes);
        QFETCH(QString, told);
        const auto run = test::writeRun(f().scratch(), "run", {"void a(int)", "void b(int)"});
        if (!bytes.empty()) {
            f().scratch().write("run/per-stage/prefill/nsys/summary_cuda_gpu_kern_sum.csv", bytes);
        }
        f().settings().setPaneShown(u"below"_s, false);
        f().restart();
        QVERIFY(f().open(run));
        auto &below = f().child<QTabWidget>("below");
        QCOMPARE(below.isVisible(), !told.isEmpty());
        QCOMPARE(below.currentIndex(), told.isEmpty() ? 0 : 1);
        QCOMPARE(below.tabIcon(1).isNull(), told.isEmpty());
        QCOMPARE(below.tabBar()->tabTextColor(1).isValid(), !told.isEmpty());
        QVERIFY(f().child<ElidedLabel>("headline").fullText().contains(told));
        QVERIFY(!f().settings().isPaneShown(u"below"_s)); // as a person chose it
        f().window().publish();
        auto *unread = f().window().publishDialog()->findChild<QLabel *>(u"publishUnread"_s);
        QCOMPARE(unread->isVisible(), !told.isEmpty());
        QCOMPARE(unread->text().contains(u"prefill"_s), !told.isEmpty());
    }
    void errorsOpenThePaneForTheirRunOnly()
    {
        const auto torn = test::writeRun(f().scratch(), "torn", {"void a(int)"});
        f().scratch().write("torn/per-stage/prefill/nsys/summary_cuda_gpu_kern_sum.csv", std::string("\0\1\2", 3));
        const auto sound = test::writeRun(f().scratch(), "sound", {"void b(int)"});
        f().settings().setPaneShown(u"below"_s, false);
        f().restart();
        QVERIFY(f().open(torn));
        QVERIFY(f().child<QTabWidget>("below").isVisible());
        QVERIFY(f().open(sound));
        QVERIFY(!f().child<QTabWidget>("below").isVisible());
    }
    void aFilterWithoutHitsSaysSo()
    {
        QVERIFY(f().open(test::sampleRun()));
        const int all = model().rowCount();
        auto &text = f().child<QLabel>("emptyTableText");
        QVERIFY(!text.isVisible());
        QTest::keyClick(&f().window(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(&input("filterText"), u"no such kernel"_s);
        QCOMPARE(model().rowCount(), 0);
        QVERIFY(text.isVisible());
        QCOMPARE(text.text(), u"No kernel of this table passes the filters."_s);
        QTest::mouseClick(&f().child<QPushButton>("clearFilters"), Qt::LeftButton);
        QCOMPARE(model().rowCount(), all);
        QVERIFY(!text.isVisible());
        QVERIFY(table().view().hasFocus());
    }
    void aRunWithoutKernelsSaysSo()
    {
        QVERIFY(f().open(test::writeRun(f().scratch(), "run", {})));
        QCOMPARE(f().child<QLabel>("emptyTableText").text(), u"This run has no kernels."_s);
        QVERIFY(f().child<QLabel>("emptyTableText").isVisible());
        QVERIFY(!f().child<QPushButton>("clearFilters").isVisible());
        f().window().publish();
        PublishDialog *dialog = f().window().publishDialog();
        dialog->setTarget(fromPath(f().scratch().path() / "kernels.yaml"));
        QVERIFY(test::eventually([&] { return f().page().planner().isCurrent(); }));
        QVERIFY(!dialog->findChild<QPushButton *>(u"publishButton"_s)->isEnabled());
        QVERIFY(test::eventually([&] {
            return dialog->findChild<QLabel *>(u"publishMessage"_s)->text() ==
                   u"Nothing to publish: the run has no kernels."_s;
        }));
    }
    void sortsByHeaderClick()
    {
        QVERIFY(f().open(test::sampleRun()));
        KernelTableView &view = table().view();
        const auto instances = [this](int row) {
            return model().index(row, KernelTableModel::InstancesColumn).data(KernelTableModel::SortRole).toDouble();
        };
        clickHeader(view, KernelTableModel::InstancesColumn);
        const int last = model().rowCount() - 1;
        QVERIFY(instances(0) > instances(last)); // numbers: largest first
        clickHeader(view, KernelTableModel::InstancesColumn);
        QVERIFY(instances(0) < instances(last));
        clickHeader(view, KernelTableModel::LibraryColumn);
        QCOMPARE(view.horizontalHeader()->sortIndicatorSection(), static_cast<int>(KernelTableModel::LibraryColumn));
        QVERIFY(shown(model(), 0, KernelTableModel::LibraryColumn).toLower() <=
                shown(model(), last, KernelTableModel::LibraryColumn).toLower());
    }
    void theCurrentKernelStaysCurrent()
    {
        QVERIFY(f().open(test::sampleRun()));
        table().view().selectRowAt(3);
        const auto kernel = table().currentKernel();
        clickHeader(table().view(), KernelTableModel::InstancesColumn);
        QCOMPARE(table().currentKernel(), kernel);
    }
    void filtersWhileTyping()
    {
        QVERIFY(f().open(test::sampleRun()));
        const int all = model().rowCount();
        QTest::keyClick(&f().window(), Qt::Key_F, Qt::ControlModifier);
        QLineEdit &line = input("filterText");
        QVERIFY(line.hasFocus());
        QTest::keyClicks(&line, u"gemm"_s);
        const int some = model().rowCount();
        QVERIFY(some > 0 && some < all);
        for (int row = 0; row < some; ++row) {
            const QString names = shown(model(), row, KernelTableModel::RawNameColumn) +
                                  shown(model(), row, KernelTableModel::FriendlyNameColumn);
            QVERIFY2(names.contains(u"gemm"_s, Qt::CaseInsensitive), qPrintable(names));
        }
        QVERIFY(f().child<QLabel>("resultCount").text().contains(u"of %1 kernels"_s.arg(all)));
        QTest::keyClick(&line, Qt::Key_Escape);
        QCOMPARE(model().rowCount(), all);
    }
    void tellsABadExpressionInPlace()
    {
        QVERIFY(f().open(test::sampleRun()));
        const int all = model().rowCount();
        QLineEdit &line = input("filterText");
        QTest::keyClicks(&line, u"/gemm"_s);
        const int some = model().rowCount();
        const QPoint at = table().view().mapTo(&f().window(), QPoint());
        const QLabel &error = f().child<QLabel>("filterError");
        QVERIFY(error.isVisible() && error.text().contains(u"expression"_s)); // says how it is taken
        QVERIFY(some > 0 && some < all);
        QTest::keyClicks(&line, u"(/"_s);
        QVERIFY(error.isVisible() && error.text().contains(u"not a regular expression"_s));
        QCOMPARE(model().rowCount(), some); // as it was when the expression could be read
        QCOMPARE(table().view().mapTo(&f().window(), QPoint()), at);
        line.clear();
        QVERIFY(!error.isVisible());
        QCOMPARE(model().rowCount(), all);
    }
    void walksWithArrows()
    {
        QVERIFY(f().open(test::sampleRun()));
        const ElidedLabel &title = f().child<ElidedLabel>("kernelTitle");
        QTest::keyClick(&table().view(), Qt::Key_Down);
        QCOMPARE(table().view().currentRow(), 1);
        const auto entry = document().entryOf(model().kernelAt(1));
        QCOMPARE(title.fullText(), QString::fromStdString(document().info(entry).text(Field::FriendlyName)));
        QTest::keyClick(&table().view(), Qt::Key_End);
        QCOMPARE(table().view().currentRow(), model().rowCount() - 1);
    }
    void editsAndUndoes()
    {
        QVERIFY(f().open(test::sampleRun()));
        const QString before = shown(model(), 0, KernelTableModel::FriendlyNameColumn);
        QTest::keyClick(&table().view(), Qt::Key_E);
        QPlainTextEdit &line = nameInput();
        QVERIFY(line.hasFocus());
        line.selectAll();
        QTest::keyClicks(&line, u"My GEMM"_s);
        QVERIFY(!document().isModified()); // not before Enter
        QTest::keyClick(&line, Qt::Key_Return);
        QVERIFY(document().isModified());
        QVERIFY(shown(model(), 0, KernelTableModel::FriendlyNameColumn).startsWith(u"My GEMM"_s));
        QVERIFY(f().child<QToolButton>("reset_friendly_name").isVisible());
        QTest::keyClick(&line, Qt::Key_Z, Qt::ControlModifier); // nothing typed since: the document's undo
        QVERIFY(!document().isModified());
        QCOMPARE(shown(model(), 0, KernelTableModel::FriendlyNameColumn), before);
        QTest::keyClick(&line, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(document().isModified());
        QTest::mouseClick(&f().child<QToolButton>("reset_friendly_name"), Qt::LeftButton);
        QCOMPARE(shown(model(), 0, KernelTableModel::FriendlyNameColumn), before);
    }
    void undoWhileTypingIsTheEditors()
    {
        QVERIFY(f().open(test::sampleRun()));
        QPlainTextEdit &line = nameInput();
        line.setFocus();
        const QString before = line.toPlainText();
        QTest::keyClicks(&line, u"abc"_s);
        QVERIFY(line.toPlainText() != before);
        QTest::keyClick(&line, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(line.toPlainText(), before);
        QTest::keyClicks(&line, u"abc"_s);
        QTest::keyClick(&line, Qt::Key_Escape);
        QCOMPARE(line.toPlainText(), before);
        QTest::keyClick(&line, Qt::Key_Escape);
        QVERIFY(table().view().hasFocus());
        QVERIFY(!document().isModified());
    }
    void leavingAnEditorCommits()
    {
        QVERIFY(f().open(test::sampleRun()));
        QPlainTextEdit &text = f().child<QPlainTextEdit>("input_description");
        text.setFocus();
        text.selectAll();
        QTest::keyClicks(&text, u"Two"_s);
        QTest::keyClick(&text, Qt::Key_Return); // a new line
        QTest::keyClicks(&text, u"lines"_s);
        QVERIFY(!document().isModified());
        table().view().setFocus();
        const auto entry = document().entryOf(model().kernelAt(0));
        QCOMPARE(document().info(entry).text(Field::Description), std::string("Two\nlines"));
    }
    void aBadShapeIsToldAndKept()
    {
        QVERIFY(f().open(test::sampleRun()));
        QLineEdit &line = f().child<ShapeEdit>("input_tiled").line();
        line.setFocus();
        QTest::keyClick(&line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&line, Qt::Key_A, Qt::ControlModifier); // the whole text
        QTest::keyClicks(&line, u"(64, 32) -> (64"_s);
        const QLabel &error = f().child<QLabel>("error_tiled");
        QVERIFY(error.isVisible() && !error.text().isEmpty());
        QTest::keyClick(&line, Qt::Key_Return);
        QVERIFY(document().isModified());
        QVERIFY(error.isVisible());
        QTest::keyClicks(&line, u", 32)"_s);
        QVERIFY(!error.isVisible());
        QTest::keyClick(&line, Qt::Key_Return);
        QCOMPARE(toDisplayText(document().effective(document().entryOf(model().kernelAt(0)), Field::Tiled).value),
                 std::string("(64, 32) -> (64, 32)"));
    }
    void marksTheEvidenceOfTheFocusedField()
    {
        const auto path = test::writeRun(
            f().scratch(), "run",
            {"void "
             "cutlass::Kernel2<cutlass_80_tensorop_bf16_s16816gemm_relu_bf16_256x128_32x3_tn_align8>(T1::Params)"});
        QVERIFY(f().open(path));
        f().child<ShapeEdit>("input_tiled").setFocus();
        const auto &name = f().child<RawNameView>("rawName");
        QString marked;
        for (const auto &selection : name.extraSelections()) {
            marked += selection.cursor.selectedText() + u' ';
        }
        QVERIFY2(marked.contains(u"256"_s) && marked.contains(u"128"_s) && !marked.contains(u"cutlass"_s),
                 qPrintable(marked));
        QVERIFY(plain(f().child<QLabel>("why")).contains(u"256"_s));
    }
    void namesAreNeverMarkup()
    {
        QVERIFY(f().open(test::writeRun(f().scratch(), "run", {"void f<u>(T1::Params)"})));
        QVERIFY(f().child<RawNameView>("rawName").toPlainText().contains(u"f<u>("_s));
        QPlainTextEdit &line = nameInput();
        line.selectAll();
        QTest::keyClicks(&line, u"<b>bold</b>"_s);
        QTest::keyClick(&line, Qt::Key_Return);
        const ElidedLabel &title = f().child<ElidedLabel>("kernelTitle");
        QCOMPARE(title.fullText(), u"<b>bold</b>"_s);
        QCOMPARE(title.textFormat(), Qt::PlainText);
        const auto entry = document().entryOf(model().kernelAt(0));
        f().page().session().setField(entry, Field::SourceLib, std::string("<i>lib"));
        QVERIFY(!plain(f().child<QLabel>("why")).isEmpty());
        for (const QLabel *label : f().window().findChildren<QLabel *>()) {
            QVERIFY2(label->textFormat() == Qt::PlainText || label->textFormat() == Qt::RichText ||
                         label->text().isEmpty() || qobject_cast<QDialog *>(label->window()),
                     qPrintable(label->text())); // AutoText guesses
        }
    }
    void switchesTables()
    {
        QVERIFY(f().open(test::sampleRun()));
        QTest::keyClick(&f().window(), Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(f().page().tabs().currentIndex(), 1);
        QCOMPARE(model().rowCount(), static_cast<int>(f().page().session().run().stages()[1].rows.size()));
        QTest::keyClick(&f().window(), Qt::Key_PageUp, Qt::ControlModifier);
        QCOMPARE(f().page().tabs().currentIndex(), 0);
    }
    void movesBetweenPanes()
    {
        QVERIFY(f().open(test::sampleRun()));
        QVERIFY(table().view().hasFocus());
        QTest::keyClick(&f().window(), Qt::Key_F6);
        QVERIFY(nameInput().hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(table().view().hasFocus());
        QTest::keyClick(&f().window(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(input("filterText").hasFocus());
    }
    void cancelsLoading()
    {
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        f().window().openRun(fromPath(test::sampleRun()));
        QPushButton &cancel = f().child<QPushButton>("cancelLoading");
        QVERIFY(cancel.isVisible());
        QTest::mouseClick(&cancel, Qt::LeftButton);
        QVERIFY(f().child<QPushButton>("startOpen").isVisible());
        QVERIFY(f().open(test::sampleRun()));
        QCOMPARE(opened.size(), 1); // the cancelled one never came
    }
    void opensADroppedFolder()
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(fromPath(test::sampleRun()))});
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f().window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f().window(), &drop);
        QVERIFY(opened.wait(30'000));
        QCOMPARE(f().settings().recentRuns().size(), 1);
    }
    void offersSeveralRuns()
    {
        test::writeRun(f().scratch(), "tmp/nsys-profile/first", {"void a(int)"});
        test::writeRun(f().scratch(), "tmp/nsys-profile/second", {"void b(int)"});
        f().window().openRun(fromPath(f().scratch().path()));
        QListWidget &list = f().child<QListWidget>("foundRuns");
        QVERIFY(test::eventually([&] { return list.isVisible(); }));
        QCOMPARE(list.count(), 2);
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        QTest::keyClick(&list, Qt::Key_Return);
        QVERIFY(opened.wait(30'000));
    }
    void saysWhyNothingCouldBeOpened()
    {
        QSignalSpy failed(&f().window(), &MainWindow::runFailed);
        std::filesystem::create_directories(f().scratch().path() / "empty");
        f().window().openRun(fromPath(f().scratch().path() / "empty"));
        QVERIFY(failed.wait(30'000));
        const QLabel &message = f().child<QLabel>("errorMessage");
        QVERIFY(message.isVisible());
        QVERIFY2(message.text().contains(u"there is no kernel table here"_s), qPrintable(message.text()));
    }
    void turnsDark()
    {
        QVERIFY(f().open(test::sampleRun()));
        const auto corner = [&] { return f().window().grab().toImage().pixelColor(4, f().window().height() - 4); };
        const QColor light = corner();
        f().window().setTheme(ThemeChoice::Dark);
        QVERIFY(isDark(QApplication::palette()));
        QVERIFY(test::eventually([&] { return corner() != light; }));
        const QColor dark = corner();
        QVERIFY2(light.lightness() > 180, qPrintable(light.name()));
        QVERIFY2(dark.lightness() < 80, qPrintable(dark.name()));
        QVERIFY(f().child<RawNameView>("rawName").palette().color(QPalette::Base).lightness() < 80);
        QCOMPARE(f().settings().theme(), ThemeChoice::Dark);
    }
    void asksBeforeLosingEdits()
    {
        QVERIFY(f().open(test::sampleRun()));
        f().page().session().setField(document().entryOf(model().kernelAt(0)), Field::FriendlyName, std::string("x"));
        bool asked = false;
        QTimer::singleShot(0, this, [&asked] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            asked = box != nullptr;
            QTest::keyClick(box, Qt::Key_Escape);
        });
        QVERIFY(!f().window().close());
        QVERIFY(asked);
        QVERIFY(f().window().isVisible());
        f().page().session().undo();
        QVERIFY(f().window().close());
    }
    void everyControlSaysWhatItIs()
    {
        QVERIFY(f().open(test::sampleRun()));
        for (const QWidget *widget : f().window().findChildren<QWidget *>()) {
            const bool isControl =
                widget->isVisible() && widget->focusPolicy() != Qt::NoFocus && widget->focusProxy() == nullptr;
            if (!isControl || qobject_cast<const QMenuBar *>(widget)) {
                continue;
            }
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const bool named = !widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
            QVERIFY2(named,
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()));
        }
    }
    void fitsASmallScreen()
    {
        QVERIFY(f().open(test::sampleRun()));
        f().window().resize(1366, 768);
        QCOMPARE(f().window().size(), QSize(1366, 768));
        const FilterBar &bar = table().filterBar();
        const auto &columns = f().child<QPushButton>("columnsButton");
        QVERIFY(bar.rect().contains(columns.geometry()));
    }
};

QTEST_MAIN(WindowTest)
#include "tst_window.moc"
