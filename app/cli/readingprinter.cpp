#include "app/cli/readingprinter.h"

#include "core/base/text.h"
#include "core/report/evidencetext.h"

#include <nlohmann/json.hpp>

namespace atlas::cli
{

namespace
{
using Json = nlohmann::ordered_json;

Json toJson(const FieldValue &value)
{
    if (const auto *text = std::get_if<std::string>(&value)) {
        return *text;
    }
    const auto *shape = std::get_if<Shape>(&value);
    return shape != nullptr ? Json(*shape) : Json(nullptr);
}

Json factsToJson(const KernelFacts &facts)
{
    Json json = Json::object();
    if (!facts.op.empty()) {
        json["op"] = facts.op;
    }
    if (!facts.dtype.empty()) {
        json["dtype"] = facts.dtype;
    }
    if (facts.tile) {
        json["tile"] = *facts.tile;
    }
    if (facts.stages) {
        json["stages"] = *facts.stages;
    }
    if (facts.headDim) {
        json["head_dim"] = *facts.headDim;
    }
    return json;
}

Json evidenceToJson(const Reading &reading)
{
    Json json = Json::object();
    for (const Field field : kFields) {
        if (reading.spans(field).empty()) {
            continue;
        }
        Json &spans = json[std::string(key(field))];
        for (const ByteSpan &span : reading.spans(field)) {
            spans.push_back({span.begin, span.end});
        }
    }
    return json;
}

std::string padded(std::string_view text)
{
    constexpr std::size_t width = 15;
    return "  " + std::string(text) + std::string(width - std::min(width - 1, text.size()), ' ');
}

std::string factsText(const KernelFacts &facts)
{
    const Json json = factsToJson(facts);
    std::string text;
    for (const auto &[fact, value] : json.items()) {
        text += (text.empty() ? "" : ", ") + fact + ' ' + (value.is_string() ? value.get<std::string>() : value.dump());
    }
    return text;
}
} // namespace

std::string readingAsJson(std::string_view name, const Reading &reading, bool withReason)
{
    const auto field = [&](Field which) { return toJson(reading.info[which]); };
    Json json;
    json["raw_name"] = name;
    json["friendly_name"] = field(Field::FriendlyName);
    json["source_lib"] = field(Field::SourceLib);
    json["data_shape"] = {
        {"generic", field(Field::Generic)}, {"fixed", field(Field::Fixed)}, {"tiled", field(Field::Tiled)}};
    json["description"] = field(Field::Description);
    json["facts"] = factsToJson(reading.facts);
    json["confidence"] = toString(reading.confidence);
    json["rule"] = reading.ruleId;
    json["evidence"] = evidenceToJson(reading);
    if (withReason) {
        json["reason"] = reading.reason;
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string readingAsLine(std::string_view name, const Reading &reading)
{
    const std::string &op = reading.facts.op;
    return escapeControls(reading.info.text(Field::FriendlyName)) + '\t' + reading.info.text(Field::SourceLib) + '\t' +
           (op.empty() ? "-" : op) + '\t' + escapeControls(name) + '\n';
}

std::string explanation(std::string_view name, const Reading &reading, const RuleSet &rules)
{
    const std::vector<std::uint16_t> matching = rules.matching(name);
    std::string text = underlinedName(name, reading);
    for (const Field field : kFields) {
        const std::string value = isNull(reading.info[field]) ? "null" : toDisplayText(reading.info[field]);
        text += padded(key(field)) + escapeControls(value) + '\n';
    }
    const std::string facts = factsText(reading.facts);
    text += facts.empty() ? "" : padded("facts") + facts + '\n';
    text += padded("confidence") + std::string(toString(reading.confidence)) + '\n';
    text += padded("rule") + reading.ruleId + " (" + format(reading.ruleLocation) + ")\n";
    text += reading.reason.empty() ? "" : padded("because") + escapeControls(reading.reason) + '\n';
    for (std::size_t i = 1; i < matching.size(); ++i) {
        text += padded(i == 1 ? "also matches" : "") + std::string(rules.ruleId(matching[i])) + " (" +
                format(rules.ruleLocation(matching[i])) + ")\n";
    }
    return text + '\n';
}

std::string clashAsJson(const NameClash &clash)
{
    Json json;
    json["friendly_name"] = clash.friendlyName;
    json["raw_names"] = clash.rawNames;
    json["one_kernel"] = clash.isOneKernel;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string clashAsText(const NameClash &clash)
{
    std::string text = escapeControls(clash.friendlyName) + ": " + std::to_string(clash.rawNames.size()) +
                       (clash.isOneKernel ? " spellings of one kernel\n" : " kernels\n");
    for (const std::string_view name : clash.rawNames) {
        text += "  " + escapeControls(name) + '\n';
    }
    return text;
}

} // namespace atlas::cli
