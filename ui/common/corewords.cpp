#include "ui/common/corewords.h"

#include "ui/common/text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

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
    QT_TRANSLATE_NOOP("Core", "name cut"),
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
    QT_TRANSLATE_NOOP("Core", "combined"),
    // Fields of a run's identity
    QT_TRANSLATE_NOOP("Core", "command"),
    QT_TRANSLATE_NOOP("Core", "capture range"),
};

/// Labels with values in them.
constexpr std::array kLabels = {
    QT_TRANSLATE_NOOP("Core", "%1 of %2 kernels shown"),
    QT_TRANSLATE_NOOP("Core", "%1 others"),
    QT_TRANSLATE_NOOP("Core", "%1 (in %2)"),
    QT_TRANSLATE_NOOP("Core", "axis begins at %1"),
    QT_TRANSLATE_NOOP("Core", "reading %1"),
};

/// What only coreText() knows: a name might read the same.
struct Sentence
{
    const char *text;
    bool holdsText = false; ///< at its places are such sentences again, no names or numbers
    bool isPart = false;    ///< of a list: no comma is at its places
};
constexpr std::array kSentences = {
    // What a table covers
    Sentence{QT_TRANSLATE_NOOP("Core", "sum of %1")},
    Sentence{QT_TRANSLATE_NOOP("Core", "combined = %1 × (%2), %3 explained")},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 × (%2), %3 explained")},
    Sentence{QT_TRANSLATE_NOOP("Core", "in %1")},
    Sentence{QT_TRANSLATE_NOOP("Core", "1 iteration")},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 iterations"), false, true},
    Sentence{QT_TRANSLATE_NOOP("Core", "1 kernel")},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 kernels"), false, true},
    // What holds for a compared table
    Sentence{QT_TRANSLATE_NOOP("Core", "no verdicts: %1"), true},
    Sentence{QT_TRANSLATE_NOOP("Core", "the runs are from different GPUs (%1 and %2)")},
    Sentence{QT_TRANSLATE_NOOP("Core", "only %1 of %2 kernels are in both tables")},
    Sentence{QT_TRANSLATE_NOOP("Core", "both tables hold no kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "both tables list only part of the kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "the baseline's table holds no kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "the baseline's table lists only part of the kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "the baseline's table was rounded by its unit, the other was not")},
    Sentence{QT_TRANSLATE_NOOP("Core", "the candidate's table holds no kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "the candidate's table lists only part of the kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "the candidate's table was rounded by its unit, the other was not")},
    Sentence{QT_TRANSLATE_NOOP("Core", "no kernel is in both tables, so iterations cannot be compared")},
    Sentence{QT_TRANSLATE_NOOP("Core", "no multiplier: the numbers of calls have no one ratio. Ratios: %1"), true},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 (1 kernel"), false, true}, // one ratio, up to its comma
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 (%2 kernels"), false, true},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 of the shared time) and %2 more"), false, true},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 of the shared time)"), false, true},
    Sentence{QT_TRANSLATE_NOOP("Core", "compare the stages instead")},
    Sentence{QT_TRANSLATE_NOOP("Core", "multiplier %1: %2 of %3 shared kernels have that ratio of calls")},
    Sentence{QT_TRANSLATE_NOOP("Core", "calls and times of the baseline are divided by %1")},
    Sentence{QT_TRANSLATE_NOOP("Core", "calls and times of the candidate are divided by %1")},
    Sentence{QT_TRANSLATE_NOOP("Core", "the unit is the run mean, so the noise between runs is in every interval")},
    Sentence{QT_TRANSLATE_NOOP("Core", "noise between runs %1 (assumed: fewer than 8 steady kernels in both)")},
    Sentence{QT_TRANSLATE_NOOP("Core", "noise between runs %1 and drift %2, from %3 steady kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "the timer counts in steps of %1")},
    Sentence{QT_TRANSLATE_NOOP("Core", "the timer's resolution is not known")},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 is taken")},
    Sentence{QT_TRANSLATE_NOOP("Core", "the GPUs are not known")},
    Sentence{QT_TRANSLATE_NOOP("Core", "the baseline's GPU is not known")},
    Sentence{QT_TRANSLATE_NOOP("Core", "the candidate's GPU is not known")},
    Sentence{QT_TRANSLATE_NOOP("Core", "taken to be the same")},
    Sentence{QT_TRANSLATE_NOOP("Core", "only in the baseline: %1")},
    Sentence{QT_TRANSLATE_NOOP("Core", "only in the candidate: %1")},
    // Its footer
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 of %2 rows tested, %3 refused")},
    Sentence{QT_TRANSLATE_NOOP("Core", "1 pair: %1"), true},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 pairs: %2"), true},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 pairs"), false, true},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 same name"), false, true},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 renamed"), false, true},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 likely replaced"), false, true},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 paired by hand"), false, true},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 added"), false, true},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 removed"), false, true},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 not observed"), false, true},
    // A pair
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 (decided)"), true},
    Sentence{QT_TRANSLATE_NOOP("Core", "renamed")},
    Sentence{QT_TRANSLATE_NOOP("Core", "likely replaced")},
    Sentence{QT_TRANSLATE_NOOP("Core", "paired by hand")},
    Sentence{QT_TRANSLATE_NOOP("Core", "mean and median disagree (median %1)")},
    Sentence{QT_TRANSLATE_NOOP("Core", "uncertain mean (median %1)")},
    Sentence{QT_TRANSLATE_NOOP("Core", "threshold %1 or %2 × the calls would decide")},
    Sentence{QT_TRANSLATE_NOOP("Core", "threshold %1 would decide")},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 × the calls would decide")},
    Sentence{QT_TRANSLATE_NOOP("Core", "more runs a side would decide")},
    Sentence{QT_TRANSLATE_NOOP("Core", "new")},
    Sentence{QT_TRANSLATE_NOOP("Core", "gone")},
    Sentence{QT_TRANSLATE_NOOP("Core", "[unbounded]")},
    Sentence{QT_TRANSLATE_NOOP("Core",
                               "Fieller's interval, ν %1, p %2, adjusted p %3, noise between runs %4, threshold %5")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Fieller's interval, ν %1, p %2, adjusted p %3, threshold %4")},
    Sentence{QT_TRANSLATE_NOOP(
        "Core", "Welch's test on the log ratio, ν %1, p %2, adjusted p %3, noise between runs %4, threshold %5")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Welch's test on the log ratio, ν %1, p %2, adjusted p %3, threshold %4")},
    Sentence{QT_TRANSLATE_NOOP("Core", "beside the whole run's drift %1")},
    Sentence{QT_TRANSLATE_NOOP("Core", "median %1")},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1 · %2 → %3 · %4 (calls %5, speed %6)")},
    // Marks of charts
    Sentence{QT_TRANSLATE_NOOP("Core", "baseline: %1")},
    Sentence{QT_TRANSLATE_NOOP("Core", "candidate: %1")},
    Sentence{QT_TRANSLATE_NOOP("Core", "calls: %1")},
    Sentence{QT_TRANSLATE_NOOP("Core", "added: %1")},
    Sentence{QT_TRANSLATE_NOOP("Core", "removed: %1")},
    Sentence{QT_TRANSLATE_NOOP("Core", "others' speed: %1")},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1: %2 an iteration, %3 of the stage, %4 launches of 1 kernel")},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1: %2 an iteration, %3 of the stage, %4 launches of %5 kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1: %2 launches an iteration, %3 each on average")},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1: %2 launches, %3 each on average")},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1: %2, %3 of the stage, %4 launches of 1 kernel")},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1: %2, %3 of the stage, %4 launches of %5 kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1. %2: %3, together %4, in the selection")},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1. %2: %3, together %4, not in the selection")},
    Sentence{QT_TRANSLATE_NOOP("Core", "%1: kernels ran %2 of %3, %4")},
    Sentence{
        QT_TRANSLATE_NOOP("Core", "more than the wall time: kernels overlapped, or the two do not belong together")},
    Sentence{QT_TRANSLATE_NOOP("Core", "mean %1 ± %2")},
    Sentence{QT_TRANSLATE_NOOP("Core", "mean %1")},
    // Steps of the history
    Sentence{QT_TRANSLATE_NOOP("Core", "Edit friendly name")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Edit source lib")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Edit generic")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Edit fixed")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Edit tiled")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Edit description")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Edit note")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Reset friendly name")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Reset source lib")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Reset generic")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Reset fixed")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Reset tiled")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Reset description")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Accept: %1 kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Accept")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Mark as needing work: %1 kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Mark as needing work")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Mark as unreviewed: %1 kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Mark as unreviewed")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Pick for publication: %1 kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Pick for publication")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Leave out of publication: %1 kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Leave out of publication")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Let the selection decide: %1 kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Let the selection decide")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Decide a conflict")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Go to %1")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Merge what others changed")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Take earlier decisions: 1 kernel")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Take earlier decisions: %1 kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Take new readings: 1 kernel")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Take new readings: %1 kernels")},
    Sentence{QT_TRANSLATE_NOOP("Core", "Take %1")},
};

