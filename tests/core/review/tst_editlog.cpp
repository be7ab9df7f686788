#include "core/review/bulkedit.h"
#include "core/review/editlog.h"
#include "core/review/journal.h"
#include "tests/core/review/reviewdesk.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <fstream>

using namespace atlas;
using namespace atlas::test;

class TestEditLog : public QObject
{
    Q_OBJECT

private slots:
    void linesSayAgainWhatTheySaid();
    void refusesBadLines_data();
    void refusesBadLines();
    void aTornLineIsLeftOut();
    void replayDoesTheSameElsewhere();
    void twoDocumentsOfOneFileNoticeEachOther();
    void offersWhatWasNotSaved();
    void bulkEditsAreOneStepWithAPreview();
    void replacesInNamesAndDescriptions();
};

namespace
{
void doSomeOfEverything(ReviewDesk &desk)
{
    desk.document.setField(desk.entry(kMine), Field::Generic, parseShape("(A, B) -> (C,)").value());
    desk.document.setField(desk.entry(kMine), Field::Tiled, FieldValue(Shape{}), std::string(kSourceSeed));
    desk.document.setField(desk.entry(kMine), Field::Description, FieldValue());
    desk.document.setState(desk.entry(kMine), ReviewState::Accepted);
    desk.document.setNote(desk.entry(kMine), "line\nline \"…\"");
    const EntryId mine = desk.entry(kMine);
    desk.document.setPicked(std::span(&mine, 1), true);
    desk.document.setState(mine, ReviewState::NeedsWork);
    desk.document.resetField(mine, Field::Generic);
}

/// The log of all that `desk` did.
std::string logOf(const ReviewDesk &desk)
{
    std::string text;
    for (std::size_t i = 0; i < desk.document.history().count(); ++i) {
        // Groups hold what was there before by now: undo everything in a copy to see what they set.
        ReviewDocument copy = desk.document;
        while (copy.history().index() > i) {
            copy.undo();
        }
        text += printLogLine(loggedStep(copy, copy.history().group(i)));
    }
    return text;
}
} // namespace

void TestEditLog::linesSayAgainWhatTheySaid()
{
    ReviewDesk desk;
    doSomeOfEverything(desk);
    std::string text = printLogLine(LogHeader{"/a b/k.yaml", "/run", "1-2", ""}) + logOf(desk);
    text += printLogLine(LoggedUndo()) + printLogLine(LoggedRedo()) +
            printLogLine(LoggedSave{3, false, "ab-1", "cd-2"}) + printLogLine(LoggedSave{3, true, "ab-1", ""});
    const EditLog log = readEditLog(text, "log");
    QVERIFY2(log.diagnostics.empty(), log.diagnostics.empty() ? "" : log.diagnostics[0].message.c_str());
    std::string again;
    for (const LogLine &line : log.lines) {
        again += printLogLine(line);
    }
    QCOMPARE(QByteArray::fromStdString(again), QByteArray::fromStdString(text));
    QCOMPARE(log.wholeBytes, text.size());
}

void TestEditLog::refusesBadLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("a list") << QByteArray("[1]");
    QTest::newRow("nothing known") << QByteArray("{\"a\":1}");
    QTest::newRow("no slot") << QByteArray(R"({"step":"x","edits":[{"raw_name":"f"}]})");
    QTest::newRow("unknown slot") << QByteArray(R"({"step":"x","edits":[{"raw_name":"f","slot":"colour"}]})");
    QTest::newRow("shape as text") << QByteArray(
        R"({"step":"x","edits":[{"raw_name":"f","slot":"tiled","value":"x"}]})");
    QTest::newRow("state") << QByteArray(R"({"step":"x","edits":[{"raw_name":"f","slot":"state","value":"good"}]})");
    QTest::newRow("later version") << QByteArray(R"({"kernel_atlas_log":2})");
    QTest::newRow("NUL") << QByteArray("\0\0\0", 3);
}

void TestEditLog::refusesBadLines()
{
    QFETCH(QByteArray, line);
    const EditLog log = readEditLog("{\"undo\":true}\n" + line.toStdString() + "\n{\"redo\":true}\n", "l.jsonl");
    QCOMPARE(log.lines.size(), std::size_t{1});
    QCOMPARE(log.diagnostics.size(), std::size_t{1});
    QCOMPARE(log.diagnostics[0].location.line, std::size_t{2});
    QVERIFY(log.diagnostics[0].severity == Severity::Error);
}

void TestEditLog::aTornLineIsLeftOut()
{
    ReviewDesk desk;
    doSomeOfEverything(desk);
    const std::string text = logOf(desk);
    for (std::size_t size = 0; size <= text.size(); size += 7) {
        const EditLog log = readEditLog(text.substr(0, size), "log");
        QVERIFY(log.wholeBytes <= size);
        QVERIFY(log.wholeBytes == 0 || text[log.wholeBytes - 1] == '\n');
        QVERIFY(log.diagnostics.size() == (log.wholeBytes == size ? 0U : 1U));
    }
}

