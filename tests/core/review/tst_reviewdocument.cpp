#include "core/inference/ruleset.h"
#include "core/review/publication.h"
#include "core/review/reviewdocument.h"
#include "tests/support/testpaths.h"
#include "tests/support/testruns.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

class TestReviewDocument : public QObject
{
    Q_OBJECT

private slots:
    void valueComesFromOverrideThenCatalogThenRules();
    void settingTheSameValueIsNoEdit();
    void settingTheOldValueTakesTheOverrideBack();
    void undoTellsWhatLooksDifferent();
    void editsOfAGroupAreOneStep();
    void publishingAddsAndKeeps();
    void publishingChangesOnlyWhatAPersonChanged();
    void undoAfterASavePatchesTheOldValueBack();
    void anotherPackDoesNotTouchTheFile();
    void editedKernelsArePublishedWhateverTheirSize();
    void strictLibrariesOnlyForNewEntries();
    void refusesAFileThatChangedMeanwhile();
    void snapshotStandsStill();
};

namespace
{
constexpr const char *kCopy =
    "void at::native::vectorized_elementwise_kernel<(int)4, at::native::CUDAFunctor_add<float>, "
    "std::array<char *, (unsigned long)3>>(int, T2, T3)";
constexpr const char *kUnknown = "my_own_kernel(int)";
constexpr const char *kNccl = "ncclDevKernel_AllReduce_Sum_bf16_RING_LL(ncclDevKernelArgsStorage<(unsigned long)4096>)";

const std::string kText = "- raw_name: \"my_own_kernel(int)\"\n"
                          "  friendly_name: \"Mine\" # by hand\n"
                          "  source_lib: CUDA\n"
                          "  data_shape:\n"
                          "    generic:\n"
                          "      - [\"(N,)\", \"->\", \"(N,)\"]\n"
                          "    fixed: null\n"
                          "    tiled: null\n"
                          "  description: \"Old words.\"\n";

std::shared_ptr<const RuleSet> rules(const std::string &pack = "standard")
{
    return loadRuleSet({pack, false, {}}).value().rules;
}

/// A document over `text` with a small run.
struct Desk
{
    std::shared_ptr<const Run> run = makeRun({{"combined", {{kCopy, 100}, {kUnknown, 50}, {kNccl, 10}}}});
    ReviewDocument document;

    explicit Desk(const std::string &text = kText)
        : document(std::make_shared<const Catalog>(Catalog::read(text, "kernels.yaml").value()))
    {
        document.attachRun(run, InferenceTable::build(run, rules()));
    }
    EntryId entry(const char *name) const { return document.find(name).value(); }
    Publication publish()
    {
        Publication publication = planPublication(document, {}).value();
        document.setSaved(publication.result, document.history().index());
        return publication;
    }
};

std::string shown(const EffectiveValue &value)
{
    return toDisplayText(value.value);
}
} // namespace

void TestReviewDocument::valueComesFromOverrideThenCatalogThenRules()
{
    Desk desk;
    const EntryId mine = desk.entry(kUnknown);
    const EntryId add = desk.entry(kCopy);
    QVERIFY(desk.document.effective(mine, Field::FriendlyName).origin == Origin::Catalog);
    QCOMPARE(shown(desk.document.effective(mine, Field::FriendlyName)), std::string("Mine"));
    QVERIFY(desk.document.effective(add, Field::FriendlyName).origin == Origin::Rule);
    QCOMPARE(shown(desk.document.effective(add, Field::SourceLib)), std::string("PyTorch ATen"));
    QVERIFY(desk.document.setField(mine, Field::FriendlyName, std::string("Ours")));
    QVERIFY(desk.document.effective(mine, Field::FriendlyName).origin == Origin::Override);
    QCOMPARE(desk.document.info(mine).text(Field::FriendlyName), std::string("Ours"));
    QVERIFY(desk.document.resetField(mine, Field::FriendlyName));
    QCOMPARE(shown(desk.document.effective(mine, Field::FriendlyName)), std::string("Mine"));
}

