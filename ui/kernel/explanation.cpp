#include "ui/kernel/explanation.h"

#include "core/base/format.h"
#include "core/base/text.h"
#include "ui/common/appearance.h"
#include "ui/common/text.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QPalette>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr std::size_t kMaxShownSpans = 8;
constexpr std::size_t kMaxShownRules = 6;
constexpr std::size_t kMaxSpanCharacters = 48;

struct ExplanationText
{
    Q_DECLARE_TR_FUNCTIONS(Explanation)
};

QString html(std::string_view text)
{
    return escaped(toQString(text));
}

QString code(std::string_view text, const QString &style)
{
    return u"<span style=\"font-family:monospace;%1\">%2</span>"_s.arg(style,
                                                                       html(elideMiddle(text, kMaxSpanCharacters)));
}

/// The characters that were read, marked as they are in the raw name.
QString evidenceHtml(std::string_view name, const std::vector<ByteSpan> &spans, Field field)
{
    const QString style = u"background-color:%1;color:black"_s.arg(markColor(field).name());
    QString joined;
    for (std::size_t i = 0; i < spans.size() && i < kMaxShownSpans; ++i) {
        if (spans[i].begin < spans[i].end && spans[i].end <= name.size()) {
            joined += (joined.isEmpty() ? QString() : u" "_s) +
                      code(name.substr(spans[i].begin, spans[i].end - spans[i].begin), style);
        }
    }
    return spans.size() > kMaxShownSpans ? joined + u" …"_s : joined;
}

QString valueHtml(const FieldValue &value)
{
    return isNull(value) ? ExplanationText::tr("none") : u"“%1”"_s.arg(html(toDisplayText(value)));
}

QString ruleHtml(const Reading &reading, std::string_view name, Field field)
{
    const QString evidence = evidenceHtml(name, reading.spans(field), field);
    const QString rule = u"<b>%1</b>"_s.arg(html(reading.ruleId));
    QString text = evidence.isEmpty()
                       ? ExplanationText::tr("Rule %1 says this of every name that it matches.").arg(rule)
                       : ExplanationText::tr("Rule %1 read %2").arg(rule, evidence);
    text += u"<br>"_s + words(reading.confidence);
    if (!reading.reason.empty()) {
        text += u": "_s + html(reading.reason);
    }
    const std::string where = format(reading.ruleLocation);
    return where.empty() ? text : text + u"<br>"_s + html(where);
}

/// The rules that would have read the name, had this one not come first; empty when there are none.
QString laterRulesHtml(const RuleSet &rules, std::string_view name)
{
    const std::vector<std::uint16_t> matching = rules.matching(name);
    QString joined;
    for (std::size_t i = 1; i < matching.size() && i <= kMaxShownRules; ++i) {
        joined += (i == 1 ? QString() : u", "_s) + html(rules.ruleId(matching[i]));
    }
    joined += matching.size() > kMaxShownRules + 1 ? u", …"_s : QString();
    const QString color = QGuiApplication::palette().color(QPalette::PlaceholderText).name();
    return joined.isEmpty() ? joined
                            : u"<br><span style=\"color:%1\">%2</span>"_s.arg(
                                  color, ExplanationText::tr("Would also match: %1").arg(joined));
}
bool isPublished(const ReviewDocument &document, EntryId entry, Field field, const FieldValue &value)
{
    const CatalogEntry *written = document.catalog()->find(document.rawName(entry));
    return written != nullptr && written->info[field] == value;
}
} // namespace

QString explainField(const RunSession &session, EntryId entry, Field field)
{
    const ReviewDocument &document = session.document();
    const EffectiveValue value = document.effective(entry, field);
    const Reading reading = document.reading(entry);
    const QString rule = ruleHtml(reading, document.nameInRun(entry), field) +
                         laterRulesHtml(session.rules(), document.nameInRun(entry));
    if (value.origin == Origin::Rule) {
        return rule;
    }
    const QString who =
        value.origin == Origin::Override
            ? isPublished(document, entry, field, value.value)
                  ? ExplanationText::tr("You set this, and %1 says so.").arg(escaped(session.catalogName()))
                  : ExplanationText::tr("You set this; it is not published yet.")
            : ExplanationText::tr("%1 says so.").arg(escaped(session.catalogName()));
    const bool agrees = reading.info[field] == value.value;
    const QString rules = agrees ? ExplanationText::tr("The rules agree:")
                                 : ExplanationText::tr("The rules read %1:").arg(valueHtml(reading.info[field]));
    return who + u"<br>"_s + rules + u"<br>"_s + rule;
}

QString timingTable(const RunSession &session, KernelId kernel, StageId current)
{
    const Run &run = session.run();
    QString rows;
    for (std::size_t index = 0; index < run.stages().size(); ++index) {
        const auto id = makeId<StageId>(index);
        const Stage &stage = run.stage(id);
        const std::optional<std::size_t> row = stage.rowOf(kernel);
        if (!row) {
            continue;
        }
        const KernelTiming &timing = stage.rows[*row].timing;
        const QString name = stage.isCombined ? ExplanationText::tr("Combined") : html(stage.name);
        const QString title =
            id == current ? u"<b>%1</b>"_s.arg(name) : u"<a href=\"stage:%1\">%2</a>"_s.arg(index).arg(name);
        const auto cell = [](const std::string &text) {
            return u"<td align=\"right\" style=\"padding-left:16px\">%1</td>"_s.arg(html(text));
        };
        rows += u"<tr><td>%1</td>"_s.arg(title) + cell(formatDuration(static_cast<double>(timing.totalNs))) +
                cell(formatPercent(stage.share(timing))) + cell(formatCount(timing.instances) + " ×") +
                cell(formatDuration(timing.averageNs())) + u"</tr>"_s;
    }
    return u"<table cellspacing=\"0\" cellpadding=\"1\">%1</table>"_s.arg(rows);
}

QString timingWarning(const KernelTiming &timing)
{
    if (timing.isMixed()) {
        return ExplanationText::tr("⚠ mixed shapes: average %1, median %2")
            .arg(html(formatDuration(timing.averageNs())), html(formatDuration(timing.medianNs)));
    }
    return timing.instances == 1 ? ExplanationText::tr("① a single launch: no spread to judge it by") : QString();
}

QString factsText(const KernelFacts &facts)
{
    QStringList parts;
    for (const std::string &word : {facts.op, facts.dtype}) {
        if (!word.empty()) {
            parts += toQString(word);
        }
    }
    if (facts.tile) {
        const auto &[m, n, k] = *facts.tile;
        parts += ExplanationText::tr("tile %1 × %2 × %3").arg(m).arg(n).arg(k);
    }
    if (facts.stages) {
        parts += ExplanationText::tr("%1 stages").arg(*facts.stages);
    }
    if (facts.headDim) {
        parts += ExplanationText::tr("head dimension %1").arg(*facts.headDim);
    }
    return parts.join(u" · "_s);
}

} // namespace atlas::ui
