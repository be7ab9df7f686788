#include "core/run/csvreader.h"
#include "core/run/linereader.h"
#include "core/run/numbertext.h"

#include <QTest>

#include <cmath>

using namespace atlas;

namespace
{
/// Records as text: cells in <>, `!` before a malformed one, line number in front.
QByteArray recordsOf(std::string_view text, std::size_t blockBytes)
{
    BlockBuffer buffer(bytesOf(text), blockBytes);
    CsvReader reader(buffer, ',');
    QByteArrayList records;
    while (reader.next().value()) {
        QByteArray record = QByteArray::number(qulonglong(reader.line())) + (reader.isMalformed() ? "!" : ":");
        for (const std::string_view cell : reader.cells()) {
            record += "<" + QByteArray(cell.data(), static_cast<qsizetype>(cell.size())) + ">";
        }
        records.append(record);
    }
    return records.join(' ');
}

QByteArray shown(const std::expected<std::int64_t, NumberFault> &number)
{
    if (number) {
        return QByteArray::number(qlonglong(*number));
    }
    return number.error() == NumberFault::Negative   ? "negative"
           : number.error() == NumberFault::TooLarge ? "too large"
                                                     : "no number";
}
} // namespace

class TestCsvReader : public QObject
{
    Q_OBJECT

private slots:
    void splitsRecords_data();
    void splitsRecords();
    void skipsAnEndlessRecord();
    void splitsLines();
    void readsTimes_data();
    void readsTimes();
    void readsReals();
};

void TestCsvReader::splitsRecords_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("records");
    const auto add = [](const char *name, const char *text, const char *records) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(records);
    };
    add("empty", "", "");
    add("one cell", "a", "1:<a>");
    add("cells", "a,b,c\nd,,\n", "1:<a><b><c> 2:<d><><>");
    add("quoted", "\"a,b\",c\n", "1:<a,b><c>");
    add("pairs of quotes", "\"a\"\"b\"\"\",\"\"\"\"\n", "1:<a\"b\"><\">");
    add("empty quotes", "\"\",\"\"\n", "1:<><>");
    add("quote inside a plain cell", "a\"b,c\n", "1:<a\"b><c>");
    add("line ends", "a\r\nb\rc\nd", "1:<a> 2:<b> 3:<c> 4:<d>");
    add("blank lines", "\n\na\n\r\n\r\rb\n", "3:<a> 7:<b>");
    add("line break in quotes", "\"a\nb\r\nc\",d\ne\n", "1:<a\nb\r\nc><d> 4:<e>");
    add("never closed", "a,\"b\nc,d\n", "1!<a,\"b> 2:<c><d>");
    add("never closed, last", "a\n\"b", "1:<a> 2!<\"b>");
    add("closed by a later quote", "1,\"b\n2,\"c\"\n3,d\n", "1!<1,\"b> 2:<2><c> 3:<3><d>");
    add("text behind a quote", "\"a\"b,c\nd\n", "1!<\"a\"b,c> 2:<d>");
}

void TestCsvReader::splitsRecords()
{
    QFETCH(QByteArray, text);
    for (const std::size_t blockBytes : {2, 3, 4, 5, 7, 64, 4096}) {
        QTEST(recordsOf(text.toStdString(), blockBytes), "records");
    }
}

void TestCsvReader::skipsAnEndlessRecord()
{
    const std::string text = "a,\"" + std::string(2 * CsvReader::kMaxRecordBytes, 'x') + "\nb\n";
    const QByteArray records = recordsOf(text, 4096);
    QVERIFY(records.startsWith("1!<"));
    QVERIFY(records.endsWith(" 2:<b>"));
}

void TestCsvReader::splitsLines()
{
    for (const std::size_t blockBytes : {2, 3, 4, 64}) {
        BlockBuffer buffer(bytesOf("one\r\ntwo\rthree\n\nfive"), blockBytes);
        LineReader reader(buffer);
        QByteArrayList lines;
        while (reader.next().value()) {
            lines.append(QByteArray(reader.text().data(), static_cast<qsizetype>(reader.text().size())));
        }
        QCOMPARE(lines.join('|'), QByteArray("one|two|three||five"));
        QCOMPARE(reader.line(), std::size_t{5});
    }
}

void TestCsvReader::readsTimes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qlonglong>("nsPerUnit");
    QTest::addColumn<char>("decimalSign");
    QTest::addColumn<QByteArray>("ns");
    const auto add = [](const char *text, qlonglong nsPerUnit, char decimalSign, const char *ns) {
        QTest::addRow("%s of %lld", text, nsPerUnit) << QByteArray(text) << nsPerUnit << decimalSign << QByteArray(ns);
    };
    add("0", 1, '.', "0");
    add("4765280", 1, '.', "4765280");
    add(" 42 ", 1, '.', "42");
    add("1727488.4", 1, '.', "1727488");
    add("1727488.5", 1, '.', "1727489");
    add("9223372036854775807", 1, '.', "9223372036854775807");
    add("9223372036854775808", 1, '.', "too large");
    add("9223372036854775807", 1000, '.', "too large");
    add("4765.280", 1'000, '.', "4765280");
    add("0.1992", 1'000'000, '.', "199200");
    add("9007199.254740993", 1'000'000'000, '.', "9007199254740993"); // a double would lose the last digit
    add("0.0000004", 1'000'000, '.', "0");
    add("0.0000005", 1'000'000, '.', "1");
    add("563,343,200", 1, '.', "563343200");
    add("33.024,0", 1, ',', "33024");
    add("33.024", 1, ',', "33024");
    add("6\xE2\x80\x99"
        "816",
        1, '.', "6816");
    add("1\xE2\x80\xAF"
        "234\xC2\xA0"
        "567",
        1, ',', "1234567");
    add("1.2E+09", 1, '.', "1200000000");
    add("-1", 1, '.', "negative");
    add("-0.5", 1'000, '.', "negative");
    add("1e400", 1, '.', "too large");
    add("", 1, '.', "no number");
    add("1.2.3", 1, '.', "no number");
    add("12,", 1, '.', "no number");
    add("nan", 1, '.', "no number");
    add("0x10", 1, '.', "no number");
    add("1-2", 1, '.', "no number");
}

void TestCsvReader::readsTimes()
{
    QFETCH(QByteArray, text);
    QFETCH(qlonglong, nsPerUnit);
    QFETCH(char, decimalSign);
    QTEST(shown(parseNs(text.toStdString(), nsPerUnit, decimalSign)), "ns");
}

void TestCsvReader::readsReals()
{
    QCOMPARE(parseNsReal("33092.2", 1).value(), 33092.2);
    QCOMPARE(parseNsReal("33.0922", 1'000).value(), 33092.2);
    QCOMPARE(parseNsReal("33.024,5", 1, ',').value(), 33024.5);
    QCOMPARE(parseNsReal("123456789012345678.5", 1).value(), 123456789012345678.5);
    QVERIFY(std::isnan(parseNsReal("", 1).value()));
    QVERIFY(std::isnan(parseNsReal("nan", 1).value()));
    QVERIFY(!parseNsReal("-1", 1).has_value());
    QVERIFY(!parseNsReal("x", 1).has_value());
    QCOMPARE(decimalSignOf("24,9"), ',');
    QCOMPARE(decimalSignOf("24.9"), '.');
    QCOMPARE(decimalSignOf("1,024"), '.');
    QCOMPARE(decimalSignOf("100"), '.');
}

QTEST_APPLESS_MAIN(TestCsvReader)
#include "tst_csvreader.moc"
