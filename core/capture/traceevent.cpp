#include "core/capture/traceevent.h"

#include "core/base/character.h"
#include "core/base/text.h"
#include "core/capture/jsoncutter.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace atlas
{

namespace
{
namespace json = simdjson::ondemand;

/// A scalar without its quotes, where it has some.
std::string_view bare(std::string_view token)
{
    token = trimmed(token);
    while (!token.empty() && (token.back() == '\n' || token.back() == '\r')) {
        token.remove_suffix(1);
    }
    const bool isQuoted = token.size() >= 2 && token.front() == '"' && token.back() == '"';
    return isQuoted ? token.substr(1, token.size() - 2) : token;
}

std::optional<std::int64_t> integerOf(std::string_view token)
{
    const std::string_view text = bare(token);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// A text, unescaped; of other values how they are spelled.
bool takeText(json::value &value, std::string_view &text)
{
    if (value.type().value_unsafe() == json::json_type::string) {
        return value.get_string(true).get(text) == simdjson::SUCCESS;
    }
    text = bare(value.raw_json_token());
    return true;
}

/// `[x, y, z]`; missing dimensions are 1.
bool takeShape(json::value &value, LaunchShape &shape)
{
    json::array sizes;
    if (value.get_array().get(sizes) != simdjson::SUCCESS) {
        return false;
    }
    shape = {1, 1, 1};
    std::size_t dimension = 0;
    for (auto size : sizes) {
        std::uint64_t count = 0;
        if (dimension == shape.size() || size.get_uint64().get(count) != simdjson::SUCCESS ||
            count > std::numeric_limits<std::uint32_t>::max()) {
            return false;
        }
        shape[dimension++] = static_cast<std::uint32_t>(count);
    }
    return dimension > 0;
}

bool takeJson(json::value &value, std::string_view &text)
{
    return value.raw_json().get(text) == simdjson::SUCCESS;
}

/// One member of "args"; false when the event cannot be read on.
bool takeArgument(std::string_view key, json::value &value, TraceEvent &event)
{
    if (key == "External id" || key == "external id") {
        event.externalId = integerOf(value.raw_json_token());
    } else if (key == "correlation") {
        event.correlation = integerOf(value.raw_json_token());
    } else if (key == "grid" || key == "block") {
        const bool isShape = takeShape(value, key == "grid" ? event.grid : event.block);
        event.hasShape = event.hasShape || isShape;
    } else if (key == "Input Dims") {
        return takeJson(value, event.inputDims);
    } else if (key == "Input type") {
        return takeJson(value, event.inputTypes);
    } else if (key == "kernel") {
        return takeText(value, event.kernel);
    } else if (key == "Collective name") {
        return takeText(value, event.collective);
    } else if (key == "In msg nelems") {
        event.collectiveElements = bare(value.raw_json_token());
    } else if (key == "dtype") {
        return takeText(value, event.collectiveType);
    }
    return true;
}

bool takeArguments(json::value &value, TraceEvent &event)
{
    json::object arguments;
    if (value.get_object().get(arguments) != simdjson::SUCCESS) {
        return true; // an event without readable arguments is still an event
    }
    for (auto field : arguments) {
        std::string_view key;
        json::value member;
        if (field.error() != simdjson::SUCCESS || field.unescaped_key(true).get(key) != simdjson::SUCCESS ||
            field.value().get(member) != simdjson::SUCCESS || !takeArgument(key, member, event)) {
            return false;
        }
    }
    return true;
}

bool takeMember(std::string_view key, json::value &value, TraceEvent &event)
{
    if (key == "ph") {
        return takeText(value, event.phase);
    }
    if (key == "cat") {
        return takeText(value, event.category);
    }
    if (key == "name") {
        return takeText(value, event.name);
    }
    if (key == "pid") {
        event.process = bare(value.raw_json_token());
    } else if (key == "tid") {
        event.thread = bare(value.raw_json_token());
    } else if (key == "ts") {
        event.startNs = parseMicroseconds(bare(value.raw_json_token()));
    } else if (key == "dur") {
        event.durationNs = parseMicroseconds(bare(value.raw_json_token()));
    } else if (key == "args") {
        return takeArguments(value, event);
    }
    return true;
}
} // namespace

struct TraceEventReader::Parser
{
    json::parser parser;
    json::document document;
};

TraceEventReader::TraceEventReader() : m_parser(std::make_unique<Parser>())
{
}
TraceEventReader::~TraceEventReader() = default;

bool TraceEventReader::parse(std::string_view text)
{
    static_assert(JsonCutter::kPadding >= simdjson::SIMDJSON_PADDING);
    m_event = {};
    json::object members;
    if (m_parser->parser.iterate(text.data(), text.size(), text.size() + JsonCutter::kPadding)
                .get(m_parser->document) != simdjson::SUCCESS ||
        m_parser->document.get_object().get(members) != simdjson::SUCCESS) {
        return false;
    }
    for (auto field : members) {
        std::string_view key;
        json::value value;
        if (field.error() != simdjson::SUCCESS || field.unescaped_key(true).get(key) != simdjson::SUCCESS ||
            field.value().get(value) != simdjson::SUCCESS || !takeMember(key, value, m_event)) {
            return false;
        }
    }
    return true;
}

const TraceEvent *TraceEventReader::read(std::string_view text)
{
    if (parse(text)) {
        return &m_event;
    }
    m_mended = mendedJson(text);
    const std::size_t size = m_mended.size();
    m_mended.resize(size + JsonCutter::kPadding);
    return parse(std::string_view(m_mended).substr(0, size)) ? &m_event : nullptr;
}

std::optional<std::int64_t> parseMicroseconds(std::string_view text)
{
    constexpr int kDecimals = 3; // of a microsecond that whole ns have
    const bool isNegative = text.starts_with('-');
    std::string_view digits = text.substr(isNegative ? 1 : 0);
    std::int64_t ns = 0;
    const auto push = [&ns](int digit) {
        return !__builtin_mul_overflow(ns, 10, &ns) && !__builtin_add_overflow(ns, digit, &ns);
    };
    std::size_t at = 0;
    for (; at < digits.size() && isDigit(digits[at]); ++at) {
        if (!push(digits[at] - '0')) {
            return std::nullopt;
        }
    }
    const bool hasPoint = at > 0 && at < digits.size() && digits[at] == '.';
    const std::string_view decimals = hasPoint ? digits.substr(at + 1) : std::string_view();
    const bool isPlain = at > 0 && decimals.find_first_not_of("0123456789") == std::string_view::npos &&
                         (hasPoint || at == digits.size());
    if (!isPlain) { // an exponent: rare, and rounded anyway
        constexpr double kLargest = 9.2e15;
        double value = 0.0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool isNumber = error == std::errc() && end == text.data() + text.size() && std::abs(value) < kLargest;
        return isNumber ? std::optional(std::llround(value * 1000.0)) : std::nullopt;
    }
    for (std::size_t i = 0; i < kDecimals; ++i) {
        if (!push(i < decimals.size() ? decimals[i] - '0' : 0)) {
            return std::nullopt;
        }
    }
    if (decimals.size() > kDecimals && decimals[kDecimals] >= '5' && __builtin_add_overflow(ns, 1, &ns)) {
        return std::nullopt;
    }
    return isNegative ? -ns : ns;
}

std::string_view categoryAtBeginning(std::string_view text)
{
    constexpr std::size_t kFar = 48; // `{ "ph": "X", "cat": "` with room for spaces and line breaks
    constexpr std::string_view kKey = "\"cat\"";
    const std::size_t key = text.substr(0, kFar).find(kKey);
    const std::size_t name = text.substr(0, kFar).find("\"name\"");
    if (key == std::string_view::npos || name < key || text.substr(1, key).contains('{')) {
        return {};
    }
    const std::size_t begin = text.find_first_not_of(" :\t\r\n", key + kKey.size());
    if (begin == std::string_view::npos || text[begin] != '"') {
        return {};
    }
    const std::size_t end = text.find_first_of("\"\\", begin + 1);
    return end != std::string_view::npos && text[end] == '"' ? text.substr(begin + 1, end - begin - 1)
                                                             : std::string_view();
}

std::string mendedJson(std::string_view text)
{
    constexpr std::array<std::string_view, 3> kWords = {"-Infinity", "Infinity", "NaN"};
    const std::string valid = toValidUtf8(text);
    std::string mended;
    mended.reserve(valid.size());
    bool inString = false;
    for (std::size_t i = 0; i < valid.size(); ++i) {
        const char c = valid[i];
        const std::string_view rest = std::string_view(valid).substr(i);
        const auto word =
            inString ? kWords.end()
                     : std::ranges::find_if(kWords, [&](std::string_view known) { return rest.starts_with(known); });
        if (word != kWords.end()) {
            mended += "null";
            i += word->size() - 1;
        } else if (inString && c == '\\' && i + 1 < valid.size()) {
            mended += c;
            mended += valid[++i];
        } else {
            inString = inString != (c == '"');
            mended += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return mended;
}

} // namespace atlas
