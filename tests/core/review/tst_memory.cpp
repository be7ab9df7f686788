#include "core/review/memory.h"
#include "tests/core/review/reviewdesk.h"

#include <QTest>

#include <algorithm>

using namespace atlas;
using namespace atlas::test;

class TestMemory : public QObject
{
    Q_OBJECT

private slots:
    void decisionsComeBackForTheSameName();
    void theWeightiestDecisionIsFirst();
    void similarNamesComeNearestFirstWithTheirDifference();
    void similarOffersAreOfThisKernel_data();
    void similarOffersAreOfThisKernel();
    void offersSayOnlyWhatIsNew();
    void takingAnOfferRecordsItsSource();
    void allExactMatchesAreOneStep();
    void nothingIsAppliedByItself();
};

namespace
{
std::string entryText(const std::string &name, const std::string &description)
{
    return "- raw_name: \"" + name +
           "\"\n  friendly_name: N\n  source_lib: ATen\n  data_shape:\n    generic: null\n"
           "    fixed: null\n    tiled: null\n  description: " +
           description + "\n";
}

DecisionMemory memoryOf(const std::string &catalog, const std::string &review = {}, const std::string &where = "old")
{
    DecisionMemory memory;
    memory.addCatalog(Catalog::read(catalog, "old.yaml").value(), readReviewFile(review, "old.review.yaml").value(),
                      where);
    return memory;
}

std::string gemm(const std::string &tile, const std::string &type)
{
    return "void cutlass::Kernel2<cutlass_80_tensorop_" + type + "_s16816gemm_" + tile + "_nn_align8>(T1::Params)";
}
} // namespace

void TestMemory::decisionsComeBackForTheSameName()
{
    const DecisionMemory memory = memoryOf(entryText(kNccl, "Sums."));
    QCOMPARE(memory.size(), std::size_t{1});
    const auto found = memory.exact(kNccl);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(toDisplayText(found[0]->info[Field::Description]), std::string("Sums."));
    QVERIFY(memory.exact("another()").empty());
}

void TestMemory::theWeightiestDecisionIsFirst()
{
    DecisionMemory memory = memoryOf(entryText(kMine, "From a file."), {}, "a");
    ReviewDesk desk;
    desk.document.setField(desk.entry(kMine), Field::Description, std::string("Typed."));
    memory.addDocument(desk.document, "b");
    desk.document.setState(desk.entry(kMine), ReviewState::Accepted);
    memory.addDocument(desk.document, "c");
    const auto found = memory.exact(kMine);
    QCOMPARE(found.size(), std::size_t{3});
    QCOMPARE(found[0]->where, std::string("c"));
    QVERIFY(found[0]->kind == DecisionKind::Accepted && found[1]->kind == DecisionKind::ByPerson);
    QCOMPARE(found[2]->where, std::string("a"));
}

void TestMemory::similarNamesComeNearestFirstWithTheirDifference()
{
    const std::string asked = gemm("128x128_32x4", "bf16");
    const DecisionMemory memory =
        memoryOf(entryText(gemm("64x64_32x6", "f16"), "Far.") + entryText(gemm("128x64_32x4", "bf16"), "Near.") +
                 entryText("f()", "Other."));
    const auto found = memory.similar(asked);
    QCOMPARE(found.size(), std::size_t{2});
    QCOMPARE(toDisplayText(found[0]->info[Field::Description]), std::string("Near."));
    const std::vector<TokenDifference> differences = tokenDifferences(asked, found[0]->rawName);
    QCOMPARE(differences.size(), std::size_t{1});
    QVERIFY(differences[0].kind == TokenKind::Number);
}

void TestMemory::similarOffersAreOfThisKernel_data()
{
    QTest::addColumn<std::string>("decided");
    QTest::addColumn<std::string>("offered"); ///< "": the description is no part of an offer
    const auto row = [](const char *title, const std::string &decided, const std::string &offered) {
        QTest::newRow(title) << decided << offered;
    };
    // Of a kernel "f16 64x64_32x6"; this one is "bf16 128x64_64x4".
    row("its own words", "The MLP of the language model.", "The MLP of the language model.");
    row("tile", "MLP, tile 64x64x32.", "MLP, tile 128x64x64.");
    row("tile and stages", "MLP, 64x64x32, 6 stages.", "MLP, 128x64x64, 4 stages.");
    row("two numbers of the tile", "MLP 64x64.", "MLP 128x64.");
    row("type", "MLP in FP16.", "MLP in BF16.");
    row("type as in the name", "MLP, f16 inside.", "MLP, bf16 inside.");
    row("a number of two meanings", "MLP with 64 rows.", "");
    row("another tile than its own", "MLP, tile 256x64x32.", "");
    row("other stages than its own", "MLP, 3 stages.", "");
    row("numbers that are not of the name", "Layer 17 of 28.", "Layer 17 of 28.");
    row("words with a number in them", "See issue6.", "");
}

