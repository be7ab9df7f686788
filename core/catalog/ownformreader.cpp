#include "core/catalog/ownformreader.h"

#include "core/catalog/yamltext.h"

#include <algorithm>
#include <cstring>

namespace atlas
{

namespace
{
/// Whether YAML takes every character for one of a line: no control, no line break of Unicode, no byte order mark.
bool holdsPlainCharactersOnly(std::string_view text)
{
    const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const unsigned c = at(i);
        const bool isControl = (c < 0x20 && c != '\n') || c == 0x7F || (c == 0xC2 && at(i + 1) < 0xA0);
        const bool isLineBreak = c == 0xE2 && at(i + 1) == 0x80 && (at(i + 2) == 0xA8 || at(i + 2) == 0xA9);
        const bool isMark =
            c == 0xEF && ((at(i + 1) == 0xBB && at(i + 2) == 0xBF) || (at(i + 1) == 0xBF && at(i + 2) >= 0xBE));
        if (isControl || isLineBreak || isMark) {
            return false;
        }
    }
    return true;
}

void appendUtf8(std::string &out, unsigned codePoint)
{
    const auto byte = [&](unsigned value) { out += static_cast<char>(value); };
    if (codePoint < 0x80) {
        byte(codePoint);
    } else if (codePoint < 0x800) {
        byte(0xC0U | codePoint >> 6U);
        byte(0x80U | (codePoint & 0x3FU));
    } else {
        byte(0xE0U | codePoint >> 12U);
        byte(0x80U | (codePoint >> 6U & 0x3FU));
        byte(0x80U | (codePoint & 0x3FU));
    }
}

class OwnFormParser
{
public:
    explicit OwnFormParser(std::string_view text) : m_text(text) {}

    std::optional<OwnForm> run()
    {
        OwnForm form;
        form.entries.reserve(m_text.size() / 500); // an entry has about so many bytes
        for (skipBetween(); m_at < m_text.size(); skipBetween()) {
            if (!readEntry(form.entries.emplace_back())) {
                return std::nullopt;
            }
            if (form.entries.size() == 1) {
                form.hasBlankBetween = m_text.substr(m_at).starts_with('\n');
            }
        }
        if (form.entries.empty()) {
            return std::nullopt;
        }
        form.listEnd = form.entries.back().span.end;
        return form;
    }

private:
    /// Empty lines, and comments from the first column on.
    void skipBetween()
    {
        while (m_at < m_text.size() && (m_text[m_at] == '\n' || m_text[m_at] == '#')) {
            const std::size_t end = m_text.find('\n', m_at);
            if (end == std::string_view::npos) {
                return; // a last line that is not ended is left to the other reader
            }
            m_at = end + 1;
            ++m_line;
        }
    }

    bool readEntry(CatalogEntry &entry)
    {
        entry.span.begin = m_at;
        entry.line = m_line;
        const bool isWhole =
            take("- raw_name: ") && readQuoted(entry.rawName) && !entry.rawName.empty() && endLine() &&
            readText("  friendly_name: ", Field::FriendlyName, entry) &&
            readText("  source_lib: ", Field::SourceLib, entry) && take("  data_shape:") && endLine() &&
            readShape("    generic:", Field::Generic, entry) && readShape("    fixed:", Field::Fixed, entry) &&
            readShape("    tiled:", Field::Tiled, entry) && readText("  description: ", Field::Description, entry);
        entry.span.end = m_at;
        return isWhole;
    }

    bool readText(std::string_view key, Field field, CatalogEntry &entry)
    {
        FieldSource &source = begin(field, entry);
        if (!take(key)) {
            return false;
        }
        source.value.begin = m_at;
        if (take("null")) {
            source.value.end = m_at;
            return endLine();
        }
        std::string text;
        if (!(m_text.substr(m_at).starts_with('"') ? readQuoted(text) : readPlain(text))) {
            return false;
        }
        entry.info[field] = std::move(text);
        source.value.end = m_at;
        return endLine();
    }

