#include "core/kernel/shapetext.h"

#include <QTest>

using namespace atlas;

namespace
{
/// The text with every piece in brackets: i for an input, o for an output, > for an arrow, / for a new line.
QByteArray marked(std::string_view text)
{
    constexpr std::string_view kLetters = "io>/";
    QByteArray out;
    for (const ShapePiece &piece : shapePieces(text)) {
        out += kLetters[static_cast<std::size_t>(piece.kind)];
        out += '[' + QByteArray::fromStdString(std::string(text.substr(piece.begin, piece.end - piece.begin))) + ']';
    }
    return out;
}

/// The text with a | where the caret is.
QByteArray withCaret(const EditedShapeText &edited)
{
    return QByteArray::fromStdString(edited.text).insert(static_cast<qsizetype>(edited.caret), '|');
}

std::size_t operandOf(std::string_view text, int number)
{
    const std::vector<ShapePiece> pieces = shapePieces(text);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].isOperand() && number-- == 0) {
            return i;
        }
    }
    qFatal("no such operand");
}
} // namespace

class TestShapeText : public QObject
{
    Q_OBJECT

private slots:
    void takesTextApart_data();
    void takesTextApart();
    void anOpenOperandLeavesTheOthersAlone();
    void findsTheOperandOfAPosition();
    void typesIntoOneOperand_data();
    void typesIntoOneOperand();
    void addsAnOperand_data();
    void addsAnOperand();
    void removesAnOperand_data();
    void removesAnOperand();
    void marksTheFault_data();
    void marksTheFault();
    void faultsAreThoseOfTheGrammar_data();
    void faultsAreThoseOfTheGrammar();
    void keepsUnfinishedText_data();
    void keepsUnfinishedText();
};

void TestShapeText::takesTextApart_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("gemm") << QByteArray("(M, K), (K, N) -> (M, N)") << QByteArray("i[(M, K)]i[(K, N)]>[->]o[(M, N)]");
    QTest::newRow("names") << QByteArray("Q:(B,H), K:(B,H)->O:(B,H)")
                           << QByteArray("i[Q:(B,H)]i[K:(B,H)]>[->]o[O:(B,H)]");
    QTest::newRow("typed arrow") << QByteArray("(N) → (N)") << QByteArray("i[(N)]>[→]o[(N)]");
    QTest::newRow("empty") << QByteArray() << QByteArray("i[]");
    QTest::newRow("blank") << QByteArray("  ") << QByteArray("i[]");
    QTest::newRow("nothing behind the arrow") << QByteArray("(M) ->") << QByteArray("i[(M)]>[->]o[]");
    QTest::newRow("nothing before the arrow") << QByteArray("-> (M)") << QByteArray("i[]>[->]o[(M)]");
    QTest::newRow("a comma begins one more") << QByteArray("(M),") << QByteArray("i[(M)]i[]");
    QTest::newRow("two lines") << QByteArray("(M) -> (M); (N) -> (N)")
                               << QByteArray("i[(M)]>[->]o[(M)]/[;]i[(N)]>[->]o[(N)]");
    QTest::newRow("line break") << QByteArray("(M)\n(N)") << QByteArray("i[(M)]/[\n]i[(N)]");
    QTest::newRow("never closed") << QByteArray("(M, K -> (M") << QByteArray("i[(M, K]>[->]o[(M]");
    QTest::newRow("never opened") << QByteArray("M), K") << QByteArray("i[M)]i[K]");
    QTest::newRow("anything") << QByteArray("what is this?") << QByteArray("i[what is this?]");
}

void TestShapeText::takesTextApart()
{
    QFETCH(QByteArray, text);
    QTEST(marked(text.toStdString()), "expected");
}

void TestShapeText::anOpenOperandLeavesTheOthersAlone()
{
    const std::string_view text = "(K, (K, N) -> (M)";
    QCOMPARE(shapePieces(text).size(), 3U);
    const std::vector<ShapePiece> pieces = shapePieces(text, ShapeRange{0, 2});
    QCOMPARE(pieces.size(), 4U);
    QCOMPARE(pieces[0].end, 2U);
    QCOMPARE(pieces[1].begin, 4U);
}

