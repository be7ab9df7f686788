#include "ui/overview/overviewpage.h"

#include "core/base/format.h"
#include "ui/chart/chartcard.h"
#include "ui/chart/chartview.h"
#include "ui/common/text.h"

#include <QCryptographicHash>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr double kNsPerMs = 1e6;
constexpr double kMostMs = 1e8;

bool areIterationsKnown(const Overview &overview)
{
    return std::ranges::all_of(overview.stages, &OverviewStage::areIterationsKnown);
}
} // namespace

OverviewPage::OverviewPage(RunSession &session, Settings &settings, QWidget *parent)
    : QWidget(parent), m_session(session), m_settings(settings)
{
    setObjectName(u"overviewPage"_s);
    m_byLibrary = overviewOf(session.run(), session.texts(), GroupBy::Library);
    build();
    connect(&session, &RunSession::historyChanged, this, &OverviewPage::refresh);
    connect(&session, &RunSession::catalogChanged, this, &OverviewPage::refresh);
    connect(&session, &RunSession::publicationOptionsChanged, this, &OverviewPage::refresh);
}

void OverviewPage::build()
{
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(10, 10, 10, 10);
    grid->setSpacing(10);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    const auto add = [&](int row, int column, const QString &title, const QString &fileName) {
        auto *card = new ChartCard(title, fileName, content);
        grid->addWidget(card, row, column);
        connect(card, &ChartCard::messageRequested, this, &OverviewPage::messageRequested);
        return card;
    };
    m_libraries = add(0, 0, tr("Time by stage and library"), u"overviewLibraries"_s);
    m_ops = add(0, 1, tr("Time by stage and op"), u"overviewOps"_s);
    m_coverage = add(1, 0, tr("Coverage"), u"overviewCoverage"_s);
    m_launches = add(1, 1, tr("Launches"), u"overviewLaunches"_s);
    m_busy = add(2, 1, tr("How busy the GPU was"), u"overviewBusy"_s);
    grid->addWidget(m_coverage, 1, 0, 2, 1);
    grid->setRowStretch(3, 1);
    setFocusProxy(&m_libraries->view());
    m_busy->setNote(tr("GPU time of an iteration within its wall time. Type the wall time of an iteration, measured "
                       "without the profiler if you can; it is remembered for this run."));
    m_busy->addControls(wallTimeInputs());
    connect(&m_libraries->view(), &ChartView::markActivated, this, [this](int mark) {
        follow(stageBars(m_byLibrary, 1.0).targets[static_cast<std::size_t>(mark)], &m_byLibrary);
    });
    connect(&m_ops->view(), &ChartView::markActivated, this,
            [this](int mark) { follow(stageBars(m_byOp, 1.0).targets[static_cast<std::size_t>(mark)], &m_byOp); });
    connect(&m_coverage->view(), &ChartView::markActivated, this,
            [this](int mark) { follow(m_coverageTargets[static_cast<std::size_t>(mark)], nullptr); });
    connect(&m_launches->view(), &ChartView::markActivated, this, [this](int mark) {
        follow(launchBars(m_byLibrary, 1.0).targets[static_cast<std::size_t>(mark)], nullptr);
    });
    connect(&m_busy->view(), &ChartView::markActivated, this,
            [this](int mark) { follow(m_busyTargets[static_cast<std::size_t>(mark)], nullptr); });
}

QString OverviewPage::wallTimeKey(StageId stage) const
{
    const QByteArray run = QByteArray::fromStdString(m_session.run().path().string());
    const QByteArray hash = QCryptographicHash::hash(run, QCryptographicHash::Sha1).toHex().first(16);
    const QByteArray name = QByteArray::fromStdString(m_session.run().stage(stage).name).toPercentEncoding();
    return QString::fromLatin1(hash + '/' + name);
}

