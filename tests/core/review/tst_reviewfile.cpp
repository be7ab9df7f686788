#include "core/base/file.h"
#include "core/catalog/catalogblocks.h"
#include "core/catalog/catalogmerge.h"
#include "core/review/reviewfilemerge.h"
#include "tests/core/review/reviewdesk.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

class TestReviewFile : public QObject
{
    Q_OBJECT

private slots:
    void saysAgainWhatItRead();
    void liesBesideTheCatalog();
    void toleratesWhatItDoesNotKnow_data();
    void toleratesWhatItDoesNotKnow();
    void refusesWhatItWouldSpoil_data();
    void refusesWhatItWouldSpoil();
    void remembersStatesAndWhoSaidWhat();
    void keepsWhatItKnowsOfOtherKernels();
    void marksKernelsOfOtherRuns();
    void isWrittenWithTheCatalog();
    void namesTheRunAsSeenFromWhereItIsWritten();
    void isLeftAloneByDocumentsWithoutOne();
    void eitherOrderSurvives();
    void anOutdatedBlockStaysUntilAPersonDecides();
    void acceptedOutsideTheCatalogCountsForItsValues();
    void keepsWhatIsNotOurs();
    void keepsComments_data();
    void keepsComments();
    void publishingKeepsComments();
    void twoOfOneAreNotWritten_data();
    void twoOfOneAreNotWritten();
    void statesMergeWithTheirHashes();
};

namespace
{
ReviewEntry fullEntry()
{
    ReviewEntry entry{.rawName = "void f<\"a\\b\">(int)\ttab"};
    entry.state = ReviewState::Accepted;
    entry.note = "yes: \"12:30\"\nsecond … line";
    entry.byPerson.set(0).set(5);
    entry.picked = false;
    entry.isInRun = false;
    entry.read.emplace();
    (*entry.read)[Field::FriendlyName] = std::string("null");
    (*entry.read)[Field::Generic] = Shape{{"(M, K)", "->", "(M,)"}, {"(a)", "->", "(b)"}};
    (*entry.read)[Field::Tiled] = Shape{};
    entry.values[5] = FieldValue();
    entry.values[2] = FieldValue(Shape{{"(…)", "->", "(…)"}});
    return entry;
}
} // namespace

void TestReviewFile::saysAgainWhatItRead()
{
    ReviewFile file{.run = "../runs/a b", .rulesPack = "standard", .rulesVersion = "1.0"};
    file.entries = {fullEntry(), {.rawName = "nothing to say"}, {.rawName = "g()", .state = ReviewState::NeedsWork}};
    const std::string text = printReviewFile(file);
    const Result<ReviewFile> again = readReviewFile(text, "x");
    QVERIFY2(again.has_value(), again ? "" : again.error().message.c_str());
    QVERIFY(again->diagnostics.empty());
    QCOMPARE(again->entries.size(), std::size_t{2});
    QVERIFY(again->entries[0] == file.entries[0]);
    QVERIFY(again->entries[1] == file.entries[2]);
    QCOMPARE(again->run, file.run);
    QCOMPARE(again->rulesVersion, file.rulesVersion);
    QCOMPARE(printReviewFile(*again), text);
    QVERIFY(isReviewFile(text));
    QVERIFY(!isReviewFile(kMineText));
    QVERIFY(isReviewFile(printReviewFile({})));
    QVERIFY(readReviewFile(printReviewFile({}), "x")->entries.empty());
}

void TestReviewFile::liesBesideTheCatalog()
{
    const ScratchDir dir;
    const auto catalog = dir.write("docs/kernels.yaml", "");
    const auto folder = std::filesystem::canonical(dir.path());
    QCOMPARE(reviewFilePath(catalog), folder / "docs/.kernel-atlas/kernels.yaml.review.yaml");
    std::filesystem::create_symlink("docs/kernels.yaml", dir.path() / "link.yaml");
    QCOMPARE(reviewFilePath(dir.path() / "link.yaml"), folder / "docs/.kernel-atlas/kernels.yaml.review.yaml");
    QVERIFY(openReviewFile(catalog).value().entries.empty());
}

