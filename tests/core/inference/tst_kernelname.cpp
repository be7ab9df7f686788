#include "core/base/text.h"
#include "core/inference/kernelname.h"

#include <QTest>

using namespace atlas;

class TestKernelName : public QObject
{
    Q_OBJECT

private slots:
    void normalises_data();
    void normalises();
    void findsParts_data();
    void findsParts();
    void rewritesMangledNames_data();
    void rewritesMangledNames();
    void splitsArguments();
    void noticesTruncation_data();
    void noticesTruncation();
    void mapsBackToRawBytes_data();
    void mapsBackToRawBytes();
    void mapsWithinEveryPrefix();
};

namespace
{
QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

KernelName named(std::string_view raw)
{
    KernelName name;
    name.assign(raw);
    return name;
}
} // namespace

void TestKernelName::normalises_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("plain") << QByteArray("ampere_sgemm_32x128_tn") << QByteArray("ampere_sgemm_32x128_tn");
    QTest::newRow("typed literals") << QByteArray("void k<(int)4, (unsigned long)3, (int)-2>(T1)")
                                    << QByteArray("void k<4, 3, -2>(T1)");
    QTest::newRow("bool") << QByteArray("k<(bool)1, (bool)0>()") << QByteArray("k<true, false>()");
    QTest::newRow("suffixes") << QByteArray("k<4ul, 8u, 2ull, 3L>()") << QByteArray("k<4, 8, 2, 3>()");
    QTest::newRow("suffix of a word stays") << QByteArray("k4ul<x2u>()") << QByteArray("k4ul<x2u>()");
    QTest::newRow("enum cast stays") << QByteArray("k<(ggml_type)8>()") << QByteArray("k<(ggml_type)8>()");
    QTest::newRow("parameter type stays") << QByteArray("k(int)") << QByteArray("k(int)");
    QTest::newRow("anonymous") << QByteArray("(anonymous namespace)::k<int>()") << QByteArray("<unnamed>::k<int>()");
    QTest::newRow("anonymous, by file")
        << QByteArray("void _GLOBAL__N__61_tmpxft_0000_x_ii_4795a1ea::k<int>(_GLOBAL__N__61_a_b_1::P)")
        << QByteArray("void <unnamed>::k<int>(<unnamed>::P)");
    QTest::newRow("brackets") << QByteArray("k<a<b<c> > >()") << QByteArray("k<a<b<c>>>()");
    QTest::newRow("new lambda") << QByteArray("k<f()::[lambda(float) (instance 3)]>()")
                                << QByteArray("k<f()::[lambda(float)#3]>()");
    QTest::newRow("old lambda") << QByteArray("k<f()::{lambda(float)#3}>()")
                                << QByteArray("k<f()::[lambda(float)#3]>()");
    QTest::newRow("call operator") << QByteArray("k<f::operator ()() const>()")
                                   << QByteArray("k<f::operator()() const>()");
    QTest::newRow("pointers") << QByteArray("k(const float *, T &)") << QByteArray("k(const float*, T&)");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("blanks around") << QByteArray(" \tk<4>(int)\r") << QByteArray("k<4>(int)");
    QTest::newRow("quoted") << QByteArray("\"k<4>(int)\"") << QByteArray("k<4>(int)");
    QTest::newRow("backticks") << QByteArray("`k_1`") << QByteArray("k_1");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfk(int)") << QByteArray("k(int)");
    QTest::newRow("colours") << QByteArray("\x1b[1;32mvoid k<\x1b[0m4>()\x1b[0m") << QByteArray("void k<4>()");
    QTest::newRow("entities") << QByteArray("void k&lt;(int)4, a&lt;b&gt; &gt;(c &amp;)")
                              << QByteArray("void k<4, a<b>>(c&)");
    QTest::newRow("kernel descriptor") << QByteArray("k_1.kd") << QByteArray("k_1");
    QTest::newRow("cloned descriptor") << QByteArray("k(int) [clone .kd]") << QByteArray("k(int)");
    QTest::newRow("descriptor in brackets") << QByteArray("k(int) (.kd)") << QByteArray("k(int)");
    QTest::newRow("constant propagated") << QByteArray("k_1.constprop.0") << QByteArray("k_1");
    QTest::newRow("interprocedural") << QByteArray("k(int) (.isra.0)") << QByteArray("k(int)");
    QTest::newRow("counted") << QByteArray("k(int) [28]") << QByteArray("k(int)");
    QTest::newRow("no count") << QByteArray("[28]") << QByteArray("[28]");
    QTest::newRow("blanks in brackets") << QByteArray("k< 64,128 ,2 >( int, float )")
                                        << QByteArray("k<64, 128, 2>(int, float)");
    QTest::newRow("Microsoft") << QByteArray("void __cdecl `anonymous namespace'::k<struct a,unsigned __int64>"
                                             "(class b * __ptr64)")
                               << QByteArray("void <unnamed>::k<a, unsigned long>(b*)");
    QTest::newRow("typed values") << QByteArray("k<int=4, bool=true>()") << QByteArray("k<4, true>()");
}

