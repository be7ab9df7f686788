#include "tests/ui/windowfixture.h"
#include "ui/common/text.h"
#include "ui/run/kerneltablemodel.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/run/kerneltableview.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QSignalSpy>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
const std::vector<std::string> kNames = {
    "void cutlass::Kernel2<cutlass_80_tensorop_bf16_s16816gemm_relu_bf16_256x128_32x3_tn_align8>(T1::Params)",
    "void f<u>(T1::Params)", "ampere_sgemm_128x64_tn"};
}

class KernelTableTest : public QObject
{
    Q_OBJECT

private:
    test::ScratchDir m_scratch;
    std::unique_ptr<RunSession> m_session;

    [[nodiscard]] static QString cell(const KernelTableModel &model, int row, int column, int role = Qt::DisplayRole)
    {
        return model.index(row, column).data(role).toString();
    }

private Q_SLOTS:
    void init()
    {
        auto loaded = test::load(test::writeRun(m_scratch, "run", kNames));
        QVERIFY(loaded);
        m_session = std::make_unique<RunSession>(loaded);
    }
    void isAProperModel()
    {
        KernelTableModel model(*m_session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        model.setRows({}, {0, 1, 2});
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(m_session->setField(m_session->document().entryOf(model.kernelAt(1)), Field::FriendlyName,
                                    std::string("x")));
        model.setRows({}, {2});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    }
    void showsNumbersAndExactTips()
    {
        KernelTableModel model(*m_session);
        model.setRows({}, {0, 1, 2});
        QCOMPARE(cell(model, 0, KernelTableModel::ShareColumn), u"50.0\u00a0%"_s);
        QCOMPARE(cell(model, 0, KernelTableModel::TotalColumn, KernelTableModel::SortRole), u"3000"_s);
        QVERIFY(cell(model, 0, KernelTableModel::TotalColumn, Qt::ToolTipRole).contains(u"3000 ns"_s));
        QCOMPARE(cell(model, 1, KernelTableModel::InstancesColumn, KernelTableModel::CopyRole), u"10"_s);
        QCOMPARE(model.index(0, KernelTableModel::TotalColumn).data(Qt::TextAlignmentRole).toInt(),
                 static_cast<int>(Qt::AlignRight | Qt::AlignVCenter));
    }
    void namesStayPlainText()
    {
        KernelTableModel model(*m_session);
        model.setRows({}, {1});
        QCOMPARE(cell(model, 0, KernelTableModel::RawNameColumn), u"void f<u>(T1::Params)"_s);
        QVERIFY(cell(model, 0, KernelTableModel::RawNameColumn, Qt::ToolTipRole).contains(u"f&lt;u&gt;"_s));
    }
    void longNamesAreCutForShowOnly()
    {
        const std::string name = "void f<" + std::string(3000, 'x') + ">()";
        auto loaded = test::load(test::writeRun(m_scratch, "long", {name}));
        QVERIFY(loaded);
        RunSession session(loaded);
        KernelTableModel model(session);
        model.setRows({}, {0});
        QCOMPARE(cell(model, 0, KernelTableModel::RawNameColumn).size(), kMaxCellCharacters);
        QCOMPARE(cell(model, 0, KernelTableModel::RawNameColumn, KernelTableModel::CopyRole),
                 QString::fromStdString(name));
    }
    void anEditRepaintsItsRowOnly()
    {
        KernelTableModel model(*m_session);
        model.setRows({}, {2, 1, 0});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        m_session->setField(m_session->document().entryOf(model.kernelAt(1)), Field::FriendlyName,
                            std::string("a <b>name</b>"));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(changed[0][1].toModelIndex().row(), 1);
        QCOMPARE(cell(model, 1, KernelTableModel::FriendlyNameColumn), u"a <b>name</b>"_s);
    }
    void copiesWhatIsShownAsTsv()
    {
        KernelTablePanel panel(*m_session);
        panel.setStage({});
        panel.view().selectRowAt(1);
        for (int column = 0; column < KernelTableModel::ColumnCount; ++column) {
            panel.view().setColumnHidden(column, column != KernelTableModel::TotalColumn &&
                                                     column != KernelTableModel::RawNameColumn);
        }
        QCOMPARE(panel.view().selectionAsTsv(), u"Total (ns)\tRaw name\n2000\tvoid f<u>(T1::Params)\n"_s);
        QCOMPARE(panel.selectionSummary(), u"1 selected · 2.00\u00a0µs · 33.3\u00a0%"_s);
    }
    void rowsHaveFixedHeight()
    {
        KernelTablePanel panel(*m_session);
        QCOMPARE(panel.view().verticalHeader()->sectionResizeMode(0), QHeaderView::Fixed);
    }
};

QTEST_MAIN(KernelTableTest)
#include "tst_kerneltable.moc"