void TestReviewDocument::settingTheSameValueIsNoEdit()
{
    Desk desk;
    QVERIFY(!desk.document.setField(desk.entry(kUnknown), Field::FriendlyName, std::string("Mine")));
    QVERIFY(!desk.document.resetField(desk.entry(kUnknown), Field::FriendlyName));
    QVERIFY(!desk.document.isModified());
    QCOMPARE(desk.document.history().count(), std::size_t{0});
}

void TestReviewDocument::settingTheOldValueTakesTheOverrideBack()
{
    Desk desk;
    const EntryId mine = desk.entry(kUnknown);
    QVERIFY(desk.document.setField(mine, Field::Description, std::string("New")));
    QVERIFY(desk.document.setField(mine, Field::Description, std::string("Old words.")));
    QVERIFY(!desk.document.isOverridden(mine, Field::Description));
}

void TestReviewDocument::undoTellsWhatLooksDifferent()
{
    Desk desk;
    std::vector<EntryChange> told;
    desk.document.setChangeListener(
        [&](std::span<const EntryChange> changes) { told.insert(told.end(), changes.begin(), changes.end()); });
    const EntryId add = desk.entry(kCopy);
    desk.document.setField(add, Field::Tiled, parseShape("(64,) -> (64,)").value());
    QCOMPARE(desk.document.history().undoText(), std::string("Edit tiled"));
    desk.document.undo();
    QVERIFY(isNull(desk.document.effective(add, Field::Tiled).value));
    desk.document.redo();
    QCOMPARE(shown(desk.document.effective(add, Field::Tiled)), std::string("(64,) -> (64,)"));
    QCOMPARE(told.size(), std::size_t{3});
    QVERIFY(told == (std::vector<EntryChange>(3, {add, Slot::Tiled})));
    desk.document.undo();
    desk.document.undo(); // nothing left: must not crash
    QVERIFY(!desk.document.isModified());
}

void TestReviewDocument::editsOfAGroupAreOneStep()
{
    Desk desk;
    const EntryId add = desk.entry(kCopy);
    desk.document.apply({"Two at once",
                         {Edit{add, Slot::FriendlyName, FieldValue(std::string("first"))},
                          Edit{add, Slot::FriendlyName, FieldValue(std::string("second"))}}});
    QCOMPARE(shown(desk.document.effective(add, Field::FriendlyName)), std::string("second"));
    desk.document.undo();
    QVERIFY(!desk.document.isOverridden(add, Field::FriendlyName));
    desk.document.redo();
    QCOMPARE(shown(desk.document.effective(add, Field::FriendlyName)), std::string("second"));
    QVERIFY(!desk.document.apply({"Nothing", {}}));
}

void TestReviewDocument::publishingAddsAndKeeps()
{
    Desk desk(kText + "- raw_name: gone_kernel\n  friendly_name: Gone\n");
    const Publication publication = desk.publish();
    QCOMPARE(publication.added, (std::vector<std::string>{kCopy, kNccl}));
    QCOMPARE(publication.kept, std::vector<std::string>{kUnknown});
    QCOMPARE(publication.notInRun, std::vector<std::string>{"gone_kernel"});
    QVERIFY(publication.changed.empty());
    QCOMPARE(publication.result->entries().size(), std::size_t{4});
    QVERIFY(publication.result->text().contains(kText));
    QVERIFY(publication.diff.contains("+- raw_name"));
    const Publication again = desk.publish();
    QVERIFY(again.patches.empty());
    QVERIFY(again.diff.empty());
    QVERIFY(again.added.empty());
}

