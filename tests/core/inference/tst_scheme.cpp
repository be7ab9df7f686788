// Names read by their tokens, owners and words: schemes, guards, promises, the structure's rule.

#include "core/inference/identifier.h"
#include "core/inference/packreader.h"
#include "core/inference/rulelinter.h"
#include "core/inference/rulesetbuilder.h"
#include "core/inference/tokenpattern.h"

#include <QTest>

using namespace atlas;

class TestScheme : public QObject
{
    Q_OBJECT

private slots:
    void patternsTakeTokens_data();
    void patternsTakeTokens();
    void patternsRefuse_data();
    void patternsRefuse();
    void readsTokens_data();
    void readsTokens();
    void pointsAtRawBytes();
    void guardsAndPromises_data();
    void guardsAndPromises();
    void knownDecides();
    void splitsIdentifiers_data();
    void splitsIdentifiers();
    void readsStructure_data();
    void readsStructure();
    void readsOtherwise_data();
    void readsOtherwise();
    void userWordsGoFirst();
    void lintsSchemes_data();
    void lintsSchemes();
};

namespace
{
constexpr std::string_view kPack = R"yaml(pack: t
libraries: [Mine]
words:
  type: {b: bf16, bf: bf16, h: fp16}
  dtype: {float: fp32, __half: fp16}
  bare_owner: {underscore: Triton}
  TYPE: {fp32: FP32, bf16: BF16, fp16: FP16}
guards: {M: 1..1024, K: 1..1024, stages: 1..32, tile_bytes: 0..1000000, "*": 0..9999999}
schemes:
  tokens:
    after: mine_
    split: "_"
    orders:
      - ["{M:int}x{N:int}", "{K:int}x{stages:int}"]
      - [mma, "{M:int}x{N:int}x{K:int}", "{stages:int}"]
    tokens: ["{in|type}{out|type}", "sm{arch:int}[{suffix:letters}]", "c{cluster:dims}"]
    let: {dtype: "{in|type}"}
  list:
    in: arguments
    split: ","
    orders:
      - ["^", "{M:int}", "{N:int}", "{K:int}", "{flag|truth}"]
      - ["^", "{}", "{M:int}", "{N:int}", "{K:int}", "{flag|truth}"]
  walked:
    after: walk
    split: ""
    tokens: ["H{D:int}", "Q{M:int}Kv{N:int}", "{phase|phase}", "VarSeq"]
owners:
  namespace: {tcnn: tiny-cuda-nn}
  prefix: {cupy_: CuPy}
  none: [detail]
lexicon:
  - {words: [[layer, norm], [rmsnorm]], op: norm, say: LayerNorm, generic: "(T, D), (D,) -> (T, D)", about: "Norm."}
  - {words: [quant], op: quantize, without: [gemm]}
  - {words: [[norm], [fused, norm]], op: reduce}
  - {words: [copy], op: copy/cast, with: [slow]}
  - {words: [kernel], say: ""}
rules:
  - {id: tokens, starts: [mine_], read: tokens, promises: [M, N], confidence: certain, library: Mine, friendly: "M ({dtype|TYPE}, {M}x{N}x{K}, {stages}, {arch}, {suffix}, {cluster})", description: D}
  - {id: list, starts: [listed], read: list, where: {known: [M]}, library: Mine, friendly: "L {M}x{N}x{K}", description: D}
  - {id: unread, starts: [listed], library: Mine, friendly: "unread", description: D}
  - {id: walked, starts: [walk], read: walked, library: Mine, friendly: "W ({D}, {M}, {N}, {phase})", description: D}
structure:
  let:
    owner: ["{function|owner}", "{bare|bare_owner}"]
    dtype: ["{element|dtype}"]
    op: "{function|lexicon}"
    words: ["{function|said}", "{kernel}"]
  library: "{owner}"
  friendly: "{words} ({owner}, {dtype|TYPE}, {numbers})"
  generic: "{function|shape}"
  description: "{function|about} Guess."
fallback: {library: CUDA, friendly: CUDA kernel, description: CUDA device kernel.}
)yaml";

std::string packText()
{
    std::string text(kPack);
    return text.replace(
        text.find("  TYPE:"), 0,
        "  truth: {\"true\": \"true\", \"false\": \"false\"}\n  phase: {Context: prefill, Gen: decode}\n");
}

