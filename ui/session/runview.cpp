#include "ui/session/runview.h"

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
constexpr std::array kPages = {"table"_L1, "matrix"_L1, "overview"_L1};
constexpr std::array kMemberships = {"any"_L1, "wanted"_L1, "not-wanted"_L1, "left-out"_L1};
constexpr std::array kGroups = {"none"_L1, "library"_L1, "op"_L1, "rule"_L1, "state"_L1};

template<class Enumeration, class Words>
QString wordOf(Enumeration value, const Words &words)
{
    return words[static_cast<std::size_t>(value)];
}

/// The first one for a word that is not known.
template<class Enumeration, class Words>
Enumeration valueOf(const QJsonValue &word, const Words &words)
{
    const QString text = word.toString();
    const auto found = std::ranges::find_if(words, [&text](QLatin1StringView each) { return each == text; });
    return found != words.end() ? static_cast<Enumeration>(found - words.begin()) : Enumeration{};
}

QJsonArray arrayOf(const std::vector<std::string> &texts)
{
    QJsonArray array;
    for (const std::string &text : texts) {
        array.append(toQString(text));
    }
    return array;
}

std::vector<std::string> textsOf(const QJsonValue &array)
{
    std::vector<std::string> texts;
    for (const auto &text : array.toArray()) {
        texts.push_back(toUtf8(text.toString()));
    }
    return texts;
}

QJsonObject objectOf(const RowFilter &filter, const Run &run)
{
    QJsonArray stages;
    for (const StageId stage : filter.stages) {
        stages.append(toQString(run.stage(stage).name));
    }
    return {{u"text"_s, toQString(filter.text)},
            {u"libraries"_s, arrayOf(filter.libraries)},
            {u"share"_s, filter.minimumShare},
            {u"states"_s, arrayOf(filter.states)},
            {u"ops"_s, arrayOf(filter.ops)},
            {u"rules"_s, arrayOf(filter.rules)},
            {u"origins"_s, arrayOf(filter.origins)},
            {u"stages"_s, stages},
            {u"instances"_s, static_cast<qint64>(filter.minimumInstances)}};
}

RowFilter filterOf(const QJsonObject &object, const Run &run)
{
    RowFilter filter;
    filter.text = toUtf8(object[u"text"].toString());
    filter.libraries = textsOf(object[u"libraries"]);
    filter.minimumShare = object[u"share"].toDouble();
    filter.states = textsOf(object[u"states"]);
    filter.ops = textsOf(object[u"ops"]);
    filter.rules = textsOf(object[u"rules"]);
    filter.origins = textsOf(object[u"origins"]);
    for (const std::string &name : textsOf(object[u"stages"])) {
        if (const std::optional<StageId> stage = run.findStage(name)) {
            filter.stages.push_back(*stage);
        }
    }
    filter.minimumInstances = object[u"instances"].toInteger();
    return filter;
}

QJsonArray arrayOf(const QList<TableState::Sort> &sort)
{
    QJsonArray array;
    for (const TableState::Sort &key : sort) {
        array.append(QJsonObject{{u"column"_s, key.column}, {u"descending"_s, key.descending}});
    }
    return array;
}

QList<TableState::Sort> sortOf(const QJsonValue &array)
{
    QList<TableState::Sort> sort;
    for (const auto &key : array.toArray()) {
        sort.append({key[u"column"].toString(), key[u"descending"].toBool(true)});
    }
    return sort;
}
} // namespace

QByteArray toBytes(const RunView &view, const Run &run)
{
    const TableState &table = view.table;
    const QJsonObject object{{u"version"_s, kVersion},
                             {u"page"_s, wordOf(view.page, kPages)},
                             {u"stage"_s, view.stage},
                             {u"sort"_s, arrayOf(table.sort)},
                             {u"filter"_s, objectOf(table.filter, run)},
                             {u"picked"_s, wordOf(table.membership, kMemberships)},
                             {u"group"_s, wordOf(table.groupBy, kGroups)},
                             {u"closed"_s, QJsonArray::fromStringList(table.closedGroups)},
                             {u"columns"_s, QString::fromLatin1(table.columns.toBase64())},
                             {u"nameInSight"_s, table.isNameInSight},
                             {u"kernel"_s, table.kernel}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<RunView> runViewFrom(const QByteArray &bytes, const Run &run)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    if (object[u"version"].toInt() != kVersion) {
        return std::nullopt;
    }
    RunView view;
    view.page = valueOf<RunView::Page>(object[u"page"], kPages);
    view.stage = object[u"stage"].toString();
    TableState &table = view.table;
    table.sort = sortOf(object[u"sort"]);
    table.filter = filterOf(object[u"filter"].toObject(), run);
    table.membership = valueOf<MembershipFilter>(object[u"picked"], kMemberships);
    table.groupBy = valueOf<GroupBy>(object[u"group"], kGroups);
    for (const auto &name : object[u"closed"].toArray()) {
        table.closedGroups += name.toString();
    }
    table.columns = QByteArray::fromBase64(object[u"columns"].toString().toLatin1());
    table.isNameInSight = object[u"nameInSight"].toBool(true);
    table.kernel = object[u"kernel"].toString();
    return view;
}

} // namespace atlas::ui
