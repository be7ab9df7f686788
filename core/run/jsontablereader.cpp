#include "core/run/jsontablereader.h"

#include "core/base/character.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

namespace
{
/// The bytes of a block buffer, one at a time, with the line they are on.
class ByteCursor
{
public:
    ByteCursor(BlockBuffer &buffer, std::size_t firstLine) : m_buffer(&buffer), m_line(firstLine) {}

    /// The next byte, or nothing at the end.
    [[nodiscard]] std::optional<char> current()
    {
        if (m_at == m_block.size()) {
            nextBlock();
        }
        return m_at < m_block.size() ? std::optional(m_block[m_at]) : std::nullopt;
    }
    void advance()
    {
        m_line += m_block[m_at] == '\n' ? 1 : 0;
        ++m_at;
    }
    [[nodiscard]] std::size_t line() const { return m_line; }
    /// Leaves what was not read in the buffer, as far as bytes are still what they were.
    void finish()
    {
        m_buffer->consume(m_repaired.empty() ? m_at : m_raw);
        m_raw = m_at = 0;
        m_block = {};
    }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// Bytes that are not UTF-8 became U+FFFD.
    [[nodiscard]] bool wasRepaired() const { return m_wasRepaired; }

private:
    void nextBlock()
    {
        m_buffer->consume(m_raw);
        m_at = 0;
        bool isLast = false;
        // A character may be cut by the end of a block: it waits for the rest.
        while (!isLast && m_buffer->text().size() < kLongestCharacter) {
            const Result<bool> more = m_buffer->readMore();
            if (!more && !m_error) {
                m_error = more.error();
            }
            isLast = !more.value_or(false);
        }
        const std::string_view text = m_buffer->text();
        m_raw = isLast ? text.size() : floorToCharacter(text, text.size() - 1);
        m_raw = m_raw + kLongestCharacter > text.size() ? m_raw : text.size(); // no character has so many bytes
        m_block = text.substr(0, m_raw);
        m_repaired.clear();
        if (!isValidUtf8(m_block)) {
            m_repaired = toValidUtf8(m_block);
            m_block = m_repaired;
            m_wasRepaired = true;
        }
    }

    static constexpr std::size_t kLongestCharacter = 4;

    BlockBuffer *m_buffer;
    std::string_view m_block;
    std::string m_repaired; // the block when it was not UTF-8, which the JSON parser would refuse
    std::size_t m_raw = 0;  // bytes of the buffer that the block stands for
    std::size_t m_at = 0;
    bool m_wasRepaired = false;
    std::size_t m_line;
    std::optional<Error> m_error;
};

/// The bytes with quotes around numbers (NaN and Infinity too): the parser gives up a whole document for one number
/// that no double holds, while as text it is one odd cell of one row.
class QuotedNumbers
{
public:
    explicit QuotedNumbers(ByteCursor &cursor) : m_cursor(&cursor) { settle(); }

    [[nodiscard]] std::optional<char> current()
    {
        return m_state == State::Opening || m_state == State::Closing ? std::optional('"') : m_cursor->current();
    }
    void advance()
    {
        if (m_state == State::Opening) {
            m_state = State::Number;
            return;
        }
        if (m_state == State::Closing) {
            m_state = State::Between;
            settle();
            return;
        }
        const char passed = m_cursor->current().value_or('\0');
        m_cursor->advance();
        if (m_state == State::Escape) {
            m_state = State::Text;
        } else if (m_state == State::Text) {
            m_state = passed == '\\' ? State::Escape : passed == '"' ? State::Between : State::Text;
        } else if (m_state == State::Between && passed == '"') {
            m_state = State::Text;
        }
        settle();
    }

private:
    enum class State : std::uint8_t
    {
        Between, ///< strings and numbers
        Text,
        Escape,  ///< behind a backslash of a string
        Opening, ///< at the quote before a number
        Number,
        Closing
    };

    /// Turns to a quote where a number begins or ends.
    void settle()
    {
        if (m_state != State::Between && m_state != State::Number) {
            return;
        }
        const std::optional<char> next = m_cursor->current();
        if (m_state == State::Between && next && (isDigit(*next) || *next == '-' || *next == 'N' || *next == 'I')) {
            m_state = State::Opening;
        } else if (m_state == State::Number && !(next && belongsToNumber(*next))) {
            m_state = State::Closing;
        }
    }
    /// Also a letter of NaN, Infinity and 1e9.
    static bool belongsToNumber(char c)
    {
        return isDigit(c) || c == '-' || c == '+' || c == '.' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    ByteCursor *m_cursor;
    State m_state = State::Between;
};

/// What nlohmann's parser wants of its input: an iterator and a sentinel of the same type.
class ByteIterator
{
public:
    using difference_type = std::ptrdiff_t;
    using value_type = char;
    using pointer = const char *;
    using reference = char;
    using iterator_category = std::input_iterator_tag;

