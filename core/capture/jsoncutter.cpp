#include "core/capture/jsoncutter.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace atlas
{

namespace
{
constexpr std::size_t kBlockBytes = std::size_t{1} << 20U;
constexpr std::size_t kMaxDepth = 256;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// Finds the end of one value, block by block.
class ValueScanner
{
public:
    /// Bytes of `text` that belong to the value; isDone() tells whether it ended there.
    [[nodiscard]] std::size_t scan(std::string_view text)
    {
        std::size_t at = 0;
        while (at < text.size() && !m_isDone) {
            at = m_inString ? passString(text, at) : passPlain(text, at);
        }
        return at;
    }
    [[nodiscard]] bool isDone() const { return m_isDone; }
    /// A number or word ends where the document does.
    [[nodiscard]] bool isBare() const { return m_isBare; }

private:
    std::size_t passString(std::string_view text, std::size_t at)
    {
        if (m_isEscaped) {
            m_isEscaped = false;
            return at + 1;
        }
        // Strings are long and quotes rare: memchr looks at many bytes at once.
        const void *found = std::memchr(text.data() + at, '"', text.size() - at);
        const std::size_t quote =
            found != nullptr ? static_cast<std::size_t>(static_cast<const char *>(found) - text.data()) : text.size();
        std::size_t backslashes = 0;
        while (quote > at + backslashes && text[quote - 1 - backslashes] == '\\') {
            ++backslashes;
        }
        if (quote == text.size()) {
            m_isEscaped = backslashes % 2 == 1;
            return quote;
        }
        if (backslashes % 2 == 0) {
            m_inString = false;
            m_isDone = m_depth == 0;
        }
        return quote + 1;
    }

    std::size_t passPlain(std::string_view text, std::size_t at)
    {
        static constexpr std::array<bool, 256> kStructural = [] {
            std::array<bool, 256> marks = {};
            for (const char c : std::string_view("\"{}[],")) {
                marks[static_cast<unsigned char>(c)] = true;
            }
            return marks;
        }();
        while (at < text.size() && !kStructural[static_cast<unsigned char>(text[at])]) {
            if (m_depth == 0) {
                if (isSpace(text[at])) {
                    m_isDone = true;
                    return at;
                }
                m_isBare = true;
            }
            ++at;
        }
        return at < text.size() ? passMark(text[at], at) : at;
    }

    std::size_t passMark(char c, std::size_t at)
    {
        if (m_isBare && m_depth == 0) {
            m_isDone = true; // a comma or bracket behind a number
            return at;
        }
        if (c == '"') {
            m_inString = true;
        } else if (c == '{' || c == '[') {
            ++m_depth;
        } else if (c == '}' || c == ']') {
            m_depth -= m_depth > 0 ? 1 : 0;
            m_isDone = m_depth == 0;
        } else if (m_depth == 0) {
            m_isDone = true;
            return at;
        }
        return at + 1;
    }

    std::size_t m_depth = 0;
    bool m_inString = false;
    bool m_isEscaped = false;
    bool m_isBare = false;
    bool m_isDone = false;
};
} // namespace

std::unexpected<Error> JsonCutter::syntax(std::string_view what) const
{
    return failure("the JSON " + std::string(what) + " at byte " + std::to_string(m_base + m_begin + 1));
}

Result<bool> JsonCutter::readMore()
{
    if (m_atEnd) {
        return false;
    }
    if (m_begin > 0) {
        std::memmove(m_bytes.data(), m_bytes.data() + m_begin, m_end - m_begin);
        m_base += m_begin;
        m_end -= m_begin;
        m_begin = 0;
    }
    if (m_bytes.size() < m_end + kBlockBytes + kPadding) {
        m_bytes.resize(std::max(m_bytes.size() * 2, m_end + kBlockBytes + kPadding));
    }
    const Result<std::size_t> got = m_source(m_bytes.data() + m_end, m_bytes.size() - m_end - kPadding);
    if (!got) {
        m_atEnd = true;
        return std::unexpected(got.error());
    }
    m_end += *got;
    m_atEnd = *got == 0;
    return !m_atEnd;
}

/// The next byte that is no space; '\0' at the end.
Result<char> JsonCutter::peek()
{
    for (;;) {
        while (m_begin < m_end && isSpace(m_bytes[m_begin])) {
            ++m_begin;
        }
        if (m_begin < m_end) {
            return m_bytes[m_begin];
        }
        const Result<bool> more = readMore();
        if (!more) {
            return std::unexpected(more.error());
        }
        if (!*more) {
            return '\0';
        }
    }
}

/// Length of the value that begins at m_begin. Without `keep` its bytes are consumed on the way.
Result<std::size_t> JsonCutter::valueLength(bool keep)
{
    ValueScanner scanner;
    std::size_t length = 0;
    bool isKept = keep;
    for (;;) {
        length += scanner.scan({m_bytes.data() + m_begin + length, m_end - m_begin - length});
        if (scanner.isDone()) {
            m_tooLong += keep && !isKept ? 1 : 0;
            return isKept || !keep ? length : 0;
        }
        if (isKept && length > kMaxValueBytes) {
            isKept = false;
        }
        if (!isKept) {
            m_begin += length;
            length = 0;
        }
        const Result<bool> more = readMore();
        if (!more) {
            return std::unexpected(more.error());
        }
        if (!*more) {
            return scanner.isBare() ? Result<std::size_t>(length) : syntax("ends early,");
        }
    }
}

Result<void> JsonCutter::takeKey()
{
    const Result<std::size_t> length = valueLength(true);
    if (!length) {
        return std::unexpected(length.error());
    }
    m_path.back().assign(m_bytes.data() + m_begin + 1, std::max<std::size_t>(*length, 2) - 2);
    m_begin += *length;
    const Result<char> colon = peek();
    if (!colon) {
        return std::unexpected(colon.error());
    }
    if (*colon != ':') {
        return syntax(*colon == '\0' ? "ends early," : "has a key without a value");
    }
    ++m_begin;
    return {};
}

void JsonCutter::close()
{
    ++m_begin;
    m_levels.pop_back();
    m_path.pop_back();
}

Result<bool> JsonCutter::takeValue(const Wishes &wishes, const Consumer &consumer)
{
    const Result<char> first = peek();
    if (!first) {
        return std::unexpected(first.error());
    }
    if (*first == '\0') {
        return syntax("ends early,");
    }
    const JsonWish wish = wishes(m_path);
    if (wish == JsonWish::Descend && (*first == '{' || *first == '[')) {
        if (m_levels.size() == kMaxDepth) {
            return syntax("is nested too deeply");
        }
        ++m_begin;
        m_levels.push_back({*first == '[', true});
        m_path.emplace_back();
        return true;
    }
    const Result<std::size_t> length = valueLength(wish == JsonWish::Deliver);
    if (!length) {
        return std::unexpected(length.error());
    }
    const bool goesOn =
        wish != JsonWish::Deliver || *length == 0 || consumer(m_path, {m_bytes.data() + m_begin, *length});
    m_begin += *length;
    return goesOn;
}

/// One value of the innermost open object or array, or its end.
Result<bool> JsonCutter::step(const Wishes &wishes, const Consumer &consumer)
{
    Result<char> next = peek();
    if (!next) {
        return std::unexpected(next.error());
    }
    Level &level = m_levels.back();
    if (*next == (level.isArray ? ']' : '}')) {
        close();
        return true;
    }
    if (!level.isEmpty) {
        if (*next != ',') {
            return syntax(*next == '\0' ? "ends early," : "goes wrong");
        }
        ++m_begin;
        next = peek();
        if (!next) {
            return std::unexpected(next.error());
        }
        if (*next == (level.isArray ? ']' : '}')) {
            return true; // a comma behind the last value: closed in the next step
        }
    }
    level.isEmpty = false;
    if (!level.isArray) {
        if (*next != '"') {
            return syntax(*next == '\0' ? "ends early," : "goes wrong");
        }
        if (const Result<void> key = takeKey(); !key) {
            return std::unexpected(key.error());
        }
    }
    return takeValue(wishes, consumer);
}

Result<void> JsonCutter::run(const Wishes &wishes, const Consumer &consumer)
{
    Result<bool> goesOn = takeValue(wishes, consumer);
    while (goesOn && *goesOn && !m_levels.empty()) {
        goesOn = step(wishes, consumer);
    }
    return goesOn ? Result<void>() : std::unexpected(goesOn.error());
}

} // namespace atlas
