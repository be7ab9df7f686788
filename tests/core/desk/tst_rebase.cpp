#include "core/catalog/catalogblocks.h"
#include "core/catalog/catalogmerge.h"
#include "core/catalog/linepatches.h"
#include "core/desk/rebase.h"
#include "core/review/memory.h"
#include "core/review/refresh.h"
#include "core/review/reviewfilemerge.h"
#include "tests/core/review/reviewdesk.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

class TestRebase : public QObject
{
    Q_OBJECT

private slots:
    void takesWhatTheyChangedAndKeepsMine();
    void asksWhereBothChanged_data();
    void asksWhereBothChanged();
    void takingTheMergeBackBringsMyValuesBack();
    void editsBeforeASaveCanStillBeUndone();
    void deletedThereAndChangedHere();
    void statesComeAlong();
    void decisionsMeetAnotherFile_data();
    void decisionsMeetAnotherFile();
    void whatAgreesWithAnotherFileIsCarried();
    void anAcceptedKernelThatTheyChangeIsUnreviewed_data();
    void anAcceptedKernelThatTheyChangeIsUnreviewed();
    void linesThatStayAreNotPatched_data();
    void linesThatStayAreNotPatched();
    void reviewFilesMergeKeyByKey();
    void refreshTakesOnlyWhatAMachineWrote();
    void memoryOffersEarlierDecisions();
    void offersAreNumberedAndTaken();
};

namespace
{
std::shared_ptr<const Catalog> catalogOf(const std::string &text)
{
    return std::make_shared<const Catalog>(Catalog::read(text, "kernels.yaml").value());
}

std::string replaced(std::string text, const std::string &what, const std::string &by)
{
    return text.replace(text.find(what), what.size(), by);
}

const PublicationOptions kOnlyDecided{.selection = {SelectionOptions::Kind::Coverage, 0, 0.0}};
} // namespace

void TestRebase::takesWhatTheyChangedAndKeepsMine()
{
    ReviewDesk desk;
    desk.document.setField(desk.entry(kMine), Field::Description, std::string("Mine."));
    const std::string theirs =
        "# theirs\n" + replaced(kMineText, "'Mine'", "Theirs") + "  owner: them\n- raw_name: other\n";
    const RebasePlan plan = planRebase(desk.document, {catalogOf(theirs)});
    QVERIFY(plan.rows.empty());
    applyRebase(desk.document, plan, {});
    QCOMPARE(desk.shown(kMine, Field::FriendlyName), std::string("Theirs"));
    QVERIFY(desk.document.find("other").has_value());
    const std::string after = desk.publish(kOnlyDecided).result->text();
    QCOMPARE(after, replaced(theirs, ">\n    Old\n    words.\n", "\"Mine.\"\n"));
}

void TestRebase::asksWhereBothChanged_data()
{
    QTest::addColumn<bool>("mine");
    QTest::newRow("mine") << true;
    QTest::newRow("theirs") << false;
}

void TestRebase::asksWhereBothChanged()
{
    QFETCH(bool, mine);
    ReviewDesk desk;
    desk.document.setField(desk.entry(kMine), Field::FriendlyName, std::string("Here"));
    const auto theirs = catalogOf(replaced(kMineText, "'Mine'", "There"));
    const RebasePlan plan = planRebase(desk.document, {theirs});
    QCOMPARE(plan.rows.size(), std::size_t{1});
    QVERIFY(describe(plan.rows[0].conflict).starts_with("friendly_name of \"my_own"));
    const MergeSide side = mine ? MergeSide::Mine : MergeSide::Theirs;
    applyRebase(desk.document, plan, std::span(&side, 1));
    QCOMPARE(desk.shown(kMine, Field::FriendlyName), std::string(mine ? "Here" : "There"));
    QCOMPARE(desk.publish(kOnlyDecided).result->text() == theirs->text(), !mine);
}