    ByteIterator() = default;
    explicit ByteIterator(QuotedNumbers &bytes) : m_bytes(&bytes) {}

    char operator*() const { return m_bytes->current().value_or('\0'); }
    ByteIterator &operator++()
    {
        m_bytes->advance();
        return *this;
    }
    ByteIterator operator++(int)
    {
        m_bytes->advance();
        return *this;
    }
    /// Only a comparison with the end is meant.
    bool operator==(const ByteIterator &other) const
    {
        QuotedNumbers *const bytes = m_bytes != nullptr ? m_bytes : other.m_bytes;
        return bytes == nullptr || !bytes->current().has_value();
    }

private:
    QuotedNumbers *m_bytes = nullptr;
};

/// Turns objects inside an array into rows of the collector.
class RowHandler : public nlohmann::json_sax<nlohmann::json>
{
public:
    RowHandler(TableCollector &collector, FileDiagnostics &diagnostics, const ByteCursor &cursor)
        : m_collector(&collector), m_diagnostics(&diagnostics), m_cursor(&cursor)
    {
    }

    bool null() override { return value({}); }
    bool boolean(bool flag) override { return value(flag ? "true" : "false"); }
    // The parser's interface asks for these; numbers come as strings (QuotedNumbers).
    bool number_integer(number_integer_t number) override { return value(std::to_string(number)); }
    bool number_unsigned(number_unsigned_t number) override { return value(std::to_string(number)); }
    bool number_float(number_float_t, const string_t &text) override { return value(text); }
    bool string(string_t &text) override { return value(text); }
    bool binary(binary_t &) override { return true; }
    bool start_array(std::size_t) override { return enter(false); }
    bool end_array() override { return leave(); }
    bool start_object(std::size_t) override { return enter(true); }
    bool end_object() override;
    bool key(string_t &text) override;
    bool parse_error(std::size_t, const std::string &, const nlohmann::json::exception &error) override;

private:
    bool value(std::string_view text);
    bool enter(bool isObject);
    bool leave();
    void finishRow();
    [[nodiscard]] bool isOfRow() const { return m_rowDepth == m_isObject.size() && !m_isObject.empty(); }

    TableCollector *m_collector;
    FileDiagnostics *m_diagnostics;
    const ByteCursor *m_cursor;
    std::vector<bool> m_isObject; // for every bracket that is open
    std::size_t m_rowDepth = 0;   // brackets open in the row being read; 0 outside of rows
    std::size_t m_rowLine = 0;
    std::vector<std::string> m_headings; // of the table
    std::vector<std::string> m_keys;     // of the row being read
    std::vector<std::string> m_values;
    bool m_told = false;
};

/// Looks at the first row of a report.
class HeadingProbe : public nlohmann::json_sax<nlohmann::json>
{
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t &) override { return true; }
    bool string(string_t &) override { return true; }
    bool binary(binary_t &) override { return true; }
    bool start_array(std::size_t) override { return enter(false); }
    bool end_array() override { return leave(); }
    bool start_object(std::size_t) override { return enter(true); }
    bool end_object() override
    {
        m_isTable = m_rowDepth == m_isObject.size() && isReport();
        m_rowDepth = m_rowDepth == m_isObject.size() ? 0 : m_rowDepth;
        return !m_isTable && leave();
    }
    bool key(string_t &text) override
    {
        if (m_rowDepth == m_isObject.size() && m_rowDepth > 0) {
            m_keys.push_back(text);
        }
        return true;
    }
    bool parse_error(std::size_t, const std::string &, const nlohmann::json::exception &) override
    {
        m_isTable = !m_keys.empty() && columnOf(m_keys.front()) == Column::TimePercent;
        return false;
    }
    [[nodiscard]] bool isTable() const { return m_isTable; }

private:
    static constexpr std::size_t kMaxDepth = 16;

    bool enter(bool isObject)
    {
        const bool isInArray = !m_isObject.empty() && !m_isObject.back();
        m_isObject.push_back(isObject);
        if (isObject && isInArray && m_rowDepth == 0) {
            m_rowDepth = m_isObject.size();
            m_keys.clear();
        }
        return m_isObject.size() < kMaxDepth;
    }
    bool leave()
    {
        m_isObject.pop_back();
        return !m_isObject.empty();
    }
    [[nodiscard]] bool isReport() const
    {
        const std::vector<std::string_view> keys(m_keys.begin(), m_keys.end());
        return readTableHeader(keys).has_value() || !otherReportOf(keys).empty();
    }

