#include "core/catalog/catalogreader.h"
#include "core/catalog/entryprinter.h"
#include "tests/core/catalog/catalogtext.h"
#include "tests/support/samecatalog.h"

using namespace atlas;
using namespace atlas::test;

/// The fast reader of our own form beside the reader of all of YAML.
class TestOwnForm : public QObject
{
    Q_OBJECT

private slots:
    void takesWhatWeWrite_data();
    void takesWhatWeWrite();
    void leavesTheRest_data();
    void leavesTheRest();
    void agreesAfterEveryChangeOfAByte();
};

namespace
{
KernelEntry entryWith(Field field, FieldValue value)
{
    KernelEntry entry = kernel("void kernel<(int)4>(T1, T2)");
    entry.info[field] = std::move(value);
    return entry;
}

/// Three entries with a head, an empty line and a comment between them, and letters outside ASCII.
std::string someText()
{
    KernelEntry odd = entryWith(Field::Description, "a \"quoted\" \\ … line\nand\ttab");
    odd.info[Field::FriendlyName] = FieldValue();
    odd.info[Field::SourceLib] = "2D";
    odd.info[Field::Tiled] = Shape{{"(64, 64)", "->", "(64, 64)"}, {"é", "\xE2\x80\xA8", "(1)"}};
    return "# kernels of one model\n\n" + printEntry(kernel("one")) + "\n# a note\n" + printEntry(odd) +
           printEntry(kernel("three"));
}
} // namespace

void TestOwnForm::takesWhatWeWrite_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const std::string &text) {
        QTest::newRow(name) << QByteArray::fromStdString(text);
    };
    row("one entry", printEntry(kernel("k")));
    row("several, with comments", someText());
    row("null name", printEntry(entryWith(Field::FriendlyName, FieldValue())));
    row("empty text", printEntry(entryWith(Field::Description, "")));
    row("escapes", printEntry(entryWith(Field::Description, std::string("\x01 \x7f \xC2\x85 \xEF\xBB\xBF \r \0", 14))));
    row("library in quotes", printEntry(entryWith(Field::SourceLib, "yes")));
    row("library with a sign", printEntry(entryWith(Field::SourceLib, "CUB/Thrust 2.x+")));
    row("all shapes", printEntry(entryWith(Field::Fixed, Shape{{"(1, 2)", "(2, 3)", "->", "(1, 3)"}, {"x"}})));
    row("letters beyond U+FFFF", printEntry(entryWith(Field::Description, "\xF0\x9F\x98\x80")));
}

void TestOwnForm::takesWhatWeWrite()
{
    QFETCH(const QByteArray, text);
    QVERIFY(readOwnForm(text.toStdString()));
    QVERIFY(sayTheSame(Catalog::read(text.toStdString(), "k.yaml"),
                       CatalogReader(text.toStdString(), "k.yaml").readAnyForm()));
}

void TestOwnForm::leavesTheRest_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray entry = QByteArray::fromStdString(printEntry(kernel("k")));
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a comment") << QByteArray("# none yet\n");
    QTest::newRow("no last line break") << entry.chopped(1);
    QTest::newRow("CRLF") << QByteArray(entry).replace("\n", "\r\n");
    QTest::newRow("BOM") << "\xEF\xBB\xBF" + entry;
    QTest::newRow("comment in the entry") << QByteArray(entry).replace("  source_lib", "  # mine\n  source_lib");
    QTest::newRow("another key") << QByteArray(entry).replace("  source_lib", "  team: us\n  source_lib");
    QTest::newRow("document mark") << "---\n" + entry;
    QTest::newRow("torn tuple") << QByteArray(entry).replace("\"(…)\", \"->\"", "\"(M\", \"K)\", \"->\"");
    QTest::newRow("no name") << QByteArray(entry).replace("\"k\"", "\"\"");
    QTest::newRow("a word that is a boolean") << QByteArray(entry).replace("CUDA\n", "on\n");
    QTest::newRow("a line break of Unicode") << QByteArray(entry).replace("Friendly", "Fri\xE2\x80\xA8ndly");
    QTest::newRow("half of a surrogate pair") << QByteArray(entry).replace("Friendly", "\\ud83d");
}

void TestOwnForm::leavesTheRest()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!readOwnForm(text.toStdString()));
}

/// Each byte left out, doubled, and replaced by what means something in YAML.
void TestOwnForm::agreesAfterEveryChangeOfAByte()
{
    const std::string text = someText();
    std::size_t taken = 0;
    std::size_t tried = 0;
    const auto agree = [&](std::string changedText) {
        ++tried;
        taken += readOwnForm(changedText) ? 1 : 0;
        return sayTheSame(Catalog::read(changedText, "k.yaml"), CatalogReader(changedText, "k.yaml").readAnyForm());
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string without = text;
        without.erase(at, 1);
        QVERIFY2(agree(without), without.c_str());
        for (const char c : {text[at], ' ', '\n', '"', '\\', '#', ':', '-', ',', ']', '(', '\t', '\x7f', '\xC2'}) {
            std::string inserted = text;
            inserted.insert(at, 1, c);
            QVERIFY2(agree(inserted), inserted.c_str());
            std::string replaced = text;
            replaced[at] = c;
            QVERIFY2(agree(replaced), replaced.c_str());
        }
    }
    // Else nothing was compared: texts in quotes take most changes.
    QVERIFY2(taken * 5 > tried, qPrintable(QString(QString::number(taken) + " of " + QString::number(tried))));
}

QTEST_GUILESS_MAIN(TestOwnForm)

#include "tst_ownform.moc"