std::shared_ptr<const RuleSet> rulesOf(std::string_view text)
{
    RuleSetBuilder builder;
    PackReading<RulePack> reading = readPack(text, "test.yaml");
    for (const Diagnostic &diagnostic : reading.diagnostics) {
        qWarning("%s", format(diagnostic).c_str());
    }
    builder.add(std::move(reading.value));
    return builder.build();
}

std::shared_ptr<const RuleSet> rules()
{
    static const std::shared_ptr<const RuleSet> set = rulesOf(packText());
    return set;
}

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}
} // namespace

void TestScheme::patternsTakeTokens_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("caught"); // "-" where the pattern does not fit
    QTest::newRow("number") << QByteArray("t{M:int}x{N:int}") << QByteArray("t12x8") << QByteArray("M=12 N=8");
    QTest::newRow("not whole") << QByteArray("t{M:int}") << QByteArray("t12x") << QByteArray("-");
    QTest::newRow("letters") << QByteArray("sm{a:int}[{s:letters}]") << QByteArray("sm100f") << QByteArray("a=100 s=f");
    QTest::newRow("optional is not there")
        << QByteArray("sm{a:int}[{s:letters}]") << QByteArray("sm90") << QByteArray("a=90");
    QTest::newRow("dims") << QByteArray("c{c:dims}") << QByteArray("c2x1x1") << QByteArray("c=2x1x1");
    QTest::newRow("one number is no dims") << QByteArray("c{c:dims}") << QByteArray("c2") << QByteArray("-");
    QTest::newRow("longest key") << QByteArray("{a|type}{b|type}") << QByteArray("bfh") << QByteArray("a=bf b=h");
    QTest::newRow("no key") << QByteArray("{a|type}") << QByteArray("x") << QByteArray("-");
    QTest::newRow("dropped rest") << QByteArray("s{S:int}[x{}]") << QByteArray("s3x3x1") << QByteArray("S=3");
    QTest::newRow("rest") << QByteArray("a{r:rest}") << QByteArray("a::b<1>") << QByteArray("r=::b<1>");
    QTest::newRow("nothing named") << QByteArray("a{}") << QByteArray("a::b") << QByteArray("");
}

void TestScheme::patternsTakeTokens()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, token);
    RulePack pack;
    pack.words.push_back({"type", {{"b", "bf16"}, {"bf", "bf16"}, {"h", "fp16"}}, {}});
    const auto parsed = TokenPattern::parse(pattern.toStdString(), pack);
    QVERIFY(parsed.has_value());
    const std::string text = token.toStdString();
    std::vector<TokenPattern::Capture> captures;
    std::string caught;
    if (parsed->match(text, captures) != text.size()) {
        caught = "-";
    } else {
        for (const auto &[variable, value] : captures) {
            caught += (caught.empty() ? "" : " ") + std::string(variable) + '=' + std::string(value);
        }
    }
    QTEST(bytes(caught), "caught");
}

void TestScheme::patternsRefuse_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("two free") << QByteArray("{a}{b}");
    QTest::newRow("open") << QByteArray("{a");
    QTest::newRow("open optional") << QByteArray("a[b");
    QTest::newRow("unknown kind") << QByteArray("{a:number}");
    QTest::newRow("unknown map") << QByteArray("{a|no}");
    QTest::newRow("stray bracket") << QByteArray("a]");
}

void TestScheme::patternsRefuse()
{
    QFETCH(QByteArray, pattern);
    QVERIFY(!TokenPattern::parse(pattern.toStdString(), {}).has_value());
}

void TestScheme::readsTokens_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("friendly");
    QTest::newRow("first order") << QByteArray("mine_bh_64x32_16x4_sm90") << QByteArray("M (BF16, 64x32x16, 4, 90)");
    QTest::newRow("second order") << QByteArray("mine_sm100a_hh_mma_64x32x16_2_c2x1")
                                  << QByteArray("M (FP16, 64x32x16, 2, 100, a, 2x1)");
    QTest::newRow("unknown tokens cost nothing")
        << QByteArray("mine_zz_bh_new_64x32_16x4_odd9") << QByteArray("M (BF16, 64x32x16, 4)");
    QTest::newRow("cut") << QByteArray("mine_bh_64x") << QByteArray("M (BF16)");
    QTest::newRow("list") << QByteArray("void listed<1, 2, 3, true>(int)") << QByteArray("L 1x2x3");
    QTest::newRow("list of another version")
        << QByteArray("void listed<Q<1, 2>, 4, 5, 6, false>(int)") << QByteArray("L 4x5x6");
    QTest::newRow("walked") << QByteArray("walkXyH128VarSeqQ64Kv32StaticContext")
                            << QByteArray("W (128, 64, 32, Context)");
}

