#include "core/review/editlog.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace atlas
{

namespace
{
using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;

Json toJson(const FieldValue &value)
{
    if (const auto *text = std::get_if<std::string>(&value)) {
        return *text;
    }
    if (const auto *shape = std::get_if<Shape>(&value)) {
        return *shape;
    }
    return nullptr;
}

Json toJson(const KernelInfo &info)
{
    Json json = Json::object();
    for (const Field field : kFields) {
        json[std::string(key(field))] = toJson(info[field]);
    }
    return json;
}

void addMark(Json &json, const StateMark &mark)
{
    json["value"] = toString(mark.state);
    if (mark.wasAccepted) {
        json["was_accepted"] = true;
    }
    if (mark.pinned) {
        json["pinned"] = toJson(*mark.pinned);
    }
    for (const Field field : kFields) {
        if (mark.overridden.test(static_cast<std::size_t>(field))) {
            json["overridden"].push_back(key(field));
        }
    }
    if (mark.read) {
        json["read"] = toJson(*mark.read);
    }
}

Json toJson(const LoggedEdit &edit)
{
    Json json = {{"raw_name", edit.rawName}, {"slot", key(edit.slot)}};
    if (!edit.value) {
        return json;
    }
    if (edit.slot == Slot::State) {
        addMark(json, edit.value->mark ? *edit.value->mark : StateMark());
    } else if (edit.slot == Slot::Picked) {
        json["value"] = edit.value->picks;
    } else {
        json["value"] = toJson(edit.value->override.value);
        if (!edit.value->override.source.empty()) {
            json["source"] = edit.value->override.source;
        }
    }
    return json;
}

struct LinePrinter
{
    Json operator()(const LogHeader &header) const
    {
        return {{"kernel_atlas_log", kVersion},
                {"catalog", header.catalog},
                {"run", header.run},
                {"opened", header.opened},
                {"review", header.review}};
    }
    Json operator()(const LoggedStep &step) const
    {
        Json json = {{"step", step.text}};
        if (!step.mergedCatalog.empty()) {
            json["merged"] = step.mergedCatalog;
            json["merged_review"] = step.mergedReview;
            json["other_file"] = step.isOtherFile;
        }
        json["edits"] = Json::array();
        for (const LoggedEdit &edit : step.edits) {
            json["edits"].push_back(toJson(edit));
        }
        return json;
    }
    Json operator()(const LoggedUndo & /*line*/) const { return {{"undo", true}}; }
    Json operator()(const LoggedRedo & /*line*/) const { return {{"redo", true}}; }
    Json operator()(const LoggedSave &save) const
    {
        return {{save.isDone ? "saved" : "saving", save.index}, {"catalog", save.catalog}, {"review", save.review}};
    }
};

/// Takes a line apart. nlohmann's accessors throw on what is of another kind: only parseLogLine() calls it, in a try.
class LineParser
{
public:
    explicit LineParser(Json json) : m_json(std::move(json)) {}

    LogLine parse() const
    {
        if (m_json.contains("kernel_atlas_log")) {
            return parseHeader();
        }
        if (m_json.contains("edits")) {
            return parseStep();
        }
        if (m_json.contains("undo")) {
            return LoggedUndo();
        }
        if (m_json.contains("redo")) {
            return LoggedRedo();
        }
        const bool isDone = m_json.contains("saved");
        return LoggedSave{m_json.at(isDone ? "saved" : "saving").get<std::size_t>(), isDone, text(m_json, "catalog"),
                          text(m_json, "review")};
    }

private:
    static std::string text(const Json &json, const char *key) { return json.value(key, std::string()); }

    LogHeader parseHeader() const
    {
        if (m_json.at("kernel_atlas_log") != kVersion) {
            throw std::invalid_argument("the log was written by a later version of Kernel Atlas");
        }
        return {text(m_json, "catalog"), text(m_json, "run"), text(m_json, "opened"), text(m_json, "review")};
    }

    LoggedStep parseStep() const
    {
        LoggedStep step{text(m_json, "step"),
                        {},
                        text(m_json, "merged"),
                        text(m_json, "merged_review"),
                        m_json.value("other_file", false)};
        for (const Json &edit : m_json.at("edits")) {
            step.edits.push_back(parseEdit(edit));
        }
        return step;
    }

    static LoggedEdit parseEdit(const Json &json)
    {
        LoggedEdit edit{json.at("raw_name").get<std::string>(), Slot::Description, {}};
        const std::string name = json.at("slot").get<std::string>();
        const std::optional<Slot> slot = slotForKey(name);
        if (!slot || edit.rawName.empty()) {
            throw std::invalid_argument(slot ? "an edit without raw_name" : "there is no slot \"" + name + "\"");
        }
        edit.slot = *slot;
        if (!json.contains("value")) {
            return edit;
        }
        if (*slot == Slot::State) {
            edit.value = parseMark(json);
        } else if (*slot == Slot::Picked) {
            edit.value = SlotValue(json.at("value").get<bool>());
        } else {
            edit.value = Override(parseValue(*slot, json.at("value")), text(json, "source"));
        }
        return edit;
    }

    static FieldValue parseValue(Slot slot, const Json &json)
    {
        if (json.is_null()) {
            return {};
        }
        if (isFieldSlot(slot) && isShape(fieldOf(slot))) {
            return json.get<Shape>();
        }
        return json.get<std::string>();
    }

    static KernelInfo parseInfo(const Json &json)
    {
        KernelInfo info;
        for (const Field field : kFields) {
            info[field] = parseValue(slotOf(field), json.value(std::string(key(field)), Json()));
        }
        return info;
    }

    static SlotValue parseMark(const Json &json)
    {
        StateMark mark;
        const std::optional<ReviewState> state = reviewStateFor(json.at("value").get<std::string>());
        if (!state) {
            throw std::invalid_argument("a state is unreviewed, needs-work or accepted");
        }
        mark.state = *state;
        mark.wasAccepted = json.value("was_accepted", false);
        if (*state == ReviewState::Unreviewed && !mark.wasAccepted) {
            return {};
        }
        if (json.contains("pinned")) {
            mark.pinned = std::make_shared<const KernelInfo>(parseInfo(json.at("pinned")));
        }
        if (json.contains("read")) {
            mark.read = parseInfo(json.at("read"));
        }
        for (const Json &name : json.value("overridden", Json::array())) {
            if (const std::optional<Field> field = fieldForKey(name.get<std::string>())) {
                mark.overridden.set(static_cast<std::size_t>(*field));
            }
        }
        return std::make_shared<const StateMark>(std::move(mark));
    }

    Json m_json;
};
} // namespace

std::string contentHash(std::string_view bytes)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : bytes) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string text;
    for (unsigned shift = 64; shift > 0; shift -= 4) {
        text += kHex[(hash >> (shift - 4)) & 0xFU];
    }
    return text + '-' + std::to_string(bytes.size());
}

