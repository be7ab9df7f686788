#include "tests/ui/windowfixture.h"
#include "ui/common/changetablemodel.h"
#include "ui/common/changetableview.h"
#include "ui/common/text.h"
#include "ui/session/runsession.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

/// The preview of an edit of many entries.
class ChangeTableTest : public QObject
{
    Q_OBJECT

private:
    test::ScratchDir m_scratch;
    std::unique_ptr<RunSession> m_session;
    std::vector<EntryId> m_entries;

    [[nodiscard]] std::vector<BulkChange> plan(const std::string &description) const
    {
        return planSetField(m_session->document(), m_entries, Field::Description, FieldValue(description));
    }
    static QVariant cell(const ChangeTableModel &model, int row, int column, int role = Qt::DisplayRole)
    {
        return model.index(row, column).data(role);
    }

private Q_SLOTS:
    void init()
    {
        auto loaded = test::load(test::writeRun(m_scratch, "run", {"void a<u>(int)", "void b(int)", "void c(int)"}));
        QVERIFY(loaded);
        m_session = std::make_unique<RunSession>(loaded);
        m_entries.clear();
        for (const char *name : {"void a<u>(int)", "void b(int)", "void c(int)"}) {
            m_entries.push_back(*m_session->document().find(name));
        }
    }
    void isAProperModel()
    {
        ChangeTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        model.setChanges(m_session->snapshot(), plan("one"));
        QCOMPARE(model.rowCount(), 3);
        model.setIncluded(0, 1, false);
        QVERIFY(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(!model.setData(model.index(0, 1), Qt::Checked, Qt::CheckStateRole));
        model.setChanges(nullptr, {});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.includedCount(), std::size_t{0});
    }
    void leavesRowsOut()
    {
        ChangeTableModel model;
        model.setChanges(m_session->snapshot(), plan("one"));
        QSignalSpy changed(&model, &ChangeTableModel::includedChanged);
        model.setIncluded(1, 2, false);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.includedCount(), std::size_t{1});
        QCOMPARE(model.included().size(), std::size_t{1});
        QVERIFY(model.included().front().entry == m_entries[0]);
        QCOMPARE(cell(model, 1, ChangeTableModel::KernelColumn, Qt::CheckStateRole).toInt(), int{Qt::Unchecked});
        QCOMPARE(cell(model, 0, ChangeTableModel::KernelColumn, Qt::CheckStateRole).toInt(), int{Qt::Checked});
    }
    void showsNamesAsTheyAre()
    {
        ChangeTableModel model;
        model.setChanges(m_session->snapshot(), plan("one"));
        QCOMPARE(toUtf8(cell(model, 0, ChangeTableModel::KernelColumn).toString()),
                 m_session->document().info(m_entries[0]).text(Field::FriendlyName));
        QVERIFY(cell(model, 0, ChangeTableModel::KernelColumn, Qt::ToolTipRole).toString().contains(u"&lt;u&gt;"_s));
        QCOMPARE(cell(model, 0, ChangeTableModel::FieldColumn).toString(), u"Description"_s);
    }
    void marksWhatDiffers_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<int>("begin");
        QTest::addColumn<int>("length");
        const QString start(60, u'a');
        QTest::newRow("in the middle") << u"GEMM (BF16, 64)"_s << u"GEMM (FP16, 64)"_s << u"GEMM (FP16, 64)"_s << 6
                                       << 2;
        QTest::newRow("all") << u"one"_s << u"two"_s << u"two"_s << 0 << 3;
        QTest::newRow("inserted") << u"ab"_s << u"aab"_s << u"aab"_s << 1 << 1;
        QTest::newRow("taken away") << u"aab"_s << u"ab"_s << u"ab"_s << 1 << 0;
        QTest::newRow("far behind") << QString(start + u"x"_s) << QString(start + u"y"_s)
                                    << QString(u"…"_s + start.first(24) + u"y"_s) << 25 << 1;
    }
    void marksWhatDiffers()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        ChangeTableModel model;
        model.setChanges(m_session->snapshot(), {{m_entries[0], Field::Description, toUtf8(before), toUtf8(after)}});
        QTEST(cell(model, 0, ChangeTableModel::AfterColumn).toString(), "shown");
        QTEST(cell(model, 0, ChangeTableModel::AfterColumn, ChangeTableModel::MarkBeginRole).toInt(), "begin");
        QTEST(cell(model, 0, ChangeTableModel::AfterColumn, ChangeTableModel::MarkLengthRole).toInt(), "length");
    }
    void saysNoneForNull()
    {
        ChangeTableModel model;
        model.setChanges(m_session->snapshot(), {{m_entries[0], Field::Tiled, FieldValue(), FieldValue("x")}});
        QCOMPARE(cell(model, 0, ChangeTableModel::BeforeColumn).toString(), u"none"_s);
        QCOMPARE(cell(model, 0, ChangeTableModel::BeforeColumn, ChangeTableModel::MarkLengthRole).toInt(), 0);
    }
    void spaceAndTheBoxToggle()
    {
        ChangeTableModel model;
        model.setChanges(m_session->snapshot(), plan("one"));
        ChangeTableView view(model);
        view.resize(800, 300);
        view.show();
        view.setFocus();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.setCurrentIndex(model.index(0, 0));
        QTest::keyClick(&view, Qt::Key_Space);
        QCOMPARE(model.includedCount(), std::size_t{2});
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&view, Qt::Key_Space); // all as the current row: in again
        QCOMPARE(model.includedCount(), std::size_t{3});
        QTest::keyClick(&view, Qt::Key_Space);
        QCOMPARE(model.includedCount(), std::size_t{0});
        const QRect cellRect = view.visualRect(model.index(1, ChangeTableModel::KernelColumn));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {cellRect.left() + 14, cellRect.center().y()});
        QVERIFY(model.isIncluded(1));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {cellRect.left() + 120, cellRect.center().y()});
        QVERIFY(model.isIncluded(1)); // beside the box only selects
    }
};

QTEST_MAIN(ChangeTableTest)
#include "tst_changetable.moc"