void TestScheme::readsTokens()
{
    QFETCH(QByteArray, name);
    QTEST(bytes(rules()->read(name.toStdString()).info.text(Field::FriendlyName)), "friendly");
}

void TestScheme::pointsAtRawBytes()
{
    const std::string name = "\"mine_bh_64x32_16x4_sm90\"";
    const Reading reading = rules()->read(name);
    std::string marked;
    for (const ByteSpan &span : reading.spans(Field::FriendlyName)) {
        marked += name.substr(span.begin, span.end - span.begin) + '|';
    }
    QCOMPARE(bytes(marked), QByteArray("mine_b|64|32|16|4|90|"));
}

void TestScheme::guardsAndPromises_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("friendly");
    QTest::addColumn<QByteArray>("confidence");
    QTest::newRow("all read") << QByteArray("mine_bh_64x32_16x4") << QByteArray("M (BF16, 64x32x16, 4)")
                              << QByteArray("certain");
    QTest::newRow("no tile") << QByteArray("mine_bh") << QByteArray("M (BF16)") << QByteArray("likely");
    QTest::newRow("too many stages") << QByteArray("mine_bh_64x32_16x128") << QByteArray("M (BF16)")
                                     << QByteArray("likely");
    QTest::newRow("block too wide") << QByteArray("mine_bh_6144x32_16x4") << QByteArray("M (BF16)")
                                    << QByteArray("likely");
    QTest::newRow("more than shared memory")
        << QByteArray("mine_bh_1024x1024_1024x8") << QByteArray("M (BF16)") << QByteArray("likely");
    QTest::newRow("absurd number") << QByteArray("mine_bh_64x32_16x4_sm99999999999999999999")
                                   << QByteArray("M (BF16, 64x32x16, 4)") << QByteArray("certain");
}

void TestScheme::guardsAndPromises()
{
    QFETCH(QByteArray, name);
    const Reading reading = rules()->read(name.toStdString());
    QTEST(bytes(reading.info.text(Field::FriendlyName)), "friendly");
    QTEST(bytes(toString(reading.confidence)), "confidence");
}

void TestScheme::knownDecides()
{
    QCOMPARE(rules()->read("listed<1, 2>()").ruleId, std::string("unread"));
    QCOMPARE(rules()->read("listed<5000, 2, 3, true>()").ruleId, std::string("unread"));
    QCOMPARE(rules()->read("listed<5, 2, 3, true>()").ruleId, std::string("list"));
}

void TestScheme::splitsIdentifiers_data()
{
    QTest::addColumn<QByteArray>("identifier");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("snake") << QByteArray("_rms_norm_2") << QByteArray("rms norm 2");
    QTest::newRow("camel") << QByteArray("gatherTopK") << QByteArray("gather top k");
    QTest::newRow("abbreviation") << QByteArray("RMSNormKernel") << QByteArray("rms norm kernel");
    QTest::newRow("digits stay") << QByteArray("conv1dFp8Quant") << QByteArray("conv1d fp8 quant");
    QTest::newRow("nothing") << QByteArray("___") << QByteArray("");
}

void TestScheme::splitsIdentifiers()
{
    QFETCH(QByteArray, identifier);
    const std::string text = identifier.toStdString();
    std::string words;
    for (const IdentifierWord &word : IdentifierWords(text)) {
        words += (words.empty() ? "" : " ") + std::string(word.lower());
    }
    QTEST(bytes(words), "words");
}

