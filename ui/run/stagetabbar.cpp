#include "ui/run/stagetabbar.h"

#include "core/base/format.h"
#include "core/report/scopetext.h"
#include "core/run/listedshare.h"
#include "ui/common/paint.h"
#include "ui/common/text.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kSidePadding = 14;
constexpr int kTopPadding = 7;
constexpr int kBarHeight = 3;
constexpr double kDetailScale = 0.86;

/// What part of its outermost stage's time an inner stage takes, so that its bar can be compared with the outer one's.
double barShare(const Run &run, StageId id)
{
    const Stage &stage = run.stage(id);
    if (stage.isCombined) {
        return 1.0;
    }
    const StageId outer = stage.scope.nestedIn.value_or(id);
    const double outerShare = run.shareAmongTopLevel(outer).value_or(0.0);
    const auto outerNs = static_cast<double>(run.stage(outer).totalNs);
    return outerNs > 0 ? outerShare * static_cast<double>(stage.totalNs) / outerNs : 0.0;
}

QString stageToolTip(const Run &run, StageId id)
{
    const Stage &stage = run.stage(id);
    QString text = QObject::tr("%1\nTotal %2 ns in %3 launches of %4 kernels")
                       .arg(fromPath(stage.file), toQString(formatExact(static_cast<double>(stage.totalNs))),
                            toQString(formatCount(stage.instances)),
                            toQString(formatCount(static_cast<std::int64_t>(stage.rows.size()))));
    if (const auto share = run.shareAmongTopLevel(id)) {
        text += QObject::tr("\n%1 of the top-level stages' time").arg(toQString(formatPercent(*share)));
    }
    if (!stage.scope.capture.empty()) {
        text += QObject::tr("\nCaptured: %1").arg(toQString(stage.scope.capture));
    }
    if (stage.isSummed) {
        text += QObject::tr("\nThe run has no combined table: this is the sum of its top-level stages.");
    }
    if (stage.isPartial) {
        text += stage.listedShare < 1.0
                    ? QObject::tr("\nThe file lists kernels of %1 of the time: shares are of the whole.")
                          .arg(toQString(listedPercent(stage.listedShare)))
                    : QObject::tr("\nThe file lists only part of the kernels: shares are of those listed.");
    }
    if (stage.lostDigits) {
        text += QObject::tr("\nThe file is not in nanoseconds: times are rounded.");
    }
    return text;
}
} // namespace

QString tabScope(const Run &run, const Stage &stage)
{
    if (stage.listedShare < 1.0) {
        return QObject::tr("part: %1 of the time").arg(toQString(listedPercent(stage.listedShare)));
    }
    if (stage.isSummed) {
        return QObject::tr("sum of stages");
    }
    if (stage.scope.nestedIn) {
        return QObject::tr("in %1").arg(toQString(run.stage(*stage.scope.nestedIn).name));
    }
    const double iterations = stage.scope.iterations;
    if (iterations <= 0) {
        return {};
    }
    return std::abs(iterations - 1.0) < 1e-9
               ? QObject::tr("1 iteration")
               : QObject::tr("%1 iterations").arg(toQString(formatIterations(iterations)));
}

StageTabBar::StageTabBar(QWidget *parent) : QTabBar(parent)
{
    setObjectName(u"stageTabs"_s);
    setAccessibleName(tr("Tables of the run"));
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideNone);
    setMouseTracking(true);
    connect(this, &QTabBar::currentChanged, this, [this](int index) {
        if (index < 0) {
            return;
        }
        if (page(index) == Page::Table) {
            Q_EMIT stageChosen(makeId<StageId>(static_cast<std::size_t>(index)));
        } else {
            Q_EMIT pageChosen(page(index));
        }
    });
}

