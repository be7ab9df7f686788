#include "core/authoring/labelscore.h"

#include "core/base/text.h"
#include "core/inference/ruleexample.h"
#include "core/kernel/library.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace atlas
{

namespace
{
using Json = nlohmann::json;

/// An op that says nothing: what is none of the others.
constexpr std::string_view kOtherOp = "other";

std::string_view keyOf(LabelField field)
{
    return kLabelFieldKeys[static_cast<std::size_t>(field)];
}

/// A value of a label as text, "" for null; nothing for one of a type that no label has.
std::optional<std::string> labelText(LabelField field, const Json &value)
{
    if (value.is_null()) {
        return std::string();
    }
    if (field == LabelField::Tile) {
        const bool isTile = value.is_array() && value.size() == 3 &&
                            std::ranges::all_of(value, [](const Json &side) { return side.is_number_integer(); });
        return isTile ? std::optional(value[0].dump() + 'x' + value[1].dump() + 'x' + value[2].dump()) : std::nullopt;
    }
    if (field == LabelField::Stages || field == LabelField::HeadDim) {
        return value.is_number_integer() ? std::optional(value.dump()) : std::nullopt;
    }
    return value.is_string() ? std::optional(value.get<std::string>()) : std::nullopt;
}

std::string expected(LabelField field)
{
    return std::string(keyOf(field)) + (field == LabelField::Tile ? " must be null or three whole numbers, [M, N, K]"
                                        : field == LabelField::Stages || field == LabelField::HeadDim
                                            ? " must be null or a whole number"
                                            : " must be null or a text");
}

/// The label of `field` and the values that are as right; false where one of them is no label.
bool takeField(LabelField field, const Json &object, std::vector<std::string> &accepted)
{
    const auto value = object.find(keyOf(field));
    const std::optional<std::string> label = labelText(field, value == object.end() ? Json() : *value);
    if (!label) {
        return false;
    }
    if (label->empty() || (field == LabelField::Op && *label == kOtherOp)) {
        return true; // not scored, whatever else would do
    }
    accepted.push_back(*label);
    const auto also = object.find("also_ok");
    if (also == object.end() || !also->is_object()) {
        return true;
    }
    for (const Json &other : also->value(std::string(keyOf(field)), Json::array())) {
        const std::optional<std::string> text = labelText(field, other);
        if (!text) {
            return false;
        }
        accepted.push_back(*text);
    }
    return true;
}

Result<LabelledName> readLabel(std::string_view text, std::string_view file, std::size_t line)
{
    const Json object = Json::parse(text, nullptr, false);
    if (!object.is_object()) {
        return failure("no label: each line is one JSON object", {std::string(file), line});
    }
    const auto name = object.find("raw_name");
    if (name == object.end() || !name->is_string()) {
        return failure("no label: raw_name is missing", {std::string(file), line});
    }
    LabelledName label;
    label.rawName = name->get<std::string>();
    for (std::size_t i = 0; i < kLabelFieldCount; ++i) {
        const auto field = static_cast<LabelField>(i);
        if (!takeField(field, object, label.accepted[i])) {
            return failure(expected(field), {std::string(file), line});
        }
    }
    return label;
}

/// What `reading` says of `field`; empty where it is silent.
std::string readText(const Reading &reading, LabelField field)
{
    if (field == LabelField::SourceLib) {
        return reading.info.text(Field::SourceLib);
    }
    std::string text = exampleText(reading, keyOf(field));
    return text == "null" ? std::string() : text;
}

void count(FieldScore &score, bool isRight, bool isSilent)
{
    ++(isRight ? score.right : isSilent ? score.silent : score.wrong);
}

std::vector<LibraryScore> sorted(std::map<std::string, LibraryScore, std::less<>> byLibrary)
{
    std::vector<LibraryScore> libraries;
    libraries.reserve(byLibrary.size());
    for (auto &[library, score] : byLibrary) {
        libraries.push_back(std::move(score));
    }
    std::ranges::stable_sort(libraries, std::ranges::greater(), &LibraryScore::names);
    return libraries;
}
} // namespace

std::string_view LabelledName::library() const
{
    const std::vector<std::string> &libraries = (*this)[LabelField::SourceLib];
    return libraries.empty() ? std::string_view() : std::string_view(libraries.front());
}

Result<std::vector<LabelledName>> readLabels(std::string_view text, std::string_view file)
{
    std::vector<LabelledName> labels;
    std::size_t line = 0;
    for (const std::string_view part : split(text, '\n')) {
        ++line;
        if (part.find_first_not_of(" \t\r") == std::string_view::npos) {
            continue;
        }
        Result<LabelledName> label = readLabel(part, file, line);
        if (!label) {
            return std::unexpected(label.error());
        }
        labels.push_back(std::move(*label));
    }
    return labels;
}

LabelScore scoreLabels(const RuleSet &rules, const std::vector<LabelledName> &labels)
{
    LabelScore score;
    std::map<std::string, LibraryScore, std::less<>> byLibrary;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const Reading reading = rules.read(labels[i].rawName);
        LibraryScore &library = byLibrary[std::string(labels[i].library())];
        library.library = labels[i].library();
        ++library.names;
        for (std::size_t f = 0; f < kLabelFieldCount; ++f) {
            const auto field = static_cast<LabelField>(f);
            const std::vector<std::string> &accepted = labels[i][field];
            if (accepted.empty()) {
                continue;
            }
            std::string read = readText(reading, field);
            const bool isRight = std::ranges::find(accepted, read) != accepted.end();
            const bool isSilent = read.empty() || (field == LabelField::SourceLib && read == kUnknownLibrary);
            count(score.fields[f], isRight, isSilent);
            count(library.fields[f], isRight, isSilent);
            if (!isRight) {
                score.misses.push_back({i, field, std::move(read)});
            }
        }
    }
    score.libraries = sorted(std::move(byLibrary));
    return score;
}

} // namespace atlas
