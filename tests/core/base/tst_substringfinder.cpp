#include "core/base/substringfinder.h"
#include "core/base/text.h"

#include <QTest>

#include <random>

using namespace atlas;

class TestSubstringFinder : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void findsAtEveryPlaceOfALongText();
    void agreesWithTheLibrary();
};

void TestSubstringFinder::finds_data()
{
    QTest::addColumn<QByteArray>("needle");
    QTest::addColumn<bool>("ignoreCase");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qulonglong>("from");
    QTest::addColumn<qlonglong>("place");
    const auto row = [](const char *tag, const char *needle, bool ignoreCase, const char *text, qulonglong from,
                        qlonglong place) {
        QTest::newRow(tag) << QByteArray(needle) << ignoreCase << QByteArray(text) << from << place;
    };
    row("at the start", "void", false, "void f()", 0, 0);
    row("at the end", "f()", false, "void f()", 0, 5);
    row("not there", "g", false, "void f()", 0, -1);
    row("longer than the text", "void f()", false, "void", 0, -1);
    row("after `from`", "a", false, "abca", 1, 3);
    row("`from` beyond the text", "a", false, "a", 9, -1);
    row("empty needle", "", false, "abc", 2, 2);
    row("empty needle beyond", "", false, "abc", 4, -1);
    row("case counts", "Gemm", false, "gemm", 0, -1);
    row("case does not count", "Gemm", true, "xGEMM", 0, 1);
    row("only letters have a case", "[", true, "{", 0, -1);
    row("@ is no backtick", "`", true, "@", 0, -1);
    row("bytes above 127", "\xc3\xa9", true, "caf\xc3\xa9", 0, 3);
}

void TestSubstringFinder::finds()
{
    QFETCH(QByteArray, needle);
    QFETCH(bool, ignoreCase);
    QFETCH(QByteArray, text);
    QFETCH(qulonglong, from);
    QFETCH(qlonglong, place);
    SubstringFinder finder(needle.toStdString(), ignoreCase);
    QCOMPARE(static_cast<qlonglong>(finder.find(text.toStdString(), from)), place);
    finder.tuneFor(text.toStdString());
    QCOMPARE(static_cast<qlonglong>(finder.find(text.toStdString(), from)), place);
}

void TestSubstringFinder::findsAtEveryPlaceOfALongText()
{
    const std::string needle = "mul_Functor";
    SubstringFinder finder(needle, true);
    for (std::size_t at = 0; at < 200; ++at) {
        const std::string text = std::string(at, 'm') + "Mul_FUNCTOR" + std::string(200 - at, 'r');
        QCOMPARE(finder.find(text), at);
        finder.tuneFor(text);
        QCOMPARE(finder.find(text), at);
        QCOMPARE(finder.find(text, at + 1), std::string::npos);
    }
}

void TestSubstringFinder::agreesWithTheLibrary()
{
    std::mt19937 random(7);
    const auto letters = [&random](std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) {
            text += "abAB"[random() % 4];
        }
        return text;
    };
    for (int i = 0; i < 5000; ++i) {
        const std::string text = letters(random() % 300);
        const std::string needle = letters(1 + random() % 7);
        SubstringFinder exact(needle);
        SubstringFinder folding(needle, true);
        exact.tuneFor(text);
        folding.tuneFor(text);
        const std::size_t from = random() % 20;
        QCOMPARE(exact.find(text, from), text.find(needle, from));
        QCOMPARE(folding.find(text, from), toLowerAscii(text).find(toLowerAscii(needle), from));
    }
}

QTEST_APPLESS_MAIN(TestSubstringFinder)
#include "tst_substringfinder.moc"