void StageTabBar::setRun(const Run &run)
{
    for (std::size_t index = 0; index < run.stages().size(); ++index) {
        const auto id = makeId<StageId>(index);
        const Stage &stage = run.stage(id);
        const QString scope = tabScope(run, stage);
        const QString total = toQString(formatDuration(static_cast<double>(stage.totalNs)));
        const QString name = stage.isCombined ? tr("Combined") : toQString(stage.name);
        m_tabs.append({name, scope.isEmpty() ? total : total + u" · "_s + scope, barShare(run, id)});
        addTab(QString(name).replace(u'&', u"&&"_s));
        setTabToolTip(static_cast<int>(index), plainToolTip(stageToolTip(run, id)));
    }
    if (run.stages().size() > 1) {
        addPage(
            Page::Matrix, tr("Matrix"), tr("stage × kernel"),
            tr("All tables side by side: which kernel takes how long where, and whether the stages make up combined"));
    }
    addPage(Page::Overview, tr("Overview"), tr("charts"), tr("Where the time goes, in pictures"));
}

void StageTabBar::addPage(Page page, const QString &name, const QString &detail, const QString &toolTip)
{
    m_tabs.append({name, detail, 0.0, page});
    setTabToolTip(addTab(name), toolTip);
}

StageTabBar::Page StageTabBar::page(int index) const
{
    return index >= 0 && index < m_tabs.size() ? m_tabs[index].page : Page::Table;
}

void StageTabBar::showPage(Page page)
{
    for (int index = 0; index < m_tabs.size(); ++index) {
        if (m_tabs[index].page == page) {
            setCurrentIndex(index);
            return;
        }
    }
}

QFont StageTabBar::detailFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * kDetailScale);
    return small;
}

QSize StageTabBar::tabSizeHint(int index) const
{
    if (index < 0 || index >= m_tabs.size()) {
        return QTabBar::tabSizeHint(index); // asked by addTab() before the entry is complete
    }
    const Tab &tab = m_tabs[index];
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics small(detailFont());
    const int width = std::max(QFontMetrics(bold).horizontalAdvance(tab.name), small.horizontalAdvance(tab.detail));
    return {width + 2 * kSidePadding, fontMetrics().height() + small.height() + 2 * kTopPadding + kBarHeight + 3};
}

void StageTabBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(0, height() - 1, width(), height() - 1);
    for (int index = 0; index < m_tabs.size(); ++index) {
        paintTab(painter, index);
    }
}

void StageTabBar::paintTab(QPainter &painter, int index) const
{
    const QRect rect = tabRect(index);
    const Tab &tab = m_tabs[index];
    const bool current = index == currentIndex();
    if (current) {
        painter.fillRect(rect, palette().color(QPalette::Base));
        painter.setPen(palette().color(QPalette::Mid));
        painter.drawLine(rect.topLeft(), rect.bottomLeft());
        painter.drawLine(rect.topLeft(), rect.topRight());
        painter.drawLine(rect.topRight(), rect.bottomRight());
    } else if (rect.contains(mapFromGlobal(QCursor::pos())) && underMouse()) {
        painter.fillRect(rect.adjusted(0, 0, 0, -1), palette().color(QPalette::Midlight));
    }
    const QRect inner = rect.adjusted(kSidePadding, kTopPadding, -kSidePadding, -kTopPadding);
    QFont bold = font();
    bold.setBold(current);
    painter.setFont(bold);
    painter.setPen(palette().color(current ? QPalette::WindowText : QPalette::PlaceholderText));
    drawTextLine(painter, inner, Qt::AlignTop | Qt::AlignLeft, tab.name, layoutDirection());
    painter.setFont(detailFont());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QRect detail = inner.adjusted(0, fontMetrics().height() + 1, 0, 0);
    drawTextLine(painter, detail, Qt::AlignTop | Qt::AlignLeft, tab.detail, layoutDirection());
    const int barWidth = tab.share > 0 ? std::max(1, static_cast<int>(inner.width() * std::min(tab.share, 1.0))) : 0;
    const QRect bar(inner.left(), rect.bottom() - kBarHeight - 4, barWidth, kBarHeight);
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect, bar), palette().color(QPalette::Accent));
    if (current && hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Accent), 1.5));
        painter.drawRoundedRect(QRectF(rect).adjusted(3, 3, -3, -1), 3, 3);
    }
}

} // namespace atlas::ui
