#include "ui/review/familywords.h"

#include "core/base/format.h"
#include "core/base/text.h"
#include "ui/common/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <utility>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
QString translated(const char *text)
{
    return QCoreApplication::translate("Family", text);
}

QString counted(std::size_t count, const char *one, const char *many)
{
    return count == 1 ? translated(one) : translated(many).arg(count);
}
} // namespace

QString words(FamilyBy by)
{
    switch (by) {
    case FamilyBy::Library:
        return translated("Library");
    case FamilyBy::Op:
        return translated("Operation");
    case FamilyBy::Rule:
        return translated("Rule");
    case FamilyBy::Name:
        return translated("Name without numbers and types");
    }
    std::unreachable();
}

QString familyTitle(const EntryFamily &family, FamilyBy by)
{
    const QString count = counted(family.entries.size(), QT_TRANSLATE_NOOP("Family", "1 kernel"),
                                  QT_TRANSLATE_NOOP("Family", "%1 kernels"));
    const QString name = toQString(escapeControls(family.name));
    if (name.isEmpty()) {
        return by == FamilyBy::Rule ? translated("%1 that no rule reads").arg(count)
               : by == FamilyBy::Op ? translated("%1 whose name does not tell the operation").arg(count)
                                    : translated("%1 without a name").arg(count);
    }
    switch (by) {
    case FamilyBy::Library:
        return translated("%1 of the library %2").arg(count, name);
    case FamilyBy::Op:
        return translated("%1 of the operation %2").arg(count, name);
    case FamilyBy::Rule:
        return translated("%1 read by the rule %2").arg(count, name);
    case FamilyBy::Name:
        return family.entries.size() == 1 ? translated("1 kernel, like no other: %1").arg(name)
                                          : translated("%1 like “%2”").arg(count, name);
    }
    std::unreachable();
}

QString familySummary(const EntryFamily &family, std::int64_t selectionNs)
{
    const double share = selectionNs > 0 ? static_cast<double>(family.totalNs) / static_cast<double>(selectionNs) : 0.0;
    return translated("%1 of the selection's GPU time · %2 of %3 accepted")
        .arg(toQString(formatPercent(share)))
        .arg(family.accepted)
        .arg(family.entries.size());
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
    return parts.isEmpty() ? QString() : translated("Look at these first: %1").arg(parts.join(u", "_s));
}

} // namespace atlas::ui
