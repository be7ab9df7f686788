#include "ui/common/corewords.h"

#include "ui/common/text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// Core says the words without Qt, so that the tool that reads sources for translators finds them only here.
constexpr std::array kWords = {
    // Verdicts of a comparison
    QT_TRANSLATE_NOOP("Core", "slower"),
    QT_TRANSLATE_NOOP("Core", "faster"),
    QT_TRANSLATE_NOOP("Core", "equivalent"),
    QT_TRANSLATE_NOOP("Core", "inconclusive"),
    QT_TRANSLATE_NOOP("Core", "refused"),
    QT_TRANSLATE_NOOP("Core", "added"),
    QT_TRANSLATE_NOOP("Core", "removed"),
    QT_TRANSLATE_NOOP("Core", "not observed"),
    // Why there is none
    QT_TRANSLATE_NOOP("Core", "not comparable"),
    QT_TRANSLATE_NOOP("Core", "iterations not known"),
    QT_TRANSLATE_NOOP("Core", "inconsistent row"),
    QT_TRANSLATE_NOOP("Core", "incomplete row"),
    QT_TRANSLATE_NOOP("Core", "calls changed"),
    QT_TRANSLATE_NOOP("Core", "single sample"),
    QT_TRANSLATE_NOOP("Core", "not in every run"),
    QT_TRANSLATE_NOOP("Core", "interval unbounded"),
    // Remarks
    QT_TRANSLATE_NOOP("Core", "mean over several shapes"),
    QT_TRANSLATE_NOOP("Core", "few samples"),
    QT_TRANSLATE_NOOP("Core", "below timer resolution"),
    QT_TRANSLATE_NOOP("Core", "mean and median disagree"),
    QT_TRANSLATE_NOOP("Core", "uncertain mean"),
    // Groups, charts, progress
    QT_TRANSLATE_NOOP("Core", "(none)"),
    QT_TRANSLATE_NOOP("Core", "unknown"),
    QT_TRANSLATE_NOOP("Core", "in the selection"),
    QT_TRANSLATE_NOOP("Core", "not in it"),
    QT_TRANSLATE_NOOP("Core", "no wall time"),
    QT_TRANSLATE_NOOP("Core", "baseline"),
    QT_TRANSLATE_NOOP("Core", "candidate"),
    QT_TRANSLATE_NOOP("Core", "calls"),
    QT_TRANSLATE_NOOP("Core", "others' speed"),
    QT_TRANSLATE_NOOP("Core", "Time of an iteration by stage and op"),
    QT_TRANSLATE_NOOP("Core", "Time of an iteration by stage and library"),
    QT_TRANSLATE_NOOP("Core", "How much of the time the kernels cover, from the largest down"),
    QT_TRANSLATE_NOOP("Core", "Launches of an iteration by stage"),
    QT_TRANSLATE_NOOP("Core", "Time by stage and op"),
    QT_TRANSLATE_NOOP("Core", "Time by stage and library"),
    QT_TRANSLATE_NOOP("Core", "Launches by stage"),
    QT_TRANSLATE_NOOP("Core", "How busy the GPU was, by stage"),
    QT_TRANSLATE_NOOP("Core", "How the total becomes the other"),
    QT_TRANSLATE_NOOP("Core", "Differences in total time"),
    QT_TRANSLATE_NOOP("Core", "Distribution of one call on both sides"),
    QT_TRANSLATE_NOOP("Core", "looking for kernel tables"),
    QT_TRANSLATE_NOOP("Core", "reading kernel names"),
    QT_TRANSLATE_NOOP("Core", "preparing the tables"),
    QT_TRANSLATE_NOOP("Core", "pairing kernels"),
    // Fields of a run's identity
    QT_TRANSLATE_NOOP("Core", "command"),
    QT_TRANSLATE_NOOP("Core", "capture range"),
};

/// Labels with values in them.
constexpr std::array kLabels = {
    QT_TRANSLATE_NOOP("Core", "%1 of %2 kernels shown"),
    QT_TRANSLATE_NOOP("Core", "%1 others"),
    QT_TRANSLATE_NOOP("Core", "axis begins at %1"),
    QT_TRANSLATE_NOOP("Core", "reading %1"),
};

/// What stands in `text` at the places of `label`, in their order; nothing when it is another text.
std::optional<QStringList> valuesIn(const QString &text, const QString &label)
{
    static const QRegularExpression kPlace(u"%[1-9]"_s);
    const QStringList fixed = label.split(kPlace);
    if (!text.startsWith(fixed.front())) {
        return std::nullopt;
    }
    QStringList values;
    qsizetype at = fixed.front().size();
    for (qsizetype i = 1; i < fixed.size(); ++i) {
        const bool isLast = i + 1 == fixed.size();
        const qsizetype end = isLast ? text.size() - fixed[i].size() : text.indexOf(fixed[i], at);
        if (end < at || !QStringView(text).sliced(end).startsWith(fixed[i])) {
            return std::nullopt;
        }
        values += text.sliced(at, end - at);
        at = end + fixed[i].size();
    }
    return values;
}
} // namespace

QString coreWord(std::string_view word)
{
    if (const auto found = std::ranges::find(kWords, word); found != kWords.end()) {
        return QCoreApplication::translate("Core", *found);
    }
    const QString text = toQString(word);
    for (const char *label : kLabels) {
        if (const auto values = valuesIn(text, QString::fromLatin1(label))) {
            QString shown = QCoreApplication::translate("Core", label);
            for (const QString &value : *values) {
                shown = shown.arg(value); // numbers and a stage's name
            }
            return shown;
        }
    }
    return text;
}

} // namespace atlas::ui
