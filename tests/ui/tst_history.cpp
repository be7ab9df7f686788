#include "tests/ui/windowfixture.h"
#include "ui/mainwindow/runpage.h"
#include "ui/review/historymodel.h"
#include "ui/review/historypanel.h"
#include "ui/run/kerneltablepanel.h"

#include <QAbstractItemModelTester>
#include <QTableView>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

/// The history as a list to walk.
class HistoryTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;

    test::WindowFixture &f() { return *m_fixture; }
    RunSession &session() { return f().page().session(); }
    const EditHistory &history() { return session().document().history(); }
    EntryId entry(const char *name) { return *session().document().find(name); }
    QTableView &view() { return f().child<QTableView>("historyTable"); }
    QString cell(int row, int column) { return view().model()->index(row, column).data().toString(); }
    bool open() { return f().open(test::writeRun(f().scratch(), "run", {"void a(int)", "void b(int)"})); }
    /// Three steps: a field, a state of two kernels, a note.
    void takeSteps()
    {
        session().setField(entry("void a(int)"), Field::FriendlyName, std::string("A"));
        session().setState(std::vector{entry("void a(int)"), entry("void b(int)")}, ReviewState::Accepted);
        session().setNote(entry("void b(int)"), "why");
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<test::WindowFixture>(); }
    void cleanup()
    {
        if (f().window().runPage() != nullptr) {
            while (history().canUndo()) {
                session().undo();
            }
        }
        m_fixture.reset();
    }

    void isAProperModel()
    {
        QVERIFY(open());
        HistoryModel model(session());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        connect(&session(), &RunSession::historyChanged, &model, &HistoryModel::refresh);
        QCOMPARE(model.rowCount(), 1);
        takeSteps();
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.currentRow(), 3);
        session().undo();
        session().undo();
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.currentRow(), 1);
        session().setNote(entry("void a(int)"), "other"); // what could be done again is gone
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.currentRow(), 2);
    }
    void tellsEachStep()
    {
        QVERIFY(open());
        takeSteps();
        session().undo();
        QCOMPARE(cell(0, HistoryModel::StepColumn), u"As it was opened"_s);
        QCOMPARE(cell(1, HistoryModel::StepColumn), u"Edit friendly name"_s);
        QCOMPARE(cell(2, HistoryModel::StepColumn), u"Accept: 2 kernels"_s);
        QCOMPARE(cell(2, HistoryModel::KernelsColumn), u"2"_s);
        QCOMPARE(cell(0, HistoryModel::StandingColumn), u"nothing published yet"_s);
        QCOMPARE(cell(1, HistoryModel::StandingColumn), QString());
        QCOMPARE(cell(2, HistoryModel::StandingColumn), u"▸ here"_s);
        QCOMPARE(cell(3, HistoryModel::StandingColumn), u"taken back"_s);
        QVERIFY(view().model()->index(2, 0).data(Qt::ToolTipRole).toString().contains(u"void b(int)"_s));
    }
    void enterGoesToAStep()
    {
        QVERIFY(open());
        takeSteps();
        QTest::keyClick(&f().window(), Qt::Key_3, Qt::AltModifier);
        QVERIFY(view().isVisible());
        view().setFocus();
        QCOMPARE(view().currentIndex().row(), 3); // where we are
        QTest::keyClick(&view(), Qt::Key_Up);
        QTest::keyClick(&view(), Qt::Key_Up);
        QCOMPARE(history().index(), std::size_t{3}); // walking changes nothing
        QTest::keyClick(&view(), Qt::Key_Return);
        QCOMPARE(history().index(), std::size_t{1});
        QVERIFY(session().document().state(entry("void a(int)")) == ReviewState::Unreviewed);
        QCOMPARE(view().currentIndex().row(), 1);
        QVERIFY(view().hasFocus());
        QTest::keyClick(&view(), Qt::Key_End, Qt::ControlModifier);
        QTest::keyClick(&view(), Qt::Key_Return);
        QCOMPARE(history().index(), std::size_t{3});
        QCOMPARE(session().document().note(entry("void b(int)")), std::string("why"));
    }
    void aClickGoesThereToo()
    {
        QVERIFY(open());
        takeSteps();
        f().page().showHistory();
        const QRect first = view().visualRect(view().model()->index(0, 0));
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, first.center());
        QCOMPARE(history().index(), std::size_t{0});
        QVERIFY(!session().document().isModified());
    }
    void showsWhereTheFileStands()
    {
        QVERIFY(open());
        takeSteps();
        session().undo();
        QVERIFY(f().publishTo(f().scratch().path() / "mine.yaml"));
        QCOMPARE(cell(2, HistoryModel::StandingColumn), u"▸ here · as in mine.yaml"_s);
        session().undo();
        QCOMPARE(cell(2, HistoryModel::StandingColumn), u"taken back · as in mine.yaml"_s);
        QCOMPARE(cell(1, HistoryModel::StandingColumn), u"▸ here"_s);
    }
};

QTEST_MAIN(HistoryTest)
#include "tst_history.moc"