void TestReviewDocument::publishingChangesOnlyWhatAPersonChanged()
{
    Desk desk;
    desk.publish();
    const std::string before = desk.document.catalog()->text();
    desk.document.setField(desk.entry(kUnknown), Field::FriendlyName, std::string("New"));
    const Publication publication = desk.publish();
    QCOMPARE(publication.changed, std::vector<std::string>{kUnknown});
    std::string expected = before;
    expected.replace(expected.find("\"Mine\""), 6, "\"New\"");
    QCOMPARE(QByteArray::fromStdString(publication.result->text()), QByteArray::fromStdString(expected));
    QVERIFY(!desk.document.isModified());
}

void TestReviewDocument::undoAfterASavePatchesTheOldValueBack()
{
    Desk desk;
    desk.publish();
    const std::string before = desk.document.catalog()->text();
    desk.document.setField(desk.entry(kUnknown), Field::Description, std::string("New"));
    desk.document.setField(desk.entry(kCopy), Field::Description, std::string("New too"));
    desk.publish();
    desk.document.undo();
    desk.document.undo();
    QVERIFY(desk.document.isModified());
    desk.document.setField(desk.entry(kNccl), Field::Description, std::string("x")); // forgets the undone edits
    desk.document.undo();
    QCOMPARE(QByteArray::fromStdString(desk.publish().result->text()), QByteArray::fromStdString(before));
}

void TestReviewDocument::anotherPackDoesNotTouchTheFile()
{
    Desk desk;
    desk.publish();
    desk.document.setReadings(InferenceTable::build(desk.run, rules("seed")));
    QVERIFY(planPublication(desk.document, {}).value().patches.empty());
}

void TestReviewDocument::editedKernelsArePublishedWhateverTheirSize()
{
    Desk desk("");
    desk.document.setField(desk.entry(kNccl), Field::Description, std::string("Wanted"));
    PublicationOptions options;
    options.selection.top = 1;
    const Publication publication = planPublication(desk.document, options).value();
    QCOMPARE(publication.added, (std::vector<std::string>{kCopy, kNccl}));
    QVERIFY(publication.result->text().starts_with("# Kernels of profiling run test run.\n"));
}

void TestReviewDocument::strictLibrariesOnlyForNewEntries()
{
    Desk desk("");
    QCOMPARE(shown(desk.document.effective(desk.entry(kNccl), Field::SourceLib)), std::string("NCCL"));
    PublicationOptions options;
    options.strictLibraries = true;
    const Publication publication = planPublication(desk.document, options).value();
    QCOMPARE(publication.result->find(kNccl)->info.text(Field::SourceLib), std::string("CUDA"));
    QCOMPARE(publication.result->find(kCopy)->info.text(Field::SourceLib), std::string("PyTorch ATen"));
}

void TestReviewDocument::refusesAFileThatChangedMeanwhile()
{
    const ScratchDir dir;
    const std::filesystem::path path = dir.write("kernels.yaml", kText);
    Desk desk;
    const Publication publication = planPublication(desk.document, {}).value();
    dir.write("kernels.yaml", kText + "# someone else\n");
    QVERIFY(!writePublication(publication, desk.document, path).has_value());
    QCOMPARE(bytesOf(path), kText + "# someone else\n");
    dir.write("kernels.yaml", kText);
    QVERIFY(writePublication(publication, desk.document, path).has_value());
    QCOMPARE(bytesOf(path), publication.result->text());
}

void TestReviewDocument::snapshotStandsStill()
{
    Desk desk;
    int told = 0;
    desk.document.setChangeListener(
        [&](std::span<const EntryChange> changes) { told += static_cast<int>(changes.size()); });
    const auto snapshot = desk.document.snapshot();
    desk.document.setField(desk.entry(kUnknown), Field::FriendlyName, std::string("New"));
    QCOMPARE(told, 1);
    QCOMPARE(shown(snapshot->effective(desk.entry(kUnknown), Field::FriendlyName)), std::string("Mine"));
}

QTEST_APPLESS_MAIN(TestReviewDocument)
#include "tst_reviewdocument.moc"
