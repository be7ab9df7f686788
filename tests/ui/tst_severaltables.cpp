#include "tests/ui/windowfixture.h"
#include "ui/common/text.h"
#include "ui/comparison/comparedialog.h"
#include "ui/comparison/comparisonpage.h"
#include "ui/mainwindow/comparisonflow.h"
#include "ui/mainwindow/runpage.h"
#include "ui/start/tablesdialog.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
constexpr int kPatienceMs = 30'000;

std::string table(const std::string &kernel, int total)
{
    const std::string number = std::to_string(total);
    return "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n100.0," + number +
           ",1," + number + "," + number + "," + number + "," + number + ",0.0,\"" + kernel + "\"\n";
}

std::string trace(const std::string &kernel, int durationUs)
{
    return R"({"schemaVersion":1,"deviceProperties":[{"id":0,"name":"GPU"}],"traceEvents":[{"ph":"X","cat":"kernel","name":")" +
           kernel + R"(","pid":0,"tid":7,"ts":1000,"dur":)" + std::to_string(durationUs) +
           R"(,"args":{"device":0,"stream":7,"correlation":1,"grid":[1,1,1],"block":[32,1,1]}}]})";
}
} // namespace

/// Files and folders that hold more than one table: the window asks which.
class SeveralTablesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;

    test::WindowFixture &f() { return *m_fixture; }
    std::filesystem::path twoTables()
    {
        return f().scratch().write("notes.md", "# naive\n\n" + table("naive_attention(float *)", 6000) +
                                                   "\n# fused\n\n" + table("fused_attention(float *)", 1000));
    }
    /// The dialog that opening `path` shows.
    TablesDialog *askedFor(const std::filesystem::path &path)
    {
        QSignalSpy asked(&f().window(), &MainWindow::choiceAsked);
        f().window().openRun(fromPath(path));
        return asked.wait(kPatienceMs) ? f().window().findChild<TablesDialog *>() : nullptr;
    }
    static QTreeWidget &listOf(TablesDialog &dialog) { return *dialog.findChild<QTreeWidget *>(u"tablesFound"_s); }
    static QStringList row(TablesDialog &dialog, int number)
    {
        QStringList cells;
        for (int column = 0; column < 4; ++column) {
            cells += listOf(dialog).topLevelItem(number)->text(column);
        }
        return cells;
    }
    std::string kernelOfRun() { return std::string(f().page().session().run().name(makeId<KernelId>(0))); }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<test::WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void aFileWithTwoTablesAsksWhich()
    {
        TablesDialog *dialog = askedFor(twoTables());
        QVERIFY(dialog != nullptr && dialog->isVisible());
        QCOMPARE(listOf(*dialog).topLevelItemCount(), 2);
        const QStringList second = row(*dialog, 1);
        QCOMPARE(second[0], u"fused"_s);
        QVERIFY2(second[1].contains(u"kernel summary"_s), qPrintable(second[1]));
        QCOMPARE(second[2], u"1"_s);
        QVERIFY2(second[3].contains(u"1"_s) && second[3].contains(u"µs"_s), qPrintable(second[3]));
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        QTest::keyClick(&listOf(*dialog), Qt::Key_Down);
        QTest::keyClick(&listOf(*dialog), Qt::Key_Return);
        QVERIFY(opened.wait(kPatienceMs));
        QCOMPARE(kernelOfRun(), std::string("fused_attention(float *)"));
    }
    void theChosenTableComesBackUnasked()
    {
        TablesDialog *dialog = askedFor(twoTables());
        QVERIFY(dialog != nullptr);
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        listOf(*dialog).setCurrentItem(listOf(*dialog).topLevelItem(1));
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"tablesOpen"_s), Qt::LeftButton);
        QVERIFY(opened.wait(kPatienceMs));
        QVERIFY(f().settings().recentRuns().contains(fromPath(f().page().session().run().path())));
        f().restart();
        QSignalSpy again(&f().window(), &MainWindow::runOpened);
        f().window().resume();
        QVERIFY(again.wait(kPatienceMs));
        QCOMPARE(kernelOfRun(), std::string("fused_attention(float *)"));
    }
    void twoOfThemAreCompared()
    {
        TablesDialog *dialog = askedFor(twoTables());
        QVERIFY(dialog != nullptr);
        auto *compare = dialog->findChild<QPushButton *>(u"tablesCompare"_s);
        QVERIFY(!compare->isEnabled());
        QTest::keyClick(&listOf(*dialog), Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(compare->isEnabled());
        QSignalSpy compared(&f().window().comparison(), &ComparisonFlow::compared);
        QTest::mouseClick(compare, Qt::LeftButton);
        QVERIFY(compared.wait(kPatienceMs));
        const ComparisonInput &input = f().window().comparison().page()->session().input();
        QCOMPARE(input.baseline.front()->combined().totalNs, 6000);
        QCOMPARE(input.candidates.front().front()->combined().totalNs, 1000);
    }
    void comparingAsksForEachSide()
    {
        const QString path = fromPath(twoTables());
        f().window().comparison().compare(path, {path});
        QSignalSpy compared(&f().window().comparison(), &ComparisonFlow::compared);
        for (const int line : {1, 0}) {
            const auto find = [this] { return f().window().findChild<TablesDialog *>(); };
            QVERIFY(test::eventually([&] { return find() != nullptr && find()->isVisible(); }));
            TablesDialog *dialog = find();
            QCOMPARE(dialog->windowTitle().contains(u"baseline"_s), line == 1);
            listOf(*dialog).setCurrentItem(listOf(*dialog).topLevelItem(line));
            QTest::keyClick(&listOf(*dialog), Qt::Key_Return);
            QVERIFY(test::eventually([&] { return find() != dialog; }));
        }
        QVERIFY(!compared.isEmpty() || compared.wait(kPatienceMs));
        const ComparisonInput &input = f().window().comparison().page()->session().input();
        QCOMPARE(input.baseline.front()->combined().totalNs, 1000);
        QCOMPARE(input.candidates.front().front()->combined().totalNs, 6000);
    }
    void cancelGoesBackToWhatWasOpen()
    {
        QVERIFY(f().open(test::sampleRun()));
        TablesDialog *dialog = askedFor(twoTables());
        QVERIFY(dialog != nullptr);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(f().page().isVisible());
    }
    void aFolderOfTwoModelsAsks()
    {
        static_cast<void>(f().scratch().write("models/llama_cuda_gpu_kern_sum.csv", table("gemm()", 6000)));
        static_cast<void>(f().scratch().write("models/qwen_cuda_gpu_kern_sum.csv", table("norm()", 3000)));
        TablesDialog *dialog = askedFor(f().scratch().path() / "models");
        QVERIFY(dialog != nullptr);
        QCOMPARE(listOf(*dialog).topLevelItemCount(), 2);
        QCOMPARE(row(*dialog, 1)[0], u"qwen_cuda_gpu_kern_sum.csv"_s);
    }
    void reportsOfOneCaptureAreNoQuestion()
    {
        static_cast<void>(f().scratch().write("one/summary_cuda_gpu_kern_sum.csv", table("gemm()", 6000)));
        static_cast<void>(f().scratch().write("one/summary_cuda_gpu_kern_sum_base.csv", table("gemm", 6000)));
        static_cast<void>(f().scratch().write("one/again.csv", table("gemm()", 6000)));
        QVERIFY(f().open(f().scratch().path() / "one"));
    }
    void aFolderOfCapturesOffersAllAndEach()
    {
        static_cast<void>(f().scratch().write("ranks/rank0.pt.trace.json", trace("gemm()", 50)));
        static_cast<void>(f().scratch().write("ranks/rank1.pt.trace.json", trace("norm()", 30)));
        TablesDialog *dialog = askedFor(f().scratch().path() / "ranks");
        QVERIFY(dialog != nullptr);
        QCOMPARE(listOf(*dialog).topLevelItemCount(), 3);
        QVERIFY2(row(*dialog, 0)[3].contains(u"80"_s), qPrintable(row(*dialog, 0)[3]));
        QVERIFY2(row(*dialog, 2)[1].contains(u"PyTorch"_s), qPrintable(row(*dialog, 2)[1]));
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        QTest::keyClick(&listOf(*dialog), Qt::Key_Return);
        QVERIFY(opened.wait(kPatienceMs));
        QCOMPARE(f().page().session().run().combined().totalNs, 80'000);
    }
};

QTEST_MAIN(SeveralTablesTest)
#include "tst_severaltables.moc"
