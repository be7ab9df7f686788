#include "core/kernel/shapetext.h"
#include "core/review/entrychecks.h"
#include "core/review/entrygroups.h"
#include "core/review/reviewprogress.h"
#include "tests/core/review/reviewdesk.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

class TestReviewStates : public QObject
{
    Q_OBJECT

private slots:
    void acceptingPinsWhatIsShown();
    void typingNeverChangesAState();
    void aResetAfterAcceptingShowsWhatIsUnderneath();
    void aNewReadingIsOnlyOffered();
    void whatOtherKernelsSayIsNoNewReading();
    void groupsAreAcceptedAsOneStep();
    void takingBackAnAcceptedStateTellsWhatLooksDifferent();
    void anAcceptedStateCountsForItsValuesAlone();
    void otherRulesDoNotChangeWhatWasPublished();
    void whatIsTakenBackAfterASaveIsNotTheCatalogs();
    void progressCountsKernelsAndTime();
    void nextGoesByTimeAndRound();
    void similarKernelsComeFirstByNameThenByRule();
    void familiesTellWhatDiffers();
    void failedChecksAreThoseOfTheChecker();
    void unfinishedShapesAreKeptAndMarked_data();
    void unfinishedShapesAreKeptAndMarked();
    void acceptedKernelsArePublished();
    void leftOutKernelsAreNot();
    void undoAfterASaveRestoresTheBytes();
    void aKernelThatAnEditBroughtInGoesWithIt();
};

namespace
{
std::vector<EntryId> byTime(const ReviewDesk &desk)
{
    return publicationSelection(desk.document, {});
}
} // namespace

void TestReviewStates::acceptingPinsWhatIsShown()
{
    ReviewDesk desk;
    const std::string before = desk.shown(kAdd, Field::FriendlyName);
    QVERIFY(desk.document.setState(desk.entry(kAdd), ReviewState::Accepted));
    QVERIFY(!desk.document.setState(desk.entry(kAdd), ReviewState::Accepted));
    desk.document.setReadings(InferenceTable::build(desk.run, rulesOf("seed")));
    QCOMPARE(desk.shown(kAdd, Field::FriendlyName), before);
    QVERIFY(desk.shown(kAddHalf, Field::Description) == "TensorIterator/vectorized kernel.");
    QVERIFY(desk.document.effective(desk.entry(kAdd), Field::FriendlyName).origin == Origin::Rule);
    desk.document.undo();
    QCOMPARE(desk.shown(kAdd, Field::Description), std::string("TensorIterator/vectorized kernel."));
}

void TestReviewStates::typingNeverChangesAState()
{
    ReviewDesk desk;
    desk.document.setState(desk.entry(kAdd), ReviewState::Accepted);
    desk.document.setField(desk.entry(kAdd), Field::Description, std::string("More."));
    QVERIFY(desk.document.state(desk.entry(kAdd)) == ReviewState::Accepted);
    desk.document.setState(desk.entry(kMine), ReviewState::NeedsWork);
    desk.document.setNote(desk.entry(kMine), "ask");
    QVERIFY(desk.document.state(desk.entry(kMine)) == ReviewState::NeedsWork);
    QCOMPARE(desk.document.note(desk.entry(kMine)), std::string("ask"));
    desk.document.undo();
    desk.document.undo();
    QVERIFY(desk.document.state(desk.entry(kMine)) == ReviewState::Unreviewed);
    QVERIFY(desk.document.note(desk.entry(kMine)).empty());
}

void TestReviewStates::aResetAfterAcceptingShowsWhatIsUnderneath()
{
    ReviewDesk desk;
    const std::string reading = desk.shown(kAdd, Field::Description);
    desk.document.setField(desk.entry(kAdd), Field::Description, std::string("Mine."));
    desk.document.setState(desk.entry(kAdd), ReviewState::Accepted);
    desk.document.resetField(desk.entry(kAdd), Field::Description);
    QCOMPARE(desk.shown(kAdd, Field::Description), reading);
}

