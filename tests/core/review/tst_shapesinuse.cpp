#include "core/review/shapesinuse.h"
#include "tests/core/review/reviewdesk.h"

#include <QTest>

#include <algorithm>

using namespace atlas;
using namespace atlas::test;

class TestShapesInUse : public QObject
{
    Q_OBJECT

private slots:
    void mostUsedComeFirst();
    void malformedLinesDoNotCount();
    void looksAtSoMany();
};

namespace
{
Shape shape(std::string_view text)
{
    return parseShape(text).value();
}

const UsedShapes &of(const ShapesInUse &used, Field field)
{
    return used[static_cast<std::size_t>(field)];
}
} // namespace

void TestShapesInUse::mostUsedComeFirst()
{
    ReviewDesk desk;
    for (const char *name : {kAdd, kMine}) {
        desk.document.setField(desk.entry(name), Field::Tiled, shape("(64,32), X:(8) -> (64, 32)"));
    }
    desk.document.setField(desk.entry(kNccl), Field::Tiled, shape("(1) -> (1)"));
    const ShapesInUse used = shapesInUse(desk.document);
    const UsedShapes &tiled = of(used, Field::Tiled);
    QCOMPARE(tiled.shapes, (std::vector<std::string>{"(64,32), X:(8) -> (64, 32)", "(1) -> (1)"}));
    QCOMPARE(tiled.operands, (std::vector<std::string>{"(64, 32)", "(1,)", "X:(8,)"})); // in our spelling: 4, 2, 2
    QVERIFY(!of(used, Field::Generic).shapes.empty());                                  // the catalog's and the rules'
    QVERIFY(std::ranges::contains(of(used, Field::Generic).operands, "(N,)"));
    QVERIFY(of(used, Field::FriendlyName).shapes.empty());
}

void TestShapesInUse::malformedLinesDoNotCount()
{
    ReviewDesk desk;
    desk.document.setField(desk.entry(kMine), Field::Tiled, Shape{{"(8", "->", "(8,)"}});
    QCOMPARE(of(shapesInUse(desk.document), Field::Tiled), UsedShapes());
}

void TestShapesInUse::looksAtSoMany()
{
    const ReviewDesk desk;
    QCOMPARE(of(shapesInUse(desk.document, {}, 0), Field::Generic), UsedShapes());
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(of(shapesInUse(desk.document, stop.get_token()), Field::Generic), UsedShapes());
}

QTEST_APPLESS_MAIN(TestShapesInUse)
#include "tst_shapesinuse.moc"
