#include "ui/review/familywords.h"

#include "core/base/format.h"
#include "core/base/text.h"
#include "ui/common/counttext.h"
#include "ui/common/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <utility>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
struct FamilyText
{
    Q_DECLARE_TR_FUNCTIONS(Family)
};

QString counted(std::size_t count, const char *one, const char *many)
{
    return count == 1 ? FamilyText::tr(one) : FamilyText::tr(many).arg(countText(count));
}
} // namespace

QString words(FamilyBy by)
{
    switch (by) {
    case FamilyBy::Library:
        return FamilyText::tr("Library");
    case FamilyBy::Op:
        return FamilyText::tr("Operation");
    case FamilyBy::Rule:
        return FamilyText::tr("Rule");
    case FamilyBy::Name:
        return FamilyText::tr("Name without numbers and types");
    }
    std::unreachable();
}

QString familyTitle(const EntryFamily &family, FamilyBy by)
{
    const QString count = counted(family.entries.size(), QT_TRANSLATE_NOOP("Family", "1 kernel"),
                                  QT_TRANSLATE_NOOP("Family", "%1 kernels"));
    const QString name = toQString(escapeControls(family.name));
    if (name.isEmpty()) {
        return by == FamilyBy::Rule ? FamilyText::tr("%1 that no rule reads").arg(count)
               : by == FamilyBy::Op ? FamilyText::tr("%1 whose name does not tell the operation").arg(count)
                                    : FamilyText::tr("%1 without a name").arg(count);
    }
    switch (by) {
    case FamilyBy::Library:
        return FamilyText::tr("%1 of the library %2").arg(count, name);
    case FamilyBy::Op:
        return FamilyText::tr("%1 of the operation %2").arg(count, name);
    case FamilyBy::Rule:
        return FamilyText::tr("%1 read by the rule %2").arg(count, name);
    case FamilyBy::Name:
        return family.entries.size() == 1 ? FamilyText::tr("1 kernel, like no other: %1").arg(name)
                                          : FamilyText::tr("%1 like “%2”").arg(count, name);
    }
    std::unreachable();
}

QString familySummary(const EntryFamily &family, std::int64_t selectionNs)
{
    const double share = selectionNs > 0 ? static_cast<double>(family.totalNs) / static_cast<double>(selectionNs) : 0.0;
    return FamilyText::tr("%1 of the selection's GPU time · %2 of %3 accepted")
        .arg(toQString(formatPercent(share)), countText(family.accepted), countText(family.entries.size()));
}

QString lookFirst(const FamilyDifferences &differences)
{
    QStringList parts;
    if (!differences.needingWork.empty()) {
        parts += counted(differences.needingWork.size(), QT_TRANSLATE_NOOP("Family", "1 needs work"),
                         QT_TRANSLATE_NOOP("Family", "%1 need work"));
    }
    if (!differences.withFailedChecks.empty()) {
        parts += counted(differences.withFailedChecks.size(), QT_TRANSLATE_NOOP("Family", "1 fails a check"),
                         QT_TRANSLATE_NOOP("Family", "%1 fail a check"));
    }
    if (!differences.guessed.empty()) {
        parts += counted(differences.guessed.size(), QT_TRANSLATE_NOOP("Family", "1 is a guess of the rules"),
                         QT_TRANSLATE_NOOP("Family", "%1 are guesses of the rules"));
    }
    return parts.isEmpty() ? QString() : FamilyText::tr("Look at these first: %1").arg(parts.join(u", "_s));
}

} // namespace atlas::ui
