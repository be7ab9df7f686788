#include "core/kernel/shapetext.h"
#include "core/review/reviewfile.h"
#include "tests/ui/windowfixture.h"
#include "ui/common/text.h"
#include "ui/kernel/kernelpanel.h"
#include "ui/mainwindow/runpage.h"
#include "ui/run/filterbar.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/run/kerneltableview.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

#include <algorithm>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

/// The review by keys: what the hand does with sixty kernels.
class ReviewTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;

    test::WindowFixture &f() { return *m_fixture; }
    KernelTablePanel &table() { return f().page().table(); }
    const ReviewDocument &document() { return f().page().session().document(); }
    EntryId entryAt(int row) { return document().entryOf(table().model().kernelAt(row)); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&table().view(), key, modifiers); }
    bool openThree()
    {
        return f().open(test::writeRun(f().scratch(), "run", {"void a(int)", "void b(int)", "void c(int)"}));
    }
    QString progress() { return f().child<QLabel>("reviewProgress").text(); }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<test::WindowFixture>(); }
    void cleanup()
    {
        if (f().window().runPage() != nullptr) {
            while (document().history().canUndo()) {
                f().page().session().undo();
            }
        }
        m_fixture.reset();
    }

    void enterAcceptsAndGoesOn()
    {
        QVERIFY(openThree());
        press(Qt::Key_Return);
        QVERIFY(document().state(entryAt(0)) == ReviewState::Accepted);
        QCOMPARE(table().view().currentRow(), 1);
        press(Qt::Key_Return);
        press(Qt::Key_Return);
        QVERIFY(document().state(entryAt(2)) == ReviewState::Accepted); // the last one too
        QVERIFY(test::eventually([&] { return progress() == u"Reviewed 3 of 3"_s; }));
        QTest::keyClick(&f().window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(document().state(entryAt(2)) == ReviewState::Unreviewed);
        QVERIFY(test::eventually([&] { return progress() == u"Reviewed 2 of 3"_s; }));
    }
    void anUnfinishedShapeIsAQuestion()
    {
        QVERIFY(openThree());
        const auto accept = [this] {
            table().view().setFocus();
            press(Qt::Key_Home);
            press(Qt::Key_Return);
            const QList<QMessageBox *> boxes = f().window().findChildren<QMessageBox *>(u"unfinishedShapeBox"_s);
            const auto box = std::ranges::find_if(boxes, &QWidget::isVisible);
            return box != boxes.end() ? *box : nullptr;
        };
        auto &below = f().child<QTabWidget>("below");
        const QString calm = below.tabText(1);
        f().page().session().setField(entryAt(0), Field::Tiled, fromUnfinishedText(Field::Tiled, "(256, K"));
        QVERIFY2(below.tabText(1) != calm && below.tabText(1).contains(u'1'), qPrintable(below.tabText(1))); // at once
        QMessageBox *box = accept();
        QVERIFY(box != nullptr);
        QTest::keyClick(box, Qt::Key_Escape); // on to the field
        QVERIFY(document().state(entryAt(0)) == ReviewState::Unreviewed);
        QCOMPARE(f().page().kernel().currentField(), Field::Tiled);
        box = accept();
        QVERIFY(box != nullptr);
        for (QAbstractButton *button : box->buttons()) {
            if (box->buttonRole(button) == QMessageBox::AcceptRole) {
                QTest::mouseClick(button, Qt::LeftButton);
            }
        }
        QVERIFY(document().state(entryAt(0)) == ReviewState::Accepted);
        // A problem leads to its kernel, and goes with its cause.
        auto &problems = f().child<QTableView>("problemsTable");
        f().page().showProblems();
        problems.setCurrentIndex(problems.model()->index(problems.model()->rowCount() - 1, 1));
        QTest::keyClick(&problems, Qt::Key_Return);
        QCOMPARE(table().view().currentRow(), 0);
        f().page().session().setField(entryAt(0), Field::Tiled, FieldValue());
        QCOMPARE(below.tabText(1), calm);
    }
    void marksWhatNeedsWork()
    {
        QVERIFY(openThree());
        press(Qt::Key_A, Qt::ControlModifier); // all rows
        press(Qt::Key_X);
        for (int row = 0; row < 3; ++row) {
            QVERIFY(document().state(entryAt(row)) == ReviewState::NeedsWork);
        }
        press(Qt::Key_U);
        QVERIFY(document().state(entryAt(1)) == ReviewState::Unreviewed);
        QTest::keyClick(&f().window(), Qt::Key_Z, Qt::ControlModifier); // one step for all three
        QVERIFY(document().state(entryAt(0)) == ReviewState::NeedsWork);
        QVERIFY(document().state(entryAt(2)) == ReviewState::NeedsWork);
    }
    void saysHowManyAreChosen()
    {
        QVERIFY(openThree());
        const auto &accept = f().child<QPushButton>("acceptAndNext");
        QCOMPARE(accept.text(), u"&Accept and next"_s);
        press(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(accept.text(), u"&Accept 2 and next"_s);
        table().filterBar().setGroupBy(GroupBy::State);
        press(Qt::Key_Home); // the head of the group: it stands for its three kernels
        const auto &nothing = f().child<QLabel>("noKernel");
        QVERIFY(nothing.isVisible());
        QCOMPARE(nothing.text(), u"3 kernels selected · 6.00\u00a0µs"_s);
        table().filterBar().setGroupBy(GroupBy::None);
        QTest::keyClick(&f().window(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(&f().child<QLineEdit>("filterText"), u"nothing like it"_s);
        QCOMPARE(nothing.text(), u"No kernel selected"_s);
        QCOMPARE(f().child<QLabel>("selectionSummary").text(), QString());
    }
    void walksWhatIsUnreviewed()
    {
        QVERIFY(openThree());
        press(Qt::Key_Down);
        press(Qt::Key_X);
        press(Qt::Key_Home);
        press(Qt::Key_N);
        QCOMPARE(table().view().currentRow(), 2); // over the one that needs work
        press(Qt::Key_P);
        QCOMPARE(table().view().currentRow(), 0);
    }
    void typingChangesNoState()
    {
        QVERIFY(openThree());
        press(Qt::Key_E);
        auto &name = f().child<QPlainTextEdit>("input_friendly_name");
        QVERIFY(name.hasFocus());
        name.selectAll();
        QTest::keyClicks(&name, u"xnps"_s);
        QTest::keyClick(&name, Qt::Key_Return);
        QVERIFY(document().state(entryAt(0)) == ReviewState::Unreviewed);
        QCOMPARE(document().info(entryAt(0)).text(Field::FriendlyName), std::string("xnps"));
        QTest::keyClick(&name, Qt::Key_Return, Qt::ControlModifier); // now accept, and go on
        QVERIFY(document().state(entryAt(0)) == ReviewState::Accepted);
        QCOMPARE(table().view().currentRow(), 1);
        QVERIFY(table().view().hasFocus());
    }
    void picksByHand()
    {
        QVERIFY(openThree());
        press(Qt::Key_Space);
        QCOMPARE(document().picked(entryAt(0)), std::optional(false));
        QVERIFY(test::eventually([&] { return progress() == u"Reviewed 0 of 2"_s; }));
        press(Qt::Key_Space);
        QCOMPARE(document().picked(entryAt(0)), std::optional(true));
        press(Qt::Key_Space); // at once: before the selection is worked out anew
        QCOMPARE(document().picked(entryAt(0)), std::optional(false));
    }
    void showsWhatIsLeftOut()
    {
        QVERIFY(openThree());
        const auto picked = [this](int row, int role = Qt::DisplayRole) {
            return table().model().index(row, KernelTableModel::PickedColumn).data(role).toString();
        };
        QVERIFY(!table().view().isColumnHidden(KernelTableModel::PickedColumn));
        QCOMPARE(picked(0), u"●"_s);
        press(Qt::Key_Space);
        press(Qt::Key_Return); // accepted, and not written all the same
        press(Qt::Key_Home);
        QCOMPARE(picked(0), u"✕"_s);
        QCOMPARE(picked(0, Qt::AccessibleTextRole), u"left out"_s);
        QVERIFY(picked(0, Qt::ToolTipRole).contains(u"Left out by hand"_s));
        const QModelIndex name = table().model().index(0, KernelTableModel::FriendlyNameColumn);
        QVERIFY(name.data(Qt::ForegroundRole).isValid());
        QVERIFY(!name.siblingAtRow(1).data(Qt::ForegroundRole).isValid());
        QCOMPARE(f().child<QLabel>("reviewState").text(), u"✓ accepted · ✕ left out"_s);
        press(Qt::Key_Space);
        QCOMPARE(picked(0), u"✚"_s);
        QVERIFY(!name.data(Qt::ForegroundRole).isValid());
    }
    void filtersByWhatIsLeftOut_data()
    {
        QTest::addColumn<MembershipFilter>("filter");
        QTest::addColumn<int>("rows");
        QTest::newRow("any") << MembershipFilter::Any << 3;
        QTest::newRow("for the catalog") << MembershipFilter::Wanted << 2;
        QTest::newRow("not for the catalog") << MembershipFilter::NotWanted << 1;
        QTest::newRow("left out by hand") << MembershipFilter::LeftOut << 1;
    }
    void filtersByWhatIsLeftOut()
    {
        QFETCH(MembershipFilter, filter);
        QFETCH(int, rows);
        QVERIFY(openThree());
        press(Qt::Key_Space);
        table().filterBar().restore({}, filter, GroupBy::None);
        QTest::keyClick(&f().window(), Qt::Key_F5);
        QCOMPARE(table().model().rowCount(), rows);
        QVERIFY(table().state().membership == filter);
    }
    void keepsANote()
    {
        QVERIFY(openThree());
        auto &note = f().child<QPlainTextEdit>("note");
        note.setFocus();
        QTest::keyClicks(&note, u"ask the authors"_s);
        QCOMPARE(document().note(entryAt(0)), std::string());
        table().view().setFocus();
        QCOMPARE(document().note(entryAt(0)), std::string("ask the authors"));
        QTest::keyClick(&f().window(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(note.toPlainText(), QString());
    }
    void filtersByState()
    {
        QVERIFY(openThree());
        press(Qt::Key_X);
        auto &state = f().child<QComboBox>("stateFilter");
        state.setFocus();
        QTest::keyClick(&state, Qt::Key_Down);
        QTest::keyClick(&state, Qt::Key_Down);
        QCOMPARE(table().model().rowCount(), 1);
        QVERIFY(document().state(entryAt(0)) == ReviewState::NeedsWork);
    }
    void resetsAllFields()
    {
        QVERIFY(openThree());
        auto &reset = f().child<QPushButton>("resetFields");
        QVERIFY(!reset.isEnabled());
        f().page().session().setField(entryAt(0), Field::FriendlyName, std::string("one"));
        f().page().session().setField(entryAt(0), Field::Description, std::string("two"));
        QVERIFY(reset.isEnabled());
        QTest::mouseClick(&reset, Qt::LeftButton);
        QVERIFY(!document().hasOverrides(entryAt(0)));
        QTest::keyClick(&f().window(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(document().info(entryAt(0)).text(Field::Description), std::string("two"));
    }
    /// States, notes and picks come back from the review file beside the catalog.
    void comesBack()
    {
        QVERIFY(openThree());
        const auto path = f().scratch().path() / "kernels.yaml";
        press(Qt::Key_Return);
        press(Qt::Key_X);
        auto &note = f().child<QPlainTextEdit>("note");
        note.setFocus();
        QTest::keyClicks(&note, u"why?"_s);
        table().view().setFocus();
        QVERIFY(f().publishTo(path));
        QVERIFY(!document().isModified());
        QVERIFY(std::filesystem::exists(reviewFilePath(path)));
        QVERIFY(f().open(f().scratch().path() / "run", path));
        QVERIFY(document().state(entryAt(0)) == ReviewState::Accepted);
        QVERIFY(document().state(entryAt(1)) == ReviewState::NeedsWork);
        QCOMPARE(document().note(entryAt(1)), std::string("why?"));
        QVERIFY(!document().isModified());
    }
    /// A project file says where the catalog is, how stages nest and which kernels are wanted.
    void followsTheProjectFile()
    {
        f().scratch().write("kernel-atlas.yaml", "catalog: docs/kernels.yaml\nselection: {top: 2}\nodd: 1\n");
        QVERIFY(openThree());
        QCOMPARE(f().page().session().catalogPath(), f().scratch().path() / "docs/kernels.yaml");
        QVERIFY(test::eventually([&] { return progress() == u"Reviewed 0 of 2"_s; }));
        QVERIFY(!f().page().session().problems().empty()); // `odd`
    }
    /// A catalog outside the project's folder is reviewed into only when a person says so.
    void asksBeforeACatalogOutsideTheProject()
    {
        f().scratch().write("kernel-atlas.yaml", "catalog: ../elsewhere.yaml\n");
        QVERIFY(openThree());
        QVERIFY(f().page().session().catalogPath().empty());
        auto *box = f().window().findChild<QMessageBox *>(u"catalogOutsideBox"_s);
        QVERIFY(box != nullptr);
        QVERIFY2(box->text().contains(u"elsewhere.yaml"_s), qPrintable(box->text()));
        QCOMPARE(box->defaultButton()->text(), u"&Leave it alone"_s);
        for (QAbstractButton *button : box->buttons()) {
            if (button != box->defaultButton()) {
                button->click();
                break;
            }
        }
        QVERIFY(test::eventually(
            [&] { return f().page().session().catalogPath().filename() == std::filesystem::path("elsewhere.yaml"); }));
    }
};

QTEST_MAIN(ReviewTest)
#include "tst_review.moc"
