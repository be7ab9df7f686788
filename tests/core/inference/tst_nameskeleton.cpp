#include "core/inference/namedifference.h"
#include "core/inference/nameskeleton.h"

#include <QTest>

using namespace atlas;

class TestNameSkeleton : public QObject
{
    Q_OBJECT

private slots:
    void leavesNumbersTypesAndArchitecturesOpen_data();
    void leavesNumbersTypesAndArchitecturesOpen();
    void tellsWhereSimilarNamesDiffer();
    void opensNames();
    void differencesOfNames_data();
    void differencesOfNames();
    void copesWithAnything();
};

void TestNameSkeleton::leavesNumbersTypesAndArchitecturesOpen_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("similar");
    QTest::newRow("numbers") << QByteArray("f<(int)4>(int)") << QByteArray("f<(int)16>(int)") << true;
    QTest::newRow("spelling of profilers") << QByteArray("f<(int)4, true>()") << QByteArray("f<4, (bool)0>()") << true;
    QTest::newRow("tile") << QByteArray("cutlass_80_wmma_tensorop_bf16_s161616gemm_bf16_16x16_128x2_tn_align8")
                          << QByteArray("cutlass_80_wmma_tensorop_bf16_s161616gemm_bf16_32x32_128x1_tn_align8") << true;
    QTest::newRow("types") << QByteArray("f<float>(float*)") << QByteArray("f<c10::BFloat16>(c10::BFloat16*)") << true;
    QTest::newRow("long types") << QByteArray("f<unsigned long>()") << QByteArray("f<int>()") << true;
    QTest::newRow("architecture") << QByteArray("sm80_xmma_gemm_f32f32_tf32f32_f32_tn_n")
                                  << QByteArray("sm90_xmma_gemm_f32f32_tf32f32_f32_tn_n") << true;
    QTest::newRow("family name") << QByteArray("ampere_bf16_s1688gemm_128x64")
                                 << QByteArray("turing_fp16_s884gemm_64x64") << true;
    QTest::newRow("layout") << QByteArray("gemm_bf16_128x64_tn") << QByteArray("gemm_bf16_128x64_nn") << false;
    QTest::newRow("functor") << QByteArray("k<AddFunctor<float>>()") << QByteArray("k<MulFunctor<float>>()") << false;
    QTest::newRow("number of arguments") << QByteArray("f<1, 2>()") << QByteArray("f<1>()") << false;
}

void TestNameSkeleton::leavesNumbersTypesAndArchitecturesOpen()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(bool, similar);
    QCOMPARE(nameSkeleton(a.toStdString()) == nameSkeleton(b.toStdString()), similar);
}

void TestNameSkeleton::tellsWhereSimilarNamesDiffer()
{
    const std::string mine = "void f<(int)4, float, true>(float *)";
    const std::string theirs = "void f<(int)16, c10::Half, true>(float *)";
    const std::vector<TokenDifference> differences = tokenDifferences(mine, theirs);
    QCOMPARE(differences.size(), std::size_t{2});
    const auto textOf = [](const std::string &name, ByteSpan span) {
        return name.substr(span.begin, span.end - span.begin);
    };
    QVERIFY(differences[0].kind == TokenKind::Number);
    QVERIFY(textOf(mine, differences[0].mine).ends_with("4"));
    QVERIFY(textOf(theirs, differences[0].theirs).ends_with("16"));
    QVERIFY(differences[1].kind == TokenKind::Type);
    QCOMPARE(textOf(theirs, differences[1].theirs), std::string("c10::Half"));
    QVERIFY(tokenDifferences(mine, mine).empty());
    QVERIFY(tokenDifferences(mine, "g()").empty());
}

void TestNameSkeleton::opensNames()
{
    const OpenedName opened = openName("ampere_fp16_s884gemm_fp16_64x32_nn");
    QCOMPARE(QByteArray::fromStdString(opened.pieces), QByteArray("ampere\nfp16\n884\nfp16\n64\n32\n"));
    QCOMPARE(opened.skeleton, nameSkeleton("ampere_fp16_s884gemm_fp16_64x32_nn"));
    QVERIFY(openName("").pieces.empty());
}

void TestNameSkeleton::differencesOfNames_data()
{
    QTest::addColumn<QByteArray>("mine");
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<QByteArray>("inMine");
    QTest::addColumn<QByteArray>("inTheirs");
    QTest::newRow("equal") << QByteArray("f<1>()") << QByteArray("f<1>()") << QByteArray() << QByteArray();
    QTest::newRow("one skeleton") << QByteArray("gemm_64x128") << QByteArray("gemm_128x128") << QByteArray("64")
                                  << QByteArray("128");
    QTest::newRow("another word") << QByteArray("void f<int>(T1)") << QByteArray("void g<int>(T1)") << QByteArray("f")
                                  << QByteArray("g");
    QTest::newRow("something more") << QByteArray("f<4>()") << QByteArray("f<4, true>()") << QByteArray()
                                    << QByteArray(", true");
    QTest::newRow("two places") << QByteArray("a.mid.b") << QByteArray("c.mid.d") << QByteArray("a|b")
                                << QByteArray("c|d");
    QTest::newRow("nothing common") << QByteArray("f") << QByteArray("42") << QByteArray("f") << QByteArray("42");
    QTest::newRow("empty") << QByteArray() << QByteArray("f()") << QByteArray() << QByteArray("f()");
}

void TestNameSkeleton::differencesOfNames()
{
    QFETCH(QByteArray, mine);
    QFETCH(QByteArray, theirs);
    const NameDifference difference = nameDifference({mine.data(), static_cast<std::size_t>(mine.size())},
                                                     {theirs.data(), static_cast<std::size_t>(theirs.size())});
    const auto joined = [](const QByteArray &name, const std::vector<ByteSpan> &spans) {
        QByteArrayList parts;
        for (const ByteSpan &span : spans) {
            parts += name.mid(span.begin, span.end - span.begin);
        }
        return parts.join('|');
    };
    QTEST(joined(mine, difference.mine), "inMine");
    QTEST(joined(theirs, difference.theirs), "inTheirs");
}

void TestNameSkeleton::copesWithAnything()
{
    for (const std::string &name :
         {std::string(), std::string("…"), std::string("::float"), std::string("_Z"), std::string("f<<<<"),
          std::string(5000, '<'), std::string("a\x01\x02 b"), std::string("float float::int")}) {
        QCOMPARE(nameSkeleton(name), nameSkeleton(name));
        for (const ByteSpan &span : nameDifference(name, "void f<(int)4>()").mine) {
            QVERIFY(span.begin < span.end && span.end <= name.size());
        }
        for (const NameToken &token : nameTokens(name)) {
            QVERIFY(token.span.begin <= token.span.end && token.span.end <= name.size());
        }
    }
}

QTEST_APPLESS_MAIN(TestNameSkeleton)
#include "tst_nameskeleton.moc"
