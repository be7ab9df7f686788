#include "ui/comparison/comparisonsummary.h"

#include "core/base/format.h"
#include "core/report/comparisontext.h"
#include "core/report/scopetext.h"
#include "ui/common/corewords.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/keyhint.h"
#include "ui/common/text.h"
#include "ui/common/verdictappearance.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// A rounded box on the page's ground.
class CardFrame : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(palette().color(QPalette::Mid));
        painter.setBrush(palette().color(QPalette::Base));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
};

QString rowHtml(const QString &mark, const QString &name, const QString &baseline, const QString &candidate,
                bool isChanged)
{
    const auto cell = [isChanged](const QString &text) {
        const QString shown = escaped(text.isEmpty() ? u"–"_s : text);
        return u"<td style=\"padding-right:24px\">"_s + (isChanged ? u"<b>"_s + shown + u"</b>"_s : shown) + u"</td>"_s;
    };
    return u"<tr>"_s + cell(mark) + cell(name) + cell(baseline) + cell(candidate) + u"</tr>"_s;
}

QString scopeOf(const RunSide &side, const std::string &stage)
{
    const std::optional<StageId> id = side.firstRun().findStage(stage);
    return id ? coreText(scopeText(side.firstRun(), side.firstRun().stage(*id))) : QString();
}
} // namespace

ComparisonSummary::ComparisonSummary(QWidget *parent)
    : QWidget(parent), m_baseline(makeCard(u"baselineCard"_s, tr("Baseline"))),
      m_candidate(makeCard(u"candidateCard"_s, tr("Candidate"))),
      m_difference(makeCard(u"differenceCard"_s, tr("Difference"))), m_counts(new QLabel(m_difference.widget)),
      m_changed(new QLabel(this)), m_sentences(new QLabel(this)), m_more(new QToolButton(this)),
      m_identity(new QLabel(this))
{
    m_counts->setObjectName(u"verdictCounts"_s);
    m_counts->setTextFormat(Qt::RichText); // only our own words and numbers
    m_difference.widget->layout()->addWidget(m_counts);
    m_changed->setObjectName(u"changedFields"_s);
    m_sentences->setObjectName(u"comparisonSentences"_s);
    for (QLabel *label : {m_changed, m_sentences}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setFocusPolicy(Qt::NoFocus);
    }
    m_sentences->setForegroundRole(QPalette::PlaceholderText);
    m_identity->setObjectName(u"comparisonIdentity"_s);
    m_identity->setTextFormat(Qt::RichText); // every value is escaped
    m_identity->setWordWrap(true);
    m_identity->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_identity->setFocusPolicy(Qt::NoFocus);
    m_identity->hide();
    m_more->setObjectName(u"identityButton"_s);
    m_more->setText(tr("Runs"));
    m_more->setCheckable(true);
    m_more->setToolTip(tr("All that is known of both runs, side by side, changed fields first (Ctrl+I)"));
    setKeyHint(*m_more, "comparison.details");
    connect(m_more, &QToolButton::toggled, this, [this](bool on) { m_identity->setVisible(on); });

    auto *cards = new QHBoxLayout;
    cards->setSpacing(10);
    cards->addWidget(m_baseline.widget, 1);
    cards->addWidget(m_candidate.widget, 1);
    cards->addWidget(m_difference.widget, 1);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_changed);
    words->addWidget(m_sentences);
    auto *line = new QHBoxLayout;
    line->addLayout(words, 1);
    line->addWidget(m_more, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 6, 10, 4);
    layout->setSpacing(5);
    layout->addLayout(cards);
    layout->addLayout(line);
    layout->addWidget(m_identity);
}

ComparisonSummary::Card ComparisonSummary::makeCard(const QString &name, const QString &accessible)
{
    Card card{new CardFrame(this), nullptr, nullptr, nullptr};
    card.widget->setObjectName(name);
    card.widget->setAccessibleName(accessible);
    auto *layout = new QVBoxLayout(card.widget);
    layout->setContentsMargins(14, 8, 14, 8);
    layout->setSpacing(2);
    card.title = new ElidedLabel(Qt::ElideRight, card.widget);
    card.detail = new ElidedLabel(Qt::ElideRight, card.widget);
    card.figure = new ElidedLabel(Qt::ElideRight, card.widget);
    QFont bold = font();
    bold.setBold(true);
    card.title->setFont(bold);
    card.detail->setForegroundRole(QPalette::PlaceholderText);
    for (ElidedLabel *label : {card.title, card.detail, card.figure}) {
        layout->addWidget(label);
    }
    return card;
}