void TestEditLog::replayDoesTheSameElsewhere()
{
    ReviewDesk desk;
    doSomeOfEverything(desk);
    desk.document.setField(desk.entry(kNccl), Field::Description, std::string("Not in that file."));
    ReviewDesk other;
    const std::vector<Diagnostic> leftOut =
        replay(readEditLog(logOf(desk), "log"), other.document, ReplayScope::Everything);
    QVERIFY(leftOut.empty());
    QCOMPARE(other.publish().result->text(), desk.publish().result->text());
    QVERIFY(other.document.state(other.entry(kMine)) == ReviewState::NeedsWork);
    ReviewDocument file(std::make_shared<const Catalog>(Catalog::read(kMineText, "k").value()), ReviewFile());
    const std::vector<Diagnostic> unknown = replay(readEditLog(logOf(desk), "log"), file, ReplayScope::Known);
    QCOMPARE(unknown.size(), std::size_t{1});
    QCOMPARE(unknown[0].code, std::string("log-unknown-kernel"));
}

void TestEditLog::twoDocumentsOfOneFileNoticeEachOther()
{
    const ScratchDir dir;
    const auto path = dir.write("kernels.yaml", kMineText);
    ReviewDesk desk;
    const auto first = Journal::start(dir.path() / "journal", path, desk.document).value();
    QVERIFY(first->otherProcesses().empty());
    const auto second = Journal::start(dir.path() / "journal", path, desk.document).value();
    QCOMPARE(first->otherProcesses().size(), std::size_t{1});
    QCOMPARE(second->otherProcesses().size(), std::size_t{1});
    QVERIFY(first->folder() != second->folder());
    QVERIFY(!recoverJournal(first->folder()).has_value()); // it is in use
}

void TestEditLog::offersWhatWasNotSaved()
{
    const ScratchDir dir;
    const auto root = dir.path() / "journal";
    const auto path = dir.write("kernels.yaml", kMineText);
    {
        ReviewDesk desk;
        const auto journal = Journal::start(root, path, desk.document).value();
        keepJournal(desk.document, *journal, [](const Error &error) { QFAIL(error.message.c_str()); });
        doSomeOfEverything(desk);
        desk.document.undo();
        QVERIFY(findJournals(root).empty()); // a live process has it
    }
    std::ofstream(findJournals(root).at(0).folder / "edits.jsonl", std::ios::app) << "{\"step\":\"torn";
    const JournalOffer offer = findJournals(root, path).at(0);
    QCOMPARE(offer.catalog, std::filesystem::canonical(path));
    QCOMPARE(offer.unsaved.size(), std::size_t{7});
    QCOMPARE(offer.unsaved.back(), std::string("Mark as needing work"));
    ReviewDesk other;
    const auto beside =
        Journal::start(root, path, other.document).value(); // must not take the place of what is offered
    RecoveredDocument recovered = recoverJournal(offer.folder).value();
    QCOMPARE(recovered.diagnostics.size(), std::size_t{1});
    recovered.document->redo();
    QVERIFY(!recovered.document->isOverridden(recovered.document->find(kMine).value(), Field::Generic));
    QVERIFY(recovered.journal->append(LoggedRedo()).has_value());
    recovered.journal->remove();
    recovered.journal.reset();
    QVERIFY(findJournals(root).empty());
}

void TestEditLog::bulkEditsAreOneStepWithAPreview()
{
    ReviewDesk desk;
    const std::vector<EntryId> found = entriesMatching(desk.document, "vectorized_.*add").value();
    QCOMPARE(found.size(), std::size_t{2});
    const auto changes = planSetField(desk.document, found, Field::SourceLib, std::string("Mine"));
    QCOMPARE(changes.size(), std::size_t{2});
    QCOMPARE(toDisplayText(changes[0].before), std::string("PyTorch ATen"));
    QVERIFY(desk.document.apply(bulkGroup(desk.document, changes, "Set library")));
    QVERIFY(planSetField(desk.document, found, Field::SourceLib, std::string("Mine")).empty());
    desk.document.undo();
    QCOMPARE(desk.shown(kAddHalf, Field::SourceLib), std::string("PyTorch ATen"));
    QVERIFY(!entriesMatching(desk.document, "(").has_value());
}

void TestEditLog::replacesInNamesAndDescriptions()
{
    ReviewDesk desk;
    const std::vector<EntryId> all = entriesMatching(desk.document, "").value();
    const auto plain = planReplace(desk.document, all, {"Min", "\\1in"}).value();
    QCOMPARE(plain.size(), std::size_t{1});
    QCOMPARE(toDisplayText(plain[0].after), std::string("\\1ine"));
    const auto regex =
        planReplace(desk.document, all, {"(?s)^old (w\\w+).*", "New \\1", true, true, {Field::Description}}).value();
    QCOMPARE(regex.size(), std::size_t{1});
    QCOMPARE(toDisplayText(regex[0].after), std::string("New words"));
    QVERIFY(!planReplace(desk.document, all, {"a", "\\1", true}).has_value());
    QVERIFY(!planReplace(desk.document, all, {"(", "", true}).has_value());
    QVERIFY(planReplace(desk.document, all, {"", "x"}).value().empty());
}

QTEST_APPLESS_MAIN(TestEditLog)
#include "tst_editlog.moc"
