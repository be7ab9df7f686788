#include "core/inference/fieldtemplate.h"

#include <QTest>

using namespace atlas;

class TestFieldTemplate : public QObject
{
    Q_OBJECT

private slots:
    void renders_data();
    void renders();
    void rendersNothingWithoutItsValues();
    void tellsWhatItUsed();
    void refuses_data();
    void refuses();
    void readsNumbers_data();
    void readsNumbers();
};

namespace
{
RulePack words()
{
    RulePack pack;
    pack.words.push_back({"TYPE", {{"bf16", "BF16"}}, {}});
    pack.words.push_back({"other", {{"*", "any"}, {"a", "A"}}, {}});
    return pack;
}

Variables values()
{
    Variables variables;
    variables.set("M", "128", NameSpan{2, 5});
    variables.set("dtype", "bf16", NameSpan{8, 12});
    variables.set("odd", "xyz", NameSpan{});
    return variables;
}

QByteArray rendered(const QByteArray &text, TemplateStyle style)
{
    auto parsed = FieldTemplate::parse(text.toStdString(), style);
    if (!parsed) {
        return QByteArray::fromStdString(parsed.error().message);
    }
    const RulePack pack = words();
    parsed->resolve(pack, nullptr);
    FieldTemplate::Text out;
    return parsed->renderInto(values(), out) ? QByteArray::fromStdString(out.text) : QByteArray("(nothing)");
}
} // namespace

void TestFieldTemplate::renders_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("value") << QByteArray("tile {M}") << QByteArray("tile 128");
    QTest::newRow("word") << QByteArray("GEMM ({dtype|TYPE})") << QByteArray("GEMM (BF16)");
    QTest::newRow("item left out") << QByteArray("GEMM (Tensor Core, {N}, {M})")
                                   << QByteArray("GEMM (Tensor Core, 128)");
    QTest::newRow("no item left") << QByteArray("GEMM ({N}, {K})") << QByteArray("GEMM");
    QTest::newRow("half known item") << QByteArray("GEMM ({M}x{N}, {M})") << QByteArray("GEMM (128)");
    QTest::newRow("word not known") << QByteArray("GEMM ({odd|TYPE})") << QByteArray("GEMM");
    QTest::newRow("any other word") << QByteArray("{odd|other}") << QByteArray("any");
    QTest::newRow("optional part") << QByteArray("a[ b {N}] c[ d {M}]") << QByteArray("a c d 128");
    QTest::newRow("brackets without values") << QByteArray("log (base 2)") << QByteArray("log (base 2)");
    QTest::newRow("upper") << QByteArray("{dtype|upper}") << QByteArray("BF16");
    QTest::newRow("not known") << QByteArray("x {N}") << QByteArray("(nothing)");
}

void TestFieldTemplate::renders()
{
    QFETCH(QByteArray, text);
    QTEST(rendered(text, TemplateStyle::Prose), "expected");
}

void TestFieldTemplate::rendersNothingWithoutItsValues()
{
    QCOMPARE(rendered("({M}, {N})", TemplateStyle::Plain), QByteArray("(nothing)"));
    QCOMPARE(rendered("({M}, [K])", TemplateStyle::Plain), QByteArray("(128, [K])"));
}

void TestFieldTemplate::tellsWhatItUsed()
{
    const auto parsed = FieldTemplate::parse("({M}, {N}, {dtype})", TemplateStyle::Prose);
    FieldTemplate::Text out;
    QVERIFY(parsed->renderInto(values(), out));
    QCOMPARE(out.text, std::string("(128, bf16)"));
    QVERIFY((out.used == std::vector<std::uint32_t>{0, 1}));
}

void TestFieldTemplate::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("column");
    QTest::newRow("open brace") << QByteArray("a {M") << 3;
    QTest::newRow("close brace") << QByteArray("a }") << 3;
    QTest::newRow("no name") << QByteArray("{}") << 1;
    QTest::newRow("no filter") << QByteArray("{|x}") << 1;
    QTest::newRow("open optional") << QByteArray("a [b") << 3;
    QTest::newRow("closed twice") << QByteArray("a] b") << 2;
    QTest::newRow("too deep") << QByteArray("[[[[[[[[[[x]]]]]]]]]]") << 10;
}

void TestFieldTemplate::refuses()
{
    QFETCH(QByteArray, text);
    const auto parsed = FieldTemplate::parse(text.toStdString(), TemplateStyle::Prose);
    QVERIFY(!parsed.has_value());
    QTEST(static_cast<int>(parsed.error().location.column), "column");
}

void TestFieldTemplate::readsNumbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("number");
    QTest::newRow("plain") << QByteArray("64") << QByteArray("64");
    QTest::newRow("leading zeros") << QByteArray("0064") << QByteArray("64");
    QTest::newRow("zero") << QByteArray("000") << QByteArray("0");
    QTest::newRow("Arabic-Indic") << QByteArray("٦٤") << QByteArray("64");
    QTest::newRow("fullwidth") << QByteArray("１２") << QByteArray("12");
    QTest::newRow("letters") << QByteArray("6k") << QByteArray("(nothing)");
    QTest::newRow("empty") << QByteArray() << QByteArray("(nothing)");
}

void TestFieldTemplate::readsNumbers()
{
    QFETCH(QByteArray, text);
    QTEST(QByteArray::fromStdString(applyFilter("number", text.toStdString(), {}).value_or("(nothing)")), "number");
}

QTEST_APPLESS_MAIN(TestFieldTemplate)
#include "tst_fieldtemplate.moc"
