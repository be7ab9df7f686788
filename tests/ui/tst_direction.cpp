#include "tests/ui/windowfixture.h"
#include "ui/common/appearance.h"
#include "ui/common/checkdelegate.h"
#include "ui/common/costbardelegate.h"
#include "ui/common/paint.h"
#include "ui/common/tabledelegate.h"
#include "ui/kernel/rawnameview.h"
#include "ui/mainwindow/runpage.h"
#include "ui/run/frozencolumn.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/run/kerneltableview.h"
#include "ui/run/stagetabbar.h"

#include <QApplication>
#include <QHeaderView>
#include <QImage>
#include <QPainter>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTableView>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

/// The window laid out from left to right and from right to left: what we paint ourselves goes along.
class DirectionTest : public QObject
{
    Q_OBJECT

private:
    static constexpr int kWidth = 200;
    static constexpr int kHeight = 24;

    static QImage blank()
    {
        QImage image(kWidth, kHeight, QImage::Format_RGB32);
        image.fill(Qt::white);
        return image;
    }
    /// First and last column of `image` that is not white; -1 when all of it is.
    static std::pair<int, int> inkOf(const QImage &image)
    {
        std::pair<int, int> ink(-1, -1);
        for (int x = 0; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y) {
                if (image.pixelColor(x, y) != QColor(Qt::white)) {
                    ink = {ink.first < 0 ? x : ink.first, x};
                    break;
                }
            }
        }
        return ink;
    }
    static QStyleOptionViewItem cellOption(Qt::LayoutDirection direction)
    {
        QStyleOptionViewItem option;
        option.rect = QRect(0, 0, kWidth, kHeight);
        option.direction = direction;
        option.palette = QApplication::palette();
        option.font = QApplication::font();
        option.fontMetrics = QFontMetrics(option.font);
        return option;
    }
    template<class Delegate>
    static QImage painted(const Delegate &delegate, const QStandardItem &item, Qt::LayoutDirection direction)
    {
        QImage image = blank();
        QPainter painter(&image);
        painter.setLayoutDirection(direction);
        delegate.paint(&painter, cellOption(direction), item.index());
        return image;
    }

