#include "ui/common/verdictappearance.h"

#include "core/report/comparisontext.h"
#include "ui/common/text.h"

#include <QCoreApplication>

#include <utility>

namespace atlas::ui
{

namespace
{
QString translated(const char *text)
{
    return QCoreApplication::translate("Appearance", text);
}
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
    return toQString(glyph(verdict)) + QChar::Space + toQString(toString(verdict));
}

QString explanation(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Slower:
        return translated("A call takes longer by more than the threshold, beyond the noise between runs.");
    case Verdict::Faster:
        return translated("A call takes less time by more than the threshold, beyond the noise between runs.");
    case Verdict::Equivalent:
        return translated("A call takes the same time within the threshold.");
    case Verdict::Inconclusive:
        return translated("The numbers do not decide; the note says what would.");
    case Verdict::Refused:
        return translated("The numbers cannot carry a conclusion on speed; the note says why.");
    case Verdict::Added:
        return translated("Only in the candidate.");
    case Verdict::Removed:
        return translated("Only in the baseline.");
    case Verdict::NotObserved:
        return translated("Missing in a table that lists only part of the kernels.");
    }
    std::unreachable();
}

QString explanation(PairMark mark)
{
    switch (mark) {
    case PairMark::Same:
        return translated("The same raw name in both runs.");
    case PairMark::Renamed:
        return translated("Renamed: equal but for numbers, types or architecture.");
    case PairMark::Replaced:
        return translated("Likely replaced: one vanished and one appeared with the same library, op and calls.");
    case PairMark::ByHand:
        return translated("Paired by you.");
    case PairMark::Added:
        return translated("Only in the candidate.");
    case PairMark::Removed:
        return translated("Only in the baseline.");
    }
    std::unreachable();
}

QString words(Badge badge)
{
    return toQString(toString(badge));
}

} // namespace atlas::ui