/// A label cut at its places: what a text that says it is known by.
struct Pattern
{
    explicit Pattern(const char *text) : Pattern(Sentence{text}) {}
    explicit Pattern(const Sentence &sentence)
        : label(sentence.text), holdsSentences(sentence.holdsText), isPart(sentence.isPart)
    {
        static const QRegularExpression place(u"%[1-9]"_s);
        fixed = QString::fromUtf8(label).split(place);
        for (const QString &part : fixed) {
            fixedLength += part.size();
        }
    }

    const char *label;
    bool holdsSentences;
    bool isPart;
    QStringList fixed;
    qsizetype fixedLength = 0;
};

/// What stands in `text` at the places of a label, in their order; nothing when it is another text.
std::optional<QStringList> valuesIn(const QString &text, const Pattern &pattern)
{
    const QStringList &fixed = pattern.fixed;
    if (fixed.size() == 1) {
        return text == fixed.front() ? std::optional(QStringList()) : std::nullopt;
    }
    if (!text.startsWith(fixed.front()) || !text.endsWith(fixed.back())) {
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
    const bool hasComma = std::ranges::any_of(values, [](const QString &value) { return value.contains(u", "_s); });
    return pattern.isPart && hasComma ? std::nullopt : std::optional(values);
}

/// The translation of `pattern` with what stands at its places.
QString filledIn(const Pattern &pattern, const QStringList &values)
{
    const QString shown = QCoreApplication::translate("Core", pattern.label);
    QString filled;
    for (qsizetype i = 0; i < shown.size(); ++i) { // not arg(): a value may hold a "%1"
        const int place = shown[i] == u'%' && i + 1 < shown.size() ? shown[i + 1].digitValue() : -1;
        if (place < 1 || place > values.size()) {
            filled += shown[i];
            continue;
        }
        const QString &value = values[place - 1];
        filled += pattern.holdsSentences ? coreText(toUtf8(value)) : value;
        ++i;
    }
    return filled;
}

/// `text` in the window's language where it is one of `patterns`: of several the one that says most itself.
std::optional<QString> translatedAs(const std::vector<Pattern> &patterns, const QString &text)
{
    const Pattern *best = nullptr;
    QStringList values;
    for (const Pattern &pattern : patterns) {
        if (best != nullptr && best->fixedLength >= pattern.fixedLength) {
            continue;
        }
        if (std::optional<QStringList> found = valuesIn(text, pattern)) {
            best = &pattern;
            values = std::move(*found);
        }
    }
    return best != nullptr ? std::optional(filledIn(*best, values)) : std::nullopt;
}

const std::vector<Pattern> &labelPatterns()
{
    static const std::vector<Pattern> patterns(kLabels.begin(), kLabels.end());
    return patterns;
}

const std::vector<Pattern> &sentencePatterns()
{
    static const std::vector<Pattern> patterns(kSentences.begin(), kSentences.end());
    return patterns;
}

/// Each part of `text` between `separator`s for itself; nothing where there is none.
std::optional<QString> translatedParts(const QString &text, const char *separator)
{
    const QStringList parts = text.split(QString::fromLatin1(separator));
    if (parts.size() < 2) {
        return std::nullopt;
    }
    QStringList shown;
    for (const QString &part : parts) {
        shown += coreText(toUtf8(part));
        if (shown.back() == part) {
            return text; // a part that core did not write: what a person typed, a name
        }
    }
    return shown.join(QCoreApplication::translate("Core", separator));
}

/// Between sentences, and between what one lists.
constexpr const char *kBetweenSentences = QT_TRANSLATE_NOOP("Core", "; ");
constexpr const char *kBetweenParts = QT_TRANSLATE_NOOP("Core", ", ");
} // namespace

QString coreWord(std::string_view word)
{
    if (const auto found = std::ranges::find(kWords, word); found != kWords.end()) {
        return QCoreApplication::translate("Core", *found);
    }
    const QString text = toQString(word);
    return translatedAs(labelPatterns(), text).value_or(text);
}

QString coreText(std::string_view text)
{
    const QString whole = toQString(text);
    if (const auto sentences = translatedParts(whole, kBetweenSentences)) {
        return *sentences;
    }
    if (const auto found = std::ranges::find(kWords, text); found != kWords.end()) {
        return QCoreApplication::translate("Core", *found);
    }
    if (const auto shown = translatedAs(sentencePatterns(), whole)) {
        return *shown;
    }
    return translatedParts(whole, kBetweenParts).value_or(whole);
}

} // namespace atlas::ui
