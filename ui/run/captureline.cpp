#include "ui/run/captureline.h"

#include "core/base/format.h"
#include "core/report/capturetext.h"
#include "ui/common/appearance.h"
#include "ui/common/counttext.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/text.h"

#include <QEvent>
#include <QVBoxLayout>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
QString time(std::int64_t ns)
{
    return toQString(formatDuration(static_cast<double>(ns)));
}

/// "8.95 ms = 8.40 ms busy + 0.55 ms idle", with what of it is only communication or copies.
QStringList useParts(const TimeUse &use)
{
    QStringList parts = {
        CaptureLine::tr("%1 = %2 busy + %3 idle").arg(time(use.wallNs), time(use.busyNs), time(use.idleNs))};
    if (use.exposedCommNs > 0) {
        parts += CaptureLine::tr("exposed communication %1").arg(time(use.exposedCommNs));
    }
    if (use.exposedCopyNs > 0) {
        parts += CaptureLine::tr("exposed copies %1").arg(time(use.exposedCopyNs));
    }
    return parts;
}

QString stepText(const StepSummary &step, std::size_t ranks)
{
    const QString stage = toQString(step.stage);
    QStringList parts = useParts(step.median);
    parts.front() = (step.stage == "step" ? CaptureLine::tr("step %1") : CaptureLine::tr("%1 step %2").arg(stage))
                        .arg(parts.front());
    parts += CaptureLine::tr("%1 of %2 steps").arg(countText(step.steps), countText(step.of));
    if (ranks > 1) {
        parts += CaptureLine::tr("%1 ranks ± %2").arg(countText(ranks), toQString(formatPercent(step.rankSpread)));
    }
    return parts.join(u" · "_s);
}

QString headlineText(const CaptureSummary &capture)
{
    if (const StepSummary *step = mainStep(capture)) {
        return stepText(*step, capture.ranks.size());
    }
    QStringList parts = capture.time.wallNs > 0 ? useParts(capture.time) : QStringList();
    parts += CaptureLine::tr("%1 launches").arg(toQString(formatCount(capture.launches)));
    if (!capture.ranks.empty()) {
        parts += CaptureLine::tr("%1 GPUs").arg(countText(capture.ranks.size()));
    }
    return parts.join(u" · "_s);
}

QString usableText(const CaptureSummary &capture)
{
    QStringList reasons;
    for (const CaptureVerdict &verdict : capture.verdicts) {
        reasons += CaptureLine::tr("%1 (spoils %2)").arg(toQString(verdict.reason), toQString(verdict.spoils));
    }
    return reasons.isEmpty() ? CaptureLine::tr("Usable: nothing was found that spoils this capture")
                             : CaptureLine::tr("Usable with care: %1").arg(reasons.join(u"; "_s));
}

/// All reasons with what holds and what cures them, a paragraph each.
QString usableTip(const CaptureSummary &capture)
{
    QStringList lines;
    for (const CaptureVerdict &verdict : capture.verdicts) {
        lines += CaptureLine::tr("%1. Spoils %2; holds: %3.")
                     .arg(toQString(verdict.reason), toQString(verdict.spoils), toQString(verdict.holds));
        if (!verdict.cure.empty()) {
            lines.back() += u' ' + CaptureLine::tr("Cure: %1").arg(toQString(verdict.cure));
        }
    }
    return lines.join(u"\n"_s);
}
} // namespace

CaptureLine::CaptureLine(const Run &run, QWidget *parent)
    : QWidget(parent), m_headline(new ElidedLabel(Qt::ElideRight, this)),
      m_usable(new ElidedLabel(Qt::ElideRight, this))
{
    setObjectName(u"captureLine"_s);
    m_headline->setObjectName(u"stepHeadline"_s);
    m_usable->setObjectName(u"usability"_s);
    QFont bold = m_headline->font();
    bold.setBold(true);
    m_headline->setFont(bold);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 4);
    layout->setSpacing(2);
    layout->addWidget(m_headline);
    layout->addWidget(m_usable);
    setVisible(run.capture() != nullptr);
    if (run.capture() == nullptr) {
        return;
    }
    m_headline->setFullText(headlineText(*run.capture()));
    m_usable->setFullText(usableText(*run.capture()));
    m_hasReasons = !run.capture()->verdicts.empty();
    if (m_hasReasons) {
        setToolTip(u"<qt>"_s + usableTip(*run.capture()).toHtmlEscaped().replace(u'\n', u"<br>"_s) + u"</qt>"_s);
        m_usable->setAccessibleDescription(usableTip(*run.capture()));
    }
    paintTone();
}

void CaptureLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        paintTone();
    }
}

void CaptureLine::paintTone()
{
    QPalette tinted = palette();
    tinted.setColor(QPalette::WindowText, color(m_hasReasons ? Tone::Caution : Tone::Quiet, palette()));
    m_usable->setPalette(tinted);
}

} // namespace atlas::ui