void TestReviewFile::toleratesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("unknown key") << QByteArray("    colour: red") << QByteArray("review-unknown-key");
    QTest::newRow("state") << QByteArray("    state: perfect") << QByteArray("review-bad-value");
    QTest::newRow("by_person as text") << QByteArray("    by_person: description") << QByteArray("review-bad-value");
    QTest::newRow("by_person of what") << QByteArray("    by_person: [colour]") << QByteArray("review-bad-value");
    QTest::newRow("picked") << QByteArray("    picked: maybe") << QByteArray("review-bad-value");
    QTest::newRow("read as list") << QByteArray("    read: [a]") << QByteArray("review-bad-value");
    QTest::newRow("second block") << QByteArray("  - raw_name: f") << QByteArray("review-duplicate-name");
    QTest::newRow("no name") << QByteArray("  - note: lost") << QByteArray("review-no-raw-name");
    QTest::newRow("no map") << QByteArray("  - 12") << QByteArray("review-no-raw-name");
    QTest::newRow("top level") << QByteArray("extra: {a: [1]}") << QByteArray("review-unknown-key");
}

void TestReviewFile::toleratesWhatItDoesNotKnow()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, code);
    const std::string text = "version: 1\nentries:\n  - raw_name: f\n    note: kept\n" + line.toStdString() + "\n";
    const Result<ReviewFile> file = readReviewFile(text, "r.yaml");
    QVERIFY2(file.has_value(), file ? "" : file.error().message.c_str());
    QCOMPARE(file->entries.size(), std::size_t{1});
    QCOMPARE(file->entries[0].note, std::string("kept"));
    QCOMPARE(file->diagnostics.size(), std::size_t{1});
    QCOMPARE(QByteArray::fromStdString(file->diagnostics[0].code), code);
    QCOMPARE(file->diagnostics[0].location.line, std::size_t{5});
}

void TestReviewFile::refusesWhatItWouldSpoil_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("later version") << QByteArray("version: 2\nentries: []\n");
    QTest::newRow("a list") << QByteArray("- raw_name: f\n");
    QTest::newRow("cut off") << QByteArray("version: 1\nentries:\n  - raw_name: \"f\n");
    QTest::newRow("a file of something else") << QByteArray("apiVersion: v1\nclusters:\n  - name: prod\n");
    QTest::newRow("no version") << QByteArray("entries: []\n");
}

void TestReviewFile::refusesWhatItWouldSpoil()
{
    QFETCH(QByteArray, text);
    const Result<ReviewFile> file = readReviewFile(text.toStdString(), "r.yaml");
    QVERIFY(!file.has_value());
    QCOMPARE(file.error().location.file, std::string("r.yaml"));
}

void TestReviewFile::remembersStatesAndWhoSaidWhat()
{
    ReviewDesk desk;
    desk.document.setField(desk.entry(kAdd), Field::Description, std::string("By a person."));
    desk.document.setState(desk.entry(kAdd), ReviewState::Accepted);
    desk.document.setState(desk.entry(kMine), ReviewState::NeedsWork);
    desk.document.setNote(desk.entry(kMine), "look again");
    const Publication publication = desk.publish();
    ReviewDesk later(publication.result->text(), publication.review->text);
    const EntryId add = later.entry(kAdd);
    QVERIFY(later.document.state(add) == ReviewState::Accepted);
    QVERIFY(later.document.isByPerson(add, Field::Description));
    QVERIFY(!later.document.isByPerson(add, Field::FriendlyName));
    QVERIFY(later.document.stateMark(add)->read == desk.document.reading(desk.entry(kAdd)).info);
    QVERIFY(later.document.state(later.entry(kMine)) == ReviewState::NeedsWork);
    QCOMPARE(later.document.note(later.entry(kMine)), std::string("look again"));
    QVERIFY(!later.document.isModified());
    later.document.setReadings(InferenceTable::build(later.run, rulesOf("seed")));
    QVERIFY(!later.document.newReadings(add).empty());
    QCOMPARE(planPublication(later.document, {}).value().review->find(kAdd)->read,
             desk.document.reading(desk.entry(kAdd)).info);
}

void TestReviewFile::keepsWhatItKnowsOfOtherKernels()
{
    ReviewDesk desk(
        kMineText,
        "version: 1\nentries:\n  - raw_name: elsewhere\n    state: accepted\n    values:\n      friendly_name: E\n");
    const Publication publication = desk.publish();
    const ReviewEntry *kept = publication.review->find("elsewhere");
    QVERIFY(kept != nullptr);
    QVERIFY(kept->state == ReviewState::Accepted);
    QVERIFY(kept->values[0] == FieldValue(std::string("E")));
}