void ComparisonSummary::show(const RunComparison &comparison, const StageComparison &stage)
{
    showSide(m_baseline, tr("Baseline"), *comparison.baseline, stage, true);
    showSide(m_candidate, tr("Candidate"), *comparison.candidate, stage, false);
    const double share =
        stage.baselineNs > 0 ? static_cast<double>(stage.parts.deltaNs) / static_cast<double>(stage.baselineNs) : 0.0;
    m_difference.title->setFullText(stage.baselineNs > 0
                                        ? tr("%1 (%2)").arg(toQString(signedDuration(stage.parts.deltaNs)),
                                                            toQString(formatChange(std::log1p(share))))
                                        : toQString(signedDuration(stage.parts.deltaNs)));
    m_difference.detail->setFullText(
        tr("calls %1 · speed %2")
            .arg(toQString(signedDuration(stage.parts.callsNs)), toQString(signedDuration(stage.parts.speedNs))));
    const auto pairs = stage.rows.size() - stage.count(PairMark::Added) - stage.count(PairMark::Removed);
    const auto count = [](std::size_t n) { return toQString(formatCount(static_cast<std::int64_t>(n))); };
    m_difference.figure->setFullText(tr("%1 of %2 pairs tested, %3 refused")
                                         .arg(count(stage.tested), count(pairs), count(stage.count(Verdict::Refused))));
    m_verdicts = stage.verdicts;
    paintCounts(stage);

    QStringList changed;
    for (const IdentityField &field : comparison.identity) {
        if (field.isChanged) {
            changed += u"%1 %2 → %3"_s.arg(coreWord(field.name), toQString(field.baseline), toQString(field.candidate));
        }
    }
    m_changed->setText(changed.isEmpty() ? QString() : tr("≠ Changed: %1").arg(changed.join(u" · "_s)));
    m_changed->setVisible(!changed.isEmpty());
    QStringList sentences;
    for (const std::string &sentence : stageSentences(stage)) {
        sentences += coreText(sentence);
    }
    for (const std::string &note : comparison.notes) {
        sentences += coreText(note);
    }
    m_sentences->setText(sentences.join(u" · "_s));
    showIdentity(comparison, stage);
}

void ComparisonSummary::showSide(const Card &card, const QString &word, const RunSide &side,
                                 const StageComparison &stage, bool isBaseline)
{
    const std::size_t runs = side.runs().size();
    const QString label = toQString(side.firstRun().identity().label);
    card.title->setFullText(runs == 1 ? tr("%1 %2").arg(word, label)
                                      : tr("%1 %2 and %3 more runs").arg(word, label).arg(runs - 1));
    QStringList details = toQString(sideHeadline(side)).split(u" · "_s).sliced(1); // the label is in the title
    details.last() = coreText(toUtf8(details.last()));                             // how many kernels
    details += scopeOf(side, stage.name);
    details.removeAll(QString());
    card.detail->setFullText(details.join(u" · "_s));
    const std::int64_t ns = isBaseline ? stage.baselineNs : stage.candidateNs;
    const QString time = toQString(formatDuration(static_cast<double>(ns)));
    const double divisor = isBaseline ? stage.baselineDivisor : stage.candidateDivisor;
    card.figure->setFullText(divisor == 1.0
                                 ? tr("%1 of GPU time").arg(time)
                                 : tr("%1 of GPU time, divided by %2").arg(time, QString::number(divisor, 'g', 5)));
}

void ComparisonSummary::paintCounts(const StageComparison &stage)
{
    QString html;
    for (std::size_t i = 0; i < kVerdictCount; ++i) {
        const auto verdict = static_cast<Verdict>(i);
        if (m_verdicts[i] > 0) {
            html += u"<span style=\"color:%1\">%2&nbsp;%3&nbsp;%4</span>&nbsp;&nbsp; "_s.arg(
                color(tone(verdict), palette()).name(), toQString(glyph(verdict)),
                toQString(formatCount(static_cast<std::int64_t>(m_verdicts[i]))), coreWord(toString(verdict)));
        }
    }
    m_counts->setText(html);
    m_counts->setAccessibleName(countsInWords(stage.verdicts));
}

void ComparisonSummary::showIdentity(const RunComparison &comparison, const StageComparison &stage)
{
    const RunSide &a = *comparison.baseline;
    const RunSide &b = *comparison.candidate;
    QString rows = rowHtml({}, tr("Run"), toQString(a.firstRun().identity().label),
                           toQString(b.firstRun().identity().label), false);
    const auto addScope = [&] {
        const QString before = scopeOf(a, stage.name);
        const QString after = scopeOf(b, stage.name);
        // How much of the time the iterations explain is no part of the scope.
        const bool isChanged =
            before.section(u", "_s, 0, 0) != after.section(u", "_s, 0, 0) && !before.isEmpty() && !after.isEmpty();
        if (!before.isEmpty() || !after.isEmpty()) {
            rows += rowHtml(isChanged ? u"≠"_s : u"="_s, tr("Scope"), before, after, isChanged);
        }
    };
    for (const IdentityField &field : comparison.identity) {
        const bool areKnown = !field.baseline.empty() && !field.candidate.empty();
        rows += rowHtml(field.isChanged ? u"≠"_s
                        : areKnown      ? u"="_s
                                        : u"?"_s,
                        coreWord(field.name), toQString(field.baseline), toQString(field.candidate), field.isChanged);
    }
    addScope();
    rows += rowHtml({}, tr("Folder"), fromPath(a.firstRun().path()), fromPath(b.firstRun().path()), false);
    m_identity->setText(u"<table cellspacing=\"0\" cellpadding=\"1\">"_s + rows + u"</table>"_s);
}

void ComparisonSummary::toggleIdentity()
{
    m_more->toggle();
}

QString ComparisonSummary::sentences() const
{
    return m_sentences->text();
}

void ComparisonSummary::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange) {
        StageComparison counts;
        counts.verdicts = m_verdicts;
        paintCounts(counts);
    }
}

} // namespace atlas::ui
