#include "core/base/diagnostic.h"

#include <QTest>

using namespace atlas;

class TestDiagnostic : public QObject
{
    Q_OBJECT

private slots:
    void formatsLikeACompiler_data();
    void formatsLikeACompiler();
    void cutsLongLinesAroundTheCaret();
    void findsTheWorst();
};

void TestDiagnostic::formatsLikeACompiler_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QByteArray>("sourceLine");
    QTest::addColumn<int>("length");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no place") << QByteArray() << 0 << 0 << QByteArray() << 0 << QByteArray("warning: odd [a-code]");
    QTest::newRow("file only") << QByteArray("k.yaml") << 0 << 0 << QByteArray() << 0
                               << QByteArray("k.yaml: warning: odd [a-code]");
    QTest::newRow("line") << QByteArray("k.yaml") << 7 << 0 << QByteArray() << 0
                          << QByteArray("k.yaml:7: warning: odd [a-code]");
    QTest::newRow("caret") << QByteArray("k.yaml") << 7 << 3 << QByteArray("a: [b") << 0
                           << QByteArray("k.yaml:7:3: warning: odd [a-code]\n    a: [b\n      ^");
    QTest::newRow("range") << QByteArray("k.yaml") << 7 << 4 << QByteArray("a: bcd e") << 3
                           << QByteArray("k.yaml:7:4: warning: odd [a-code]\n    a: bcd e\n       ^~~");
    QTest::newRow("caret after wide bytes") << QByteArray("k.yaml") << 1 << 4 << QByteArray("é x") << 1
                                            << QByteArray("k.yaml:1:4: warning: odd [a-code]\n    é x\n      ^");
    QTest::newRow("control characters") << QByteArray("k\x1B.yaml") << 1 << 2 << QByteArray("\tx") << 1
                                        << QByteArray("k\\x1B.yaml:1:2: warning: odd [a-code]\n    \\x09x\n        ^");
    QTest::newRow("column past the end") << QByteArray("k") << 1 << 99 << QByteArray("ab") << 5
                                         << QByteArray("k:1:99: warning: odd [a-code]\n    ab\n      ^");
}

void TestDiagnostic::formatsLikeACompiler()
{
    QFETCH(QByteArray, file);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QByteArray, sourceLine);
    QFETCH(int, length);
    const Diagnostic diagnostic{Severity::Warning,
                                "a-code",
                                "odd",
                                {file.toStdString(), static_cast<std::size_t>(line), static_cast<std::size_t>(column)},
                                sourceLine.toStdString(),
                                static_cast<std::size_t>(length)};
    QTEST(QByteArray::fromStdString(format(diagnostic)), "text");
}

void TestDiagnostic::cutsLongLinesAroundTheCaret()
{
    std::string line(5000, 'x');
    line[3000] = '!';
    const std::string text = format(Diagnostic{Severity::Error, "c", "m", {"f", 1, 3001}, line, 1});
    const std::vector<std::string> expected = {"f:1:3001: error: m [c]", "    " + line.substr(2960, 160),
                                               "    " + std::string(40, ' ') + "^"};
    QCOMPARE(QByteArray::fromStdString(text),
             QByteArray::fromStdString(expected[0] + '\n' + expected[1] + '\n' + expected[2]));
}

void TestDiagnostic::findsTheWorst()
{
    QVERIFY(worst({}) == Severity::Note);
    QVERIFY(worst({{Severity::Note, "", "", {}, {}, 0},
                   {Severity::Error, "", "", {}, {}, 0},
                   {Severity::Warning, "", "", {}, {}, 0}}) == Severity::Error);
}

QTEST_APPLESS_MAIN(TestDiagnostic)
#include "tst_diagnostic.moc"