void TestReviewStates::aNewReadingIsOnlyOffered()
{
    ReviewDesk desk;
    const EntryId add = desk.entry(kAdd);
    desk.document.setState(add, ReviewState::Accepted);
    QVERIFY(desk.document.newReadings(add).empty());
    const std::string before = desk.shown(kAdd, Field::FriendlyName);
    desk.document.setReadings(InferenceTable::build(desk.run, rulesOf("seed")));
    QVERIFY(!desk.document.newReadings(add).empty());
    QCOMPARE(desk.shown(kAdd, Field::FriendlyName), before);
    QVERIFY(desk.document.newReadings(desk.entry(kMine)).empty()); // not accepted
    QVERIFY(desk.document.setState(add, ReviewState::Accepted));   // says that the old values are still right
    QVERIFY(desk.document.newReadings(add).empty());
}

/// Whether a friendly name needs a tail depends on the run; that the run is another one is nothing to review.
void TestReviewStates::whatOtherKernelsSayIsNoNewReading()
{
    const ScratchDir dir;
    const auto pack = dir.write("pack.yaml", "pack: mine\nversion: 1\nrules:\n  - {id: k, starts: [k_], library: CUDA, "
                                             "friendly: K, description: K.}\nfallback: {library: CUDA, friendly: CUDA "
                                             "kernel, description: A kernel.}\n");
    constexpr const char *kShort = "k_of_2x1";
    constexpr const char *kOther = "k_of_4x1";
    const auto alone = makeRun({{"combined", {{kShort, 10}}}});
    const auto both = makeRun({{"combined", {{kShort, 10}, {kOther, 5}}}});
    for (const auto &[first, second] : {std::pair(alone, both), std::pair(both, alone)}) {
        ReviewDesk desk;
        desk.document.attachRun(first, InferenceTable::build(first, rulesOf(pack.string())));
        const std::string accepted = desk.shown(kShort, Field::FriendlyName);
        QCOMPARE(accepted.ends_with("[2x1]"), first == both);
        desk.document.setState(desk.entry(kShort), ReviewState::Accepted);
        desk.document.attachRun(second, InferenceTable::build(second, rulesOf(pack.string())));
        QCOMPARE(toDisplayText(
                     desk.document.readings()->value(*desk.document.kernelOf(desk.entry(kShort)), Field::FriendlyName))
                     .ends_with("[2x1]"),
                 second == both);
        QVERIFY(desk.document.newReadings(desk.entry(kShort)).empty());
        QCOMPARE(desk.shown(kShort, Field::FriendlyName), accepted);
        desk.document.setReadings(InferenceTable::build(second, rulesOf("seed")));
        QVERIFY(!desk.document.newReadings(desk.entry(kShort)).empty());
    }
}

void TestReviewStates::groupsAreAcceptedAsOneStep()
{
    ReviewDesk desk;
    const std::vector<EntryId> entries = byTime(desk);
    desk.document.setState(entries[1], ReviewState::Accepted);
    QVERIFY(desk.document.setState(entries, ReviewState::Accepted));
    QCOMPARE(desk.document.history().undoText(), std::string("Accept: 3 kernels"));
    desk.document.undo();
    QCOMPARE(reviewProgress(desk.document, entries).accepted.kernels, std::size_t{1});
    desk.document.redo();
    QCOMPARE(reviewProgress(desk.document, entries).accepted.kernels, std::size_t{4});
}

void TestReviewStates::takingBackAnAcceptedStateTellsWhatLooksDifferent()
{
    ReviewDesk desk;
    desk.document.setState(desk.entry(kAdd), ReviewState::Accepted);
    desk.document.setReadings(InferenceTable::build(desk.run, rulesOf("seed")));
    std::vector<EntryChange> told;
    desk.document.setChangeListener(
        [&](std::span<const EntryChange> changes) { told.assign(changes.begin(), changes.end()); });
    desk.document.undo();
    QVERIFY(std::ranges::contains(told, Slot::FriendlyName, &EntryChange::slot));
    QVERIFY(std::ranges::contains(told, Slot::State, &EntryChange::slot));
}