void TestReviewFile::marksKernelsOfOtherRuns()
{
    ReviewDesk desk(kMineText + "- raw_name: gone\n  friendly_name: Gone\n");
    const Publication publication = desk.publish();
    QVERIFY(!publication.review->find("gone")->isInRun);
    QVERIFY(publication.review->find(kMine) == nullptr);       // nothing to say of it
    QVERIFY(publication.review->find(kAdd)->read.has_value()); // what was written was a machine's reading
    PublicationOptions options;
    options.prune = true;
    const Publication pruned = desk.publish(options);
    QCOMPARE(pruned.removed, std::vector<std::string>{"gone"});
    QVERIFY(pruned.result->find("gone") == nullptr);
}

void TestReviewFile::isWrittenWithTheCatalog()
{
    const ScratchDir dir;
    const auto path = dir.write("kernels.yaml", kMineText);
    ReviewDesk desk;
    desk.document.setState(desk.entry(kMine), ReviewState::Accepted);
    const Publication publication = planPublication(desk.document, {}, path).value();
    QVERIFY(writePublication(publication, desk.document, path).has_value());
    QCOMPARE(bytesOf(path), publication.result->text());
    QCOMPARE(bytesOf(reviewFilePath(path)), publication.review->text);
    QVERIFY(writePublication(publication, desk.document, path).has_value()); // trying again is no harm
    const Publication other = planPublication(ReviewDesk().document, {.strictLibraries = true}, path).value();
    const Result<void> refused = writePublication(other, desk.document, path);
    QVERIFY2(!refused && refused.error().message.contains("changed"), "the catalog is no longer what was read");
    setPublished(desk.document, publication, desk.document.history().index());
    desk.document.setNote(desk.entry(kMine), "n");
    const Publication next = planPublication(desk.document, {}, path).value();
    dir.write(".kernel-atlas/kernels.yaml.review.yaml", "version: 1\nentries: []\n");
    QVERIFY(!writePublication(next, desk.document, path).has_value());
}

void TestReviewFile::namesTheRunAsSeenFromWhereItIsWritten()
{
    const ScratchDir dir;
    ReviewDesk desk(kMineText);
    desk.document.setState(desk.entry(kMine), ReviewState::Accepted);
    const auto path = dir.path() / "docs" / "kernels.yaml";
    const Publication planned = planPublication(desk.document, {}, path).value();
    const Publication moved = movedTo(planPublication(desk.document, {}).value(), desk.document, path);
    QCOMPARE(moved.review->text, planned.review->text);
    QVERIFY(moved.review->run.starts_with(".."));
}

void TestReviewFile::isLeftAloneByDocumentsWithoutOne()
{
    ReviewDocument document(std::make_shared<const Catalog>(Catalog::read(kMineText, "k").value()));
    QVERIFY(!planPublication(document, {}).value().review.has_value());
}

void TestReviewFile::eitherOrderSurvives()
{
    ReviewDesk desk;
    desk.document.setField(desk.entry(kMine), Field::Description, std::string("New."));
    desk.document.setState(desk.entry(kMine), ReviewState::Accepted);
    const Publication publication = desk.publish();
    ReviewDesk onlyReview(kMineText, publication.review->text);
    QCOMPARE(onlyReview.shown(kMine, Field::Description), std::string("Old words.\n"));
    QVERIFY(planPublication(onlyReview.document, {}).value().result->text().contains("Old"));
    // Nobody accepted the old words.
    QVERIFY(onlyReview.document.state(onlyReview.entry(kMine)) == ReviewState::Unreviewed);
    QVERIFY(onlyReview.document.isChangedSinceAccepted(onlyReview.entry(kMine)));
    ReviewDesk onlyCatalog(publication.result->text(), "");
    QCOMPARE(onlyCatalog.shown(kMine, Field::Description), std::string("New."));
    QVERIFY(onlyCatalog.document.state(onlyCatalog.entry(kMine)) == ReviewState::Unreviewed);
}

