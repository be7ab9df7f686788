#include "core/report/evidencetext.h"

#include <QTest>

using namespace atlas;

class TestEvidenceText : public QObject
{
    Q_OBJECT

private slots:
    void underlines_data();
    void underlines();
};

namespace
{
Reading readFrom(Field field, std::vector<ByteSpan> spans)
{
    Reading reading;
    reading.evidence[static_cast<std::size_t>(field)] = std::move(spans);
    return reading;
}
} // namespace

void TestEvidenceText::underlines_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("begin");
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *tag, const QByteArray &name, int begin, int end, int columns,
                        const QByteArray &expected) {
        QTest::newRow(tag) << name << begin << end << columns << expected;
    };
    row("plain", "gemm_64x32", 5, 10, 80, "gemm_64x32\n     ^^^^^ tiled\n");
    row("nothing read", "gemm", 0, 0, 80, "gemm\n");
    row("nothing named", "", 0, 0, 80, "");
    row("across lines", "abcdef", 2, 5, 4, "abcd\n  ^^ tiled\nef\n^ tiled\n");
    row("bytes are not columns", "f\xC2\xB5_64", 4, 6, 80, "f\xC2\xB5_64\n   ^^ tiled\n");
    row("controls are longer than they are", "a\x1B[64", 3, 5, 80, "a\\x1B[64\n      ^^ tiled\n");
    row("a span beyond the name", "ab", 1, 9, 80, "ab\n ^ tiled\n");
    row("a line narrower than a character", "a\x1B", 0, 2, 2, "a\n^ tiled\n\\x1B\n^^^^ tiled\n");
}

void TestEvidenceText::underlines()
{
    QFETCH(QByteArray, name);
    QFETCH(int, begin);
    QFETCH(int, end);
    QFETCH(int, columns);
    QFETCH(QByteArray, expected);
    Reading reading = readFrom(Field::Tiled, {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}});
    QCOMPARE(QByteArray::fromStdString(underlinedName(name.toStdString(), reading, static_cast<std::size_t>(columns))),
             expected);
    reading.evidence[static_cast<std::size_t>(Field::Generic)] = reading.spans(Field::Tiled);
    const std::string both = underlinedName(name.toStdString(), reading, static_cast<std::size_t>(columns));
    QCOMPARE(QByteArray::fromStdString(both), QByteArray(expected).replace(" tiled\n", " generic, tiled\n"));
}

QTEST_APPLESS_MAIN(TestEvidenceText)
#include "tst_evidencetext.moc"