void TestShapeText::findsTheOperandOfAPosition()
{
    const std::string_view text = "(M), (N) -> (K)";
    const std::vector<ShapePiece> pieces = shapePieces(text);
    QCOMPARE(operandAt(pieces, 0), 0U);
    QCOMPARE(operandAt(pieces, 3), 0U);  // at its end
    QCOMPARE(operandAt(pieces, 4), 1U);  // behind the comma
    QCOMPARE(operandAt(pieces, 10), 3U); // in the arrow
    QCOMPARE(operandAt(pieces, 99), 3U);
}

void TestShapeText::typesIntoOneOperand_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("operand");
    QTest::addColumn<QByteArray>("typed"); // | is the caret
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("the others stay") << QByteArray("(M,K),  (K,N)->(M,N)") << 1 << QByteArray("(K, 64|)")
                                     << QByteArray("(M,K),  (K, 64|)->(M,N)");
    QTest::newRow("a comma") << QByteArray("(M) -> (N)") << 0 << QByteArray("(M),|") << QByteArray("(M),| -> (N)");
    QTest::newRow("first arrow") << QByteArray("(M)") << 0 << QByteArray("(M)->|") << QByteArray("(M)->|");
    QTest::newRow("the arrow that is there")
        << QByteArray("(M) -> (N)") << 0 << QByteArray("(M) ->|") << QByteArray("(M) -> |(N)");
    QTest::newRow("the same, otherwise spelled")
        << QByteArray("(M), (K) -> (N)") << 1 << QByteArray("(K)→|") << QByteArray("(M), (K) -> |(N)");
    QTest::newRow("an arrow within") << QByteArray("(M) -> (N)") << 0 << QByteArray("(M) ->| (K)")
                                     << QByteArray("(M) ->| (K) -> (N)");
    QTest::newRow("into nothing") << QByteArray() << 0 << QByteArray("(M|") << QByteArray("(M|");
}

void TestShapeText::typesIntoOneOperand()
{
    QFETCH(QByteArray, text);
    QFETCH(int, operand);
    QFETCH(QByteArray, typed);
    const auto caret = static_cast<std::size_t>(typed.indexOf('|'));
    const std::string whole = text.toStdString();
    const ShapePiece piece = shapePieces(whole)[operandOf(whole, operand)];
    QTEST(withCaret(typeOperand(whole.substr(0, piece.begin), typed.replace("|", "").toStdString(),
                                whole.substr(piece.end), caret)),
          "expected");
}

void TestShapeText::addsAnOperand_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("operand");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("input") << QByteArray("(M) -> (N)") << 0 << QByteArray("(M), | -> (N)");
    QTest::newRow("output") << QByteArray("(M) -> (N)") << 1 << QByteArray("(M) -> (N), |");
    QTest::newRow("between") << QByteArray("(M), (K)") << 0 << QByteArray("(M), |, (K)");
}

void TestShapeText::addsAnOperand()
{
    QFETCH(QByteArray, text);
    QFETCH(int, operand);
    const std::string whole = text.toStdString();
    const EditedShapeText edited = addOperand(whole, operandOf(whole, operand));
    QTEST(withCaret(edited), "expected");
    const std::vector<ShapePiece> pieces = shapePieces(edited.text);
    const ShapePiece &added = pieces[operandAt(pieces, edited.caret)];
    QCOMPARE(added.begin, edited.caret); // the caret is in the new one
    QCOMPARE(added.end, edited.caret);
}

void TestShapeText::removesAnOperand_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("operand");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("second") << QByteArray("(M), (K) -> (N)") << 1 << QByteArray("(M)| -> (N)");
    QTest::newRow("first of two") << QByteArray("(M), (K) -> (N)") << 0 << QByteArray("|(K) -> (N)");
    QTest::newRow("first output of two") << QByteArray("(M) -> (N), (K)") << 1 << QByteArray("(M) -> |(K)");
    QTest::newRow("only output") << QByteArray("(M) -> (N)") << 1 << QByteArray("(M) -> |");
    QTest::newRow("empty output") << QByteArray("(M) -> ") << 1 << QByteArray("(M)|");
    QTest::newRow("empty input between") << QByteArray("(M), , (K)") << 1 << QByteArray("(M)|, (K)");
    QTest::newRow("empty line") << QByteArray("(M) -> (N); ") << 2 << QByteArray("(M) -> (N)|");
    QTest::newRow("nothing to take along") << QByteArray("-> (N)") << 0 << QByteArray("|-> (N)");
    QTest::newRow("the only one") << QByteArray("(M)") << 0 << QByteArray("|");
}