/// Decided before a catalog was open, as the window carries it over.
void TestReviewStates::anAcceptedStateCountsForItsValuesAlone()
{
    ReviewDesk before("");
    const EntryId decided = before.entry(kMine);
    before.document.setState(decided, ReviewState::Accepted);
    const KernelInfo seen = before.document.info(decided);
    ReviewDesk there;
    const EntryId mine = there.entry(kMine);
    QVERIFY(there.document.info(mine) != seen);
    there.document.apply({"carried over", {Edit{mine, Slot::State, before.document.slotValue(decided, Slot::State)}}});
    QVERIFY(there.document.state(mine) == ReviewState::Unreviewed);
    QVERIFY(there.document.isChangedSinceAccepted(mine));
    for (const Field field : kFields) {
        const EffectiveValue value = there.document.effective(mine, field);
        QVERIFY(value.origin == Origin::Catalog);
        QVERIFY(value.value == there.document.catalog()->find(kMine)->info[field]);
    }
    PublicationOptions options;
    options.selection = {SelectionOptions::Kind::Coverage, 0, 0.0};
    const Publication publication = there.publish(options);
    QCOMPARE(publication.result->text(), kMineText);
    const ReviewEntry *block = publication.review->find(kMine);
    QVERIFY(block == nullptr || block->state == ReviewState::Unreviewed);
    QVERIFY(there.document.setState(mine, ReviewState::Accepted)); // with what the file says
    QVERIFY(there.document.state(mine) == ReviewState::Accepted);
    QVERIFY(!there.document.isChangedSinceAccepted(mine));
}

void TestReviewStates::otherRulesDoNotChangeWhatWasPublished()
{
    ReviewDesk desk("");
    desk.publish();
    const KernelInfo written = desk.document.info(desk.entry(kAdd));
    desk.document.setReadings(InferenceTable::build(desk.run, rulesOf("seed")));
    QVERIFY(desk.document.info(desk.entry(kAdd)) == written);
    QVERIFY(desk.document.effective(desk.entry(kAdd), Field::Description).origin == Origin::Catalog);
    desk.document.setState(desk.entry(kAdd), ReviewState::Accepted);
    const Publication publication = desk.publish();
    QVERIFY(publication.result->find(kAdd)->info == desk.document.info(desk.entry(kAdd)));
}

void TestReviewStates::whatIsTakenBackAfterASaveIsNotTheCatalogs()
{
    ReviewDesk desk;
    const EntryId mine = desk.entry(kMine);
    desk.document.setField(mine, Field::FriendlyName, std::string("New"));
    desk.publish();
    desk.document.undo();
    QCOMPARE(desk.shown(kMine, Field::FriendlyName), std::string("Mine"));
    QVERIFY(desk.document.effective(mine, Field::FriendlyName).origin == Origin::Override); // the file says New
    QVERIFY(desk.document.effective(mine, Field::Description).origin == Origin::Catalog);
}

void TestReviewStates::progressCountsKernelsAndTime()
{
    ReviewDesk desk;
    const std::vector<EntryId> entries = byTime(desk);
    desk.document.setState(entries[0], ReviewState::Accepted);
    desk.document.setState(entries[3], ReviewState::NeedsWork);
    const ReviewProgress progress = reviewProgress(desk.document, entries);
    QCOMPARE(progress.all.kernels, std::size_t{4});
    QCOMPARE(progress.all.totalNs, std::int64_t{180});
    QCOMPARE(progress.accepted.totalNs, std::int64_t{100});
    QCOMPARE(progress.unreviewed().kernels, std::size_t{2});
    QCOMPARE(progress.unreviewed().totalNs, std::int64_t{70});
}

