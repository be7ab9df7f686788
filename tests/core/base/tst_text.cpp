#include "core/base/text.h"

#include <QTest>

using namespace atlas;

class TestText : public QObject
{
    Q_OBJECT

private slots:
    void repairsUtf8_data();
    void repairsUtf8();
    void elidesTheMiddle_data();
    void elidesTheMiddle();
    void escapesWhatDrivesATerminal_data();
    void escapesWhatDrivesATerminal();
    void splitsLines_data();
    void splitsLines();
    void floorsToACharacter();
};

void TestText::repairsUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("repaired");
    QTest::newRow("ascii") << QByteArray("void f()") << QByteArray("void f()");
    QTest::newRow("all lengths") << QByteArray("é…😀") << QByteArray("é…😀");
    QTest::newRow("lone continuation") << QByteArray("a\x80z") << QByteArray("a\xEF\xBF\xBDz");
    QTest::newRow("latin-1") << QByteArray("caf\xE9") << QByteArray("caf\xEF\xBF\xBD");
    QTest::newRow("overlong slash") << QByteArray("\xC0\xAF") << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD");
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    QTest::newRow("beyond U+10FFFF") << QByteArray("\xF4\x90\x80\x80")
                                     << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    QTest::newRow("cut off") << QByteArray("x\xE2\x80") << QByteArray("x\xEF\xBF\xBD");
}

void TestText::repairsUtf8()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, repaired);
    QCOMPARE(QByteArray::fromStdString(toValidUtf8(bytes.toStdString())), repaired);
    QCOMPARE(isValidUtf8(bytes.toStdString()), bytes == repaired);
    QVERIFY(isValidUtf8(repaired.toStdString()));
}

void TestText::elidesTheMiddle_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("characters");
    QTest::addColumn<QByteArray>("elided");
    QTest::newRow("fits") << QByteArray("abcdef") << 6 << QByteArray("abcdef");
    QTest::newRow("cut") << QByteArray("abcdefgh") << 5 << QByteArray("ab…gh");
    QTest::newRow("even") << QByteArray("abcdefgh") << 4 << QByteArray("ab…h");
    QTest::newRow("one") << QByteArray("abc") << 1 << QByteArray("…");
    QTest::newRow("none") << QByteArray("abc") << 0 << QByteArray();
    QTest::newRow("counts characters") << QByteArray("ééé") << 3 << QByteArray("ééé");
    QTest::newRow("never splits one") << QByteArray("éééééé") << 3 << QByteArray("é…é");
}

void TestText::elidesTheMiddle()
{
    QFETCH(QByteArray, text);
    QFETCH(int, characters);
    QTEST(QByteArray::fromStdString(elideMiddle(text.toStdString(), static_cast<std::size_t>(characters))), "elided");
}

void TestText::escapesWhatDrivesATerminal_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("escaped");
    QTest::newRow("plain") << QByteArray("K:(B,…)") << QByteArray("K:(B,…)");
    QTest::newRow("escape sequence") << QByteArray("\x1B[31mred") << QByteArray("\\x1B[31mred");
    QTest::newRow("tab and delete") << QByteArray("a\tb\x7F") << QByteArray("a\\x09b\\x7F");
    QTest::newRow("C1 control") << QByteArray("\xC2\x9B") << QByteArray("\\xC2\\x9B");
    QTest::newRow("right-to-left override") << QByteArray("\xE2\x80\xAE") << QByteArray("\\xE2\\x80\\xAE");
    QTest::newRow("isolate") << QByteArray("\xE2\x81\xA6") << QByteArray("\\xE2\\x81\\xA6");
    QTest::newRow("ill-formed") << QByteArray("\xFF") << QByteArray("\\xFF");
}

void TestText::escapesWhatDrivesATerminal()
{
    QFETCH(QByteArray, text);
    QTEST(QByteArray::fromStdString(escapeControls(text.toStdString())), "escaped");
}

void TestText::splitsLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QByteArray>>("expected");
    QTest::newRow("empty") << QByteArray() << QList<QByteArray>();
    QTest::newRow("final break") << QByteArray("a\nb\n") << QList<QByteArray>{"a", "b"};
    QTest::newRow("no final break") << QByteArray("a\nb") << QList<QByteArray>{"a", "b"};
    QTest::newRow("windows") << QByteArray("a\r\n\r\nb\r\n") << QList<QByteArray>{"a", "", "b"};
}

void TestText::splitsLines()
{
    QFETCH(QByteArray, text);
    const std::string kept = text.toStdString();
    QList<QByteArray> found;
    for (const std::string_view line : lines(kept)) {
        found.append(QByteArray(line.data(), static_cast<qsizetype>(line.size())));
    }
    QTEST(found, "expected");
}

void TestText::floorsToACharacter()
{
    const std::string text = "a…b";
    QCOMPARE(floorToCharacter(text, 2), std::size_t{1});
    QCOMPARE(floorToCharacter(text, 3), std::size_t{1});
    QCOMPARE(floorToCharacter(text, 4), std::size_t{4});
    QCOMPARE(floorToCharacter(text, 99), text.size());
}

QTEST_APPLESS_MAIN(TestText)
#include "tst_text.moc"