void TestRebase::takingTheMergeBackBringsMyValuesBack()
{
    ReviewDesk desk;
    desk.document.setField(desk.entry(kMine), Field::FriendlyName, std::string("Here"));
    const RebasePlan plan = planRebase(desk.document, {catalogOf(replaced(kMineText, "'Mine'", "There"))});
    const MergeSide side = MergeSide::Theirs;
    applyRebase(desk.document, plan, std::span(&side, 1));
    desk.document.undo();
    QCOMPARE(desk.shown(kMine, Field::FriendlyName), std::string("Here"));
    desk.document.undo();
    QCOMPARE(desk.shown(kMine, Field::FriendlyName), std::string("There")); // only a merge writes what was opened
}

void TestRebase::editsBeforeASaveCanStillBeUndone()
{
    ReviewDesk desk;
    desk.document.setField(desk.entry(kMine), Field::FriendlyName, std::string("Saved"));
    const std::string saved = desk.publish(kOnlyDecided).result->text();
    applyRebase(desk.document, planRebase(desk.document, {catalogOf("# theirs\n" + saved)}), {});
    QCOMPARE(desk.shown(kMine, Field::FriendlyName), std::string("Saved"));
    desk.document.undo();
    QCOMPARE(desk.shown(kMine, Field::FriendlyName), std::string("Mine"));
    QVERIFY(desk.publish(kOnlyDecided)
                .result->text()
                .contains("# theirs\n- raw_name: \"my_own_kernel(int)\"\n  friendly_name: \"Mine\" # by hand"));
}

void TestRebase::deletedThereAndChangedHere()
{
    ReviewDesk desk;
    desk.document.setField(desk.entry(kMine), Field::FriendlyName, std::string("Wanted"));
    const RebasePlan plan = planRebase(desk.document, {catalogOf("# empty\n")});
    QCOMPARE(plan.rows.size(), std::size_t{1});
    QVERIFY(plan.rows[0].conflict.kind == MergeConflict::Kind::DeletedTheirs);
    applyRebase(desk.document, plan, {});
    const Publication publication = desk.publish(kOnlyDecided);
    QCOMPARE(publication.added, std::vector<std::string>{kMine});
    QCOMPARE(toDisplayText(publication.result->find(kMine)->info[Field::Description]), std::string("Old words.\n"));
}

void TestRebase::statesComeAlong()
{
    ReviewDesk desk;
    desk.document.setNote(desk.entry(kNccl), "mine");
    const std::string theirs =
        "version: 1\nentries:\n  - raw_name: \"my_own_kernel(int)\"\n    state: accepted\n  - raw_name: \"" +
        std::string(kNccl) + "\"\n    note: theirs\n";
    const RebasePlan plan = planRebase(desk.document, {catalogOf(kMineText), readReviewFile(theirs, "r").value()});
    QCOMPARE(plan.notes.size(), std::size_t{1});
    applyRebase(desk.document, plan, {});
    QVERIFY(desk.document.state(desk.entry(kMine)) == ReviewState::Accepted);
    QCOMPARE(desk.document.note(desk.entry(kNccl)), std::string("mine"));
    QCOMPARE(desk.document.review()->text, theirs);
}

void TestRebase::decisionsMeetAnotherFile_data()
{
    QTest::addColumn<bool>("mine");
    QTest::newRow("mine") << true;
    QTest::newRow("theirs") << false;
}

