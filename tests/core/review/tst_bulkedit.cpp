#include "core/review/bulkedit.h"
#include "tests/core/review/reviewdesk.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

class TestBulkEdit : public QObject
{
    Q_OBJECT

private slots:
    void expressionsFindKernels();
    void settingLeavesOutWhatHasTheValue();
    void replaces_data();
    void replaces();
    void refusesWhatCannotBeReplaced_data();
    void refusesWhatCannotBeReplaced();
    void aBulkEditIsOneStep();
};

void TestBulkEdit::expressionsFindKernels()
{
    const ReviewDesk desk;
    const auto found = entriesMatching(desk.document, "CUDAFunctor_add<(float|c10::Half)>");
    QVERIFY(found.has_value());
    QCOMPARE(found->size(), std::size_t{2});
    const auto broken = entriesMatching(desk.document, "add(");
    QVERIFY(!broken && broken.error().message.contains("\"add(\" cannot be used"));
}

void TestBulkEdit::settingLeavesOutWhatHasTheValue()
{
    const ReviewDesk desk;
    const std::vector<EntryId> entries = {desk.entry(kMine), desk.entry(kNccl)};
    const auto changes = planSetField(desk.document, entries, Field::SourceLib, std::string("CUDA"));
    QCOMPARE(changes.size(), std::size_t{1}); // "my_own_kernel" is CUDA's already
    QVERIFY(changes[0].entry == desk.entry(kNccl));
    QCOMPARE(toDisplayText(changes[0].before), std::string("NCCL"));
}

void TestBulkEdit::replaces_data()
{
    QTest::addColumn<QString>("find");
    QTest::addColumn<QString>("replacement");
    QTest::addColumn<bool>("isRegex");
    QTest::addColumn<bool>("ignoreCase");
    QTest::addColumn<QString>("friendlyName"); // of the kernel called "Mine"; its description is "Old words."

    QTest::newRow("plain") << "Mine" << "Ours" << false << false << "Ours";
    QTest::newRow("another case") << "mine" << "Ours" << false << false << "Mine";
    QTest::newRow("case ignored") << "mine" << "Ours" << false << true << "Ours";
    QTest::newRow("dots are dots") << "M..e" << "Ours" << false << false << "Mine";
    QTest::newRow("backslashes are backslashes") << "Mine" << R"(a\1)" << false << false << R"(a\1)";
    QTest::newRow("regex") << "M..e" << "Ours" << true << false << "Ours";
    QTest::newRow("captures") << "(M)(i)" << R"(\2\1)" << true << false << "iMne";
    QTest::newRow("whole match") << "in" << R"(<\0>)" << true << false << "M<in>e";
    QTest::newRow("nothing to find") << "" << "x" << false << false << "Mine";
}

void TestBulkEdit::replaces()
{
    QFETCH(QString, find);
    QFETCH(QString, replacement);
    QFETCH(bool, isRegex);
    QFETCH(bool, ignoreCase);
    QFETCH(QString, friendlyName);
    ReviewDesk desk;
    ReplaceRequest request{find.toStdString(), replacement.toStdString(), isRegex, ignoreCase};
    const std::vector<EntryId> entries = {desk.entry(kMine)};
    const auto changes = planReplace(desk.document, entries, request);
    QVERIFY(changes.has_value());
    desk.document.apply(bulkGroup(desk.document, *changes, "Replace"));
    QCOMPARE(QString::fromStdString(desk.shown(kMine, Field::FriendlyName)), friendlyName);
    QCOMPARE(desk.shown(kMine, Field::Description), std::string("Old words.\n"));
}

void TestBulkEdit::refusesWhatCannotBeReplaced_data()
{
    QTest::addColumn<QString>("find");
    QTest::addColumn<QString>("replacement");
    QTest::addColumn<QString>("says");
    QTest::newRow("broken") << "a(" << "x" << "the expression \"a(\"";
    QTest::newRow("no such capture") << "a(b)" << R"(\2)" << R"(the replacement "\2")";
}

void TestBulkEdit::refusesWhatCannotBeReplaced()
{
    QFETCH(QString, find);
    QFETCH(QString, replacement);
    QFETCH(QString, says);
    const ReviewDesk desk;
    const std::vector<EntryId> entries = {desk.entry(kMine)};
    const auto changes = planReplace(desk.document, entries, {find.toStdString(), replacement.toStdString(), true});
    QVERIFY(!changes);
    QVERIFY2(QString::fromStdString(changes.error().message).startsWith(says), changes.error().message.c_str());
}

void TestBulkEdit::aBulkEditIsOneStep()
{
    ReviewDesk desk;
    const std::vector<EntryId> entries = publicationSelection(desk.document, {});
    const auto changes = planSetField(desk.document, entries, Field::Description, std::string("Same."));
    QCOMPARE(changes.size(), entries.size());
    QVERIFY(desk.document.apply(bulkGroup(desk.document, changes, "Describe all")));
    QCOMPARE(desk.shown(kNccl, Field::Description), std::string("Same."));
    desk.document.undo();
    QCOMPARE(desk.shown(kMine, Field::Description), std::string("Old words.\n"));
    QVERIFY(!desk.document.history().canUndo());
}

QTEST_GUILESS_MAIN(TestBulkEdit)
#include "tst_bulkedit.moc"
