#include "ui/comparison/pairpanel.h"

#include "core/base/format.h"
#include "core/inference/namedifference.h"
#include "core/report/comparisoncharts.h"
#include "core/report/comparisontext.h"
#include "ui/chart/chartview.h"
#include "ui/common/corewords.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/flatstyle.h"
#include "ui/common/keyhint.h"
#include "ui/common/panelparts.h"
#include "ui/common/text.h"
#include "ui/common/tonelabel.h"
#include "ui/common/verdictappearance.h"
#include "ui/comparison/namedifferenceview.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kMargin = 14;
constexpr int kLeastWidth = 360;

QString duration(double ns)
{
    return toQString(formatDuration(ns));
}

/// One line of the table of numbers; a side that is not there shows a dash.
template<class Value>
QString numberRow(const QString &name, const ComparisonRow &row, Value value)
{
    const auto cell = [&](const ComparedKernel &kernel) {
        return u"<td align=\"right\" style=\"padding-left:20px\">"_s +
               (kernel.isThere() ? escaped(value(kernel.timing)) : u"—"_s) + u"</td>"_s;
    };
    return u"<tr><td>"_s + escaped(name) + u"</td>"_s + cell(row.baseline) + cell(row.candidate) + u"</tr>"_s;
}
} // namespace

PairPanel::PairPanel(ComparisonSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_nothing(quietTitle(tr("No pair selected"), this)),
      m_content(new QWidget(this)), m_title(new ElidedLabel(Qt::ElideMiddle, m_content))
{
    setObjectName(u"pairPanel"_s);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_title->setObjectName(u"pairTitle"_s);
    QFont bold = m_title->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.12);
    m_title->setFont(bold);
    auto *scroll = new QScrollArea(m_content);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(buildBody());
    auto *titleLine = new QHBoxLayout;
    titleLine->setContentsMargins(kMargin, 11, kMargin, 10);
    titleLine->addWidget(m_title);
    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(0);
    content->addLayout(titleLine);
    content->addWidget(separator(m_content));
    content->addWidget(scroll, 1);
    content->addWidget(separator(m_content));
    content->addWidget(buildActions());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_nothing, 1);
    layout->addWidget(m_content, 1);
    setRow(0, nullptr);
}

QWidget *PairPanel::buildBody()
{
    auto *body = new QWidget;
    body->setAutoFillBackground(true);
    body->setBackgroundRole(QPalette::Base);
    m_sentence = new ToneLabel(Tone::Quiet, body);
    m_sentence->setObjectName(u"pairSentence"_s);
    m_spreadTitle = quietTitle(tr("Distribution of one call"), body);
    m_spread = new ChartView(body);
    m_spread->setObjectName(u"pairDistribution"_s);
    m_namesTitle = quietTitle({}, body);
    m_baselineName = new NameDifferenceView(true, body);
    m_candidateName = new NameDifferenceView(false, body);
    m_numbers = new QLabel(body);
    m_numbers->setObjectName(u"pairNumbers"_s);
    m_numbers->setTextFormat(Qt::RichText); // words and numbers, escaped
    m_test = quietTitle({}, body);
    m_test->setObjectName(u"pairTest"_s);
    for (QLabel *label : {static_cast<QLabel *>(m_sentence), m_numbers, m_test}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setFocusPolicy(Qt::NoFocus);
    }
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(kMargin, 10, kMargin, 10);
    layout->setSpacing(7);
    layout->addWidget(m_sentence);
    layout->addWidget(m_spreadLine = separator(body));
    layout->addWidget(m_spreadTitle);
    layout->addWidget(m_spread);
    layout->addWidget(separator(body));
    layout->addWidget(m_namesTitle);
    layout->addWidget(m_baselineName);
    layout->addWidget(m_candidateName);
    layout->addWidget(separator(body));
    layout->addWidget(quietTitle(tr("Numbers"), body));
    layout->addWidget(m_numbers);
    layout->addWidget(m_test);
    layout->addStretch(1);
    return body;
}

QWidget *PairPanel::buildActions()
{
    auto *actions = new QWidget(m_content);
    auto *layout = new QHBoxLayout(actions);
    layout->setContentsMargins(kMargin, 9, kMargin, 9);
    layout->setSpacing(7);
    const auto button = [&](const QString &name, const QString &text, const QString &tip, PairCommand command) {
        auto *made = new QPushButton(text, actions);
        made->setObjectName(name);
        made->setToolTip(tip);
        setKeyHint(*made, comparisonTableKeys()[static_cast<std::size_t>(command)].id);
        layout->addWidget(made);
        connect(made, &QPushButton::clicked, this, [this, command] { Q_EMIT commandRequested(command); });
        return made;
    };
    button(u"openInDesk"_s, tr("&Open in desk"),
           tr("Show this kernel in the review desk of its run (Enter in the table)"), PairCommand::OpenInDesk)
        ->setProperty(kPrimaryProperty, true);
    m_confirm = button(u"confirmPair"_s, tr("Sa&me kernel"), tr("This pair is right; keep it (C in the table)"),
                       PairCommand::Confirm);
    m_reject =
        button(u"rejectPair"_s, tr("&Not the same"), tr("Never pair these two (X in the table)"), PairCommand::Reject);
    m_byHand = button(u"pairByHand"_s, tr("&Pair with…"), tr("Choose its partner by hand (M in the table)"),
                      PairCommand::PairByHand);
    layout->addStretch();
    setMinimumWidth(std::max(kLeastWidth, actions->sizeHint().width())); // no word of a button is cut, in any language
    return actions;
}

