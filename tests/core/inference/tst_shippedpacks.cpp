#include "core/base/file.h"
#include "core/base/text.h"
#include "core/inference/packreader.h"
#include "core/inference/ruleexample.h"
#include "core/inference/rulelinter.h"
#include "core/inference/ruleset.h"
#include "core/inference/shippedpacks.h"
#include "tests/support/golden.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <span>
#include <thread>

using namespace atlas;

class TestShippedPacks : public QObject
{
    Q_OBJECT

private slots:
    void areWithoutFindings_data();
    void areWithoutFindings();
    void readAsExpected_data();
    void readAsExpected();
    void namesTellRealKernelsApart();
    void namesTellTheSharedRunApart();
    void evidenceLiesInTheName();
    void everyPrefixOfTheExamplesIsRead();
    void mutationsAreRead();
    void everyRuleHasAnExample();
    void threadsAgree();
    void unknownNamesStayUnknown();
    void namesNobodyKnowsAreCalledByTheirWords_data();
    void namesNobodyKnowsAreCalledByTheirWords();
};

namespace
{
const RuleSet &rules(const std::string &pack)
{
    static std::map<std::string, std::shared_ptr<const RuleSet>> loaded;
    std::shared_ptr<const RuleSet> &set = loaded[pack];
    if (!set) {
        set = loadRuleSet({.pack = pack}).value().rules;
    }
    return *set;
}

std::vector<std::string> namesOf(const std::string &pack)
{
    const std::string text = test::bytesOf(test::sourceDir() / "tests" / "golden" / "inference" / (pack + ".names"));
    const std::vector<std::string_view> names = lines(text);
    return {names.begin(), names.end()};
}

/// "a | b | ...": the six fields on one line.
std::string fieldsOf(const Reading &reading)
{
    std::string text;
    for (const Field field : kFields) {
        text += text.empty() ? "" : " | ";
        text += isNull(reading.info[field]) ? "null" : toDisplayText(reading.info[field]);
    }
    return text;
}

std::string factsOf(const Reading &reading)
{
    std::string text;
    for (const std::string_view key : {"rule", "confidence", "op", "dtype", "tile", "stages", "head_dim"}) {
        text += " | " + exampleText(reading, key);
    }
    return text;
}

/// The names of the last column of a kernel summary whose cells hold no line breaks.
std::vector<std::string> lastColumn(std::string_view csv)
{
    std::vector<std::string> names;
    std::vector<std::string_view> rows = lines(csv);
    for (const std::string_view row : std::span(rows).subspan(std::min<std::size_t>(1, rows.size()))) {
        const std::size_t quote = row.find('"');
        const bool quoted = quote != std::string_view::npos;
        names.emplace_back(quoted ? row.substr(quote + 1, row.rfind('"') - quote - 1) : row.substr(row.rfind(',') + 1));
    }
    return names;
}

QByteArrayList sharedFriendlyNames(const std::set<std::string> &names)
{
    std::map<std::string, std::string> first;
    QByteArrayList shared;
    for (const std::string &name : names) {
        const std::string friendly = rules("standard").read(name).info.text(Field::FriendlyName);
        if (!first.emplace(friendly, name).second) {
            shared.append(QByteArray::fromStdString(friendly));
        }
    }
    return shared;
}
} // namespace

void TestShippedPacks::areWithoutFindings_data()
{
    QTest::addColumn<QByteArray>("pack");
    for (const std::string_view pack : kShippedPacks) {
        QTest::newRow(pack.data()) << QByteArray(pack.data());
    }
}

void TestShippedPacks::areWithoutFindings()
{
    QFETCH(QByteArray, pack);
    const auto folder = test::sourceDir() / "resources" / "rules";
    const std::string text = test::bytesOf(folder / (pack.toStdString() + ".yaml"));
    const auto reading = readPack(text, "pack");
    const auto examples = readExamples(test::bytesOf(folder / (pack.toStdString() + ".examples.yaml")), "examples");
    std::vector<Diagnostic> findings = reading.diagnostics;
    std::ranges::move(lintPack(reading.value, text).diagnostics, std::back_inserter(findings));
    std::ranges::copy(examples.diagnostics, std::back_inserter(findings));
    std::ranges::move(testExamples(rules(pack.toStdString()), examples.value, "examples"),
                      std::back_inserter(findings));
    std::ranges::move(rulesWithoutExample(reading.value, examples.value), std::back_inserter(findings));
    QVERIFY2(findings.empty(), findings.empty() ? "" : format(findings.front()).c_str());
    QVERIFY(examples.value.size() >= reading.value.rules.size());
}

