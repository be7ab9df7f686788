// The table of a run with a million rows: painting it, scrolling it, and changing its order. ATLAS_ROWS sets another
// number.
#include "core/inference/ruleset.h"
#include "core/run/runloader.h"
#include "ui/common/theme.h"
#include "ui/run/filterbar.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/run/kerneltableview.h"

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTemporaryDir>

#include <cstdlib>
#include <fstream>
#include <random>

#include <malloc.h>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
std::size_t rowCount()
{
    const char *asked = std::getenv("ATLAS_ROWS");
    return asked != nullptr ? std::strtoull(asked, nullptr, 10) : 1'000'000;
}

/// One table whose names are as long as real ones and whose times fall.
void writeTable(const std::filesystem::path &path, std::size_t rows)
{
    std::ofstream file(path);
    file << "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n";
    std::mt19937 random(1);
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t each = 1000 + random() % 100'000;
        file << "0.0," << (rows - row) * 10'000 << ",10," << each << ".0," << each << ".0," << each / 2 << ','
             << each * 2 << ",12.5,\"void "
             << (row % 5 == 0
                     ? "cutlass::Kernel2<cutlass_80_tensorop_bf16_s16816gemm_relu_bf16_256x128_32x3_tn_align8, "
                     : "at::native::vectorized_elementwise_kernel<(int)4, at::native::BinaryFunctor<float, float, "
                       "float, ")
             << "(unsigned long)" << row << ">, std::array<char *, (unsigned long)3>>(int, T2, T3)\"\n";
    }
}

/// What malloc() has handed out.
std::size_t heapBytes()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

double bytesBeyondTheRun = 0.0; ///< of the session and the panel, a row

/// The panel over the big run, made once: loading is not what is measured here.
KernelTablePanel &panel()
{
    static std::size_t heapBefore = 0; // with names and numbers
    static const auto session = [] {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(u"big.csv"_s).toStdString();
        writeTable(path, rowCount());
        auto loaded = std::make_shared<LoadedRun>();
        loaded->run = loadRun(path).value();
        heapBefore = heapBytes();
        loaded->rules = loadRuleSet({.userRules = false}).value().rules;
        loaded->document = std::make_unique<ReviewDocument>(std::make_shared<const Catalog>(Catalog::empty({})));
        loaded->document->attachRun(loaded->run, InferenceTable::build(loaded->run, loaded->rules));
        loaded->texts = RowTexts::of(*loaded->document);
        return std::make_unique<RunSession>(loaded);
    }();
    static KernelTablePanel *const instance = [] {
        auto *made = new KernelTablePanel(*session); // leaves with the process: its session is static too
        made->setStage({});
        made->resize(1220, 800);
        made->show();
        QApplication::processEvents();
        bytesBeyondTheRun = static_cast<double>(heapBytes() - heapBefore) / static_cast<double>(rowCount());
        return made;
    }();
    return *instance;
}

void frameAtRandomPlace(benchmark::State &state)
{
    KernelTableView &view = panel().view();
    std::mt19937 random(2);
    for (auto _ : state) {
        view.verticalScrollBar()->setValue(
            static_cast<int>(random() % static_cast<unsigned>(view.verticalScrollBar()->maximum() + 1)));
        benchmark::DoNotOptimize(view.grab());
    }
}

void scrollOneStep(benchmark::State &state)
{
    QScrollBar &bar = *panel().view().verticalScrollBar();
    bar.setValue(bar.maximum() / 2);
    for (auto _ : state) {
        bar.triggerAction(QAbstractSlider::SliderSingleStepAdd);
        QApplication::processEvents();
    }
}

void showNewOrder(benchmark::State &state)
{
    KernelTableModel &model = panel().model();
    for (auto _ : state) {
        RowOrder order = model.order();
        model.setRows({}, std::move(order));
        QApplication::processEvents();
    }
}

/// By the key, with what listens to the selection: its sum in the status bar.
void selectAllAndSum(benchmark::State &state)
{
    KernelTableView &view = panel().view();
    for (auto _ : state) {
        QKeyEvent press(QEvent::KeyPress, Qt::Key_A, Qt::ControlModifier);
        QApplication::sendEvent(&view, &press);
        benchmark::DoNotOptimize(panel().selectionSummary());
        QApplication::processEvents();
        state.PauseTiming();
        view.clearSelection();
        state.ResumeTiming();
    }
}

/// Not timed: what documents, readings, texts and the table take, without names and numbers.
void memoryPerRow(benchmark::State &state)
{
    panel();
    for (auto _ : state) {
        benchmark::DoNotOptimize(bytesBeyondTheRun);
    }
    state.counters["bytes_per_row"] = bytesBeyondTheRun;
}

void groupByLibrary(benchmark::State &state)
{
    for (auto _ : state) {
        panel().filterBar().setGroupBy(GroupBy::Library);
        QApplication::processEvents();
        state.PauseTiming();
        panel().filterBar().setGroupBy(GroupBy::None);
        state.ResumeTiming();
    }
}
} // namespace

BENCHMARK(memoryPerRow)->Iterations(1);
BENCHMARK(frameAtRandomPlace)->Unit(benchmark::kMillisecond);
BENCHMARK(scrollOneStep)->Unit(benchmark::kMillisecond);
BENCHMARK(showNewOrder)->Unit(benchmark::kMillisecond);
BENCHMARK(selectAllAndSum)->Unit(benchmark::kMillisecond);
BENCHMARK(groupByLibrary)->Unit(benchmark::kMillisecond);

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    applyLook();
    applyTheme(ThemeChoice::Light);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
