#include "core/run/runidentity.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>

namespace atlas
{

namespace
{
constexpr int kMaxConfigDepth = 16;
constexpr int kMaxConfigNodes = 10'000; // aliases can make a small file look endless
constexpr std::size_t kMaxConfigBytes = std::size_t{1} << 20U;

/// The words of a command line; quotes group, as in a shell.
std::vector<std::string> wordsOf(std::string_view line)
{
    std::vector<std::string> words;
    std::string word;
    char quote = '\0';
    bool inWord = false;
    for (const char c : line) {
        if (quote != '\0') {
            if (c == quote) {
                quote = '\0';
            } else {
                word += c;
            }
        } else if (c == '"' || c == '\'') {
            quote = c;
            inWord = true;
        } else if (c == ' ' || c == '\t') {
            if (inWord) {
                words.push_back(std::move(word));
            }
            word.clear();
            inWord = false;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (inWord) {
        words.push_back(std::move(word));
    }
    return words;
}

/// The value of an option given as "--name=value" or "--name value"; empty when it is not there.
std::string optionValue(const std::vector<std::string> &words, std::string_view longName, std::string_view shortName)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].starts_with(longName) && words[i].size() > longName.size() && words[i][longName.size()] == '=') {
            return words[i].substr(longName.size() + 1);
        }
        if ((words[i] == longName || words[i] == shortName) && i + 1 < words.size()) {
            return words[i + 1];
        }
    }
    return {};
}

/// The folder that holds all-stage or per-stage in a path of the usual layout.
std::string runNameIn(std::string_view path)
{
    const std::vector<std::string_view> parts = split(path, '/');
    const auto found =
        std::ranges::find_if(parts, [](std::string_view part) { return part == "all-stage" || part == "per-stage"; });
    return found != parts.end() && found != parts.begin() ? std::string(*(found - 1)) : std::string();
}

void takeInto(std::string &member, std::string value)
{
    if (member.empty()) {
        member = toValidUtf8(value);
    }
}

void takeValue(RunIdentity &identity, std::string_view key, const std::string &value)
{
    constexpr std::array<std::pair<std::string_view, std::string RunIdentity::*>, 5> kMembers = {{
        {"gpu", &RunIdentity::gpu},
        {"cuda", &RunIdentity::cuda},
        {"torch", &RunIdentity::torch},
        {"transformers", &RunIdentity::transformers},
        {"capture_range", &RunIdentity::captureRange},
    }};
    const auto found =
        std::ranges::find(kMembers, key, &std::pair<std::string_view, std::string RunIdentity::*>::first);
    if (found != kMembers.end()) {
        takeInto(identity.*found->second, value);
    }
}

void takeNodes(const YAML::Node &node, RunIdentity &identity, int depth, int &nodesLeft)
{
    if (depth > kMaxConfigDepth || --nodesLeft < 0) {
        return;
    }
    if (node.IsSequence()) {
        for (const YAML::Node &item : node) {
            takeNodes(item, identity, depth + 1, nodesLeft);
        }
        return;
    }
    if (!node.IsMap()) {
        return;
    }
    for (const auto &pair : node) {
        if (pair.first.IsScalar() && pair.second.IsScalar()) {
            takeValue(identity, pair.first.Scalar(), pair.second.Scalar());
        } else {
            takeNodes(pair.second, identity, depth + 1, nodesLeft);
        }
    }
}
} // namespace

CaptureCommand readCaptureCommand(std::string_view text)
{
    CaptureCommand command;
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    command.commandLine = toValidUtf8(trimmed(text.substr(0, end)));
    const std::vector<std::string> words = wordsOf(command.commandLine);
    if (words.empty()) {
        return command;
    }
    const std::string range = optionValue(words, "--capture-range", "-c");
    const std::string nvtx = optionValue(words, "--nvtx-capture", "-p");
    if (range.empty() || range == "none") {
        command.captureRange = "whole process";
    } else {
        command.captureRange = nvtx.empty() ? range : range + ": " + nvtx;
    }
    command.runName = runNameIn(optionValue(words, "--output", "-o"));
    return command;
}

bool readEnvironment(std::string_view text, RunIdentity &identity)
{
    const nlohmann::json environment = nlohmann::json::parse(text, nullptr, false);
    if (!environment.is_object()) {
        return false;
    }
    for (const auto &[key, value] : environment.items()) {
        if (key != "capture_range" && (value.is_string() || value.is_number())) {
            takeValue(identity, key, value.is_string() ? value.get<std::string>() : value.dump());
        }
    }
    return true;
}

bool readConfig(std::string_view text, RunIdentity &identity)
{
    if (text.size() > kMaxConfigBytes) {
        return false;
    }
    try {
        int nodesLeft = kMaxConfigNodes;
        takeNodes(YAML::Load(std::string(text)), identity, 0, nodesLeft);
        return true;
    } catch (const YAML::Exception &) {
        return false;
    }
}

bool isTimestamp(std::string_view name)
{
    constexpr std::ptrdiff_t kDigitsOfDate = 8;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return name.find_first_not_of("0123456789-_.:T") == std::string_view::npos &&
           std::ranges::count_if(name, isDigit) >= kDigitsOfDate;
}

} // namespace atlas
