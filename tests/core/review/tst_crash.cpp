#include "core/catalog/catalogfile.h"
#include "core/review/journal.h"
#include "tests/core/review/crashscript.h"
#include "tests/support/testpaths.h"

#include <QProcess>
#include <QTest>

#include <set>

using namespace atlas;
using namespace atlas::test;

/// Ends a session at each call that writes, and looks at what is left.
class TestCrash : public QObject
{
    Q_OBJECT

private slots:
    void everyEditIsThereWhereverTheProcessEnds();
    void randomSessionsSurviveRandomEnds();
    void aFullDiskLosesNothing();
};

namespace
{
/// What a session should have left after each step: decisions, and the texts that the catalog may hold.
struct Expected
{
    std::vector<std::string> decisions;
    std::vector<std::size_t> historyIndex;
    std::set<std::string> catalogs;
};

Expected expectedOf(std::uint32_t seed)
{
    ReviewDocument document(std::make_shared<const Catalog>(Catalog::read(kCrashCatalog, "k").value()), ReviewFile());
    Expected expected{{decisions(document)}, {0}, {kCrashCatalog}};
    const std::vector<CrashStep> script = crashScript(seed);
    for (std::size_t i = 0; i < script.size(); ++i) {
        if (script[i].kind == CrashStep::Kind::Save) {
            const Publication publication = planPublication(document, {}).value();
            setPublished(document, publication, document.history().index());
            expected.catalogs.insert(publication.result->text());
        } else {
            perform(document, script[i], i);
        }
        expected.decisions.push_back(decisions(document));
        expected.historyIndex.push_back(document.history().index());
    }
    return expected;
}

struct Session
{
    std::size_t stepsConfirmed = 0;
    std::size_t points = 0; ///< only of a session that came to its end
    bool wasKilled = false;
    QByteArray said;
};

Session runSession(const ScratchDir &dir, std::uint32_t seed, const char *variable, std::size_t at)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(variable, QString::number(at));
    process.setProcessEnvironment(environment);
    process.start(ATLAS_CRASH_SESSION, {QString::fromStdString(dir.path().string()), QString::number(seed)});
    process.waitForFinished(60'000);
    Session session;
    session.said = process.readAllStandardOutput();
    session.wasKilled = process.exitStatus() == QProcess::CrashExit;
    for (const QByteArray &line : session.said.split('\n')) {
        bool isNumber = false;
        const qulonglong number = line.toULongLong(&isNumber);
        session.stepsConfirmed = isNumber ? number : session.stepsConfirmed;
        session.points = line.startsWith("points ") ? line.mid(7).toULongLong() : session.points;
    }
    return session;
}

/// What the next start finds: the journal's document, or where nothing is left to offer the files alone.
std::unique_ptr<ReviewDocument> nextStart(const ScratchDir &dir)
{
    const auto path = dir.path() / "kernels.yaml";
    const std::vector<JournalOffer> offers = findJournals(dir.path() / "journal", path);
    if (!offers.empty()) {
        auto recovered = recoverJournal(offers.front().folder);
        if (!recovered) {
            QTest::qFail(recovered.error().message.c_str(), __FILE__, __LINE__);
            return nullptr;
        }
        return std::move(recovered->document);
    }
    return std::make_unique<ReviewDocument>(std::make_shared<const Catalog>(openCatalog(path).value()),
                                            openReviewFile(path).value());
}

/// Empty when all is well, else what is wrong.
std::string verdict(const ScratchDir &dir, const Session &session, const Expected &expected)
{
    const std::string onDisk = bytesOf(dir.path() / "kernels.yaml");
    if (!expected.catalogs.contains(onDisk)) {
        return "the catalog is none of the valid versions:\n" + onDisk;
    }
    const std::unique_ptr<ReviewDocument> document = nextStart(dir);
    if (!document || document->catalog()->text() != onDisk) {
        return "the document does not know what is on disk";
    }
    const std::string now = decisions(*document);
    const std::size_t done = session.stepsConfirmed;
    const bool hasNext = done + 1 < expected.decisions.size();
    if (now != expected.decisions[done] && !(hasNext && now == expected.decisions[done + 1])) {
        return "after " + std::to_string(done) + " steps the decisions are\n" + now + "instead of\n" +
               expected.decisions[done];
    }
    if (document->history().count() > 0) {
        while (document->history().canUndo()) {
            document->undo();
        }
        const std::string back = planPublication(*document, {}).value().result->text();
        return back == kCrashCatalog ? "" : "taking everything back gives\n" + back;
    }
    return {};
}
} // namespace

void TestCrash::everyEditIsThereWhereverTheProcessEnds()
{
    const Expected expected = expectedOf(0);
    QVERIFY(expected.catalogs.size() >= 4);
    std::size_t points = 1'000; // known once a session has come to its end
    std::size_t at = 1;
    for (; at <= points; ++at) {
        const ScratchDir dir;
        dir.write("kernels.yaml", kCrashCatalog);
        const Session session = runSession(dir, 0, "ATLAS_CRASH_AT", at);
        points = session.wasKilled ? points : session.points;
        QVERIFY2(session.wasKilled || session.stepsConfirmed == crashScript(0).size(), session.said);
        const std::string wrong = verdict(dir, session, expected);
        QVERIFY2(wrong.empty(), ("killed at call " + std::to_string(at) + ": " + wrong).c_str());
    }
    QVERIFY2(points > 50 && at == points + 2, std::to_string(points).c_str()); // the last round went past the last call
}

void TestCrash::randomSessionsSurviveRandomEnds()
{
    const bool isSoak = qEnvironmentVariableIsSet("ATLAS_SOAK"); // its value is the first seed
    const std::size_t wanted = isSoak ? 200 : 10;
    const auto first = isSoak ? static_cast<std::uint32_t>(qgetenv("ATLAS_SOAK").toULongLong()) : 1U;
    std::size_t kills = 0;
    std::uint32_t seed = first;
    for (; kills < wanted && seed < first + 10 * wanted; ++seed) { // some sessions end before their kill
        const ScratchDir dir;
        dir.write("kernels.yaml", kCrashCatalog);
        const Session session = runSession(dir, seed, "ATLAS_CRASH_AT", std::mt19937(seed)() % 120 + 1);
        const std::string wrong = verdict(dir, session, expectedOf(seed));
        QVERIFY2(wrong.empty(), ("seed " + std::to_string(seed) + ": " + wrong).c_str());
        kills += session.wasKilled ? 1 : 0;
    }
    qInfo("%zu kills, seeds %u to %u", kills, first, seed - 1);
    QCOMPARE(kills, wanted);
}

void TestCrash::aFullDiskLosesNothing()
{
    const Expected expected = expectedOf(0);
    for (const std::size_t at : {20U, 21U, 33U, 34U, 45U, 60U, 61U}) {
        const ScratchDir dir;
        dir.write("kernels.yaml", kCrashCatalog);
        const Session session = runSession(dir, 0, "ATLAS_FULL_AT", at);
        QVERIFY(!session.wasKilled);
        QVERIFY2(session.said.contains("the disk is full"), session.said);
        const std::string wrong = verdict(dir, session, expected);
        QVERIFY2(wrong.empty(), ("full at call " + std::to_string(at) + ": " + wrong).c_str());
    }
}

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
