#include "core/inference/ahocorasick.h"

#include <QTest>

#include <set>

using namespace atlas;

class TestAhoCorasick : public QObject
{
    Q_OBJECT

private slots:
    void findsAll_data();
    void findsAll();
    void saysWhereLiteralsEnd();
    void findsNothingWithoutLiterals();
};

namespace
{
QByteArrayList foundIn(const QByteArrayList &literals, const QByteArray &text)
{
    std::vector<std::string_view> views;
    for (const QByteArray &literal : literals) {
        views.emplace_back(literal.constData(), static_cast<std::size_t>(literal.size()));
    }
    std::set<QByteArray> found;
    AhoCorasick(views).scan(
        {text.constData(), static_cast<std::size_t>(text.size())},
        [&](std::uint32_t literal, std::size_t) { found.insert(literals[static_cast<qsizetype>(literal)]); });
    return {found.begin(), found.end()};
}
} // namespace

void TestAhoCorasick::findsAll_data()
{
    QTest::addColumn<QByteArrayList>("literals");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("found");
    QTest::newRow("classic") << QByteArrayList{"he", "she", "his", "hers"} << QByteArray("ushers")
                             << QByteArrayList{"he", "hers", "she"};
    QTest::newRow("inside another") << QByteArrayList{"b", "abc"} << QByteArray("abd") << QByteArrayList{"b"};
    QTest::newRow("suffix of a suffix") << QByteArrayList{"c", "bc", "abc"} << QByteArray("xabc")
                                        << QByteArrayList{"abc", "bc", "c"};
    QTest::newRow("case") << QByteArrayList{"GEMM"} << QByteArray("sGemm") << QByteArrayList{"GEMM"};
    QTest::newRow("same text twice") << QByteArrayList{"x", "x"} << QByteArray("x") << QByteArrayList{"x"};
    QTest::newRow("bytes above 127") << QByteArrayList{"é"} << QByteArray("aé") << QByteArrayList{"é"};
    QTest::newRow("nothing") << QByteArrayList{"abc"} << QByteArray("ababab") << QByteArrayList{};
    QTest::newRow("empty literal") << QByteArrayList{"", "a"} << QByteArray("a") << QByteArrayList{"a"};
}

void TestAhoCorasick::findsAll()
{
    QFETCH(QByteArrayList, literals);
    QFETCH(QByteArray, text);
    QTEST(foundIn(literals, text), "found");
}

void TestAhoCorasick::saysWhereLiteralsEnd()
{
    const std::vector<std::string_view> literals{"ab"};
    std::vector<std::size_t> ends;
    AhoCorasick(literals).scan("abxab", [&](std::uint32_t, std::size_t end) { ends.push_back(end); });
    QCOMPARE(ends, (std::vector<std::size_t>{2, 5}));
}

void TestAhoCorasick::findsNothingWithoutLiterals()
{
    AhoCorasick().scan("abc", [](std::uint32_t, std::size_t) { QFAIL("nothing to find"); });
}

QTEST_APPLESS_MAIN(TestAhoCorasick)
#include "tst_ahocorasick.moc"
