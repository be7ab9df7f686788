#include "core/catalog/catalogblocks.h"
#include "core/catalog/catalogmerge.h"
#include "core/review/documentmerge.h"
#include "core/review/memory.h"
#include "core/review/refresh.h"
#include "core/review/reviewfilemerge.h"
#include "tests/core/review/reviewdesk.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

class TestDocumentMerge : public QObject
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
    void anAcceptedKernelThatTheyChangeIsUnreviewed();
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

void TestDocumentMerge::takesWhatTheyChangedAndKeepsMine()
{
    ReviewDesk desk;
    desk.document.setField(desk.entry(kMine), Field::Description, std::string("Mine."));
    const std::string theirs =
        "# theirs\n" + replaced(kMineText, "'Mine'", "Theirs") + "  owner: them\n- raw_name: other\n";
    const DocumentMerge merge = planDocumentMerge(desk.document, catalogOf(theirs));
    QVERIFY(merge.plan.conflicts.empty());
    applyDocumentMerge(desk.document, merge, {});
    QCOMPARE(desk.shown(kMine, Field::FriendlyName), std::string("Theirs"));
    QVERIFY(desk.document.find("other").has_value());
    const std::string after = desk.publish(kOnlyDecided).result->text();
    QCOMPARE(after, replaced(theirs, ">\n    Old\n    words.\n", "\"Mine.\"\n"));
}

void TestDocumentMerge::asksWhereBothChanged_data()
{
    QTest::addColumn<bool>("mine");
    QTest::newRow("mine") << true;
    QTest::newRow("theirs") << false;
}

void TestDocumentMerge::asksWhereBothChanged()
{
    QFETCH(bool, mine);
    ReviewDesk desk;
    desk.document.setField(desk.entry(kMine), Field::FriendlyName, std::string("Here"));
    const auto theirs = catalogOf(replaced(kMineText, "'Mine'", "There"));
    const DocumentMerge merge = planDocumentMerge(desk.document, theirs);
    QCOMPARE(merge.plan.conflicts.size(), std::size_t{1});
    QVERIFY(describe(merge.plan.conflicts[0]).starts_with("friendly_name of \"my_own"));
    const MergeSide side = mine ? MergeSide::Mine : MergeSide::Theirs;
    applyDocumentMerge(desk.document, merge, std::span(&side, 1));
    QCOMPARE(desk.shown(kMine, Field::FriendlyName), std::string(mine ? "Here" : "There"));
    QCOMPARE(desk.publish(kOnlyDecided).result->text() == theirs->text(), !mine);
}

void TestDocumentMerge::takingTheMergeBackBringsMyValuesBack()
{
    ReviewDesk desk;
    desk.document.setField(desk.entry(kMine), Field::FriendlyName, std::string("Here"));
    const DocumentMerge merge = planDocumentMerge(desk.document, catalogOf(replaced(kMineText, "'Mine'", "There")));
    const MergeSide side = MergeSide::Theirs;
    applyDocumentMerge(desk.document, merge, std::span(&side, 1));
    desk.document.undo();
    QCOMPARE(desk.shown(kMine, Field::FriendlyName), std::string("Here"));
    desk.document.undo();
    QCOMPARE(desk.shown(kMine, Field::FriendlyName), std::string("There")); // only a merge writes what was opened
}

void TestDocumentMerge::editsBeforeASaveCanStillBeUndone()
{
    ReviewDesk desk;
    desk.document.setField(desk.entry(kMine), Field::FriendlyName, std::string("Saved"));
    const std::string saved = desk.publish(kOnlyDecided).result->text();
    applyDocumentMerge(desk.document, planDocumentMerge(desk.document, catalogOf("# theirs\n" + saved)), {});
    QCOMPARE(desk.shown(kMine, Field::FriendlyName), std::string("Saved"));
    desk.document.undo();
    QCOMPARE(desk.shown(kMine, Field::FriendlyName), std::string("Mine"));
    QVERIFY(desk.publish(kOnlyDecided)
                .result->text()
                .contains("# theirs\n- raw_name: \"my_own_kernel(int)\"\n  friendly_name: \"Mine\" # by hand"));
}

void TestDocumentMerge::deletedThereAndChangedHere()
{
    ReviewDesk desk;
    desk.document.setField(desk.entry(kMine), Field::FriendlyName, std::string("Wanted"));
    const DocumentMerge merge = planDocumentMerge(desk.document, catalogOf("# empty\n"));
    QCOMPARE(merge.plan.conflicts.size(), std::size_t{1});
    QVERIFY(merge.plan.conflicts[0].kind == MergeConflict::Kind::DeletedTheirs);
    applyDocumentMerge(desk.document, merge, {});
    const Publication publication = desk.publish(kOnlyDecided);
    QCOMPARE(publication.added, std::vector<std::string>{kMine});
    QCOMPARE(toDisplayText(publication.result->find(kMine)->info[Field::Description]), std::string("Old words.\n"));
}

void TestDocumentMerge::statesComeAlong()
{
    ReviewDesk desk;
    desk.document.setNote(desk.entry(kNccl), "mine");
    const std::string theirs =
        "version: 1\nentries:\n  - raw_name: \"my_own_kernel(int)\"\n    state: accepted\n  - raw_name: \"" +
        std::string(kNccl) + "\"\n    note: theirs\n";
    const DocumentMerge merge =
        planDocumentMerge(desk.document, catalogOf(kMineText), readReviewFile(theirs, "r").value());
    QCOMPARE(merge.notes.size(), std::size_t{1});
    applyDocumentMerge(desk.document, merge, {});
    QVERIFY(desk.document.state(desk.entry(kMine)) == ReviewState::Accepted);
    QCOMPARE(desk.document.note(desk.entry(kNccl)), std::string("mine"));
    QCOMPARE(desk.document.review()->text, theirs);
}

void TestDocumentMerge::anAcceptedKernelThatTheyChangeIsUnreviewed()
{
    ReviewDesk desk;
    const EntryId mine = desk.entry(kMine);
    desk.document.setState(mine, ReviewState::Accepted);
    const auto theirs = catalogOf(replaced(kMineText, "'Mine'", "There"));
    applyDocumentMerge(desk.document, planDocumentMerge(desk.document, theirs), {});
    QCOMPARE(desk.shown(kMine, Field::FriendlyName), std::string("There"));
    QVERIFY(desk.document.state(mine) == ReviewState::Unreviewed);
    QVERIFY(desk.document.isChangedSinceAccepted(mine));
}

void TestDocumentMerge::reviewFilesMergeKeyByKey()
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

void TestDocumentMerge::refreshTakesOnlyWhatAMachineWrote()
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

void TestDocumentMerge::memoryOffersEarlierDecisions()
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

void TestDocumentMerge::offersAreNumberedAndTaken()
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

QTEST_APPLESS_MAIN(TestDocumentMerge)
#include "tst_documentmerge.moc"