void TestReviewStates::nextGoesByTimeAndRound()
{
    ReviewDesk desk;
    const std::vector<EntryId> entries = byTime(desk);
    const auto next = [&](std::optional<EntryId> from) {
        return nearestUnreviewed(desk.document, entries, from, Direction::Next);
    };
    const auto previous = [&](std::optional<EntryId> from) {
        return nearestUnreviewed(desk.document, entries, from, Direction::Previous);
    };
    QVERIFY(next(std::nullopt) == entries[0]);
    QVERIFY(previous(std::nullopt) == entries[3]);
    desk.document.setState(entries[1], ReviewState::Accepted);
    QVERIFY(next(entries[0]) == entries[2]);
    QVERIFY(next(entries[3]) == entries[0]);
    QVERIFY(previous(entries[2]) == entries[0]);
    QVERIFY(previous(entries[0]) == entries[3]);
    desk.document.setState(entries, ReviewState::Accepted);
    QVERIFY(!next(entries[0]).has_value());
    QVERIFY(!nearestUnreviewed(desk.document, {}, entries[0], Direction::Next).has_value());
}

void TestReviewStates::similarKernelsComeFirstByNameThenByRule()
{
    ReviewDesk desk;
    const std::vector<EntryId> entries = byTime(desk);
    QVERIFY(nextSimilar(desk.document, entries, desk.entry(kAdd)) == desk.entry(kAddHalf));
    QVERIFY(nextSimilar(desk.document, entries, desk.entry(kAddHalf)) == desk.entry(kAdd));
    QVERIFY(!nextSimilar(desk.document, entries, desk.entry(kNccl)).has_value());
}

void TestReviewStates::familiesTellWhatDiffers()
{
    ReviewDesk desk;
    const std::vector<EntryId> entries = byTime(desk);
    const std::vector<EntryFamily> families = entryFamilies(desk.document, entries, FamilyBy::Library);
    QCOMPARE(families.size(), std::size_t{3});
    QCOMPARE(families[0].name, std::string("PyTorch ATen"));
    QCOMPARE(families[0].totalNs, std::int64_t{120});
    desk.document.setField(desk.entry(kAdd), Field::Description, std::string("Only here."));
    const FamilyDifferences inside = familyDifferences(desk.document, families[0].entries);
    QCOMPARE(inside.fields.size(), kFieldCount);
    QCOMPARE(inside.fields[1].values.size(), std::size_t{1}); // one library
    QCOMPARE(inside.fields[5].values.size(), std::size_t{2});
    QVERIFY(inside.withFailedChecks.empty());
    QCOMPARE(entryFamilies(desk.document, entries, FamilyBy::Name).size(), std::size_t{3});
}

void TestReviewStates::failedChecksAreThoseOfTheChecker()
{
    ReviewDesk desk;
    const EntryId add = desk.entry(kAdd);
    QVERIFY(failedChecks(desk.document, add).empty());
    desk.document.setField(add, Field::FriendlyName, std::string());
    const std::vector<Diagnostic> findings = failedChecks(desk.document, add);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings[0].code, std::string("missing-field"));
    desk.document.setField(add, Field::FriendlyName, std::string("Mine"));
    QCOMPARE(friendlyNameClashes(desk.document, byTime(desk)).size(), std::size_t{2});
}

void TestReviewStates::unfinishedShapesAreKeptAndMarked_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"(M, K), (K", "(M) ->", ",", "(M),, (N) -> (K)", "(M, K -> (N); (L) -> (L)", "\"x\" : [y"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

