#include "ui/session/opencomparison.h"

#include "ui/common/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kVersion = 1;
// In the order of their enumerations.
constexpr std::array kViews = {"differences"_L1, "sideBySide"_L1, "allCandidates"_L1};
constexpr std::array kGroupings = {"none"_L1, "library"_L1, "op"_L1};

/// The first one for a word that is not known.
template<class Enumeration, class Words>
Enumeration valueOf(const QJsonValue &word, const Words &words)
{
    const QString text = word.toString();
    const auto found = std::ranges::find_if(words, [&text](QLatin1StringView each) { return each == text; });
    return found != words.end() ? static_cast<Enumeration>(found - words.begin()) : Enumeration{};
}

QStringList stringsOf(const QJsonValue &array)
{
    QStringList strings;
    for (const auto &each : array.toArray()) {
        strings += each.toString();
    }
    return strings;
}

QJsonObject objectOf(const ComparisonFilter &filter)
{
    QJsonArray verdicts;
    for (const Verdict verdict : filter.verdicts) {
        verdicts.append(toQString(toString(verdict)));
    }
    QJsonArray libraries;
    for (const std::string &library : filter.libraries) {
        libraries.append(toQString(library));
    }
    QJsonArray badges;
    for (const Badge badge : filter.badges) {
        badges.append(toQString(toString(badge)));
    }
    return {{u"text"_s, toQString(filter.text)},
            {u"verdicts"_s, verdicts},
            {u"libraries"_s, libraries},
            {u"badges"_s, badges},
            {u"share"_s, filter.minimumShare}};
}

ComparisonFilter filterOf(const QJsonObject &object)
{
    ComparisonFilter filter;
    filter.text = toUtf8(object[u"text"].toString());
    const QStringList verdicts = stringsOf(object[u"verdicts"]);
    for (std::size_t i = 0; i < kVerdictCount; ++i) {
        if (verdicts.contains(toQString(toString(static_cast<Verdict>(i))))) {
            filter.verdicts.push_back(static_cast<Verdict>(i));
        }
    }
    for (const QString &library : stringsOf(object[u"libraries"])) {
        filter.libraries.push_back(toUtf8(library));
    }
    const QStringList badges = stringsOf(object[u"badges"]);
    std::ranges::copy_if(kBadges, std::back_inserter(filter.badges),
                         [&badges](Badge badge) { return badges.contains(toQString(toString(badge))); });
    filter.minimumShare = object[u"share"].toDouble();
    return filter;
}
} // namespace

QByteArray toBytes(const OpenComparison &comparison)
{
    if (!comparison.isOpen()) {
        return {};
    }
    QJsonArray candidates;
    for (const QStringList &runs : comparison.candidates) {
        candidates.append(QJsonArray::fromStringList(runs));
    }
    const QJsonObject object{{u"version"_s, kVersion},
                             {u"baseline"_s, QJsonArray::fromStringList(comparison.baseline)},
                             {u"candidates"_s, candidates},
                             {u"catalog"_s, comparison.catalog},
                             {u"threshold"_s, comparison.threshold},
                             {u"candidate"_s, comparison.candidate},
                             {u"shown"_s, comparison.isShown},
                             {u"view"_s, QString(kViews[static_cast<std::size_t>(comparison.view)])},
                             {u"stage"_s, comparison.stage},
                             {u"filter"_s, objectOf(comparison.filter)},
                             {u"group"_s, QString(kGroupings[static_cast<std::size_t>(comparison.grouping)])},
                             {u"sort"_s, comparison.sortColumn},
                             {u"descending"_s, comparison.isDescending},
                             {u"columns"_s, QString::fromLatin1(comparison.columns.toBase64())},
                             {u"pair"_s, QJsonArray{comparison.baselineKernel, comparison.candidateKernel}}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

OpenComparison openComparisonFrom(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    if (object[u"version"].toInt() != kVersion) {
        return {};
    }
    OpenComparison comparison;
    comparison.baseline = stringsOf(object[u"baseline"]);
    for (const auto &runs : object[u"candidates"].toArray()) {
        if (const QStringList paths = stringsOf(runs); !paths.isEmpty()) {
            comparison.candidates += paths;
        }
    }
    comparison.catalog = object[u"catalog"].toString();
    if (const double threshold = object[u"threshold"].toDouble(); threshold > 0.0 && threshold < 1.0) {
        comparison.threshold = threshold;
    }
    comparison.candidate = object[u"candidate"].toInt();
    comparison.isShown = object[u"shown"].toBool();
    comparison.view = valueOf<OpenComparison::View>(object[u"view"], kViews);
    comparison.stage = object[u"stage"].toString();
    comparison.filter = filterOf(object[u"filter"].toObject());
    comparison.grouping = valueOf<ComparisonGrouping>(object[u"group"], kGroupings);
    comparison.sortColumn = object[u"sort"].toInt(-1);
    comparison.isDescending = object[u"descending"].toBool(true);
    comparison.columns = QByteArray::fromBase64(object[u"columns"].toString().toLatin1());
    comparison.baselineKernel = object[u"pair"][0].toString();
    comparison.candidateKernel = object[u"pair"][1].toString();
    return comparison;
}

} // namespace atlas::ui
