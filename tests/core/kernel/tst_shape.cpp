#include "core/kernel/shape.h"

#include <QTest>

using namespace atlas;

class TestShape : public QObject
{
    Q_OBJECT

private slots:
    void readsOperands_data();
    void readsOperands();
    void refusesOperands_data();
    void refusesOperands();
    void readsLinesOfText_data();
    void readsLinesOfText();
    void refusesLines_data();
    void refusesLines();
    void readsSeveralLines();
    void printsWhatItCannotParse();
};

void TestShape::readsOperands_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<QByteArray>("printed");
    QTest::newRow("matrix") << QByteArray("(M, K)") << QByteArray() << 2 << QByteArray("(M, K)");
    QTest::newRow("tight") << QByteArray("Q:(B,H,T,64)") << QByteArray("Q") << 4 << QByteArray("Q:(B, H, T, 64)");
    QTest::newRow("vector") << QByteArray("(K,)") << QByteArray() << 1 << QByteArray("(K,)");
    QTest::newRow("vector without comma") << QByteArray("(K)") << QByteArray() << 1 << QByteArray("(K,)");
    QTest::newRow("unknown") << QByteArray("(…)") << QByteArray() << 1 << QByteArray("(…)");
    QTest::newRow("batch and more") << QByteArray("(B, …)") << QByteArray() << 2 << QByteArray("(B, …)");
    QTest::newRow("multiple") << QByteArray("(T, 2D)") << QByteArray() << 2 << QByteArray("(T, 2D)");
    QTest::newRow("scalar") << QByteArray("()") << QByteArray() << 0 << QByteArray("()");
    QTest::newRow("underscore") << QByteArray("Y:(N,H_out,W_out,OC)") << QByteArray("Y") << 4
                                << QByteArray("Y:(N, H_out, W_out, OC)");
    QTest::newRow("blanks") << QByteArray("  Q_tile : ( 64 , 128 ) ") << QByteArray("Q_tile") << 2
                            << QByteArray("Q_tile:(64, 128)");
}

void TestShape::readsOperands()
{
    QFETCH(QByteArray, text);
    const Result<Operand> operand = parseOperand(text.toStdString());
    QVERIFY2(operand.has_value(), operand ? "" : operand.error().message.c_str());
    QTEST(QByteArray::fromStdString(operand->name), "name");
    QTEST(static_cast<int>(operand->dimensions.size()), "dimensions");
    QTEST(QByteArray::fromStdString(printOperand(*operand)), "printed");
    QCOMPARE(parseOperand(printOperand(*operand)).value(), *operand);
}

void TestShape::refusesOperands_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("column");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const char *text, int column, const char *message) {
        QTest::newRow(name) << QByteArray(text) << column << QByteArray(message);
    };
    row("empty", "", 1, "expected \"(\" at the end");
    row("torn", "(M", 3, "expected \",\" or \")\" at the end");
    row("tail", "(M) x", 5, "expected the end before \"x\"");
    row("name without colon", "Q(M)", 2, "expected \":\" after the operand's name before \"(M)\"");
    row("two commas", "(M,,K)", 4, "expected a symbol, a number or … before \",K)\"");
    row("only up to the operand's end", "(M,,K) -> (M)", 4, "expected a symbol, a number or … before \",K)\"");
    row("leading comma", "(,)", 2, "expected a symbol, a number or … before \",)\"");
    row("nested", "((M), K)", 2, "expected a symbol, a number or … before \"(M)\"");
    row("digits then letters", "(64k)", 4, "expected \",\" or \")\" before \"k)\"");
}

void TestShape::refusesOperands()
{
    QFETCH(QByteArray, text);
    const Result<Operand> operand = parseOperand(text.toStdString());
    QVERIFY(!operand.has_value());
    QTEST(static_cast<int>(operand.error().location.column), "column");
    QTEST(QByteArray::fromStdString(operand.error().message), "message");
}

void TestShape::readsLinesOfText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QByteArray>>("items");
    QTest::newRow("gemm") << QByteArray("(M, K), (K, N) -> (M, N)")
                          << QList<QByteArray>{"(M, K)", "(K, N)", "->", "(M, N)"};
    QTest::newRow("typed arrow") << QByteArray("(N,)→(N,)") << QList<QByteArray>{"(N,)", "->", "(N,)"};
}

void TestShape::readsLinesOfText()
{
    QFETCH(QByteArray, text);
    const Result<ShapeLine> line = parseLineText(text.toStdString());
    QVERIFY2(line.has_value(), line ? "" : line.error().message.c_str());
    QList<QByteArray> items;
    for (const std::string &item : *line) {
        items.append(QByteArray::fromStdString(item));
    }
    QTEST(items, "items");
    QCOMPARE(parseLineText(printLine(*line)).value(), *line);
}

void TestShape::refusesLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no arrow") << QByteArray("(M, K), (K, N)");
    QTest::newRow("two arrows") << QByteArray("(M) -> (M) -> (M)");
    QTest::newRow("no input") << QByteArray("-> (M)");
    QTest::newRow("no output") << QByteArray("(M) ->");
    QTest::newRow("no comma") << QByteArray("(M) (K) -> (M)");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("comma before the arrow") << QByteArray("(M,), -> (M,)");
    QTest::newRow("comma after the arrow") << QByteArray("(M,) -> , (M,)");
    QTest::newRow("trailing comma") << QByteArray("(M) -> (N),");
}

void TestShape::refusesLines()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseLineText(text.toStdString()).has_value());
}

void TestShape::readsSeveralLines()
{
    const Result<Shape> shape = parseShape("(M, K), (K, N) -> (M, N); (M,) -> ()\n(N,) -> (N,)");
    QVERIFY(shape.has_value());
    QCOMPARE(shape->size(), std::size_t{3});
    QCOMPARE(QByteArray::fromStdString(printShape(*shape)),
             QByteArray("(M, K), (K, N) -> (M, N); (M,) -> (); (N,) -> (N,)"));
}

void TestShape::printsWhatItCannotParse()
{
    QCOMPARE(QByteArray::fromStdString(printLine({"(M", "K)", "->", "x"})), QByteArray("(M, K) -> x"));
}

QTEST_APPLESS_MAIN(TestShape)
#include "tst_shape.moc"