std::string printLogLine(const LogLine &line)
{
    return std::visit(LinePrinter(), line).dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Result<LogLine> parseLogLine(std::string_view text)
{
    try {
        return LineParser(Json::parse(text)).parse();
    } catch (const std::exception &error) { // nlohmann's, and ours from above
        return failure(std::string("this line of the edit log cannot be read: ") + error.what());
    }
}

LoggedStep loggedStep(const ReviewDocument &document, const EditGroup &group)
{
    LoggedStep step;
    step.text = group.text;
    for (const Edit &edit : group.edits) {
        step.edits.push_back({std::string(document.rawName(edit.entry)), edit.slot, edit.value});
    }
    return step;
}

EditLog readEditLog(std::string_view text, const std::string &fileName)
{
    EditLog log;
    std::size_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        ++number;
        const std::size_t end = text.find('\n', at);
        if (end == std::string_view::npos) {
            log.diagnostics.push_back({Severity::Warning,
                                       "log-cut-off",
                                       "the last line was cut off and is left out",
                                       {fileName, number},
                                       {},
                                       0});
            break;
        }
        const std::string_view line = trimmed(text.substr(at, end - at));
        if (!line.empty()) {
            Result<LogLine> parsed = parseLogLine(line);
            if (!parsed) {
                log.diagnostics.push_back(
                    {Severity::Error, "log-bad-line", parsed.error().message, {fileName, number}, {}, 0});
                break;
            }
            log.lines.push_back(std::move(*parsed));
        }
        at = end + 1;
        log.wholeBytes = at;
    }
    return log;
}

EditGroup editGroup(const LoggedStep &step, ReviewDocument &document)
{
    EditGroup group{step.text, {}};
    for (const LoggedEdit &edit : step.edits) {
        group.edits.push_back({document.addName(edit.rawName), edit.slot, edit.value});
    }
    return group;
}

void replayStep(const LoggedStep &step, ReviewDocument &document, ReplayScope scope, std::vector<Diagnostic> &leftOut)
{
    if (scope == ReplayScope::Everything) {
        document.applyAlways(editGroup(step, document));
        return;
    }
    EditGroup group{step.text, {}};
    for (const LoggedEdit &edit : step.edits) {
        const std::optional<EntryId> entry = document.find(edit.rawName);
        if (!entry) {
            leftOut.push_back(
                {Severity::Warning,
                 "log-unknown-kernel",
                 "the catalog does not have \"" + elideMiddle(edit.rawName, 80) + "\"; its edit is left out",
                 {},
                 {},
                 0});
            continue;
        }
        group.edits.push_back({*entry, edit.slot, edit.value}); // accepted only where this file holds those values
    }
    document.applyAlways(std::move(group));
}

std::vector<Diagnostic> replay(const EditLog &log, ReviewDocument &document, ReplayScope scope)
{
    std::vector<Diagnostic> leftOut;
    for (const LogLine &line : log.lines) {
        if (const auto *step = std::get_if<LoggedStep>(&line)) {
            replayStep(*step, document, scope, leftOut);
        } else if (std::holds_alternative<LoggedUndo>(line)) {
            document.undo();
        } else if (std::holds_alternative<LoggedRedo>(line)) {
            document.redo();
        }
    }
    return leftOut;
}

} // namespace atlas
