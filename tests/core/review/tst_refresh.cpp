#include "core/review/refresh.h"
#include "tests/core/review/reviewdesk.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

class TestRefresh : public QObject
{
    Q_OBJECT

private slots:
    void machinesWordsGetTheNewReading();
    void personsWordsStay();
    void anAcceptedKernelThatChangesIsUnreviewed();
    void nothingToDoIsNoStep();
};

namespace
{
/// A catalog as the seed pack wrote it, for a run that the standard pack reads otherwise.
std::string seedCatalog()
{
    ReviewDesk desk("");
    desk.document.setReadings(InferenceTable::build(desk.run, rulesOf("seed")));
    return desk.publish().result->text();
}

EditGroup refreshOf(const ReviewDesk &desk)
{
    return planRefresh(desk.document, {rulesOf("seed"), rulesOf("standard")});
}
} // namespace

void TestRefresh::machinesWordsGetTheNewReading()
{
    ReviewDesk desk(seedCatalog());
    const std::string before = desk.shown(kNccl, Field::FriendlyName);
    const std::string reading = toDisplayText(desk.document.reading(desk.entry(kNccl)).info[Field::FriendlyName]);
    QVERIFY(before != reading);
    QVERIFY(desk.document.apply(refreshOf(desk)));
    QCOMPARE(desk.shown(kNccl, Field::FriendlyName), reading);
    QVERIFY(!desk.document.isByPerson(desk.entry(kNccl), Field::FriendlyName));
    QVERIFY(desk.publish().diff.contains(reading));
}

void TestRefresh::personsWordsStay()
{
    std::string text = seedCatalog();
    const std::string machine = ReviewDesk(text).shown(kNccl, Field::FriendlyName);
    // The raw name may hold the same words.
    text.replace(text.find(machine, text.find("friendly_name", text.find(kNccl))), machine.size(), "Gradient sum");
    ReviewDesk desk(text);
    desk.document.apply(refreshOf(desk));
    QCOMPARE(desk.shown(kNccl, Field::FriendlyName), std::string("Gradient sum"));
}

void TestRefresh::anAcceptedKernelThatChangesIsUnreviewed()
{
    const std::string review =
        "version: 1\nentries:\n  - raw_name: \"" + std::string(kNccl) + "\"\n    state: accepted\n";
    ReviewDesk desk(seedCatalog(), review);
    QVERIFY(desk.document.state(desk.entry(kNccl)) == ReviewState::Accepted);
    QVERIFY(desk.document.apply(refreshOf(desk)));
    QVERIFY(desk.document.state(desk.entry(kNccl)) == ReviewState::Unreviewed);
    desk.document.undo();
    QVERIFY(desk.document.state(desk.entry(kNccl)) == ReviewState::Accepted);
}

void TestRefresh::nothingToDoIsNoStep()
{
    ReviewDesk desk("");
    desk.publish();
    QVERIFY(refreshOf(desk).edits.empty());
}

QTEST_GUILESS_MAIN(TestRefresh)
#include "tst_refresh.moc"
