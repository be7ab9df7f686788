#include "tests/screens/screenshots.h"

#include "ui/common/text.h"
#include "ui/comparison/comparisonpage.h"
#include "ui/comparison/comparisonsummary.h"
#include "ui/comparison/comparisontablemodel.h"
#include "ui/comparison/differencespanel.h"
#include "ui/comparison/runsinput.h"
#include "ui/mainwindow/comparisonflow.h"
#include "ui/mainwindow/samplerun.h"

#include <QApplication>
#include <QComboBox>
#include <QTabBar>
#include <QTimer>

#include <cstdio>

namespace atlas::screens
{

using namespace Qt::StringLiterals;

namespace
{
constexpr QSize kPictureSize(1440, 900);
constexpr QSize kSmallSize(1366, 768);

/// The table with the most to tell: decode where there is one.
void showDecode(ui::ComparisonPage &page)
{
    for (int i = 0; i < page.tabs().count(); ++i) {
        if (page.tabs().tabData(i).toString() == u"decode"_s) {
            page.tabs().setCurrentIndex(i);
        }
    }
}

/// A renamed pair: what its names differ in is worth a picture. The first line where there is none.
void selectRenamed(ui::ComparisonPage &page)
{
    const ui::ComparisonTableModel &model = page.differences().model();
    int wanted = 0;
    for (int line = model.rowCount() - 1; line >= 0; --line) {
        const ComparisonRow *row = model.rowAt(line);
        wanted = row != nullptr && row->mark == PairMark::Renamed ? line : wanted;
    }
    page.differences().view().selectLine(wanted);
}

void setGrouping(ui::ComparisonPage &page, ComparisonGrouping grouping)
{
    auto *choice = page.findChild<QComboBox *>(u"comparisonGrouping"_s);
    choice->setCurrentIndex(choice->findData(static_cast<int>(grouping)));
}
} // namespace

void Screenshots::startComparison(int candidates)
{
    const auto baseline = ui::sampleRunPath();
    const auto candidate = ui::sampleCandidatePath();
    if (!baseline || !candidate) {
        std::fprintf(stderr, "screenshots: the sample runs could not be written\n");
        QApplication::exit(2);
        return;
    }
    QStringList paths = {ui::fromPath(*candidate)};
    if (candidates > 1) {
        paths.append( // the baseline once more: nothing changed there
            ui::fromPath(*baseline));
    }
    m_window.comparison().compare(ui::fromPath(*baseline), paths); // goes on when both are compared
}

void Screenshots::addComparisonPictures(const std::function<QString(const char *)> &file)
{
    const auto page = [this]() -> ui::ComparisonPage & { return *m_window.comparison().page(); };
    addPicture(file("compare-runs"), [this] {
        m_window.comparison().askWhatToCompare();
        const auto sides = QApplication::activeModalWidget()->findChildren<ui::RunsInput *>();
        sides.front()->setPaths({u"runs/before-1"_s, u"runs/before-2"_s, u"runs/before-3"_s});
        sides.back()->setPaths({u"runs/after-1"_s, u"runs/after-2"_s, u"runs/after-3"_s});
    });
    m_steps.push_back([this] {
        QApplication::activeModalWidget()->close();
        m_window.resize(kPictureSize);
        startComparison(1);
    });
    addPicture(file("compare"), [page] {
        showDecode(page());
        selectRenamed(page());
    });
    addPicture(file("compare-grouped"), [page] {
        setGrouping(page(), ComparisonGrouping::Library);
        page().differences().model().setOpen(0, true);
        page().differences().view().selectLine(1);
    });
    addPicture(file("compare-side-by-side"), [page] {
        setGrouping(page(), ComparisonGrouping::None);
        selectRenamed(page());
        page().setView(ui::ComparisonPage::View::SideBySide);
    });
    addPicture(file("compare-combined"), [page] {
        page().setView(ui::ComparisonPage::View::Differences);
        page().tabs().setCurrentIndex(0);
        page().summary().toggleIdentity();
    });
    addPicture(file("compare-small"), [this, page] {
        page().summary().toggleIdentity();
        showDecode(page());
        m_window.resize(kSmallSize);
    });
    m_steps.push_back([this] {
        m_window.resize(kPictureSize);
        startComparison(2);
    });
    addPicture(file("compare-candidates"), [page] {
        showDecode(page());
        page().setView(ui::ComparisonPage::View::AllCandidates);
    });
    m_steps.push_back([this] {
        m_window.comparison().leave();
        QTimer::singleShot(0, this, &Screenshots::next);
    });
}

} // namespace atlas::screens