    bool readShape(std::string_view key, Field field, CatalogEntry &entry)
    {
        FieldSource &source = begin(field, entry);
        if (!take(key)) {
            return false;
        }
        if (take(" null")) {
            source.value = {m_at - std::strlen("null"), m_at};
            return endLine();
        }
        if (!endLine()) {
            return false;
        }
        constexpr std::string_view kIndent = "      ";
        source.value.begin = m_at + kIndent.size();
        Shape shape;
        while (take("      - [")) {
            if (shape.size() == kMostLines || !readLine(shape.emplace_back())) {
                return false;
            }
            source.value.end = m_at;
            if (!endLine()) {
                return false;
            }
        }
        const bool hasLines = !shape.empty();
        entry.info[field] = std::move(shape);
        return hasLines;
    }

    bool readLine(ShapeLine &line)
    {
        do {
            if (line.size() == kMostOperands || !readQuoted(line.emplace_back()) ||
                std::ranges::count(line.back(), '(') != std::ranges::count(line.back(), ')')) {
                return false;
            }
        } while (take(", "));
        return take("]");
    }

    FieldSource &begin(Field field, CatalogEntry &entry) const
    {
        FieldSource &source = entry.fields[static_cast<std::size_t>(field)];
        source.line = m_line;
        source.isPresent = true;
        return source;
    }

    bool readQuoted(std::string &out)
    {
        if (!take("\"")) {
            return false;
        }
        for (;;) {
            const std::size_t end = m_text.find_first_of("\"\\\n", m_at);
            if (end == std::string_view::npos || m_text[end] == '\n') {
                return false;
            }
            out.append(m_text, m_at, end - m_at);
            m_at = end + 1;
            if (m_text[end] == '"') {
                return true;
            }
            if (!readEscape(out)) {
                return false;
            }
        }
    }

    /// What follows a backslash.
    bool readEscape(std::string &out)
    {
        if (m_at >= m_text.size()) {
            return false;
        }
        switch (const char c = m_text[m_at++]) {
        case '"':
        case '\\':
            out += c;
            return true;
        case 'n':
            out += '\n';
            return true;
        case 'r':
            out += '\r';
            return true;
        case 't':
            out += '\t';
            return true;
        case 'u':
            return readCodePoint(out);
        default:
            return false;
        }
    }

    bool readCodePoint(std::string &out)
    {
        constexpr std::string_view kHex = "0123456789abcdef";
        unsigned codePoint = 0;
        for (const std::size_t end = m_at + 4; m_at < end; ++m_at) {
            const std::size_t digit = m_at < m_text.size() ? kHex.find(m_text[m_at]) : std::string_view::npos;
            if (digit == std::string_view::npos) {
                return false;
            }
            codePoint = codePoint * 16 + static_cast<unsigned>(digit);
        }
        const bool isSurrogate = codePoint >= 0xD800 && codePoint < 0xE000;
        if (!isSurrogate) {
            appendUtf8(out, codePoint);
        }
        return !isSurrogate;
    }

    /// Words that need no quotes, as plainOrQuoted() writes them.
    bool readPlain(std::string &out)
    {
        const std::size_t end = m_text.find('\n', m_at);
        if (end == std::string_view::npos) {
            return false;
        }
        out = m_text.substr(m_at, end - m_at);
        m_at = end;
        return plainOrQuoted(out) == out;
    }

    bool take(std::string_view what)
    {
        if (!m_text.substr(m_at).starts_with(what)) {
            return false;
        }
        m_at += what.size();
        return true;
    }

    bool endLine()
    {
        ++m_line;
        return take("\n");
    }

    // More is read by the other reader, which says when an entry is too large.
    static constexpr std::size_t kMostLines = 64;
    static constexpr std::size_t kMostOperands = 64;

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_line = 1; // of m_at
};
} // namespace

std::optional<OwnForm> readOwnForm(std::string_view text)
{
    return holdsPlainCharactersOnly(text) ? OwnFormParser(text).run() : std::nullopt;
}

} // namespace atlas