void TestReviewFile::anOutdatedBlockStaysUntilAPersonDecides()
{
    ReviewDesk desk;
    desk.document.setState(desk.entry(kMine), ReviewState::Accepted);
    const Publication publication = desk.publish();
    const ReviewEntry block = *publication.review->find(kMine);
    QCOMPARE(block.acceptedHash, valuesHash(publication.result->find(kMine)->info));
    const std::string &written = publication.result->text();
    std::string changed = written;
    changed.replace(changed.find("'Mine'"), 6, "Other");
    ReviewDesk later(changed, publication.review->text);
    QCOMPARE(outdatedStates(*publication.review, *later.document.catalog()).size(), std::size_t{1});
    later.document.setNote(later.entry(kAdd), "of another kernel");
    const Publication next = later.publish();
    QVERIFY(*next.review->find(kMine) == block);
    later.document.setState(later.entry(kMine), ReviewState::Accepted);
    QVERIFY(!later.document.isChangedSinceAccepted(later.entry(kMine)));
    QVERIFY(later.publish().review->find(kMine)->acceptedHash != block.acceptedHash);
    ReviewDesk back(written, publication.review->text);
    QVERIFY(back.document.state(back.entry(kMine)) == ReviewState::Accepted);
}

void TestReviewFile::acceptedOutsideTheCatalogCountsForItsValues()
{
    ReviewDesk desk;
    desk.document.setState(desk.entry(kNccl), ReviewState::Accepted);
    desk.document.setPicked(std::array{desk.entry(kNccl)}, false);
    PublicationOptions options;
    options.selection.top = 1;
    const Publication publication = desk.publish(options);
    QVERIFY(publication.result->find(kNccl) == nullptr);
    ReviewDesk later(publication.result->text(), publication.review->text);
    QVERIFY(later.document.state(later.entry(kNccl)) == ReviewState::Accepted);
    const std::string other = "- raw_name: \"" + std::string(kNccl) + "\"\n  friendly_name: Other\n";
    ReviewDesk written(publication.result->text() + other, publication.review->text);
    QVERIFY(written.document.isChangedSinceAccepted(written.entry(kNccl)));
    // Of a kernel that left the catalog the hash stays, and counts when it comes back.
    ReviewFile file{.entries = {{.rawName = "gone", .state = ReviewState::Accepted}}};
    file.entries[0].acceptedHash = "0123456789abcdef";
    ReviewDesk without(kMineText, printReviewFile(file));
    QCOMPARE(without.publish().review->find("gone")->acceptedHash, file.entries[0].acceptedHash);
}

void TestReviewFile::keepsWhatIsNotOurs()
{
    const std::string text = "version: 1\nteam: {a: [1, \"x\"], b: ~}\nentries:\n  - raw_name: \"my_own_kernel(int)\"\n"
                             "    ticket:\n      - A-1\n      - 12:30\n    note: n\n";
    ReviewDesk desk(kMineText, text);
    desk.document.setNote(desk.entry(kMine), "m");
    const Publication first = desk.publish();
    QVERIFY2(first.review->text.contains("team: {") && first.review->text.contains("ticket: ["),
             first.review->text.c_str());
    const ReviewFile again = readReviewFile(first.review->text, "r").value();
    QVERIFY(again.foreign == first.review->foreign);
    QVERIFY(again.find(kMine)->foreign == first.review->find(kMine)->foreign);
    ReviewDesk odd(kMineText, "version: 1\nentries:\n  - raw_name: f\n    picked: maybe\n");
    odd.document.setNote(odd.entry(kMine), "m");
    const Result<Publication> refused = planPublication(odd.document, {});
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().location.line, std::size_t{4});
}

void TestReviewFile::keepsComments_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("head") << QByteArray("# by the team\nversion: 1\nentries:\n  - raw_name: f\n    note: n\n");
    QTest::newRow("behind keys of the file")
        << QByteArray("version: 1 # one\nrun: x  # two\nentries: # three\n  - raw_name: f\n    note: n\n");
    QTest::newRow("above and in blocks") << QByteArray(
        "version: 1\nentries:\n  # of f\n  - raw_name: f # behind f\n    # above note\n    note: n # of "
        "note\n    # end of f\n  # of g\n  # too\n  - raw_name: g\n    note: \"# none\"\n# foot\n");
    QTest::newRow("in a map") << QByteArray("version: 1\nentries:\n- raw_name: f\n  read:\n    # inner\n"
                                            "    friendly_name: a # behind\n");
    QTest::newRow("dash alone, flow, CRLF")
        << QByteArray("version: 1\r\nentries:\r\n  - # alone\r\n    raw_name: f\r\n    note: n\r\n"
                      "  - {raw_name: g, note: m} # flow\r\n");
    QTest::newRow("a block with nothing else") << QByteArray("version: 1\nentries:\n  - raw_name: f # ask Kim\n");
    QTest::newRow("text with marks") << QByteArray("version: 1\nentries:\n  - raw_name: f\n    note: |\n      # text\n"
                                                   "      more # text\n    # comment\n");
}

