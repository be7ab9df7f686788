#include "tests/core/catalog/catalogtext.h"

using namespace atlas;

class TestUnifiedDiff : public QObject
{
    Q_OBJECT

private slots:
    void prints_data();
    void prints();
    void isNothingWithoutPatches();
};

namespace
{
using Patches = QList<QPair<QPair<int, int>, QByteArray>>;
} // namespace

void TestUnifiedDiff::prints_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<Patches>("patches");
    QTest::addColumn<QByteArray>("diff");
    const QByteArray lines = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    const QByteArray head = "--- f\n+++ f\n";
    QTest::newRow("a word") << lines << Patches{{{8, 9}, "five"}}
                            << head + "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n";
    QTest::newRow("a line added") << lines << Patches{{{2, 2}, "x\n"}}
                                  << head + "@@ -1,4 +1,5 @@\n 1\n+x\n 2\n 3\n 4\n";
    QTest::newRow("a line removed") << lines << Patches{{{16, 18}, ""}} << head + "@@ -6,4 +6,3 @@\n 6\n 7\n 8\n-9\n";
    QTest::newRow("two on one line") << QByteArray("a b\n") << Patches{{{0, 1}, "x"}, {{2, 3}, "y"}}
                                     << head + "@@ -1 +1 @@\n-a b\n+x y\n";
    QTest::newRow("two hunks") << QByteArray("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n")
                               << Patches{{{0, 1}, "x\ny"}, {{18, 20}, "z"}}
                               << head +
                                      "@@ -1,4 +1,5 @@\n-1\n+x\n+y\n 2\n 3\n 4\n@@ -7,4 +8,4 @@\n 7\n 8\n 9\n-10\n+z\n";
    QTest::newRow("near ones share a hunk") << QByteArray("1\n2\n3\n4\n") << Patches{{{0, 1}, "x"}, {{6, 7}, "y"}}
                                            << head + "@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n-4\n+y\n";
    QTest::newRow("no final line break")
        << QByteArray("1\n2") << Patches{{{2, 3}, "x"}}
        << head + "@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+x\n\\ No newline at end of file\n";
    QTest::newRow("added behind no final line break")
        << QByteArray("1") << Patches{{{1, 1}, "\n2"}}
        << head + "@@ -1 +1,2 @@\n-1\n\\ No newline at end of file\n+1\n+2\n\\ No newline at end of file\n";
    QTest::newRow("new file") << QByteArray() << Patches{{{0, 0}, "1\n2\n"}} << head + "@@ -0,0 +1,2 @@\n+1\n+2\n";
    QTest::newRow("all removed") << QByteArray("1\n2\n") << Patches{{{0, 4}, ""}} << head + "@@ -1,2 +0,0 @@\n-1\n-2\n";
    QTest::newRow("CRLF") << QByteArray("1\r\n2\r\n") << Patches{{{3, 4}, "x"}}
                          << head + "@@ -1,2 +1,2 @@\n 1\r\n-2\r\n+x\r\n";
    QTest::newRow("same text") << lines << Patches{{{0, 1}, "1"}} << QByteArray();
}

void TestUnifiedDiff::prints()
{
    QFETCH(QByteArray, before);
    QFETCH(Patches, patches);
    std::vector<TextPatch> list;
    for (const auto &[span, text] : patches) {
        list.push_back(
            {{static_cast<std::size_t>(span.first), static_cast<std::size_t>(span.second)}, text.toStdString()});
    }
    QTEST(QByteArray::fromStdString(unifiedDiff(before.toStdString(), list, "f")), "diff");
}

void TestUnifiedDiff::isNothingWithoutPatches()
{
    QVERIFY(unifiedDiff("a\n", {}, "f").empty());
}

QTEST_APPLESS_MAIN(TestUnifiedDiff)
#include "tst_unifieddiff.moc"