void TestShippedPacks::readAsExpected_data()
{
    areWithoutFindings_data();
}

/// The seed's expectations come from the published script, the standard pack's were read by a person.
void TestShippedPacks::readAsExpected()
{
    QFETCH(QByteArray, pack);
    std::string text;
    for (const std::string &name : namesOf(pack.toStdString())) {
        const Reading reading = rules(pack.toStdString()).read(name);
        text += fieldsOf(reading) + (pack == "seed" ? std::string() : factsOf(reading)) + '\n';
    }
    COMPARE_GOLDEN("inference/" + pack.toStdString() + ".expected", text);
}

/// The first 129 names are those of two real runs.
void TestShippedPacks::namesTellRealKernelsApart()
{
    const std::vector<std::string> names = namesOf("standard");
    QVERIFY(names.size() > 129);
    const QByteArrayList shared = sharedFriendlyNames({names.begin(), names.begin() + 129});
    QVERIFY2(shared.isEmpty(), shared.join(", ").constData());
}

void TestShippedPacks::namesTellTheSharedRunApart()
{
    const auto folder = test::sharedDir();
    if (!folder) {
        QSKIP("no reference material beside this clone");
    }
    std::set<std::string> names;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(*folder / "runs" / "dsocr-20251107")) {
        if (entry.path().extension() == ".csv") {
            const std::vector<std::string> found = lastColumn(test::bytesOf(entry.path()));
            names.insert(found.begin(), found.end());
        }
    }
    QCOMPARE(names.size(), std::size_t{113});
    const QByteArrayList shared = sharedFriendlyNames(names);
    QVERIFY2(shared.isEmpty(), shared.join(", ").constData());
}

void TestShippedPacks::evidenceLiesInTheName()
{
    for (const std::string &name : namesOf("standard")) {
        const Reading reading = rules("standard").read(name);
        for (const Field field : kFields) {
            std::uint32_t last = 0;
            for (const ByteSpan &span : reading.spans(field)) {
                QVERIFY(span.begin >= last && span.begin < span.end && span.end <= name.size());
                QCOMPARE(floorToCharacter(name, span.begin), std::size_t{span.begin});
                QCOMPARE(floorToCharacter(name, span.end), std::size_t{span.end});
                last = span.end + 1; // spans that touch are one
            }
            QCOMPARE(reading.spans(field).empty(), isNull(reading.info[field]) || reading.ruleId == "unknown");
        }
    }
}

namespace
{
std::vector<std::string> exampleNames()
{
    std::vector<std::string> names;
    for (const char *pack : {"standard", "seed"}) {
        for (RuleExample &example : readExamples(shippedPackSource(pack)->examples, pack).value) {
            names.push_back(std::move(example.rawName));
        }
    }
    return names;
}

/// What holds for the reading of any name, by both packs.
bool isSound(const std::string &name)
{
    for (const char *pack : {"standard", "seed"}) {
        const Reading reading = rules(pack).read(name);
        bool sound = !reading.info.text(Field::FriendlyName).empty() && !isNull(reading.info[Field::Generic]);
        for (const auto &spans : reading.evidence) {
            for (const ByteSpan &span : spans) {
                sound = sound && span.begin < span.end && span.end <= name.size();
            }
        }
        if (!sound || rules(pack).match(name) != rules(pack).matching(name).front()) {
            qWarning("%s: %s", pack, name.c_str());
            return false;
        }
    }
    return true;
}

bool isSoak()
{
    return qEnvironmentVariableIsSet("ATLAS_SOAK");
}

/// A byte changed, taken out, doubled, or a piece of another name put in; valid UTF-8 again.
std::string mutated(const std::string &name, const std::vector<std::string> &others, std::mt19937 &random)
{
    constexpr std::string_view kBytes = "<>(){}[],: *&_0x1a\\\"'\xc3\x80";
    const auto below = [&](std::size_t limit) { return limit == 0 ? 0 : random() % limit; };
    std::string made = name;
    const std::size_t at = below(made.size() + 1);
    switch (random() % 5) {
    case 0:
        made.insert(at, 1, kBytes[below(kBytes.size())]);
        break;
    case 1:
        made.erase(at, 1 + below(8));
        break;
    case 2:
        made.insert(at, made.substr(below(made.size()), below(64)));
        break;
    case 3: {
        const std::string &other = others[below(others.size())];
        made = made.substr(0, at) + other.substr(below(other.size()));
        break;
    }
    default:
        if (at < made.size()) {
            made[at] = static_cast<char>(random());
        }
    }
    return toValidUtf8(made);
}
} // namespace