void TestKernelName::normalises()
{
    QFETCH(QByteArray, raw);
    const std::string text = raw.toStdString();
    const KernelName name = named(text);
    QTEST(bytes(name.text(NamePart::Name)), "text");
}

void TestKernelName::findsParts_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("returnType");
    QTest::addColumn<QByteArray>("function");
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QByteArray>("parameters");
    QTest::newRow("bare") << QByteArray("nvjet_tst_64x8") << QByteArray() << QByteArray("nvjet_tst_64x8")
                          << QByteArray() << QByteArray();
    QTest::newRow("void") << QByteArray("void a::b<int, 4>(T1, T2)") << QByteArray("void") << QByteArray("a::b")
                          << QByteArray("int, 4") << QByteArray("T1, T2");
    QTest::newRow("enable_if") << QByteArray("std::enable_if<!T7, void>::type internal::gemvx::kernel<int>(T13)")
                               << QByteArray("std::enable_if<!T7, void>::type") << QByteArray("internal::gemvx::kernel")
                               << QByteArray("int") << QByteArray("T13");
    QTest::newRow("unnamed first") << QByteArray("void (anonymous namespace)::k<float>(float*)") << QByteArray("void")
                                   << QByteArray("<unnamed>::k") << QByteArray("float") << QByteArray("float*");
    QTest::newRow("no template") << QByteArray("vectorAdd(const float *, int)") << QByteArray()
                                 << QByteArray("vectorAdd") << QByteArray() << QByteArray("const float*, int");
    QTest::newRow("lambda inside") << QByteArray("void k<f(T &)::[lambda() (instance 1)]::operator ()() const>(int)")
                                   << QByteArray("void") << QByteArray("k")
                                   << QByteArray("f(T&)::[lambda()#1]::operator()() const") << QByteArray("int");
    QTest::newRow("cut") << QByteArray("void k<float, (int)1…") << QByteArray("void") << QByteArray("k")
                         << QByteArray("float, (int)1…") << QByteArray();
    QTest::newRow("memory operation") << QByteArray("[CUDA memcpy Host-to-Device]") << QByteArray() << QByteArray()
                                      << QByteArray() << QByteArray();
}

void TestKernelName::findsParts()
{
    QFETCH(QByteArray, raw);
    const std::string text = raw.toStdString();
    const KernelName name = named(text);
    QTEST(bytes(name.text(NamePart::ReturnType)), "returnType");
    QTEST(bytes(name.text(NamePart::Function)), "function");
    QTEST(bytes(name.text(NamePart::Parameters)), "parameters");
    if (!name.isTruncated()) {
        QTEST(bytes(name.text(NamePart::Arguments)), "arguments");
    }
}

void TestKernelName::rewritesMangledNames_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("plain") << QByteArray("_Z9vectorAddPKfS0_Pfi") << QByteArray("vectorAdd(float*, T, float*, int)");
    QTest::newRow("nested") << QByteArray("_ZN5aiter4normIDF16bLi256ELb1EEEvPT_")
                            << QByteArray("aiter::norm<__bf16, 256, true>(T1*)");
    QTest::newRow("shape") << QByteArray("_ZN7cutlass4gemm9GemmShapeILi128ELi64ELi32EEE")
                           << QByteArray("cutlass::gemm::GemmShape<128, 64, 32>");
    QTest::newRow("negative") << QByteArray("_Z1kILin4EfEvv") << QByteArray("k<-4, float>()");
    QTest::newRow("anonymous") << QByteArray("_ZN12_GLOBAL__N_11kEv") << QByteArray("<unnamed>::k()");
    QTest::newRow("length too large") << QByteArray("_ZN99999999999999999999999abc") << QByteArray("abc");
    QTest::newRow("template's parameters") << QByteArray("_Z1kIfLi4EEvPKT_PT0_DF16b5dim_tN1a1bIiEE")
                                           << QByteArray("k<float, 4>(T1*, T2*, __bf16, dim_t, a::b)");
    QTest::newRow("pack") << QByteArray("_Z1kIN1s8sequenceIJLi4ELi8EEEELi2EEvv")
                          << QByteArray("k<s::sequence<4, 8>, 2>()");
    QTest::newRow("strange parameter") << QByteArray("_Z1kfFvvEi") << QByteArray("k(float, ...)");
    QTest::newRow("cut") << QByteArray("_ZN5aiter4no") << QByteArray("aiter::no");
}