/// Decided without a catalog, then a file is there.
void TestRebase::decisionsMeetAnotherFile()
{
    QFETCH(bool, mine);
    ReviewDesk desk("");
    const EntryId entry = desk.entry(kMine);
    desk.document.setState(entry, ReviewState::Accepted);
    const KernelInfo decided = desk.document.info(entry);
    const RebasePlan plan = planRebase(desk.document, {catalogOf(kMineText), ReviewFile(), true});
    QVERIFY(!plan.rows.empty());
    const std::vector<MergeSide> sides(plan.rows.size(), mine ? MergeSide::Mine : MergeSide::Theirs);
    applyRebase(desk.document, plan, sides);
    const KernelInfo theirs = desk.document.catalog()->find(kMine)->info;
    QVERIFY(desk.document.info(entry) == (mine ? decided : theirs));
    QVERIFY(desk.document.state(entry) == (mine ? ReviewState::Accepted : ReviewState::Unreviewed));
    QCOMPARE(desk.document.isChangedSinceAccepted(entry), !mine);
    QVERIFY(desk.document.isModified());
    for (const Field field : kFields) {
        const EffectiveValue value = desk.document.effective(entry, field);
        QVERIFY(value.origin != Origin::Catalog || value.value == theirs[field]);
        QVERIFY(value.origin != Origin::Override ||
                desk.document.overrideSource(entry, field) == "decided before kernels.yaml");
    }
    const Publication publication = planPublication(desk.document, kOnlyDecided).value();
    QVERIFY(publication.result->find(kMine)->info == desk.document.info(entry));
    QCOMPARE(publication.result->text() == kMineText, !mine);
    desk.document.undo();
    QVERIFY(desk.document.info(entry) == theirs); // a pin does not stand over what the file says
    QVERIFY(desk.document.state(entry) == ReviewState::Unreviewed);
    desk.document.redo();
    QVERIFY(desk.document.info(entry) == (mine ? decided : theirs));
}

void TestRebase::whatAgreesWithAnotherFileIsCarried()
{
    ReviewDesk desk("");
    desk.document.setState(desk.entry(kAdd), ReviewState::Accepted);
    const std::string text = planPublication(desk.document, {}).value().result->text();
    const RebasePlan plan = planRebase(desk.document, {catalogOf(text), ReviewFile(), true});
    QVERIFY(plan.rows.empty());
    applyRebase(desk.document, plan, {});
    QVERIFY(desk.document.state(desk.entry(kAdd)) == ReviewState::Accepted);
    QVERIFY(desk.document.effective(desk.entry(kAdd), Field::FriendlyName).origin == Origin::Catalog);
    QVERIFY(desk.document.isModified()); // their review file does not say so
    ReviewDesk fresh("");
    applyRebase(fresh.document, planRebase(fresh.document, {catalogOf(text), ReviewFile(), true}), {});
    QVERIFY(!fresh.document.isModified());
}

void TestRebase::anAcceptedKernelThatTheyChangeIsUnreviewed_data()
{
    QTest::addColumn<bool>("here");
    QTest::newRow("accepted in this session") << true;
    QTest::newRow("accepted before") << false;
}

void TestRebase::anAcceptedKernelThatTheyChangeIsUnreviewed()
{
    QFETCH(bool, here);
    ReviewDesk first;
    first.document.setState(first.entry(kMine), ReviewState::Accepted);
    const std::string review = planPublication(first.document, kOnlyDecided).value().review->text;
    ReviewDesk desk(kMineText, here ? std::string() : review);
    const EntryId entry = desk.entry(kMine);
    if (here) {
        desk.document.setState(entry, ReviewState::Accepted);
    }
    QVERIFY(desk.document.state(entry) == ReviewState::Accepted);
    const std::string theirs = replaced(kMineText, "'Mine'", "Theirs");
    const RebasePlan plan =
        planRebase(desk.document, {catalogOf(theirs), readReviewFile(here ? "" : review, "r").value()});
    QCOMPARE(plan.rows.size(), std::size_t{1});
    QVERIFY(plan.rows[0].isAcceptedChange && plan.rows[0].side == MergeSide::Theirs);
    applyRebase(desk.document, plan, {});
    QCOMPARE(desk.shown(kMine, Field::FriendlyName), std::string("Theirs"));
    QVERIFY(desk.document.state(entry) == ReviewState::Unreviewed);
    QVERIFY(desk.document.isChangedSinceAccepted(entry));
    desk.document.setState(entry, ReviewState::Accepted);
    QVERIFY(desk.document.state(entry) == ReviewState::Accepted);
    QVERIFY(!desk.document.isChangedSinceAccepted(entry));
}