/// Every one with ATLAS_SOAK, else one in seven, at other lengths for each name.
void TestShippedPacks::everyPrefixOfTheExamplesIsRead()
{
    const std::size_t step = isSoak() ? 1 : 7;
    std::size_t first = 0;
    for (const std::string &name : exampleNames()) {
        for (std::size_t length = first++ % step; length < name.size(); length += step) {
            QVERIFY(isSound(toValidUtf8(std::string_view(name).substr(0, length))));
        }
    }
}

/// 100,000 with ATLAS_SOAK. Names of the corpus beside the clone are taken too where it is.
void TestShippedPacks::mutationsAreRead()
{
    std::vector<std::string> names = exampleNames();
    if (const auto folder = test::sharedDir()) {
        const std::string corpus = test::bytesOf(*folder / "corpus" / "names.txt");
        for (const std::string_view line : lines(corpus)) {
            names.push_back(toValidUtf8(line));
        }
    }
    std::mt19937 random(20251107); // the same names at each run
    const int count = isSoak() ? 100'000 : 3'000;
    for (int i = 0; i < count; ++i) {
        std::string name = names[random() % names.size()];
        for (auto steps = 1 + random() % 3; steps > 0; --steps) {
            name = mutated(name, names, random);
        }
        QVERIFY(isSound(name));
    }
}

void TestShippedPacks::everyRuleHasAnExample()
{
    std::map<std::string, int> count;
    for (const RuleExample &example : readExamples(shippedPackSource("standard")->examples, "standard").value) {
        const auto rule = std::ranges::find(example.expected, "rule", &std::pair<std::string, std::string>::first);
        QVERIFY(rule != example.expected.end());
        ++count[rule->second];
    }
    const std::optional<RulePack> pack = shippedPack("standard");
    for (const Rule &rule : pack->rules) {
        QVERIFY2(count[rule.id] >= 1, rule.id.c_str());
    }
}

/// Rules are compiled at first use: many threads may be first.
void TestShippedPacks::threadsAgree()
{
    const std::vector<std::string> names = namesOf("standard");
    const auto fresh = loadRuleSet({.pack = "standard"})->rules;
    std::array<std::string, 4> texts;
    {
        std::vector<std::jthread> threads;
        for (std::string &text : texts) {
            threads.emplace_back([&] {
                for (const std::string &name : names) {
                    text += fieldsOf(fresh->read(name)) + '\n';
                }
            });
        }
    }
    for (const std::string &text : texts) {
        QVERIFY(text == texts.front());
    }
    QVERIFY(!texts.front().empty());
}

void TestShippedPacks::unknownNamesStayUnknown()
{
    for (const char *name : {"", "…", "_ZN", "<<<<", "))))"}) {
        const Reading reading = rules("standard").read(name);
        QCOMPARE(reading.info.text(Field::FriendlyName), std::string("CUDA kernel"));
        QCOMPARE(reading.info.text(Field::SourceLib), std::string("CUDA"));
        QVERIFY(reading.confidence == Confidence::Guess);
    }
}

void TestShippedPacks::namesNobodyKnowsAreCalledByTheirWords_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("friendly");
    QTest::addColumn<QByteArray>("library");
    QTest::newRow("bare") << QByteArray("my_kernel") << QByteArray("my") << QByteArray("CUDA");
    QTest::newRow("namespace") << QByteArray("void foo::bar<int>(int)") << QByteArray("bar (foo, INT32)")
                               << QByteArray("foo");
    QTest::newRow("words") << QByteArray("rms_norm_kernel(float*)") << QByteArray("RMSNorm (FP32)")
                           << QByteArray("CUDA");
    QTest::newRow("user's GEMM") << QByteArray("sgemm_naive(float const*, float*)") << QByteArray("GEMM naive (FP32)")
                                 << QByteArray("CUDA");
    QTest::newRow("anonymous") << QByteArray("void <unnamed>::fused_rmsnorm_kernel(const __nv_bfloat16 *, float)")
                               << QByteArray("fused RMSNorm (BF16)") << QByteArray("CUDA");
}

void TestShippedPacks::namesNobodyKnowsAreCalledByTheirWords()
{
    QFETCH(QByteArray, name);
    const Reading reading = rules("standard").read(name.toStdString());
    QTEST(QByteArray::fromStdString(reading.info.text(Field::FriendlyName)), "friendly");
    QTEST(QByteArray::fromStdString(reading.info.text(Field::SourceLib)), "library");
    QVERIFY(reading.confidence == Confidence::Guess);
}

QTEST_APPLESS_MAIN(TestShippedPacks)
#include "tst_shippedpacks.moc"
