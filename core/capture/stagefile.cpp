#include "core/capture/stagefile.h"

#include "core/base/file.h"
#include "core/base/text.h"

#include <yaml-cpp/yaml.h>

#include <charconv>

namespace atlas
{

namespace
{
constexpr std::size_t kMaxFileBytes = std::size_t{1} << 20U;

/// Reads the file's nodes; throws YAML::Exception and StageFault, which do not leave this file.
struct StageFault
{
    std::string message;
    YAML::Mark mark;
};

std::string scalarOf(const YAML::Node &map, const char *key)
{
    const YAML::Node value = map[key];
    if (!value) {
        return {};
    }
    if (!value.IsScalar()) {
        throw StageFault{std::string(key) + " must be a text", value.Mark()};
    }
    return toValidUtf8(value.Scalar());
}

/// "3-10" or "5".
std::pair<std::int64_t, std::int64_t> stepsOf(const std::string &text, const YAML::Mark &mark)
{
    std::pair<std::int64_t, std::int64_t> steps = {0, 0};
    const char *end = text.data() + text.size();
    auto [at, error] = std::from_chars(text.data(), end, steps.first);
    steps.second = steps.first;
    if (error == std::errc() && at != end && *at == '-') {
        const auto second = std::from_chars(at + 1, end, steps.second);
        at = second.ptr;
        error = second.ec;
    }
    if (error != std::errc() || at != end || steps.first < 1 || steps.second < steps.first) {
        throw StageFault{"steps must be a number or a range like 3-10, counted from 1", mark};
    }
    return steps;
}

StageRule ruleOf(const YAML::Node &node)
{
    if (!node.IsMap()) {
        throw StageFault{"each stage is a mapping with match and name", node.Mark()};
    }
    StageRule rule{scalarOf(node, "match"), scalarOf(node, "name"), scalarOf(node, "in")};
    rule.name = rule.name.empty() ? rule.match : rule.name;
    if (rule.match.empty()) {
        throw StageFault{"a stage needs match: the text of its ranges, in which * stands for anything", node.Mark()};
    }
    const std::string membership = scalarOf(node, "membership");
    if (!membership.empty() && membership != "innermost" && membership != "outermost") {
        throw StageFault{"membership is innermost or outermost, not \"" + escapeControls(membership) + "\"",
                         node["membership"].Mark()};
    }
    rule.isOutermost = membership == "outermost";
    if (const std::string steps = scalarOf(node, "steps"); !steps.empty()) {
        rule.steps = stepsOf(steps, node["steps"].Mark());
    }
    return rule;
}

std::vector<StageFile> filesOf(const YAML::Node &list)
{
    std::vector<StageFile> files;
    if (!list.IsSequence()) {
        throw StageFault{"files must be a list of {path, stage}", list.Mark()};
    }
    for (const YAML::Node &item : list) {
        StageFile file{item.IsMap() ? scalarOf(item, "path") : item.as<std::string>(""), {}};
        if (file.path.empty()) {
            throw StageFault{"a file needs its path, relative to this folder", item.Mark()};
        }
        file.stage = item.IsMap() ? scalarOf(item, "stage") : std::string();
        files.push_back(std::move(file));
    }
    return files;
}

StageChoice choiceOf(const YAML::Node &root)
{
    StageChoice choice;
    const YAML::Node stages = root.IsMap() ? root["stages"] : root;
    if (root.IsMap() && root["files"]) {
        choice.files = filesOf(root["files"]);
    }
    if (!stages && !choice.files.empty()) {
        return choice;
    }
    if (!stages || !stages.IsSequence()) {
        throw StageFault{"this file has no list of stages", root.Mark()};
    }
    for (const YAML::Node &stage : stages) {
        choice.rules.push_back(ruleOf(stage));
    }
    if (root.IsMap() && root["left_out"]) {
        for (const YAML::Node &text : root["left_out"]) {
            choice.leftOut.push_back(toValidUtf8(text.as<std::string>("")));
        }
    }
    return choice;
}

std::unexpected<Error> faultAt(const std::string &message, const std::string &file, const YAML::Mark &mark)
{
    return failure(message, {file, static_cast<std::size_t>(std::max(mark.line, -1) + 1),
                             static_cast<std::size_t>(std::max(mark.column, -1) + 1)});
}
} // namespace

Result<StageChoice> parseStageChoice(const std::string &yaml, const std::string &file)
{
    try {
        return choiceOf(YAML::Load(yaml));
    } catch (const StageFault &fault) {
        return faultAt(fault.message, file, fault.mark);
    } catch (const YAML::Exception &error) {
        return faultAt("this is not YAML: " + error.msg, file, error.mark);
    }
}

Result<StageChoice> readStageChoice(const std::filesystem::path &path)
{
    return readFile(path, kMaxFileBytes).and_then([&](const std::string &text) {
        return parseStageChoice(text, path.string());
    });
}

std::string writeStageChoice(const StageChoice &choice)
{
    YAML::Emitter out;
    out << YAML::BeginMap << YAML::Key << "version" << YAML::Value << 1;
    if (!choice.files.empty()) {
        out << YAML::Key << "files" << YAML::Value << YAML::BeginSeq;
        for (const StageFile &file : choice.files) {
            out << YAML::BeginMap << YAML::Key << "path" << YAML::Value << YAML::DoubleQuoted << file.path.string();
            if (!file.stage.empty()) {
                out << YAML::Key << "stage" << YAML::Value << YAML::DoubleQuoted << file.stage;
            }
            out << YAML::EndMap;
        }
        out << YAML::EndSeq;
    }
    out << YAML::Key << "stages" << YAML::Value << YAML::BeginSeq;
    for (const StageRule &rule : choice.rules) {
        out << YAML::BeginMap << YAML::Key << "match" << YAML::Value << YAML::DoubleQuoted << rule.match;
        out << YAML::Key << "name" << YAML::Value << YAML::DoubleQuoted << rule.name;
        if (!rule.in.empty()) {
            out << YAML::Key << "in" << YAML::Value << YAML::DoubleQuoted << rule.in;
        }
        if (rule.isOutermost) {
            out << YAML::Key << "membership" << YAML::Value << "outermost";
        }
        if (rule.steps) {
            out << YAML::Key << "steps" << YAML::Value << YAML::DoubleQuoted
                << std::to_string(rule.steps->first) + "-" + std::to_string(rule.steps->second);
        }
        out << YAML::EndMap;
    }
    out << YAML::EndSeq;
    if (!choice.leftOut.empty()) {
        out << YAML::Key << "left_out" << YAML::Value << YAML::BeginSeq;
        for (const std::string &text : choice.leftOut) {
            out << YAML::DoubleQuoted << text;
        }
        out << YAML::EndSeq;
    }
    out << YAML::EndMap;
    return std::string(out.c_str()) + "\n";
}

} // namespace atlas