/// In the document, in the catalog and in the review file.
void TestReviewStates::unfinishedShapesAreKeptAndMarked()
{
    QFETCH(QByteArray, text);
    ReviewDesk desk;
    const EntryId mine = desk.entry(kMine);
    const FieldValue value = fromUnfinishedText(Field::Tiled, text.toStdString());
    QVERIFY(desk.document.setField(mine, Field::Tiled, value));
    const std::vector<Diagnostic> findings = failedChecks(desk.document, mine);
    QVERIFY(std::ranges::contains(findings, "shape-syntax", &Diagnostic::code));
    desk.document.setState(mine, ReviewState::Accepted);
    const Publication publication = desk.publish();
    QVERIFY(publication.result->find(kMine)->info[Field::Tiled] == value);
    ReviewDesk again(publication.result->text(), printReviewFile(*desk.document.review()));
    QVERIFY(again.document.effective(again.entry(kMine), Field::Tiled).value == value);
    QVERIFY(again.document.state(again.entry(kMine)) == ReviewState::Accepted);
}

void TestReviewStates::acceptedKernelsArePublished()
{
    ReviewDesk desk("");
    PublicationOptions options;
    options.selection.top = 1;
    desk.document.setState(desk.entry(kNccl), ReviewState::Accepted);
    QCOMPARE(publicationSelection(desk.document, options).size(), std::size_t{2});
    QCOMPARE(planPublication(desk.document, options).value().added, (std::vector<std::string>{kAdd, kNccl}));
}

void TestReviewStates::leftOutKernelsAreNot()
{
    ReviewDesk desk("");
    const EntryId add = desk.entry(kAdd);
    desk.document.setField(add, Field::Description, std::string("Kept in the review file."));
    desk.document.setPicked(std::span(&add, 1), false);
    const Publication publication = desk.publish();
    QVERIFY(publication.result->find(kAdd) == nullptr);
    ReviewDesk later(publication.result->text(), publication.review->text);
    QCOMPARE(later.shown(kAdd, Field::Description), std::string("Kept in the review file."));
    QVERIFY(later.document.picked(later.entry(kAdd)) == false);
    QVERIFY(planPublication(later.document, {}).value().patches.empty());
}

void TestReviewStates::undoAfterASaveRestoresTheBytes()
{
    ReviewDesk desk;
    PublicationOptions options;
    options.selection = {SelectionOptions::Kind::Coverage, 0, 0.0}; // nothing but what a person decided
    const EntryId mine = desk.entry(kMine);
    desk.document.setField(mine, Field::FriendlyName, std::string("New"));
    desk.document.setField(mine, Field::Generic, parseShape("(A,) -> (B,); (C,) -> (D,)").value());
    QVERIFY(desk.publish(options).result->text() != kMineText);
    desk.document.setField(mine, Field::Description, std::string("Newer."));
    QVERIFY(desk.publish(options).result->text().contains("Newer."));
    desk.document.undo();
    desk.document.undo();
    const std::string half = desk.publish(options).result->text();
    QVERIFY(half.contains("\"New\" # by hand") && half.contains("    Old\n    words.\n"));
    desk.document.undo();
    const Publication last = desk.publish(options);
    QCOMPARE(QByteArray::fromStdString(last.result->text()), QByteArray::fromStdString(kMineText));
    QVERIFY2(last.diff.contains("-  friendly_name: \"New\" # by hand\n+  friendly_name: 'Mine' # by hand\n"),
             last.diff.c_str());
    desk.document.redo();
    QCOMPARE(desk.publish(options).result->text(), half);
}

void TestReviewStates::aKernelThatAnEditBroughtInGoesWithIt()
{
    ReviewDesk desk;
    PublicationOptions options;
    options.selection = {SelectionOptions::Kind::Coverage, 0, 0.0};
    desk.document.setState(desk.entry(kNccl), ReviewState::Accepted);
    QVERIFY(desk.publish(options).result->find(kNccl) != nullptr);
    desk.document.undo();
    const Publication back = desk.publish(options);
    QCOMPARE(back.removed, std::vector<std::string>{kNccl});
    QCOMPARE(back.result->text(), kMineText);
    desk.document.redo();
    QVERIFY(desk.publish(options).result->find(kNccl) != nullptr);
}

QTEST_APPLESS_MAIN(TestReviewStates)
#include "tst_reviewstates.moc"
