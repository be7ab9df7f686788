#include "ui/common/namelayout.h"

#include <QTest>

#include <algorithm>

using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
/// The characters of the name, put together again from their positions.
QString readBack(const NameLayout &layout)
{
    QString text;
    int last = -1;
    for (std::size_t byte = 0; byte + 1 < layout.positions.size(); ++byte) {
        if (layout.positions[byte] != last) {
            last = layout.positions[byte];
            text += layout.text[last];
            if (layout.text[last].isHighSurrogate()) {
                text += layout.text[last + 1];
            }
        }
    }
    return text;
}

qsizetype longestLine(const QString &text)
{
    qsizetype longest = 0;
    for (const QString &line : text.split(u'\n')) {
        longest = std::max(longest, line.trimmed().size());
    }
    return longest;
}
} // namespace

class NameLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryCharacter_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("empty") << QString();
        QTest::newRow("plain") << u"ampere_bf16_s16816gemm_bf16_128x128_ldg8_f2f_stages_64x3_tn"_s;
        QTest::newRow("template")
            << u"void at::native::vectorized_elementwise_kernel<(int)4, at::native::BinaryFunctor<float, float>, std::array<char *, (unsigned long)3>>(int, T2, T3)"_s;
        QTest::newRow("nested") << u"f<a<b<c<d<e<g<h<i<j<k<l<m<n<o<p<q<r<s>>>>>>>>>>>>>>>>>>>(T1::Params)"_s;
        QTest::newRow("operator")
            << u"void apply<&Foo::operator<<, &Foo::operator->, &Foo::operator()>(Foo const &, decltype(a->b) value)"_s;
        QTest::newRow("lambda")
            << u"void k<at::native::(anonymous namespace)::f(at::Tensor &)::[lambda() (instance 1)]::operator ()() const>(int)"_s;
        QTest::newRow("unbalanced") << u"void f<a, b(c>, d]}}) <<< >>> x < y"_s;
        QTest::newRow("markup") << u"void f<u>(T1::Params)"_s;
        QTest::newRow("not ASCII") << u"void größe<日本語, \U0001F600>(ключ)"_s;
    }
    void keepsEveryCharacter()
    {
        QFETCH(const QString, name);
        for (const int columns : {1, 24, 60, 1000}) {
            const NameLayout layout = layOutName(name.toStdString(), columns);
            QCOMPARE(layout.positions.size(), name.toStdString().size() + 1);
            QVERIFY(std::ranges::is_sorted(layout.positions));
            QCOMPARE(layout.positions.back(), static_cast<int>(layout.text.size()));
            QCOMPARE(readBack(layout), name);
        }
    }
    void whatFitsStaysOnOneLine()
    {
        const std::string name = "void f<int, g<float>>(T1::Params)";
        QCOMPARE(layOutName(name, 60).text, QString::fromStdString(name));
    }
    void breaksAtArguments()
    {
        QCOMPARE(layOutName("void cutlass::Kernel2<cutlass_80_tensorop_bf16_s16816gemm>(T1::Params)", 40).text,
                 u"void cutlass::Kernel2<\n  cutlass_80_tensorop_bf16_s16816gemm\n>(T1::Params)"_s);
        QCOMPARE(layOutName("void f<aaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbb<int, char>>(x)", 30).text,
                 u"void f<\n  aaaaaaaaaaaaaaa, \n  bbbbbbbbbbbbbbbbb<int, char>\n>(x)"_s);
    }
    void linesFitWhereBracketsAllow()
    {
        const std::string name =
            "void at::native::elementwise_kernel<(int)128, (int)4, void "
            "at::native::gpu_kernel_impl_nocast<at::native::BinaryFunctor<float, float, float, "
            "at::native::binary_internal::MulFunctor<float>>>(at::TensorIteratorBase &, const T1 &)>(int, T3)";
        QVERIFY(longestLine(layOutName(name, 70).text) <= 70);
    }
    void longNamesAreCutAndStillMapped()
    {
        const std::string name = "void f<" + std::string(3 * kMaxLaidOutBytes, 'x') + ">(int)";
        const NameLayout layout = layOutName(name, 80);
        QVERIFY(layout.text.endsWith(u'…'));
        QCOMPARE(layout.positions.size(), name.size() + 1);
        QCOMPARE(layout.positions.back(), static_cast<int>(layout.text.size()));
    }
    void deepNestingDoesNotOverflow()
    {
        const std::string name = std::string(kMaxLaidOutBytes / 2, '<') + std::string(kMaxLaidOutBytes / 2, '>');
        QCOMPARE(layOutName(name, 80).positions.size(), name.size() + 1);
    }
};

QTEST_GUILESS_MAIN(NameLayoutTest)
#include "tst_namelayout.moc"