void PairPanel::setRow(std::size_t stage, const ComparisonRow *row)
{
    m_stage = stage;
    m_row = row;
    m_content->setVisible(row != nullptr);
    m_nothing->setVisible(row == nullptr);
    if (row != nullptr) {
        showRow();
    }
}

QString PairPanel::sentence(const ComparisonRow &row)
{
    const QString verdict = glyphAndWords(row);
    const QString where =
        tr("Δ total %1: calls %2, speed %3.")
            .arg(toQString(signedDuration(row.parts.deltaNs)), toQString(signedDuration(row.parts.callsNs)),
                 toQString(signedDuration(row.parts.speedNs)));
    if (!row.isPair()) {
        return tr("%1. %2 %3").arg(verdict, explanation(row.mark), where);
    }
    const QString interval = coreText(formatInterval(row));
    // A refused change stands in brackets, as everywhere.
    const QString change = coreText(row.verdict == Verdict::Refused ? changeText(row) : formatChange(row.logRatio));
    return interval.isEmpty() ? tr("%1; one call %2. %3").arg(verdict, change, where)
                              : tr("%1: one call %2 %3. %4").arg(verdict, change, interval, where);
}

void PairPanel::showRow()
{
    const RunComparison &comparison = m_session.comparison();
    const StageComparison &stage = comparison.stages[m_stage];
    const ComparisonRow &row = *m_row;
    m_title->setFullText(toQString(comparison.friendlyName(row)));
    QString sentence = PairPanel::sentence(row);
    if (const QString note = coreText(noteText(stage, row)); !note.isEmpty()) {
        sentence += u"\n"_s + note;
    }
    m_sentence->setTone(tone(row.verdict));
    m_sentence->setMessage(sentence);
    const bool hasSpread = distribution(row).has_value();
    for (QWidget *part : {m_spreadLine, static_cast<QWidget *>(m_spreadTitle), static_cast<QWidget *>(m_spread)}) {
        part->setVisible(hasSpread);
    }
    if (hasSpread) {
        m_spread->setLayoutFunction([row](double width, double) { return distribution(row, width).value_or(Chart{}); });
    }
    showNames(row);
    m_numbers->setText(numbers(row));
    const QString test = coreText(testText(stage, row));
    m_test->setText(test);
    m_test->setVisible(!test.isEmpty());
    const bool isFound = row.isPair() && row.mark != PairMark::Same;
    m_confirm->setEnabled(isFound && !row.isDecided);
    m_reject->setEnabled(row.isPair());
    m_byHand->setEnabled(!row.isPair());
}

void PairPanel::showNames(const ComparisonRow &row)
{
    const bool differ = row.isPair() && row.baseline.rawName != row.candidate.rawName;
    const NameDifference difference =
        differ ? nameDifference(row.baseline.rawName, row.candidate.rawName) : NameDifference{};
    m_namesTitle->setText(differ ? tr("Names: baseline, then candidate; what differs is marked") : tr("Name"));
    m_baselineName->setVisible(differ);
    if (differ) {
        m_baselineName->setName(row.baseline.rawName, difference.mine);
    }
    m_candidateName->setName(row.rawName(), difference.theirs);
}

QString PairPanel::numbers(const ComparisonRow &row) const
{
    QString html =
        u"<table cellspacing=\"0\" cellpadding=\"2\"><tr><td></td><th align=\"right\" "
        u"style=\"padding-left:20px\">%1</th>"
        "<th align=\"right\" style=\"padding-left:20px\">%2</th></tr>"_s.arg(tr("baseline"), tr("candidate"));
    html += numberRow(tr("calls"), row, [](const KernelTiming &t) { return toQString(formatCount(t.instances)); });
    html += numberRow(tr("total"), row, [](const KernelTiming &t) { return duration(static_cast<double>(t.totalNs)); });
    html += numberRow(tr("average"), row, [](const KernelTiming &t) { return duration(t.averageNs()); });
    html += numberRow(tr("median"), row, [](const KernelTiming &t) { return duration(t.medianNs); });
    html += numberRow(tr("minimum"), row, [](const KernelTiming &t) { return duration(t.minimumNs()); });
    html += numberRow(tr("maximum"), row, [](const KernelTiming &t) { return duration(t.maximumNs()); });
    html += numberRow(tr("deviation"), row, [](const KernelTiming &t) { return duration(t.standardDeviationNs); });
    return html + u"</table>"_s;
}

void PairPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange && m_row != nullptr) {
        showRow();
    }
}

} // namespace atlas::ui