void TestReviewFile::keepsComments()
{
    QFETCH(QByteArray, text);
    const ReviewFile file = readReviewFile(text.toStdString(), "r").value();
    const ReviewFile printed = printedReviewFile(file, file).value();
    const std::vector<std::string> before = commentsOf(text.toStdString()).value();
    std::vector<std::string> after = commentsOf(printed.text).value();
    std::erase(after, kReviewFileHeading);
    QCOMPARE(after.size(), before.size());
    for (std::string comment : before) {
        comment.erase(comment.find_last_not_of("\r\n ") + 1);
        QVERIFY2(std::ranges::contains(after, comment), (comment + " is not in:\n" + printed.text).c_str());
    }
    const ReviewFile again = readReviewFile(printed.text, "r").value();
    QCOMPARE(printedReviewFile(again, again).value().text, printed.text);
    const MergedReviewFile merged = mergeReviewFiles(again, again, again);
    QCOMPARE(merged.file.text, printed.text);
}

void TestReviewFile::publishingKeepsComments()
{
    ReviewDesk desk(kMineText, "# head\nversion: 1\nentries:\n  # ask Kim\n  - raw_name: \"my_own_kernel(int)\" # x\n"
                               "    note: n\n# foot\n");
    desk.document.setNote(desk.entry(kMine), "m");
    const std::string text = desk.publish().review->text;
    for (const char *comment : {"# head\n", "  # ask Kim\n  - raw_name", "  # x\n", "\n# foot\n"}) {
        QVERIFY2(text.contains(comment), text.c_str());
    }
}

void TestReviewFile::twoOfOneAreNotWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a key twice") << QByteArray("version: 1\nentries:\n  - raw_name: f\n    note: a\n    note: b\n");
    QTest::newRow("a second document") << QByteArray("version: 1\nentries: []\n---\nversion: 1\n");
}

void TestReviewFile::twoOfOneAreNotWritten()
{
    QFETCH(QByteArray, text);
    const ReviewFile file = readReviewFile(text.toStdString(), "r").value();
    QVERIFY(file.wouldLose && !printedReviewFile(file, file));
}

void TestReviewFile::statesMergeWithTheirHashes()
{
    const auto fileOf = [](ReviewState state, const char *hash) {
        ReviewFile file{.entries = {{.rawName = "f", .state = state, .note = "n"}}};
        file.entries[0].acceptedHash = hash;
        return file;
    };
    const ReviewFile base = fileOf(ReviewState::Unreviewed, "");
    const ReviewFile ours = fileOf(ReviewState::Accepted, "0000000000000001");
    const ReviewFile theirs = fileOf(ReviewState::Accepted, "0000000000000002");
    const MergedReviewFile one = mergeReviewFiles(base, ours, base);
    QVERIFY(one.conflicts.empty() && one.file.entries[0] == ours.entries[0]);
    const MergedReviewFile clash = mergeReviewFiles(base, ours, theirs);
    QCOMPARE(clash.conflicts.size(), std::size_t{1});
    QVERIFY2(clash.file.text.contains("<<<<<<< ") && clash.file.text.contains(">>>>>>> "), clash.file.text.c_str());
    for (const char *side : {"0000000000000001", "0000000000000002"}) {
        QVERIFY2(clash.file.text.contains(side), clash.file.text.c_str());
    }
    const Result<ReviewFile> marked = readReviewFile(clash.file.text, "r");
    QVERIFY(!marked.has_value() && marked.error().message.contains("conflict markers"));
    QVERIFY(marked.error().location.line > 1);
    const std::string text = clash.file.text;
    for (const auto &[side, hash] : {std::pair(&ConflictSides::ours, ours.entries[0].acceptedHash),
                                     std::pair(&ConflictSides::theirs, theirs.entries[0].acceptedHash)}) {
        const ReviewFile chosen = readReviewFile((*splitConflicts(text)).*side, "r").value();
        QCOMPARE(chosen.entries[0].acceptedHash, hash);
        QVERIFY(chosen.entries[0].state == ReviewState::Accepted && chosen.entries[0].note == "n");
    }
    const MergedReviewFile same = mergeReviewFiles(base, ours, ours);
    QVERIFY(same.conflicts.empty() && same.file.entries[0] == ours.entries[0]);
}

QTEST_APPLESS_MAIN(TestReviewFile)
#include "tst_reviewfile.moc"