void TestMemory::similarOffersAreOfThisKernel()
{
    QFETCH(std::string, decided);
    QFETCH(std::string, offered);
    const std::string asked = gemm("128x64_64x4", "bf16");
    const auto run = makeRun({{"combined", {{asked.c_str(), 100}}}});
    ReviewDocument document(std::make_shared<const Catalog>(Catalog::empty("kernels.yaml")));
    document.attachRun(run, InferenceTable::build(run, rulesOf("standard")));
    const EntryId entry = document.find(asked).value();
    const Reading reading = document.reading(entry);
    QVERIFY(reading.facts.tile == (std::array{128, 64, 64}));
    QCOMPARE(reading.facts.stages, std::optional(4));
    const DecisionMemory memory = memoryOf(entryText(gemm("64x64_32x6", "f16"), '"' + decided + '"'));
    const std::vector<Offer> offers = offersFor(document, entry, memory, nullptr);
    std::string description;
    for (const Offer &offer : offers) {
        if (offer.kind == Offer::Kind::Similar && std::ranges::contains(offer.fields, Field::Description)) {
            description = offer.info.text(Field::Description);
        }
        QVERIFY(offer.info[Field::Tiled] == document.effective(entry, Field::Tiled).value ||
                isNull(offer.info[Field::Tiled]));
    }
    QCOMPARE(description, offered);
}

void TestMemory::offersSayOnlyWhatIsNew()
{
    ReviewDesk desk;
    DecisionMemory memory = memoryOf(entryText(kAdd, "Adds."), {}, "a");
    memory.addCatalog(Catalog::read(entryText(kAdd, "Adds."), "b").value(), ReviewFile(), "b"); // says the same
    const auto offers = offersFor(desk.document, desk.entry(kAdd), memory, rulesOf("seed").get());
    QCOMPARE(offers.size(), std::size_t{2}); // nothing from the rules: their reading is what is shown
    QVERIFY(offers[0].kind == Offer::Kind::Exact && offers[1].kind == Offer::Kind::Seed);
    QVERIFY(std::ranges::contains(offers[0].fields, Field::Description));
    desk.document.apply(takeOffer(desk.document, desk.entry(kAdd), offers[0]));
    const auto then = offersFor(desk.document, desk.entry(kAdd), memory, nullptr);
    QCOMPARE(then.size(), std::size_t{1});
    QVERIFY(then[0].kind == Offer::Kind::Rules);
}

void TestMemory::takingAnOfferRecordsItsSource()
{
    ReviewDesk desk;
    const DecisionMemory memory = memoryOf(entryText(kAdd, "Adds."));
    const std::string before = desk.shown(kAdd, Field::Description);
    const auto offers = offersFor(desk.document, desk.entry(kAdd), memory, nullptr);
    QVERIFY(desk.document.apply(takeOffer(desk.document, desk.entry(kAdd), offers.at(0))));
    QCOMPARE(desk.shown(kAdd, Field::Description), std::string("Adds."));
    QVERIFY(desk.document.effective(desk.entry(kAdd), Field::Description).origin == Origin::Override);
    QVERIFY(desk.document.state(desk.entry(kAdd)) == ReviewState::Unreviewed);
    QCOMPARE(desk.document.history().undoText(), std::string("Take memory: old"));
    desk.document.undo();
    QCOMPARE(desk.shown(kAdd, Field::Description), before);
}

void TestMemory::allExactMatchesAreOneStep()
{
    ReviewDesk desk;
    desk.document.setState(desk.entry(kNccl), ReviewState::Accepted);
    const DecisionMemory memory =
        memoryOf(entryText(kAdd, "Adds.") + entryText(kAddHalf, "Adds halves.") + entryText(kNccl, "Sums."));
    const std::vector<EntryId> all = publicationSelection(desk.document, {});
    const std::size_t before = desk.document.history().count();
    QVERIFY(desk.document.apply(takeAllExact(desk.document, all, memory)));
    QCOMPARE(desk.document.history().count(), before + 1);
    QCOMPARE(desk.document.history().undoText(), std::string("Take earlier decisions: 2 kernels"));
    QCOMPARE(desk.shown(kAddHalf, Field::Description), std::string("Adds halves."));
    QVERIFY(desk.shown(kNccl, Field::Description) != "Sums."); // decided already
    QVERIFY(!desk.document.apply(takeAllExact(desk.document, all, memory)));
}

void TestMemory::nothingIsAppliedByItself()
{
    ReviewDesk desk;
    const std::string before = desk.shown(kAdd, Field::Description);
    const DecisionMemory memory = memoryOf(entryText(kAdd, "Adds."));
    QVERIFY(!offersFor(desk.document, desk.entry(kAdd), memory, nullptr).empty());
    QCOMPARE(desk.shown(kAdd, Field::Description), before);
    QVERIFY(!desk.document.history().canUndo());
}

QTEST_GUILESS_MAIN(TestMemory)
#include "tst_memory.moc"