QWidget *OverviewPage::wallTimeInputs()
{
    auto *inputs = new QWidget(this);
    auto *form = new QGridLayout(inputs);
    form->setContentsMargins(0, 0, 0, 0);
    m_wallTimes.resize(m_session.run().stages().size());
    int place = 0;
    for (const OverviewStage &stage : m_byLibrary.stages) {
        auto *input = new QDoubleSpinBox(inputs);
        const QString name = toQString(stage.label);
        input->setObjectName(u"wallTime_"_s + toQString(m_session.run().stage(stage.stage).name));
        input->setRange(0.0, kMostMs);
        input->setDecimals(3);
        input->setSuffix(tr(" ms"));
        input->setSpecialValueText(tr("not known"));
        input->setKeyboardTracking(false);
        input->setAccessibleName(tr("Wall time of an iteration of %1 in milliseconds").arg(name));
        input->setToolTip(input->accessibleName());
        input->setValue(m_settings.wallTimeMs(wallTimeKey(stage.stage)));
        connect(input, &QDoubleSpinBox::valueChanged, this, [this, id = stage.stage](double ms) {
            m_settings.setWallTimeMs(wallTimeKey(id), ms);
            showBusy();
        });
        auto *label = new QLabel(name, inputs);
        label->setTextFormat(Qt::PlainText);
        label->setBuddy(input);
        form->addWidget(label, place / 2, place % 2 * 2);
        form->addWidget(input, place / 2, place % 2 * 2 + 1);
        m_wallTimes[stage.stage.index()] = input;
        ++place;
    }
    form->setColumnStretch(1, 1);
    form->setColumnStretch(3, 1);
    return inputs;
}

void OverviewPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale) {
        refresh();
    }
}

void OverviewPage::refresh()
{
    m_isStale = !isVisible();
    if (m_isStale) {
        return;
    }
    showSplit(*m_libraries, m_byLibrary, GroupBy::Library);
    showSplit(*m_ops, m_byOp, GroupBy::Op);
    m_launches->view().setLayoutFunction([this](double width, double) { return launchBars(m_byLibrary, width).chart; });
    m_launches->setNote(
        areIterationsKnown(m_byLibrary)
            ? tr("Kernel launches of an iteration. Click a bar for the stage's table.")
            : tr("Kernel launches of an iteration; of the whole table where the iterations are not known. Click a bar "
                 "for the stage's table."));
    showCoverage();
    showBusy();
}

void OverviewPage::showSplit(ChartCard &card, Overview &overview, GroupBy by)
{
    overview = overviewOf(m_session.run(), m_session.texts(), by);
    card.setNote(areIterationsKnown(overview)
                     ? tr("GPU time of one iteration. Click a piece for its kernels.")
                     : tr("GPU time of one iteration; of the whole table where the iterations are not known. Click a "
                          "piece for its kernels."));
    card.view().setLayoutFunction([&overview](double width, double) { return stageBars(overview, width).chart; });
}

void OverviewPage::showCoverage()
{
    const ReviewDocument &document = m_session.document();
    std::vector<KernelId> selection;
    for (const EntryId entry : publicationSelection(document, m_session.publicationOptions())) {
        if (const auto kernel = document.kernelOf(entry)) {
            selection.push_back(*kernel);
        }
    }
    const Coverage coverage = coverageOf(m_session.run(), selection);
    m_coverage->setNote(tr("The selection, %1 of %2 kernels, covers %3 of the combined time. Each bar adds the next "
                           "kernel to those before it.")
                            .arg(toQString(formatCount(static_cast<std::int64_t>(coverage.selected))),
                                 toQString(formatCount(static_cast<std::int64_t>(coverage.kernels))),
                                 toQString(formatPercent(coverage.selectedShare))));
    const auto draw = [this, coverage](double width) {
        return coverageChart(
            coverage, [this](KernelId kernel) { return std::string(m_session.texts().friendlyName(kernel)); }, width);
    };
    m_coverageTargets = draw(1.0).targets;
    m_coverage->view().setLayoutFunction([draw](double width, double) { return draw(width).chart; });
}

void OverviewPage::showBusy()
{
    std::vector<StageBusy> stages;
    for (const OverviewStage &stage : m_byLibrary.stages) {
        stages.push_back({stage.stage, stage.label, stage.ns, m_wallTimes[stage.stage.index()]->value() * kNsPerMs});
    }
    m_busyTargets = busyBars(stages, 1.0).targets;
    m_busy->view().setLayoutFunction([stages](double width, double) { return busyBars(stages, width).chart; });
}

void OverviewPage::follow(const LinkedChart::Target &target, const Overview *overview)
{
    if (target.kernel) {
        Q_EMIT kernelRequested(*target.kernel);
    } else if (overview != nullptr && target.series) {
        Q_EMIT kernelsRequested(target.stage, overview->by, overview->series[*target.series].texts);
    } else {
        Q_EMIT kernelsRequested(target.stage, GroupBy::None, {});
    }
}

} // namespace atlas::ui