    std::vector<bool> m_isObject;
    std::size_t m_rowDepth = 0;
    std::vector<std::string> m_keys;
    bool m_isTable = false;
};

bool RowHandler::enter(bool isObject)
{
    const bool isInArray = !m_isObject.empty() && !m_isObject.back();
    m_isObject.push_back(isObject);
    if (isObject && isInArray && m_rowDepth == 0) {
        m_rowDepth = m_isObject.size();
        m_rowLine = m_cursor->line();
        m_keys.clear();
        m_values.clear();
    }
    return true;
}

bool RowHandler::leave()
{
    m_isObject.pop_back();
    if (isOfRow()) {
        static_cast<void>(value({})); // an array or object as a cell
    }
    return true;
}

bool RowHandler::end_object()
{
    if (isOfRow()) {
        m_rowDepth = 0;
        finishRow();
        m_isObject.pop_back();
        return true;
    }
    return leave();
}

bool RowHandler::key(string_t &text)
{
    if (isOfRow()) {
        m_keys.push_back(text);
    } else if (m_isObject.size() == 1) {
        m_collector->addText("{\"" + text + "\": ...}");
    }
    return true;
}

bool RowHandler::value(std::string_view text)
{
    if (isOfRow() && m_values.size() < m_keys.size()) {
        m_values.resize(m_keys.size() - 1);
        m_values.emplace_back(text);
    }
    return true;
}

void RowHandler::finishRow()
{
    m_values.resize(m_keys.size());
    const std::vector<std::string_view> keys(m_keys.begin(), m_keys.end());
    if (!m_collector->isInTable()) {
        if (!m_collector->offerHeader(keys, m_rowLine)) {
            if (!m_told) {
                std::string text = "[{";
                for (std::size_t i = 0; i < std::min<std::size_t>(keys.size(), 4); ++i) {
                    text.append(i == 0 ? "\"" : ", \"").append(keys[i]).append("\"");
                }
                m_collector->addText(text + "...");
                m_told = true;
            }
            return;
        }
        m_headings = m_keys;
    }
    std::vector<std::string_view> cells(m_headings.size());
    for (std::size_t i = 0; i < m_headings.size(); ++i) {
        const auto found = i < m_keys.size() && m_keys[i] == m_headings[i]
                               ? m_keys.begin() + static_cast<std::ptrdiff_t>(i)
                               : std::ranges::find(m_keys, m_headings[i]);
        if (found != m_keys.end()) {
            cells[i] = m_values[static_cast<std::size_t>(found - m_keys.begin())];
        }
    }
    m_collector->addRow(cells, m_rowLine);
}

bool RowHandler::parse_error(std::size_t, const std::string &, const nlohmann::json::exception &)
{
    if (!m_cursor->error()) {
        m_diagnostics->add(
            m_collector->isInTable() ? Severity::Warning : Severity::Error, "json-syntax",
            "the JSON breaks off or goes wrong here; rows before this place are used. Was the file cut off?",
            m_cursor->line());
    }
    return false;
}
} // namespace

bool beginsJsonTable(std::string_view text)
{
    BlockBuffer buffer(bytesOf(text), text.size());
    ByteCursor cursor(buffer, 1);
    QuotedNumbers bytes(cursor);
    HeadingProbe probe;
    static_cast<void>(nlohmann::json::sax_parse(ByteIterator(bytes), ByteIterator(), &probe));
    return probe.isTable();
}

Result<std::size_t> readJsonTable(BlockBuffer &buffer, std::size_t firstLine, TableCollector &collector,
                                  FileDiagnostics &diagnostics)
{
    ByteCursor cursor(buffer, firstLine);
    QuotedNumbers bytes(cursor);
    RowHandler handler(collector, diagnostics, cursor);
    // Not strict: log lines of the profiler may follow the array. False is a syntax error, told above.
    static_cast<void>(nlohmann::json::sax_parse(ByteIterator(bytes), ByteIterator(), &handler,
                                                nlohmann::json::input_format_t::json, false));
    if (cursor.wasRepaired()) {
        diagnostics.add(Severity::Warning, "text-not-utf8",
                        "the file holds bytes that are not UTF-8; they became U+FFFD");
    }
    if (cursor.error()) {
        return std::unexpected(*cursor.error());
    }
    cursor.finish();
    return cursor.line() - 1;
}

} // namespace atlas