void TestKernelName::rewritesMangledNames()
{
    QFETCH(QByteArray, raw);
    const std::string text = raw.toStdString();
    const KernelName name = named(text);
    QVERIFY(name.isMangled());
    QTEST(bytes(name.text(NamePart::Name)), "text");
}

void TestKernelName::splitsArguments()
{
    const KernelName name = named("void k<a<b, c>, f(d, e), 4>(int)");
    const std::vector<std::string_view> arguments = name.arguments();
    QCOMPARE(arguments.size(), std::size_t{3});
    QCOMPARE(bytes(arguments[0]), QByteArray("a<b, c>"));
    QCOMPARE(bytes(arguments[1]), QByteArray("f(d, e)"));
    QCOMPARE(bytes(arguments[2]), QByteArray("4"));
}

void TestKernelName::noticesTruncation_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<bool>("truncated");
    QTest::newRow("whole") << QByteArray("void k<a<b>>(int)") << false;
    QTest::newRow("ellipsis") << QByteArray("void k<a…") << true;
    QTest::newRow("dots") << QByteArray("sm80_xmma_gemm...") << true;
    QTest::newRow("open bracket") << QByteArray("void k<a<b>, c") << true;
    QTest::newRow("open list") << QByteArray("void k(int, ") << true;
}

void TestKernelName::noticesTruncation()
{
    QFETCH(QByteArray, raw);
    const std::string text = raw.toStdString();
    QTEST(named(text).isTruncated(), "truncated");
}

void TestKernelName::mapsBackToRawBytes_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("same") << QByteArray("void k<float>(int)") << QByteArray("float") << QByteArray("float");
    QTest::newRow("behind a cast") << QByteArray("k<(int)4, (int)77>()") << QByteArray("77") << QByteArray("77");
    QTest::newRow("bool is its cast") << QByteArray("k<(bool)1>()") << QByteArray("true") << QByteArray("(bool)1");
    QTest::newRow("unnamed") << QByteArray("(anonymous namespace)::k()") << QByteArray("<unnamed>")
                             << QByteArray("(anonymous namespace)");
    QTest::newRow("hull over a cast") << QByteArray("k<a, (int)4>()") << QByteArray("a, 4") << QByteArray("a, (int)4");
    QTest::newRow("beside other scripts") << QByteArray("é<(int)4>") << QByteArray("4") << QByteArray("4");
    QTest::newRow("mangled") << QByteArray("_ZN5aiter4normILi256EEEvv") << QByteArray("256") << QByteArray("256");
    QTest::newRow("quoted and mangled") << QByteArray("\"_ZN5aiter4normILi256EEEvv.kd\"") << QByteArray("norm")
                                        << QByteArray("norm");
    QTest::newRow("entity") << QByteArray("k&lt;float&gt;") << QByteArray("k<") << QByteArray("k&lt;");
    QTest::newRow("behind a mark") << QByteArray("\xef\xbb\xbf k<4>") << QByteArray("4") << QByteArray("4");
}

void TestKernelName::mapsBackToRawBytes()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, piece);
    const std::string text = raw.toStdString();
    const KernelName name = named(text);
    const std::size_t at = name.text(NamePart::Name).find(piece.toStdString());
    QVERIFY(at != std::string_view::npos);
    const ByteSpan span = name.rawSpan(at, at + static_cast<std::size_t>(piece.size()));
    QTEST(bytes(text).mid(span.begin, span.end - span.begin), "source");
}

void TestKernelName::mapsWithinEveryPrefix()
{
    const std::string whole =
        "void at::native::(anonymous namespace)::k<(int)4, (bool)1, f()::{lambda(é)#2}, a<b<4ul> > >(T1 *, …)";
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        const std::string prefix = toValidUtf8(std::string_view(whole).substr(0, length));
        const KernelName name = named(prefix);
        const std::string_view text = name.text(NamePart::Name);
        for (std::size_t begin = 0; begin < text.size(); ++begin) {
            const ByteSpan span = name.rawSpan(begin, begin + 1);
            QVERIFY(span.begin < span.end && span.end <= prefix.size());
            QCOMPARE(floorToCharacter(prefix, span.begin), std::size_t{span.begin});
            QCOMPARE(floorToCharacter(prefix, span.end), std::size_t{span.end});
        }
    }
}

QTEST_APPLESS_MAIN(TestKernelName)
#include "tst_kernelname.moc"