private Q_SLOTS:
    void cleanup() { QApplication::setLayoutDirection(Qt::LeftToRight); }

    void textStandsAtTheBeginningAndReadsAsItIs()
    {
        const auto draw = [](Qt::LayoutDirection layout, Qt::Alignment alignment, const QString &text) {
            QImage image = blank();
            QPainter painter(&image);
            painter.setLayoutDirection(layout); // as the painter of a widget has it
            drawTextLine(painter, image.rect(), alignment | Qt::AlignVCenter, text, layout);
            return image;
        };
        for (const QString &text : {u"12.3 ms"_s, u"gemm<64>(float*)"_s, u"−4.5 % [−9.1, +0.2]"_s}) {
            const QImage left = draw(Qt::LeftToRight, Qt::AlignLeft, text);
            QVERIFY(inkOf(left).second < kWidth - 10);
            QVERIFY(draw(Qt::RightToLeft, Qt::AlignRight, text) ==
                    left); // numbers: at the other end, character by character
            QVERIFY(draw(Qt::RightToLeft, Qt::AlignLeft, text) == draw(Qt::LeftToRight, Qt::AlignRight, text));
        }
        QVERIFY(draw(Qt::RightToLeft, Qt::AlignLeft, u"a (b)"_s) != draw(Qt::LeftToRight, Qt::AlignLeft, u"a (b)"_s));
    }

    void shareBarsGrowFromTheBeginningOfTheRow()
    {
        QStandardItemModel model(1, 1);
        model.setItem(0, new QStandardItem);
        QStandardItem &item = *model.item(0);
        item.setData(25.0, Qt::UserRole);
        item.setData(100.0, Qt::UserRole + 1);
        const CostBarDelegate delegate(Qt::UserRole, Qt::UserRole + 1, nullptr);
        const auto [leftBegin, leftEnd] = inkOf(painted(delegate, item, Qt::LeftToRight));
        QVERIFY(leftBegin <= 2 && leftEnd > kWidth / 5 && leftEnd < kWidth / 3);
        const auto [rightBegin, rightEnd] = inkOf(painted(delegate, item, Qt::RightToLeft));
        QVERIFY(rightEnd >= kWidth - 3 && rightBegin > kWidth * 2 / 3 && rightBegin < kWidth * 4 / 5);
    }

    void iconsStandBeforeTheirText()
    {
        QStandardItemModel model(1, 1);
        model.setItem(0, new QStandardItem(librarySquare("cutlass"), u"cutlass"_s));
        const TableDelegate delegate;
        const QColor color = libraryColor("cutlass");
        const auto hasIconAt = [&](Qt::LayoutDirection direction, int x) {
            return painted(delegate, *model.item(0), direction).pixelColor(x, kHeight / 2) == color;
        };
        QVERIFY(hasIconAt(Qt::LeftToRight, 16));
        QVERIFY(!hasIconAt(Qt::LeftToRight, kWidth - 17));
        QVERIFY(hasIconAt(Qt::RightToLeft, kWidth - 17));
        QVERIFY(!hasIconAt(Qt::RightToLeft, 16));
    }

    void boxesAreTickedWhereTheyAre_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("from left") << Qt::LeftToRight;
        QTest::newRow("from right") << Qt::RightToLeft;
    }
    void boxesAreTickedWhereTheyAre()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QTableView view;
        view.setLayoutDirection(direction);
        QStandardItemModel model(1, 1);
        model.setItem(0, new QStandardItem(u"gemm"_s));
        model.item(0)->setData(Qt::Unchecked, Qt::CheckStateRole);
        view.setModel(&model);
        CheckDelegate delegate;
        view.setItemDelegate(&delegate);
        view.setColumnWidth(0, kWidth);
        view.show();
        const QRect cell = view.visualRect(model.index(0, 0));
        const int inset = 14;
        const int begin = direction == Qt::LeftToRight ? cell.left() + inset : cell.right() - inset;
        const int end = direction == Qt::LeftToRight ? cell.right() - inset : cell.left() + inset;
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {end, cell.center().y()});
        QVERIFY(model.item(0)->checkState() == Qt::Unchecked);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {begin, cell.center().y()});
        QVERIFY(model.item(0)->checkState() == Qt::Checked);
    }

    void windowIsLaidOutFromRightToLeft()
    {
        QApplication::setLayoutDirection(Qt::RightToLeft);
        test::WindowFixture fixture;
        QVERIFY(fixture.open(test::sampleRun()));
        StageTabBar &tabs = fixture.page().tabs();
        QVERIFY(tabs.tabRect(0).left() > tabs.tabRect(1).left());
        KernelTableView &view = fixture.page().table().view();
        QHeaderView &header = *view.horizontalHeader();
        QVERIFY(header.sectionViewportPosition(header.logicalIndex(0)) >
                header.sectionViewportPosition(header.logicalIndex(1)));
        // Code is read from left to right.
        auto &name = fixture.child<RawNameView>("rawName");
        QCOMPARE(name.layoutDirection(), Qt::LeftToRight);
        // The frozen name stands at the edge behind which its column is.
        auto *frozen = view.findChild<FrozenColumn *>();
        QVERIFY(frozen != nullptr);
        view.setColumnHidden(KernelTableModel::RawNameColumn, false);
        view.setColumnWidth(KernelTableModel::RawNameColumn, 2 * view.width());
        QCoreApplication::processEvents();
        QScrollBar &scroll = *view.horizontalScrollBar();
        QVERIFY(scroll.maximum() > 0);
        for (const int place : {scroll.minimum(), scroll.maximum()}) {
            scroll.setValue(place);
            QCoreApplication::processEvents();
            if (frozen->isVisible()) {
                const QRect area = view.viewport()->geometry();
                QVERIFY(frozen->geometry().left() == area.left() || frozen->geometry().right() == area.right());
            }
        }
        QVERIFY(!fixture.window().grab().isNull()); // every delegate paints
    }
};

QTEST_MAIN(DirectionTest)
#include "tst_direction.moc"
