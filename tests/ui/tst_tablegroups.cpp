#include "tests/ui/windowfixture.h"
#include "ui/common/checkmenu.h"
#include "ui/common/tabletext.h"
#include "ui/mainwindow/runpage.h"
#include "ui/run/filterbar.h"
#include "ui/run/frozencolumn.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/run/kerneltableview.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
constexpr int kName = KernelTableModel::FriendlyNameColumn;

void clickHeader(KernelTableView &view, int column, Qt::KeyboardModifiers modifiers = {})
{
    view.scrollTo(view.model()->index(0, column));
    const QPoint place(view.columnViewportPosition(column) + 12, view.horizontalHeader()->height() / 2);
    QTest::mouseClick(view.horizontalHeader()->viewport(), Qt::LeftButton, modifiers, place);
}
} // namespace

/// Groups, column filters, several sort keys, columns and copies of the kernel table, in the real window.
class TableGroupsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;

    test::WindowFixture &f() { return *m_fixture; }
    KernelTablePanel &table() { return f().page().table(); }
    KernelTableModel &model() { return table().model(); }
    KernelTableView &view() { return table().view(); }
    QString shown(int row, int column) { return model().index(row, column).data().toString(); }
    void openMenu(const char *button) { QTest::keyClick(&f().child<QPushButton>(button), Qt::Key_Space); }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        QVERIFY(f().open(test::sampleRun()));
    }
    void cleanup()
    {
        m_fixture.reset();
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void aFilterThatIsOnHasAChip()
    {
        const int all = model().rowCount();
        const auto &chips = f().child<QWidget>("filterChips");
        QVERIFY(!chips.isVisible());
        table().filterBar().showOnly(FilterColumn::Op, {"gemm"});
        QVERIFY(model().rowCount() < all);
        QVERIFY(chips.isVisible());
        auto &chip = f().child<QToolButton>("filterChip0");
        QVERIFY2(chip.text().startsWith(u"Op: gemm ("_s) && chip.text().endsWith(u"✕"_s), qPrintable(chip.text()));
        f().child<QPushButton>("moreFilters").setFocus();
        while (f().window().focusWidget() != &chip) { // by Tab alone
            const QWidget *before = f().window().focusWidget();
            QTest::keyClick(f().window().focusWidget(), Qt::Key_Tab);
            QVERIFY(f().window().focusWidget() != before);
            QVERIFY(f().window().focusWidget() != &view());
        }
        QTest::keyClick(&chip, Qt::Key_Delete);
        QCOMPARE(model().rowCount(), all);
        QVERIFY(!chips.isVisible());
        QVERIFY(f().child<QPushButton>("moreFilters").hasFocus());
    }
    void isAProperModelWithGroups()
    {
        RunSession &session = f().page().session();
        KernelTableModel tested(session);
        const QAbstractItemModelTester tester(&tested, QAbstractItemModelTester::FailureReportingMode::QtTest);
        RowOrder order(session.run().combined().rows.size());
        std::iota(order.begin(), order.end(), 0U);
        tested.setLines({}, GroupedRows::of(session.run().combined(), session.texts(), order, GroupBy::Library));
        const int all = tested.rowCount();
        tested.setOpen(0, false);
        QVERIFY(tested.rowCount() < all);
        tested.setOpen(0, true);
        QCOMPARE(tested.rowCount(), all);
        tested.setAllOpen(false);
        QCOMPARE(tested.rowCount(), static_cast<int>(tested.lines().groups().size()));
    }
    void groupsOpenInReadingOrder_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::addColumn<Qt::Key>("on");
        QTest::addColumn<Qt::Key>("back");
        QTest::newRow("from left to right") << Qt::LeftToRight << Qt::Key_Right << Qt::Key_Left;
        QTest::newRow("from right to left") << Qt::RightToLeft << Qt::Key_Left << Qt::Key_Right;
    }
    void groupsOpenInReadingOrder()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QFETCH(Qt::Key, on);
        QFETCH(Qt::Key, back);
        QApplication::setLayoutDirection(direction);
        QVERIFY(test::eventually([&] { return view().layoutDirection() == direction; }));
        table().filterBar().setGroupBy(GroupBy::Library);
        view().selectRowAt(1);
        QVERIFY(!model().isHead(1));
        QTest::keyClick(&view(), back); // to the head
        QCOMPARE(view().currentRow(), 0);
        QTest::keyClick(&view(), back);
        QVERIFY(!model().isOpen(0));
        QTest::keyClick(&view(), back);
        QVERIFY(!model().isOpen(0));
        QTest::keyClick(&view(), on);
        QVERIFY(model().isOpen(0));
    }
    void groupsWithSubtotals()
    {
        const int kernels = model().rowCount();
        table().filterBar().setGroupBy(GroupBy::Library);
        QVERIFY(model().rowCount() > kernels);
        QVERIFY(model().isHead(0));
        QVERIFY2(shown(0, kName).startsWith(u"▾ "_s), qPrintable(shown(0, kName)));
        double sum = 0.0;
        for (int row = 1; !model().isHead(row); ++row) {
            sum += static_cast<double>(model().timingAt(row).totalNs);
        }
        QCOMPARE(static_cast<double>(model().timingAt(0).totalNs), sum);
        QVERIFY(shown(0, KernelTableModel::ShareColumn).endsWith(u'%'));
        table().filterBar().setGroupBy(GroupBy::None);
        QCOMPARE(model().rowCount(), kernels);
    }
    void keysOpenAndClose()
    {
        const auto kernel = table().currentKernel();
        table().filterBar().setGroupBy(GroupBy::Op);
        QCOMPARE(table().currentKernel(), kernel);
        const int all = model().rowCount();
        QTest::keyClick(&view(), Qt::Key_Left); // to the head
        QVERIFY(model().isHead(view().currentRow()));
        QCOMPARE(table().currentKernel(), std::nullopt);
        QTest::keyClick(&view(), Qt::Key_Left);
        QVERIFY(model().rowCount() < all);
        QTest::keyClick(&view(), Qt::Key_Right);
        QCOMPARE(model().rowCount(), all);
        QTest::keyClick(&view(), Qt::Key_Return);
        QVERIFY(model().rowCount() < all);
        QVERIFY(!f().page().session().document().isModified()); // Enter accepted nothing
        QVERIFY(table().showKernel(*kernel));                   // opens it again
        QCOMPARE(table().currentKernel(), kernel);
    }
    void aClickOnTheNameOpensAndCloses()
    {
        table().filterBar().setGroupBy(GroupBy::Library);
        const int all = model().rowCount();
        const QPoint place = view().visualRect(model().index(0, kName)).center();
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, place);
        QVERIFY(model().rowCount() < all);
        QVERIFY(shown(0, kName).startsWith(u"▸ "_s));
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(model().rowCount(), all);
    }
    void aSelectedHeadStandsForItsGroup()
    {
        table().filterBar().setGroupBy(GroupBy::Library);
        view().selectRowAt(0);
        QCOMPARE(table().selectedKernels().size(), model().lines().groups()[0].count());
        QVERIFY(table().selectionSummary().contains(u"selected"_s));
    }
    void selectsAllAndKeepsItWhenSorted()
    {
        view().selectAll();
        QCOMPARE(table().selectedKernels().size(), f().page().session().run().combined().rows.size());
        clickHeader(view(), KernelTableModel::InstancesColumn);
        QCOMPARE(table().selectedKernels().size(), f().page().session().run().combined().rows.size());
    }
    void someSelectedRowsStaySelected()
    {
        view().selectRowAt(2);
        QTest::keyClick(&view(), Qt::Key_Down, Qt::ShiftModifier);
        auto before = table().selectedKernels();
        QCOMPARE(before.size(), std::size_t{2});
        clickHeader(view(), KernelTableModel::InstancesColumn);
        auto after = table().selectedKernels();
        std::ranges::sort(before);
        std::ranges::sort(after);
        QCOMPARE(after, before);
    }
    void shiftClickAddsASortKey()
    {
        clickHeader(view(), KernelTableModel::LibraryColumn);
        clickHeader(view(), KernelTableModel::InstancesColumn, Qt::ShiftModifier);
        QCOMPARE(model().headerData(KernelTableModel::InstancesColumn, Qt::Horizontal).toString(), u"Instances ▾2"_s);
        for (int row = 1; row < model().rowCount(); ++row) {
            const QString above = shown(row - 1, KernelTableModel::LibraryColumn);
            if (above == shown(row, KernelTableModel::LibraryColumn)) {
                QVERIFY(model().timingAt(row - 1).instances >= model().timingAt(row).instances);
            }
        }
        clickHeader(view(), KernelTableModel::InstancesColumn, Qt::ShiftModifier); // turns it
        QCOMPARE(model().headerData(KernelTableModel::InstancesColumn, Qt::Horizontal).toString(), u"Instances ▴2"_s);
        clickHeader(view(), KernelTableModel::TotalColumn);
        QCOMPARE(model().headerData(KernelTableModel::InstancesColumn, Qt::Horizontal).toString(), u"Instances"_s);
    }
    void selectsAllAsOneRange()
    {
        QSignalSpy told(&table(), &KernelTablePanel::selectionChanged);
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(view().selectionModel()->selection().size(), 1); // work by row takes seconds for a million
        QCOMPARE(told.size(), 1);
        QCOMPARE(table().selectedKernels().size(), table().shownKernels().size());
        const QString summary = f().child<QLabel>("selectionSummary").text();
        QVERIFY2(summary.startsWith(u"%1 selected"_s.arg(model().rowCount())), qPrintable(summary));
        QVERIFY2(summary.contains(u"100.0"_s), qPrintable(summary));
        QTest::keyClick(&view(), Qt::Key_Down);
        QCOMPARE(table().selectedKernels().size(), std::size_t{1});
    }
    void columnFiltersByKeyboard()
    {
        const int all = model().rowCount();
        openMenu("moreFilters");
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Down);  // Op, below what is picked
        QTest::keyClick(menu, Qt::Key_Right); // its list
        auto *ops = qobject_cast<CheckMenu *>(QApplication::activePopupWidget());
        QVERIFY(ops != nullptr);
        QTest::keyClick(ops, Qt::Key_Space);
        QCOMPARE(ops->chosen().size(), 1);
        QVERIFY(ops->isVisible()); // to tick another
        QVERIFY(model().rowCount() < all);
        for (int row = 0; row < model().rowCount(); ++row) {
            QCOMPARE(shown(row, KernelTableModel::OpColumn), ops->chosen().front());
        }
        QCOMPARE(f().child<QPushButton>("moreFilters").text(), u"More (1)"_s);
        ops->close();
        menu->close();
        table().filterBar().clear();
        QCOMPARE(model().rowCount(), all);
        QCOMPARE(f().child<QPushButton>("moreFilters").text(), u"More"_s);
    }
    void arrangesColumnsByKeyboard()
    {
        view().arrangeColumns();
        auto &list = f().child<QListWidget>("columnsList");
        list.setFocus();
        const int first = list.item(0)->data(Qt::UserRole).toInt();
        QTest::keyClick(&list, Qt::Key_Space);
        QVERIFY(view().isColumnHidden(first));
        QTest::keyClick(&list, Qt::Key_Space);
        QVERIFY(!view().isColumnHidden(first));
        QTest::keyClick(&f().child<QPushButton>("columnDown"), Qt::Key_Space);
        QCOMPARE(view().horizontalHeader()->visualIndex(first), 1);
        f().child<QDialog>("columnsDialog").close();
    }
    void columnsAreKept()
    {
        view().setColumnHidden(KernelTableModel::RuleColumn, false);
        view().horizontalHeader()->moveSection(view().horizontalHeader()->visualIndex(kName), 0);
        f().page().saveLayout();
        f().window().closeRun();
        QVERIFY(f().open(test::sampleRun()));
        QVERIFY(!view().isColumnHidden(KernelTableModel::RuleColumn));
        QCOMPARE(view().horizontalHeader()->visualIndex(kName), 0);
    }
    void theNameStaysInSight()
    {
        view().setColumnHidden(KernelTableModel::RawNameColumn, false);
        QApplication::processEvents(); // the header lays itself out
        QScrollBar &bar = *view().horizontalScrollBar();
        bar.setValue(bar.maximum());
        QVERIFY(view().columnViewportPosition(kName) < 0);
        QVERIFY(view().frozenName().isVisible());
        QCOMPARE(view().frozenName().x(), 0);
        const int rowHeight = view().rowHeight(0);
        QTest::mouseClick(&view().frozenName(), Qt::LeftButton, {},
                          {20, view().horizontalHeader()->height() + rowHeight * 3 + rowHeight / 2});
        QCOMPARE(view().currentRow(), 3);
        QTest::mouseClick(&view().frozenName(), Qt::LeftButton, {}, {20, 5});
        QCOMPARE(view().horizontalHeader()->sortIndicatorSection(), kName);
        view().frozenName().setEnabledByPerson(false);
        QVERIFY(!view().frozenName().isVisible());
    }
    void copiesMarkdown()
    {
        view().selectRowAt(0);
        QTest::keyClick(&view(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QStringList lines = QApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY2(lines[0].startsWith(u"| Share | Total |"_s), qPrintable(lines[0]));
        QVERIFY(lines[1].startsWith(u"| ---: | ---: |"_s));
        QVERIFY(lines[2].contains(shown(0, KernelTableModel::TotalColumn)));
    }
    void markdownTakesNothingForMarkup()
    {
        QCOMPARE(asMarkdown({{u"a|b"_s}, {u"f<u>\n*x*"_s}}, {false}), u"| a\\|b |\n| --- |\n| f\\<u\\> \\*x\\* |\n"_s);
        QCOMPARE(asTsv({{u"a"_s, u"b"_s}, {u"x\ty"_s, u"z\n"_s}}), u"a\tb\nx y\tz \n"_s);
        // A spreadsheet runs no name, and numbers stay numbers.
        QCOMPARE(asTsv({{u"=1+1"_s, u"@x"_s, u"-2"_s, u"+3.5 %"_s, u"-1-cmd"_s}}),
                 u"'=1+1\t'@x\t-2\t+3.5 %\t'-1-cmd\n"_s);
    }
};

QTEST_MAIN(TableGroupsTest)
#include "tst_tablegroups.moc"
