#include "core/review/edithistory.h"

#include <QTest>

using namespace atlas;

class TestEditHistory : public QObject
{
    Q_OBJECT

private slots:
    void walksBackAndForth();
    void forgetsWhatCouldBeRedone();
    void knowsWhatIsSaved();
    void cannotBeCleanOnceTheSavedStateIsGone();
};

namespace
{
EditGroup group(const std::string &text)
{
    return {text, {Edit{EntryId{0}, Slot::Description, FieldValue(text)}}};
}
} // namespace

void TestEditHistory::walksBackAndForth()
{
    EditHistory history;
    QVERIFY(!history.canUndo());
    QVERIFY(!history.canRedo());
    history.push(group("a"));
    history.push(group("b"));
    QCOMPARE(history.undoText(), std::string("b"));
    QCOMPARE(history.stepBack().text, std::string("b"));
    QCOMPARE(history.undoText(), std::string("a"));
    QCOMPARE(history.redoText(), std::string("b"));
    QCOMPARE(history.stepForward().text, std::string("b"));
    QVERIFY(!history.canRedo());
    QCOMPARE(history.count(), std::size_t{2});
}

void TestEditHistory::forgetsWhatCouldBeRedone()
{
    EditHistory history;
    history.push(group("a"));
    history.push(group("b"));
    static_cast<void>(history.stepBack());
    history.push(group("c"));
    QVERIFY(!history.canRedo());
    QCOMPARE(history.count(), std::size_t{2});
    QCOMPARE(history.group(1).text, std::string("c"));
}

void TestEditHistory::knowsWhatIsSaved()
{
    EditHistory history;
    QVERIFY(history.isClean());
    history.push(group("a"));
    QVERIFY(!history.isClean());
    history.setClean(history.index());
    QVERIFY(history.isClean());
    static_cast<void>(history.stepBack());
    QVERIFY(!history.isClean());
    static_cast<void>(history.stepForward());
    QVERIFY(history.isClean());
}

void TestEditHistory::cannotBeCleanOnceTheSavedStateIsGone()
{
    EditHistory history;
    history.push(group("a"));
    history.setClean(1);
    static_cast<void>(history.stepBack());
    history.push(group("b")); // index 1 again, but not what was saved
    QVERIFY(!history.isClean());
    static_cast<void>(history.stepBack());
    QVERIFY(!history.isClean());
}

QTEST_APPLESS_MAIN(TestEditHistory)
#include "tst_edithistory.moc"