void TestShapeText::removesAnOperand()
{
    QFETCH(QByteArray, text);
    QFETCH(int, operand);
    const std::string whole = text.toStdString();
    QTEST(withCaret(removeOperand(whole, operandOf(whole, operand))), "expected");
}

void TestShapeText::marksTheFault_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("blamed");
    QTest::newRow("torn") << QByteArray("(M, K) -> (M") << QByteArray("M");
    QTest::newRow("second line") << QByteArray("(M) -> (M);\n (N) ->  (;)") << QByteArray("(");
    QTest::newRow("in the middle") << QByteArray("(M), (K,,N) -> (M)") << QByteArray(",");
    QTest::newRow("no arrow: the line") << QByteArray("(M) -> (M); (K), (N) ") << QByteArray("(K), (N)");
    QTest::newRow("a whole character") << QByteArray("(M) -> (é)") << QByteArray("é");
    QTest::newRow("not a shape") << QByteArray("x") << QByteArray("x");
}

void TestShapeText::marksTheFault()
{
    QFETCH(QByteArray, text);
    const std::string whole = text.toStdString();
    const std::optional<ShapeFault> fault = findShapeFault(whole);
    QVERIFY(fault.has_value());
    QVERIFY(!fault->message.empty());
    QTEST(QByteArray::fromStdString(whole.substr(fault->begin, fault->end - fault->begin)), "blamed");
}

void TestShapeText::faultsAreThoseOfTheGrammar_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"(M, K), (K, N) -> (M, N)", "(M) -> (N); (K) -> (N)\r\n(L) -> (L)\n", "(M)", "(M) -> ",
                             "; (M) -> (N)", "a\xFF -> (M)", "(…)→(…)", ",", "->", "\n\n(M"}) {
        QTest::newRow(QByteArray(text).toPercentEncoding(" ()->,;").constData()) << QByteArray(text);
    }
}

/// Whatever parseShape() takes has no fault, and what it refuses has one within the text.
void TestShapeText::faultsAreThoseOfTheGrammar()
{
    QFETCH(QByteArray, text);
    const std::string whole = text.toStdString();
    const Result<Shape> shape = parseShape(whole);
    const std::optional<ShapeFault> fault = findShapeFault(whole);
    QCOMPARE(fault.has_value(), !shape.has_value());
    if (fault) {
        QCOMPARE(fault->message, shape.error().message);
        QVERIFY(fault->begin < fault->end && fault->end <= whole.size());
    }
}

void TestShapeText::keepsUnfinishedText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char *text, const char *shown) {
        QTest::newRow(QByteArray(text).toPercentEncoding(" ()->,;").constData())
            << QByteArray(text) << QByteArray(shown);
    };
    row("(M,K),(K,N)->(M,N)", "(M,K), (K,N) -> (M,N)");
    row("(M, K), (K, -> (M)", "(M, K), (K, -> (M)");
    row("(M) ->", "(M) ->");
    row("->", "->");
    row("-> (M)", "-> (M)");
    row("(M),, (N) → (K)", "(M), , (N) -> (K)");
    row(",", ", ");
    row("(M) ->,", "(M) -> , ");
    row("(M) -> -> (N)", "(M) -> -> (N)");
    row("(M) -> (N); (K", "(M) -> (N); (K");
    row("(M, (K), (N", "(M, (K), (N");
    row("anything at all", "anything at all");
    row("(M\r; (N\r\r\n(K", "(M; (N; (K");
    row(" ; ", "");
    row("  ", "");
}

/// Nothing that was typed is lost but blanks, and what is shown again stands for the same.
void TestShapeText::keepsUnfinishedText()
{
    QFETCH(QByteArray, text);
    const FieldValue value = fromUnfinishedText(Field::Tiled, text.toStdString());
    QTEST(QByteArray::fromStdString(toDisplayText(value)), "shown");
    QVERIFY(fromUnfinishedText(Field::Tiled, toDisplayText(value)) == value);
    if (const Result<FieldValue> finished = fromDisplayText(Field::Tiled, text.toStdString())) {
        QVERIFY(value == *finished);
    }
}

QTEST_APPLESS_MAIN(TestShapeText)
#include "tst_shapetext.moc"