void TestRebase::linesThatStayAreNotPatched_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("patches");
    QTest::newRow("same") << QByteArray("a\nb\n") << QByteArray("a\nb\n") << 0;
    QTest::newRow("new file") << QByteArray() << QByteArray("a\nb\n") << 1;
    QTest::newRow("emptied") << QByteArray("a\nb") << QByteArray() << 1;
    QTest::newRow("markers") << QByteArray("k\n<<<<<<< HEAD\no\n=======\nt\n>>>>>>> b\nz\n") << QByteArray("k\no\nz\n")
                             << 2;
    QTest::newRow("two places") << QByteArray("a\nb\nc\nd\ne\n") << QByteArray("a\nB\nc\nd\nE\ne\n") << 2;
    QTest::newRow("last line") << QByteArray("a\nb") << QByteArray("a\nb\n") << 1;
}

void TestRebase::linesThatStayAreNotPatched()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, patches);
    const std::vector<TextPatch> found = linePatches(before.toStdString(), after.toStdString());
    QCOMPARE(QByteArray::fromStdString(applyPatches(before.toStdString(), found)), after);
    QCOMPARE(static_cast<int>(found.size()), patches);
}

void TestRebase::reviewFilesMergeKeyByKey()
{
    const auto file = [](const std::string &blocks) {
        return readReviewFile("version: 1\nentries:\n" + blocks, "r").value();
    };
    const ReviewFile base = file("  - raw_name: a\n    note: n\n  - raw_name: b\n    note: n\n");
    const ReviewFile ours = file(
        "  - raw_name: a\n    note: n\n    state: accepted\n  - raw_name: b\n    note: ours\n    state: accepted\n");
    const ReviewFile theirs =
        file("  - raw_name: c\n    note: new\n  - raw_name: a\n    note: changed\n  - raw_name: b\n    note: theirs\n"
             "    state: needs-work\n");
    const MergedReviewFile merged = mergeReviewFiles(base, ours, theirs);
    QCOMPARE(merged.conflicts.size(), std::size_t{2});
    QCOMPARE(merged.file.find("a")->note, std::string("changed"));
    QVERIFY(merged.file.find("a")->state == ReviewState::Accepted);
    QCOMPARE(merged.file.find("b")->note, std::string("ours"));
    QCOMPARE(merged.file.find("c")->note, std::string("new"));
    const ConflictSides sides = splitConflicts(merged.file.text).value();
    const ReviewFile taken = readReviewFile(sides.theirs, "r").value();
    QVERIFY(taken.find("b")->state == ReviewState::NeedsWork && taken.find("b")->note == "theirs");
    QVERIFY(taken.find("a")->state == ReviewState::Accepted && taken.find("a")->note == "changed");
}

void TestRebase::refreshTakesOnlyWhatAMachineWrote()
{
    ReviewDesk desk("");
    desk.document.setReadings(InferenceTable::build(desk.run, rulesOf("seed")));
    desk.document.setField(desk.entry(kAddHalf), Field::FriendlyName, std::string("By a person"));
    desk.document.setState(desk.entry(kAdd), ReviewState::Accepted);
    const Publication old = desk.publish();
    const std::string text =
        replaced(old.result->text(), "description: \"CUDA device kernel.\"", "description: \"By hand.\"");
    ReviewDesk later(text, old.review->text);
    const std::vector<std::shared_ptr<const RuleSet>> machines = {rulesOf("seed"), rulesOf("standard")};
    QVERIFY(planPublication(later.document, {}).value().patches.empty());
    QVERIFY(later.document.apply(planRefresh(later.document, machines)));
    const Publication refreshed = later.publish();
    const KernelInfo add = later.document.reading(later.entry(kAdd)).info;
    QVERIFY(refreshed.result->find(kAdd)->info == add);
    QCOMPARE(toDisplayText(refreshed.result->find(kAddHalf)->info[Field::FriendlyName]), std::string("By a person"));
    QVERIFY(refreshed.result->text().contains("By hand."));
    QVERIFY(later.document.state(later.entry(kAdd)) == ReviewState::Unreviewed);
    QVERIFY(refreshed.review->find(kAdd)->byPerson.none());
    QVERIFY(refreshed.review->find(kAdd)->read == add);
    ReviewDesk again(refreshed.result->text(), refreshed.review->text);
    QVERIFY(planRefresh(again.document, machines).edits.empty());
}

