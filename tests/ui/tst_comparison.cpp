#include "tests/ui/windowfixture.h"
#include "ui/chart/chartview.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/text.h"
#include "ui/comparison/comparisonpage.h"
#include "ui/comparison/comparisonsummary.h"
#include "ui/comparison/comparisontablemodel.h"
#include "ui/comparison/differencespanel.h"
#include "ui/comparison/namedifferenceview.h"
#include "ui/comparison/pairdialog.h"
#include "ui/comparison/pairpanel.h"
#include "ui/comparison/plaintablemodel.h"
#include "ui/comparison/seriesmodel.h"
#include "ui/comparison/seriespanel.h"
#include "ui/comparison/sidebysidepanel.h"
#include "ui/mainwindow/comparisonflow.h"
#include "ui/mainwindow/runpage.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/session/ruledesk.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QScopeGuard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTabBar>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
std::filesystem::path sampleCandidate()
{
    return test::sampleRun().parent_path() / "sample-candidate";
}
} // namespace

class ComparisonTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;

    test::WindowFixture &f() { return *m_fixture; }
    ComparisonPage &page() { return *f().window().comparison().page(); }
    ComparisonTableModel &model() { return page().differences().model(); }
    ComparisonTableView &view() { return page().differences().view(); }
    QPushButton &button(const char *name) { return f().child<QPushButton>(name); }
    const StageComparison &table() { return page().session().comparison().stages[page().stage()]; }

    bool compare(const std::filesystem::path &baseline, const std::vector<std::filesystem::path> &candidates)
    {
        QStringList paths;
        for (const std::filesystem::path &path : candidates) {
            paths += fromPath(path);
        }
        QSignalSpy compared(&f().window().comparison(), &ComparisonFlow::compared);
        f().window().comparison().compare(fromPath(baseline), paths);
        return compared.wait(30'000);
    }
    bool compareSamples()
    {
        const bool compared = compare(test::sampleRun(), {sampleCandidate()});
        for (int i = 0; compared && i < page().tabs().count(); ++i) {
            if (page().tabs().tabData(i).toString() == u"decode"_s) {
                page().tabs().setCurrentIndex(i);
            }
        }
        return compared;
    }
    /// Presses a key in the table and waits for the comparison that it brings.
    bool press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QSignalSpy changed(&page().session(), &ComparisonSession::changed);
        QTest::keyClick(&view(), key, modifiers);
        return !changed.isEmpty() || changed.wait(30'000);
    }
    int lineWith(PairMark mark)
    {
        for (int line = 0; line < model().rowCount(); ++line) {
            if (model().rowAt(line) != nullptr && model().rowAt(line)->mark == mark) {
                return line;
            }
        }
        return -1;
    }
    QString cell(int line, int column) { return model().index(line, column).data().toString(); }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<test::WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void aSubstitutionInNamesPairsThemAll()
    {
        const std::filesystem::path before =
            test::writeRun(f().scratch(), "julia/before", {"_jl_mod_norm_1", "_jl_mod_gemm_2", "=same()"});
        const std::filesystem::path after =
            test::writeRun(f().scratch(), "julia/after", {"_jl_norm_1", "_jl_gemm_2", "=same()"});
        QVERIFY(compare(before, {after}));
        const auto byName = [this] { return std::ranges::count(table().rows, PairMark::Same, &ComparisonRow::mark); };
        const auto paired = [this] {
            return std::ranges::count_if(table().rows, [](const ComparisonRow &row) {
                return row.mark != PairMark::Added && row.mark != PairMark::Removed && row.mark != PairMark::Replaced;
            });
        };
        QCOMPARE(byName(), 1);
        QVERIFY(paired() < 3);
        QAction *ask = f().window().findChild<QAction *>(u"comparison.rename"_s);
        QVERIFY(ask != nullptr && ask->isEnabled());
        ask->trigger();
        auto &field = f().child<QLineEdit>("renameText");
        QVERIFY(field.hasFocus());
        QTest::keyClicks(&field, u"_jl_mod_"_s);
        QTest::keyClick(&field, Qt::Key_Return);
        QVERIFY(f().child<QLabel>("renameProblem").text().contains(u"s/PATTERN/REPLACEMENT/"_s));
        field.clear();
        QTest::keyClicks(&field, u"s/_jl_mod_/_jl_/"_s);
        QSignalSpy changed(&page().session(), &ComparisonSession::changed);
        QTest::keyClick(&field, Qt::Key_Return);
        QVERIFY(changed.wait(30'000));
        QCOMPARE(paired(), 3);
        QVERIFY(!f().child<QLabel>("renameProblem").isVisible());
        // Kept with the decisions about pairs.
        f().restart();
        QVERIFY(compare(before, {after}));
        QCOMPARE(paired(), 3);
        auto &taken = f().child<QPushButton>("rename");
        QVERIFY(taken.isVisible() && taken.text().startsWith(u"s/_jl_mod_/_jl_/"_s));
        QSignalSpy again(&page().session(), &ComparisonSession::changed);
        QTest::mouseClick(&taken, Qt::LeftButton);
        QVERIFY(again.wait(30'000));
        QVERIFY(page().session().renames().empty());
        QTest::keyClick(&f().window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(again.wait(30'000));
        QCOMPARE(page().session().renames().size(), std::size_t{1});
    }
    void copiedCellsAreNoFormulas()
    {
        const std::filesystem::path run = test::writeRun(f().scratch(), "odd/before", {"=HYPERLINK(1)", "@b()"});
        QVERIFY(compare(run, {test::writeRun(f().scratch(), "odd/after", {"=HYPERLINK(1)", "@b()"})}));
        view().selectAll();
        const QString text = view().selectionAsTsv();
        QVERIFY2(!text.contains(u"\n="_s) && text.contains(u"\n'=\t"_s), qPrintable(text)); // the mark of a pair
        page().setView(ComparisonPage::View::SideBySide);
        page().copy();
        const QString side = QApplication::clipboard()->text();
        QVERIFY2(!side.startsWith(u'=') && !side.contains(u"\t="_s), qPrintable(side));
    }
    void startPageAsksForBothRuns()
    {
        QTest::mouseClick(&button("startCompare"), Qt::LeftButton);
        QTest::keyClicks(f().child<QComboBox>("compareBaseline").lineEdit(), fromPath(test::sampleRun()));
        QPushButton &go = button("compareButton");
        QTest::mouseClick(&go, Qt::LeftButton);
        QVERIFY(f().child<QLabel>("compareProblem").text().contains(u"candidate"_s));
        f().child<QComboBox>("compareCandidate").lineEdit()->setText(fromPath(sampleCandidate()));
        QSignalSpy compared(&f().window().comparison(), &ComparisonFlow::compared);
        QTest::mouseClick(&go, Qt::LeftButton);
        QVERIFY(compared.wait(30'000));
        QCOMPARE(f().window().focusWidget(), &view());
    }
    void messagesTakeTheLineOfTheFooter()
    {
        QVERIFY(compareSamples());
        const QWidget &footer = f().child<QWidget>("comparisonFooter");
        QVERIFY(footer.isVisible());
        f().window().statusBar()->showMessage(u"a message"_s);
        QTest::keyClick(&view(), Qt::Key_Down); // brings the footer up to date
        QTest::keyClick(&f().window(), Qt::Key_Tab, Qt::ControlModifier);
        QVERIFY(!footer.isVisible());
        f().window().statusBar()->clearMessage();
        QVERIFY(footer.isVisible());
    }
    void askingAFolderWithManyRunsOffersThem()
    {
        test::writeRun(f().scratch(), "tmp/nsys-profile/one", {"f()"});
        test::writeRun(f().scratch(), "tmp/nsys-profile/two", {"f()"});
        QTest::keyClick(&f().window(), Qt::Key_D, Qt::ControlModifier);
        f().child<QComboBox>("compareBaseline").lineEdit()->setText(fromPath(f().scratch().path()));
        QTest::mouseClick(&button("compareButton"), Qt::LeftButton);
        QVERIFY(f().child<QLabel>("compareProblem").text().startsWith(u"2 runs"_s));
        QCOMPARE(f().child<QComboBox>("compareBaseline").count(), 2);
    }
    void asksForSeveralCandidates()
    {
        QVERIFY(f().open(test::sampleRun()));
        QTest::keyClick(&f().window(), Qt::Key_D, Qt::ControlModifier);
        QVERIFY(!f().child<QRadioButton>("compareEach").isVisible());
        QTest::keyClicks(f().child<QComboBox>("compareCandidate").lineEdit(), fromPath(sampleCandidate()));
        QTest::mouseClick(&button("compareCandidateAdd"), Qt::LeftButton);
        QComboBox &added = f().child<QComboBox>("compareCandidate2");
        QWidget *focus = added.window()->focusWidget();
        QVERIFY(focus == &added || focus == added.lineEdit());
        QTest::keyClicks(f().child<QComboBox>("compareCandidate2").lineEdit(), fromPath(sampleCandidate()));
        QVERIFY(f().child<QRadioButton>("compareEach").isVisible());
        QTest::mouseClick(&button("compareButton"), Qt::LeftButton);
        QVERIFY(f().child<QLabel>("compareProblem").text().contains(u"twice"_s));
        QLineEdit &second = *f().child<QComboBox>("compareCandidate2").lineEdit();
        second.selectAll();
        QTest::keyClicks(&second, fromPath(test::sampleRun()));
        QSignalSpy compared(&f().window().comparison(), &ComparisonFlow::compared);
        QTest::keyClick(&second, Qt::Key_Return);
        QVERIFY(compared.wait(30'000));
        QCOMPARE(page().session().input().baseline.size(), std::size_t{1});
        QCOMPARE(page().session().input().candidates.size(), std::size_t{2});
        page().session().setCandidate(1); // against itself
        QCOMPARE(table().parts.deltaNs, std::int64_t{0});
    }
    void asksForSeveralRunsASide()
    {
        for (const char *name : {"a/1", "a/2", "a/3", "b/1", "b/2", "b/3"}) {
            const std::filesystem::path from = name[0] == 'a' ? test::sampleRun() : sampleCandidate();
            std::filesystem::create_directories((f().scratch().path() / name).parent_path());
            std::filesystem::copy(from, f().scratch().path() / name, std::filesystem::copy_options::recursive);
        }
        QTest::mouseClick(&button("startCompare"), Qt::LeftButton);
        const auto type = [this](const char *line, const std::filesystem::path &path) {
            f().child<QComboBox>(line).lineEdit()->setText(fromPath(path));
        };
        type("compareBaseline", f().scratch().path() / "a");
        type("compareCandidate", f().scratch().path() / "b" / "1");
        QTest::mouseClick(&button("compareButton"), Qt::LeftButton);
        QTest::mouseClick(&button("compareTakeAll"), Qt::LeftButton); // of the folder
        QVERIFY(!button("compareTakeAll").isVisible());
        QVERIFY(f().child<QComboBox>("compareBaseline3").isVisible());
        QVERIFY(f().child<QRadioButton>("compareTogether").isChecked());
        QVERIFY(!f().child<QRadioButton>("compareEach").isEnabled());
        QTest::mouseClick(&button("compareButton"), Qt::LeftButton);
        QVERIFY(f().child<QLabel>("compareProblem").text().contains(u"at least three a side"_s));
        for (const char *line : {"compareCandidate2", "compareCandidate3", "compareCandidate4"}) {
            QTest::mouseClick(&button("compareCandidateAdd"), Qt::LeftButton);
            type(line, f().scratch().path() / "b" / "2");
        }
        type("compareCandidate3", f().scratch().path() / "b" / "3");
        QTest::mouseClick(&f().child<QToolButton>("compareCandidateRemove4"), Qt::LeftButton);
        QVERIFY(f().window().findChild<QComboBox *>(u"compareCandidate4"_s) == nullptr ||
                !f().child<QComboBox>("compareCandidate4").isVisible());
        QSignalSpy compared(&f().window().comparison(), &ComparisonFlow::compared);
        QTest::mouseClick(&button("compareButton"), Qt::LeftButton);
        QVERIFY(compared.wait(30'000));
        QCOMPARE(page().session().input().baseline.size(), std::size_t{3});
        QCOMPARE(page().session().input().candidates.size(), std::size_t{1});
        QCOMPARE(page().session().input().candidates.front().size(), std::size_t{3});
    }
    void aMovedRunKeepsItsDecisions()
    {
        const std::filesystem::path here = f().scratch().path() / "here";
        std::filesystem::copy(sampleCandidate(), here, std::filesystem::copy_options::recursive);
        QVERIFY(compare(test::sampleRun(), {here}));
        for (int i = 0; i < page().tabs().count(); ++i) {
            if (page().tabs().tabData(i).toString() == u"decode"_s) {
                page().tabs().setCurrentIndex(i);
            }
        }
        view().selectLine(lineWith(PairMark::Renamed));
        const std::string baseline(page().differences().currentRow()->baseline.rawName);
        const std::string candidate(page().differences().currentRow()->candidate.rawName);
        view().setFocus();
        QVERIFY(press(Qt::Key_C));
        const std::filesystem::path there = f().scratch().path() / "another" / "name";
        std::filesystem::create_directories(there.parent_path());
        std::filesystem::rename(here, there);
        QVERIFY(compare(test::sampleRun(), {there}));
        QVERIFY(page().session().decisionOn(baseline, candidate, "decode") != nullptr);
        QVERIFY(compare(there, {test::sampleRun()})); // the other way round
        QVERIFY(page().session().decisionOn(candidate, baseline, "decode") != nullptr);
    }
    void aRunThatIsNotThereIsAnError()
    {
        QSignalSpy failed(&f().window().comparison(), &ComparisonFlow::comparingFailed);
        f().window().comparison().compare(fromPath(test::sampleRun()), {u"/nowhere"_s});
        QVERIFY(failed.wait(30'000));
        QVERIFY(failed.front().front().toString().contains(u"/nowhere"_s));
        for (QPushButton *back : f().window().findChildren<QPushButton *>()) {
            if (back->isVisible() && back->text().remove(u'&') == u"Back"_s) {
                QTest::mouseClick(back, Qt::LeftButton);
            }
        }
        QVERIFY(!f().window().comparison().isShown());
    }
    void summaryTellsBothSidesAndWhatChanged()
    {
        QVERIFY(compareSamples());
        QVERIFY(f().child<QWidget>("baselineCard").isVisible());
        const QString changed = f().child<QLabel>("changedFields").text();
        QVERIFY2(changed.contains(u"torch 2.6.0+cu126 → 2.7.1+cu128"_s), qPrintable(changed));
        QVERIFY(!changed.contains(u"command"_s)); // only the file that was written to differs
        QVERIFY(page().summary().sentences().contains(u"multiplier 1"_s));
        QVERIFY(f().child<QLabel>("verdictCounts").accessibleName().contains(u"3 faster"_s));
        QLabel &identity = f().child<QLabel>("comparisonIdentity");
        QVERIFY(!identity.isVisible());
        QTest::keyClick(&f().window(), Qt::Key_I, Qt::ControlModifier);
        QVERIFY(identity.isVisible());
        QVERIFY(identity.text().indexOf(u"CUDA"_s) < identity.text().indexOf(u"GPU"_s)); // changed fields first
    }
    void tableSortsByDifferenceAndShowsVerdicts()
    {
        QVERIFY(compareSamples());
        const QAbstractItemModelTester tester(&model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model().rowCount(), static_cast<int>(table().rows.size()));
        for (int line = 1; line < model().rowCount(); ++line) {
            QVERIFY(std::abs(model().rowAt(line - 1)->parts.deltaNs) >= std::abs(model().rowAt(line)->parts.deltaNs));
        }
        QCOMPARE(cell(0, ComparisonTableModel::VerdictColumn), u"▼ faster"_s);
        QVERIFY(cell(0, ComparisonTableModel::DeltaColumn).startsWith(u'−'));
        QCOMPARE(model().index(0, ComparisonTableModel::BarColumn).data(ComparisonTableModel::BarRole).toDouble(),
                 -1.0);
        QCOMPARE(model().index(0, ComparisonTableModel::BarColumn).data(Qt::AccessibleTextRole).toString(),
                 cell(0, ComparisonTableModel::DeltaColumn));
        const int refused = [&] {
            for (int line = 0; line < model().rowCount(); ++line) {
                if (model().rowAt(line)->verdict == Verdict::Refused) {
                    return line;
                }
            }
            return -1;
        }();
        QVERIFY(cell(refused, ComparisonTableModel::NoteColumn).startsWith(u"calls changed"_s));
        view().horizontalHeader()->sectionClicked(ComparisonTableModel::KernelColumn);
        QVERIFY(cell(0, ComparisonTableModel::KernelColumn).toLower() <
                cell(model().rowCount() - 1, ComparisonTableModel::KernelColumn).toLower());
    }
    void filtersByTextVerdictAndSize()
    {
        QVERIFY(compareSamples());
        const int all = model().rowCount();
        QTest::keyClick(&f().window(), Qt::Key_F, Qt::ControlModifier);
        QLineEdit &line = f().child<QLineEdit>("comparisonFilterText");
        QVERIFY(line.hasFocus());
        QTest::keyClicks(&line, u"flash"_s);
        QVERIFY(model().rowCount() > 0 && model().rowCount() < all);
        QTest::keyClicks(&line, u"/("_s);
        QTest::keyClick(&line, Qt::Key_Escape);
        QCOMPARE(model().rowCount(), all);
        QTest::keyClicks(&line, u"/(/"_s);
        QVERIFY(f().child<QLabel>("comparisonFilterError").isVisible());
        QCOMPARE(model().rowCount(), all);
        QTest::keyClick(&line, Qt::Key_Escape);
        const auto verdicts = button("verdictFilter").menu()->actions();
        verdicts[static_cast<int>(Verdict::Slower)]->trigger();
        QCOMPARE(model().rowCount(), static_cast<int>(table().count(Verdict::Slower)));
        verdicts[static_cast<int>(Verdict::Slower)]->trigger();
        f().child<QComboBox>("minimumDelta").setCurrentIndex(3); // 1 % of the table
        QVERIFY(model().rowCount() > 0 && model().rowCount() < all);
        QVERIFY(f().child<QLabel>("comparisonCount").text().contains(u"of %1 rows"_s.arg(all)));
    }
    void groupsOpenAndCloseByKeys()
    {
        QVERIFY(compareSamples());
        const QAbstractItemModelTester tester(&model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        f().child<QComboBox>("comparisonGrouping").setCurrentIndex(1);
        QVERIFY(model().groupAt(0) != nullptr);
        const int closed = model().rowCount();
        std::int64_t sum = 0;
        for (int line = 0; line < closed; ++line) {
            sum += model().groupAt(line)->parts.deltaNs;
        }
        QCOMPARE(sum, table().parts.deltaNs);
        view().selectLine(0);
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_Right);
        QCOMPARE(model().rowCount(), closed + static_cast<int>(model().groupAt(0)->rows.size()));
        QTest::keyClick(&view(), Qt::Key_Down);
        QVERIFY(model().rowAt(view().currentLine()) != nullptr);
        QTest::keyClick(&view(), Qt::Key_Left); // to the group's line
        QCOMPARE(view().currentLine(), 0);
        QTest::keyClick(&view(), Qt::Key_Left);
        QCOMPARE(model().rowCount(), closed);
    }
    void detailsShowSpreadNamesAndNumbers()
    {
        QVERIFY(compareSamples());
        const int renamed = lineWith(PairMark::Renamed);
        QVERIFY(renamed >= 0);
        view().selectLine(renamed);
        QVERIFY(f().child<NameDifferenceView>("baselineName").isVisible());
        QCOMPARE(f().child<NameDifferenceView>("baselineName").marked(), QStringList({u"16"_s, u"16"_s}));
        QCOMPARE(f().child<NameDifferenceView>("candidateName").marked(), QStringList({u"32"_s, u"32"_s}));
        QVERIFY(f().child<ChartView>("pairDistribution").chart().rectangles.size() >= 4);
        QVERIFY(f().child<QLabel>("pairNumbers").text().contains(u"1\u202F152"_s));
        QVERIFY(f().child<QLabel>("pairTest").text().contains(u"adjusted p"_s));
        QVERIFY(f().child<QLabel>("pairSentence").text().startsWith(u"▼ faster"_s));
        view().selectLine(lineWith(PairMark::Added));
        QVERIFY(!f().child<ChartView>("pairDistribution").isVisible());
        QVERIFY(!f().child<NameDifferenceView>("baselineName").isVisible());
    }
    void waterfallEndsAtTheCandidatesTotal()
    {
        QVERIFY(compareSamples());
        const Chart &chart = page().differences().waterfall().chart();
        QVERIFY(chart.rectangles.size() >= 4);
        QVERIFY(chart.rectangles.back().tooltip.starts_with("candidate"));
        QVERIFY(f().child<QLabel>("waterfallTitle").text().contains(u"decode"_s));
    }
    void barsOfTheWaterfallLeadToTheirPairs()
    {
        QVERIFY(compareSamples());
        view().selectLine(model().rowCount() - 1);
        ChartView &bars = page().differences().waterfall();
        bars.setFocus(Qt::TabFocusReason); // the baseline's total is the first mark
        const ComparisonRow *before = page().differences().currentRow();
        QTest::keyClick(&bars, Qt::Key_Return);
        QCOMPARE(page().differences().currentRow(), before); // no pair's
        QTest::keyClick(&bars, Qt::Key_Right);
        QTest::keyClick(&bars, Qt::Key_Return);
        const ComparisonRow *row = page().differences().currentRow();
        QVERIFY(row != before);
        QVERIFY(bars.markText(1).startsWith(
            QString::fromStdString(page().session().comparison().friendlyName(*row) + ": ")));
    }
    void swappingMirrorsEverything()
    {
        QVERIFY(compareSamples());
        const Decomposition before = table().parts;
        const std::size_t slower = table().count(Verdict::Slower);
        QVERIFY(press(Qt::Key_T, Qt::ControlModifier));
        QCOMPARE(table().name, std::string("decode")); // the same table stays
        QCOMPARE(table().parts, (Decomposition{-before.deltaNs, -before.callsNs, -before.speedNs}));
        QCOMPARE(table().count(Verdict::Faster), slower);
    }
    void thresholdDecidesAnew()
    {
        QVERIFY(compareSamples());
        QComboBox &choice = f().child<QComboBox>("thresholdChoice");
        QCOMPARE(choice.currentData().toDouble(), 0.05);
        QSignalSpy changed(&page().session(), &ComparisonSession::changed);
        choice.setFocus();
        QTest::keyClick(&choice, Qt::Key_End); // 20 %
        QVERIFY(!changed.isEmpty() || changed.wait(30'000));
        QCOMPARE(table().threshold, 0.2);
        QCOMPARE(table().count(Verdict::Slower), std::size_t{1});
    }
    void decisionsAreKeptForBothRuns()
    {
        QVERIFY(compareSamples());
        view().selectLine(lineWith(PairMark::Renamed));
        const std::string baseline(page().differences().currentRow()->baseline.rawName);
        const std::string candidate(page().differences().currentRow()->candidate.rawName);
        view().setFocus();
        const std::size_t renamed = table().count(PairMark::Renamed);
        QVERIFY(press(Qt::Key_X));
        QCOMPARE(table().count(PairMark::Renamed), renamed - 1);
        QCOMPARE(model().lineOf(baseline, candidate), -1);
        QVERIFY(press(Qt::Key_Z, Qt::ControlModifier));
        QCOMPARE(table().count(PairMark::Renamed), renamed);
        view().selectLine(model().lineOf(baseline, candidate));
        QVERIFY(press(Qt::Key_C));
        QVERIFY(model().rowAt(model().lineOf(baseline, candidate))->isDecided);
        QVERIFY(compareSamples()); // anew, from the disk
        QVERIFY(model().rowAt(model().lineOf(baseline, candidate))->isDecided);
    }
    void pairsByHand()
    {
        QVERIFY(compareSamples());
        view().selectLine(lineWith(PairMark::Added));
        const std::string candidate(page().differences().currentRow()->candidate.rawName);
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_M);
        auto &list = f().child<QListWidget>("pairPartners");
        QCOMPARE(list.count(), static_cast<int>(table().count(PairMark::Removed)));
        QLineEdit &text = f().child<QLineEdit>("pairFilter");
        QTest::keyClicks(&text, u"rsqrt"_s);
        QCOMPARE(list.count(), 1);
        QSignalSpy changed(&page().session(), &ComparisonSession::changed);
        QTest::keyClick(&text, Qt::Key_Return);
        QVERIFY(!changed.isEmpty() || changed.wait(30'000));
        const int line = lineWith(PairMark::ByHand);
        QVERIFY(line >= 0);
        QCOMPARE(model().rowAt(line)->candidate.rawName, std::string_view(candidate));
        QVERIFY(model().rowAt(line)->baseline.rawName.find("rsqrt") != std::string_view::npos);
    }
    void sideBySideLinksSelectionAndScrolling()
    {
        QVERIFY(compareSamples());
        view().selectLine(lineWith(PairMark::Renamed));
        QTest::keyClick(&f().window(), Qt::Key_2, Qt::AltModifier);
        QTableView &left = page().sideBySide().baselineView();
        QTableView &right = page().sideBySide().candidateView();
        QVERIFY(left.isVisible() && right.isVisible());
        const auto name = [](const QTableView &table) {
            return std::string(static_cast<PlainTableModel *>(table.model())->rawNameAt(table.currentIndex().row()));
        };
        QVERIFY(name(left) != name(right)); // the pair in hand
        left.setFocus();
        QTest::keyClick(&left, Qt::Key_Up);
        const ComparisonRow *pair = nullptr;
        for (const ComparisonRow &row : table().rows) {
            pair = row.baseline.rawName == name(left) ? &row : pair;
        }
        QVERIFY(pair != nullptr);
        QCOMPARE(right.currentIndex().isValid() ? name(right) : std::string(), std::string(pair->candidate.rawName));
        f().window().resize(900, 560);
        QVERIFY(test::eventually([&] { return left.verticalScrollBar()->maximum() > 3; }));
        left.verticalScrollBar()->setValue(0);
        right.verticalScrollBar()->setValue(0);
        left.verticalScrollBar()->setValue(2);
        QCOMPARE(right.verticalScrollBar()->value(), 2);
        right.verticalScrollBar()->setValue(1);
        QCOMPARE(left.verticalScrollBar()->value(), 1);
    }
    void severalCandidatesHaveAColumnEach()
    {
        QVERIFY(compare(test::sampleRun(), {sampleCandidate(), test::sampleRun()}));
        QVERIFY(f().child<QComboBox>("candidateChoice").isVisible());
        QTest::mouseClick(&button("viewAllCandidates"), Qt::LeftButton);
        SeriesModel &series = page().series().model();
        const QAbstractItemModelTester tester(&series, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(series.columnCount(), static_cast<int>(SeriesModel::FirstCandidateColumn) + 2);
        const auto values =
            series.index(0, SeriesModel::TrendColumn).data(SeriesModel::ValuesRole).value<QList<double>>();
        QCOMPARE(values.size(), 3);
        for (int row = 0; row < series.rowCount(); ++row) {
            const ComparisonRow *pair = series.seriesAt(row).rows.front();
            const QString text = series.index(row, SeriesModel::FirstCandidateColumn).data().toString();
            if (pair != nullptr && pair->isPair() && pair->verdict == Verdict::Refused) {
                QVERIFY2(text.contains(u'('), qPrintable(text)); // no plain number where there is no verdict
            }
        }
        QTableView &table = page().series().view();
        table.setCurrentIndex(series.index(1, SeriesModel::FirstCandidateColumn + 1));
        table.setFocus();
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(page().view(), ComparisonPage::View::Differences);
        QCOMPARE(page().session().candidate(), std::size_t{1});
        QVERIFY(page().differences().currentRow() != nullptr);
    }
    void severalRunsASideUseRunMeans()
    {
        QSignalSpy compared(&f().window().comparison(), &ComparisonFlow::compared);
        const QString a = fromPath(test::sampleRun());
        const QString b = fromPath(sampleCandidate());
        f().window().comparison().compareRepeated({a, a, a}, {b, b, b});
        QVERIFY(compared.wait(30'000));
        QVERIFY(page().session().comparison().stages.front().usesRunMeans);
        page().tabs().setCurrentIndex(2);
        QCOMPARE(table().name, std::string("decode"));
        QVERIFY(page().summary().sentences().contains(u"run mean"_s));
    }
    void opensTheKernelInItsRun()
    {
        QVERIFY(f().open(sampleCandidate()));
        QTest::mouseClick(&button("headerCompare"), Qt::LeftButton);
        f().child<QComboBox>("compareCandidate").lineEdit()->setText(fromPath(test::sampleRun()));
        QSignalSpy compared(&f().window().comparison(), &ComparisonFlow::compared);
        QTest::mouseClick(&button("compareButton"), Qt::LeftButton);
        QVERIFY(compared.wait(30'000));
        view().selectLine(lineWith(PairMark::Same));
        const std::string name(page().differences().currentRow()->baseline.rawName); // of the run under review
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_Return);
        QVERIFY(test::eventually([&] {
            const auto kernel = f().page().table().currentKernel();
            return !f().window().comparison().isShown() && kernel && f().page().session().run().name(*kernel) == name;
        }));
        f().window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f().window()));
        QTest::keyClick(&f().window(), Qt::Key_F4); // and back to the comparison
        QVERIFY(f().window().comparison().isShown());
    }
    void opensTheRunOfAKernelThatIsNotOpen()
    {
        QVERIFY(compareSamples());
        view().selectLine(lineWith(PairMark::Added));
        const std::string name(page().differences().currentRow()->rawName());
        view().setFocus();
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        QTest::keyClick(&view(), Qt::Key_Return);
        QVERIFY(opened.wait(30'000));
        QCOMPARE(f().page().session().run().name(*f().page().table().currentKernel()), std::string_view(name));
    }
    void anotherRunGivesWayOnlyWhenAsked()
    {
        // Both runs have the kernel; what is under review has nothing to do with the comparison.
        const auto third = test::writeRun(f().scratch(), "third", {"alpha(int)", "beta(int)"});
        const auto before = test::writeRun(f().scratch(), "before", {"beta(int)", "alpha(int)"});
        const auto after = test::writeRun(f().scratch(), "after", {"beta(int)", "alpha(int)", "gamma(int)"});
        QVERIFY(f().open(third));
        QVERIFY(compare(before, {after}));
        view().setFocus();
        view().selectLine(model().lineOf("beta(int)", "beta(int)"));
        const auto ask = [this] {
            QTest::keyClick(&view(), Qt::Key_Return);
            const QList<QMessageBox *> boxes = f().window().findChildren<QMessageBox *>(u"replaceRunBox"_s);
            const auto box = std::ranges::find_if(boxes, &QWidget::isVisible);
            return box != boxes.end() ? *box : nullptr;
        };
        QMessageBox *box = ask();
        QVERIFY(box != nullptr);
        QVERIFY2(box->text().contains(fromPath(after)) && box->text().contains(fromPath(third)),
                 qPrintable(box->text()));
        QTest::keyClick(box, Qt::Key_Escape);
        QVERIFY(f().window().comparison().isShown());
        QCOMPARE(f().page().session().run().path(), third);
        box = ask();
        QVERIFY(box != nullptr);
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        QTest::mouseClick(box->defaultButton(), Qt::LeftButton);
        QVERIFY(opened.wait(30'000));
        const Run &run = f().page().session().run();
        QCOMPARE(run.path(), after);
        QCOMPARE(run.name(*f().page().table().currentKernel()), std::string_view("beta(int)"));
    }
    void aPairOfTheRunUnderReviewIsShownThere()
    {
        const auto before = test::writeRun(f().scratch(), "before", {"beta(int)", "alpha(int)"});
        const auto after = test::writeRun(f().scratch(), "after", {"beta(int)", "alpha(int)", "gamma(int)"});
        QVERIFY(f().open(before));
        QVERIFY(compare(before, {after}));
        view().setFocus();
        view().selectLine(model().lineOf("beta(int)", "beta(int)"));
        QTest::keyClick(&view(), Qt::Key_Return);
        QVERIFY(!f().window().comparison().isShown());
        QCOMPARE(f().page().session().run().path(), before);
        QVERIFY(f().window().statusBar()->currentMessage().contains(u"before"_s));
    }
    void reviewedNamesAreUsed()
    {
        QVERIFY(f().open(test::sampleRun()));
        const Run &run = f().page().session().run();
        const KernelId first = run.combined().rows.front().kernel;
        f().page().session().setField(f().page().session().document().entryOf(first), Field::FriendlyName,
                                      FieldValue(std::string("my own name")));
        QVERIFY(compare(test::sampleRun(), {sampleCandidate()}));
        const std::string_view rawName = run.name(first);
        QVERIFY(test::eventually([&] { return model().lineOf(rawName, rawName) >= 0; }));
        QCOMPARE(cell(model().lineOf(rawName, rawName), ComparisonTableModel::KernelColumn), u"my own name"_s);
        f().page().session().undo();
    }
    void anotherPackNamesKernelsOtherwise()
    {
        QVERIFY(f().open(test::sampleRun()));
        QVERIFY(compare(test::sampleRun(), {sampleCandidate()}));
        const RuleSet &rules = f().page().session().rules();
        const auto namesOf = [this] {
            QStringList names;
            for (int line = 0; line < model().rowCount(); ++line) {
                names += cell(line, ComparisonTableModel::KernelColumn);
            }
            return names;
        };
        QCOMPARE(rules.packName(), std::string_view("standard"));
        const QStringList before = namesOf();
        QSignalSpy changed(&page().session(), &ComparisonSession::changed);
        f().page().ruleDesk().use(u"seed"_s);
        QVERIFY(changed.wait(30'000));
        QVERIFY(namesOf() != before);
        const ReviewDocument &document = f().page().session().document();
        const int line = lineWith(PairMark::Same);
        const EntryId entry = document.find(model().rowAt(line)->rawName()).value();
        QCOMPARE(cell(line, ComparisonTableModel::KernelColumn),
                 toQString(document.info(entry).text(Field::FriendlyName)));
        f().window().closeRun(); // leaves the comparison
        f().window().closeRun();
        QVERIFY(f().window().runPage() == nullptr);
        QVERIFY(namesOf() != before); // it goes on without the run
    }
    void aBaselineIsReadByThePackThatWasChosenForIt()
    {
        f().settings().setRulePack(fromPath(test::sampleRun()), u"seed"_s);
        QVERIFY(compareSamples());
        const std::shared_ptr<const RuleSet> seed = loadRuleSet({.pack = "seed"}).value().rules;
        const int line = lineWith(PairMark::Same);
        const std::string_view name = model().rowAt(line)->rawName();
        QCOMPARE(cell(line, ComparisonTableModel::KernelColumn),
                 toQString(toDisplayText(seed->fieldAs(name, seed->match(name), Field::FriendlyName))));
    }
    void writesReportsByEnding()
    {
        QVERIFY(compareSamples());
        for (const auto &[name, head] : {std::pair("c.html", "<!DOCTYPE html>"), {"c.md", "#"}, {"c.json", "{"}}) {
            const std::filesystem::path path = f().scratch().path() / name;
            const Result<void> written = page().writeReport(fromPath(path));
            QVERIFY2(written.has_value(), written ? "" : written.error().message.c_str());
            QVERIFY(
                QString::fromStdString(test::bytesOf(path)).startsWith(QLatin1StringView(head), Qt::CaseInsensitive));
        }
        QVERIFY(!page().writeReport(u"/nowhere/c.html"_s).has_value());
    }
    void everyControlSaysWhatItIs()
    {
        QVERIFY(compare(test::sampleRun(), {sampleCandidate(), sampleCandidate()}));
        for (const auto view : {ComparisonPage::View::Differences, ComparisonPage::View::SideBySide,
                                ComparisonPage::View::AllCandidates}) {
            page().setView(view);
            for (const QWidget *widget : page().findChildren<QWidget *>()) {
                if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() != nullptr) {
                    continue;
                }
                const auto *button = qobject_cast<const QAbstractButton *>(widget);
                const bool isNamed =
                    !widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
                QVERIFY2(isNamed, qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' +
                                             widget->objectName()));
            }
        }
    }
    void fitsASmallScreen()
    {
        QVERIFY(compare(test::sampleRun(), {sampleCandidate(), sampleCandidate()}));
        f().window().resize(1366, 768);
        QCOMPARE(f().window().size(), QSize(1366, 768));
        for (const char *name : {"exportComparison", "openInDesk", "pairByHand", "thresholdChoice"}) {
            const QWidget &control = f().child<QWidget>(name);
            QVERIFY(control.parentWidget()->rect().contains(control.geometry()));
            QVERIFY2(control.width() >= control.minimumSizeHint().width(), name);
        }
    }
    void copiesRowsWithExactNumbers()
    {
        QVERIFY(compareSamples());
        view().selectLine(0);
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().split(u'\n');
        QVERIFY(lines[0].contains(u"Δ total"_s));
        QVERIFY(lines[1].contains(QString::number(table().rows.front().parts.deltaNs)));
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
        const auto again = qScopeGuard([] { QApplication::setLayoutDirection(Qt::LeftToRight); });
        QVERIFY(compareSamples());
        f().child<QComboBox>("comparisonGrouping").setCurrentIndex(1);
        view().selectLine(0);
        const int closed = model().rowCount();
        QTest::keyClick(&view(), on);
        QVERIFY(model().rowCount() > closed);
        view().selectLine(1);
        QTest::keyClick(&view(), back); // to the group
        QCOMPARE(view().currentLine(), 0);
        QTest::keyClick(&view(), back);
        QCOMPARE(model().rowCount(), closed);
    }
};

QTEST_MAIN(ComparisonTest)
#include "tst_comparison.moc"