void TestScheme::readsStructure_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("friendly");
    QTest::addColumn<QByteArray>("library");
    QTest::addColumn<QByteArray>("op");
    QTest::newRow("known namespace") << QByteArray("void tcnn::kernel_grid<3u>(float const*)")
                                     << QByteArray("grid (tiny-cuda-nn, FP32, <3>)") << QByteArray("tiny-cuda-nn")
                                     << QByteArray("");
    QTest::newRow("unknown namespace") << QByteArray("void mylib::detail::fused_layer_norm(__half*)")
                                       << QByteArray("fused LayerNorm (mylib, FP16)") << QByteArray("mylib")
                                       << QByteArray("norm");
    QTest::newRow("nobody's namespace") << QByteArray("void detail::foo(int)") << QByteArray("foo")
                                        << QByteArray("CUDA") << QByteArray("");
    QTest::newRow("prefix") << QByteArray("cupy_add") << QByteArray("cupy add (CuPy)") << QByteArray("CuPy")
                            << QByteArray("");
    QTest::newRow("spelt like Triton") << QByteArray("_layer_norm_fwd") << QByteArray("LayerNorm fwd (Triton)")
                                       << QByteArray("Triton") << QByteArray("norm");
    QTest::newRow("parameters exclude Triton")
        << QByteArray("_layer_norm_fwd(float*)") << QByteArray("LayerNorm fwd (FP32)") << QByteArray("CUDA")
        << QByteArray("norm");
    QTest::newRow("order of the lexicon")
        << QByteArray("quant_rmsnorm") << QByteArray("quant LayerNorm") << QByteArray("CUDA") << QByteArray("norm");
    QTest::newRow("longest phrase") << QByteArray("fused_norm_quant") << QByteArray("fused norm quant")
                                    << QByteArray("CUDA") << QByteArray("quantize");
    QTest::newRow("without") << QByteArray("gemm_quant") << QByteArray("gemm quant") << QByteArray("CUDA")
                             << QByteArray("");
    QTest::newRow("with") << QByteArray("slowCopyKernel2") << QByteArray("slow copy") << QByteArray("CUDA")
                          << QByteArray("copy/cast");
    QTest::newRow("only a kernel") << QByteArray("void kernel<float>(float*)") << QByteArray("kernel (FP32)")
                                   << QByteArray("CUDA") << QByteArray("");
    QTest::newRow("nsys type") << QByteArray("void triad<__half>(const T1 *, T1 *)") << QByteArray("triad (FP16)")
                               << QByteArray("CUDA") << QByteArray("");
    QTest::newRow("mangled") << QByteArray("_ZN5mylib5triadEPKfi") << QByteArray("triad (mylib, FP32)")
                             << QByteArray("mylib") << QByteArray("");
    QTest::newRow("no identifier") << QByteArray("<1, 2>") << QByteArray("CUDA kernel") << QByteArray("CUDA")
                                   << QByteArray("");
}

void TestScheme::readsStructure()
{
    QFETCH(QByteArray, name);
    const Reading reading = rules()->read(name.toStdString());
    QTEST(bytes(reading.info.text(Field::FriendlyName)), "friendly");
    QTEST(bytes(reading.info.text(Field::SourceLib)), "library");
    QTEST(bytes(reading.facts.op), "op");
    const std::uint16_t rule = rules()->match(name.toStdString());
    QTEST(bytes(rules()->libraryAs(name.toStdString(), rule)), "library");
    QVERIFY(reading.confidence == Confidence::Guess);
}

void TestScheme::readsOtherwise_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("dtype");
    QTest::addColumn<QByteArray>("op");
    const auto row = [](const char *what, const QByteArray &name, const QByteArray &dtype, const QByteArray &op) {
        QTest::newRow(what) << name << dtype << op;
    };
    row("pointer", "void open(float*, int)", "fp32", "");
    row("input, not output", "void open(float*, __half const*)", "fp16", "");
    row("input, not index", "void open(int const*, float const*)", "fp32", "");
    row("template argument", "void open<int, __half, 4>(Params)", "fp16", "");
    row("inside of a template argument", "void open<Traits<16, __half>, 4>(Params)", "fp16", "");
    row("with a namespace", "void open<Traits<16, mine::__half>>(Params)", "fp16", "");
    row("inside of a parameter", "void open(Params<float, 4>)", "fp32", "");
    row("word", "open_half_kernel", "fp16", "");
    row("nothing", "void open<4>(int)", "", "");
    row("operation", "void openLayerNorm(float*)", "fp32", "norm");
    row("what the rule knows stays", "void known_half(float*)", "bf16", "copy/cast");
    row("what the rule denies stays", "void denied_rmsnorm(float*)", "", "");
}