void TestRebase::memoryOffersEarlierDecisions()
{
    DecisionMemory memory;
    const std::string twin = replaced(kMineText, "my_own_kernel(int)", kAdd);
    memory.addCatalog(*catalogOf(replaced(twin, "'Mine'", "Plain")), {}, "plain.yaml");
    memory.addCatalog(
        *catalogOf(twin),
        readReviewFile("version: 1\nentries:\n  - raw_name: \"" + std::string(kAdd) + "\"\n    state: accepted\n", "r")
            .value(),
        "accepted.yaml");
    QCOMPARE(memory.exact(kAdd).size(), std::size_t{2});
    QCOMPARE(memory.exact(kAdd)[0]->where, std::string("accepted.yaml"));
    QCOMPARE(memory.similar(kAddHalf).size(), std::size_t{2});
    QVERIFY(memory.similar(kAdd).empty());
    QVERIFY(memory.exact(kNccl).empty());
    ReviewDesk desk;
    desk.document.setField(desk.entry(kAddHalf), Field::Description, std::string("Edited."));
    DecisionMemory own;
    own.addDocument(desk.document, "this file");
    QCOMPARE(own.size(), std::size_t{1});
    QCOMPARE(own.similar(kAdd).size(), std::size_t{1});
}

void TestRebase::offersAreNumberedAndTaken()
{
    DecisionMemory memory;
    memory.addCatalog(*catalogOf(replaced(kMineText, "my_own_kernel(int)", kAdd)), {}, "old.yaml");
    ReviewDesk desk;
    const auto seed = rulesOf("seed");
    const std::vector<Offer> exact = offersFor(desk.document, desk.entry(kAdd), memory, seed.get());
    QCOMPARE(exact.size(), std::size_t{2});
    QVERIFY(exact[0].kind == Offer::Kind::Exact && exact[1].kind == Offer::Kind::Seed);
    const std::vector<Offer> similar = offersFor(desk.document, desk.entry(kAddHalf), memory, nullptr);
    QVERIFY(similar[0].kind == Offer::Kind::Similar);
    QCOMPARE(similar[0].differences.size(), std::size_t{2});
    const EditGroup all = takeAllExact(desk.document, publicationSelection(desk.document, {}), memory);
    QCOMPARE(all.text, std::string("Take earlier decisions: 1 kernel"));
    QVERIFY(desk.document.apply(takeOffer(desk.document, desk.entry(kAdd), exact[0])));
    QCOMPARE(desk.shown(kAdd, Field::FriendlyName), std::string("Mine"));
    QCOMPARE(desk.document.overrideSource(desk.entry(kAdd), Field::FriendlyName), std::string_view("memory: old.yaml"));
    desk.document.undo();
    QVERIFY(!desk.document.hasOverrides(desk.entry(kAdd)));
    desk.document.setField(desk.entry(kAdd), Field::Description, std::string("x"));
    const std::vector<Offer> rules = offersFor(desk.document, desk.entry(kAdd), memory, nullptr);
    QVERIFY(rules.back().kind == Offer::Kind::Rules && rules.back().fields == std::vector<Field>{Field::Description});
}

QTEST_APPLESS_MAIN(TestRebase)
#include "tst_rebase.moc"
