#include "ui/common/verdictappearance.h"

#include "core/base/format.h"
#include "core/report/comparisontext.h"
#include "ui/common/corewords.h"
#include "ui/common/text.h"

#include <QCoreApplication>

#include <utility>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
struct VerdictText
{
    Q_DECLARE_TR_FUNCTIONS(Verdict)
};
} // namespace

Tone tone(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Slower:
        return Tone::Bad;
    case Verdict::Faster:
        return Tone::Good;
    case Verdict::Inconclusive:
        return Tone::Caution;
    case Verdict::Added:
    case Verdict::Removed:
        return Tone::Yours;
    case Verdict::Equivalent:
    case Verdict::Refused:
    case Verdict::NotObserved:
        return Tone::Quiet;
    }
    std::unreachable();
}

QString glyphAndWords(Verdict verdict)
{
    return toQString(glyph(verdict)) + QChar::Space + coreWord(toString(verdict));
}

QString glyphAndWords(const ComparisonRow &row)
{
    const QString verdict = glyphAndWords(row.verdict);
    return row.refusal == Refusal::None ? verdict : verdict + u": "_s + words(row.refusal);
}

QString words(Refusal refusal)
{
    return coreWord(toString(refusal));
}

QString countsInWords(const std::array<std::size_t, kVerdictCount> &verdicts, std::span<const Verdict> which)
{
    QStringList counts;
    for (const Verdict verdict : which) {
        if (const std::size_t count = verdicts[static_cast<std::size_t>(verdict)]; count > 0) {
            counts +=
                u"%1 %2 %3"_s.arg(toQString(glyph(verdict)), toQString(formatCount(static_cast<std::int64_t>(count))),
                                  coreWord(toString(verdict)));
        }
    }
    return counts.join(u"  "_s);
}

QString explanation(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Slower:
        return VerdictText::tr("A call takes longer by more than the threshold, beyond the noise between runs.");
    case Verdict::Faster:
        return VerdictText::tr("A call takes less time by more than the threshold, beyond the noise between runs.");
    case Verdict::Equivalent:
        return VerdictText::tr("A call takes the same time within the threshold.");
    case Verdict::Inconclusive:
        return VerdictText::tr("The numbers do not decide; the note says what would.");
    case Verdict::Refused:
        return VerdictText::tr("The numbers cannot carry a conclusion on speed; the note says why.");
    case Verdict::Added:
        return VerdictText::tr("Only in the candidate.");
    case Verdict::Removed:
        return VerdictText::tr("Only in the baseline.");
    case Verdict::NotObserved:
        return VerdictText::tr("Missing in a table that lists only part of the kernels.");
    }
    std::unreachable();
}

QString explanation(PairMark mark)
{
    switch (mark) {
    case PairMark::Same:
        return VerdictText::tr("The same raw name in both runs.");
    case PairMark::Renamed:
        return VerdictText::tr("Renamed: equal but for numbers, types or architecture.");
    case PairMark::Replaced:
        return VerdictText::tr("Likely replaced: one vanished and one appeared with the same library, op and calls.");
    case PairMark::ByHand:
        return VerdictText::tr("Paired by you.");
    case PairMark::Added:
        return VerdictText::tr("Only in the candidate.");
    case PairMark::Removed:
        return VerdictText::tr("Only in the baseline.");
    }
    std::unreachable();
}

QString words(Badge badge)
{
    return coreWord(toString(badge));
}

} // namespace atlas::ui