/// Facts that a rule leaves open are read as the pack says otherwise; those that it knows or denies are not.
void TestScheme::readsOtherwise()
{
    QFETCH(QByteArray, name);
    std::string text = packText();
    text.insert(
        text.find("rules:\n") + 7,
        "  - {id: open, starts: [open], library: Mine, friendly: O, description: D}\n"
        "  - {id: known, starts: [known], library: Mine, friendly: K, description: D, dtype: bf16, op: copy/cast}\n"
        "  - {id: denied, starts: [denied], library: Mine, friendly: N, description: D, dtype: null, op: null}\n");
    text.insert(text.find("rules:\n"),
                "otherwise:\n"
                "  dtype: [\"{element|dtype}\", \"{arguments|type dtype}\", \"{parameters|type dtype}\", "
                "\"{kernel|word type}\"]\n"
                "  op: \"{function|lexicon}\"\n");
    text.replace(text.find("h: fp16}"), 8, "h: fp16, half: fp16}");
    const Reading reading = rulesOf(text)->read(name.toStdString());
    QTEST(bytes(reading.facts.dtype), "dtype");
    QTEST(bytes(reading.facts.op), "op");
    const PackReading<RulePack> wrong = readPack("pack: p\notherwise: {colour: red}\nrules: []\n", "p.yaml");
    QCOMPARE(bytes(wrong.diagnostics.at(0).code), QByteArray("pack-unknown-field"));
}

void TestScheme::userWordsGoFirst()
{
    RuleSetBuilder builder;
    builder.add(readPack("pack: user\nowners: {namespace: {tcnn: Mine}}\nlexicon: [{words: [rmsnorm], op: other}]\n"
                         "rules: []\n",
                         "user.yaml")
                    .value);
    builder.add(readPack(packText(), "test.yaml").value);
    const Reading reading = builder.build()->read("void tcnn::rmsnorm(float*)");
    QCOMPARE(reading.info.text(Field::SourceLib), std::string("Mine"));
    QCOMPARE(reading.facts.op, std::string("other"));
}

void TestScheme::lintsSchemes_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("pattern") << QByteArray("schemes: {s: {split: \"_\", tokens: [\"{a}{b}\"]}}")
                             << QByteArray("scheme-bad-pattern");
    QTest::newRow("empty") << QByteArray("schemes: {s: {split: \"_\"}}") << QByteArray("scheme-empty");
    QTest::newRow("walked orders") << QByteArray("schemes: {s: {split: \"\", orders: [[\"a\"]]}}")
                                   << QByteArray("scheme-bad-pattern");
    QTest::newRow("op") << QByteArray("lexicon: [{words: [a], op: gem}]") << QByteArray("rule-unknown-op");
    QTest::newRow("shape") << QByteArray("lexicon: [{words: [a], generic: \"(M -> N\"}]")
                           << QByteArray("rule-bad-shape");
    QTest::newRow("range") << QByteArray("guards: {M: many}") << QByteArray("pack-bad-value");
    QTest::newRow("no words") << QByteArray("lexicon: [{op: gemm}]") << QByteArray("lexicon-no-words");
    QTest::newRow("promise") << QByteArray("rules: [{id: a, all: [x], promises: [M], library: CUDA, friendly: F, "
                                           "description: D}]")
                             << QByteArray("rule-unknown-variable");
    QTest::newRow("bare") << QByteArray("rules: [{id: a, all: [x], bare: maybe, library: CUDA, friendly: F, "
                                        "description: D}]")
                          << QByteArray("pack-bad-value");
}

void TestScheme::lintsSchemes()
{
    QFETCH(QByteArray, part);
    const std::string text = "pack: t\n" + part.toStdString() + '\n';
    PackReading<RulePack> reading = readPack(text, "test.yaml");
    std::vector<Diagnostic> found = std::move(reading.diagnostics);
    std::ranges::move(lintPack(reading.value, text).diagnostics, std::back_inserter(found));
    QVERIFY(!found.empty());
    QTEST(bytes(found.front().code), "code");
}

QTEST_APPLESS_MAIN(TestScheme)
#include "tst_scheme.moc"
