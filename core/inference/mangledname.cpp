#include "core/inference/namewriter.h"

#include "core/base/character.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace atlas
{

namespace
{
constexpr std::array<std::pair<char, std::string_view>, 17> kBuiltinTypes = {{{'v', "void"},
                                                                              {'f', "float"},
                                                                              {'d', "double"},
                                                                              {'i', "int"},
                                                                              {'j', "unsigned int"},
                                                                              {'l', "long"},
                                                                              {'m', "unsigned long"},
                                                                              {'x', "long long"},
                                                                              {'y', "unsigned long long"},
                                                                              {'b', "bool"},
                                                                              {'c', "char"},
                                                                              {'a', "signed char"},
                                                                              {'h', "unsigned char"},
                                                                              {'s', "short"},
                                                                              {'t', "unsigned short"},
                                                                              {'w', "wchar_t"},
                                                                              {'z', "..."}}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kExtendedTypes = {
    {{"DF16b", "__bf16"}, {"DF16_", "_Float16"}, {"Dh", "half"}, {"Dn", "nullptr_t"}}};

/// Reads an Itanium-mangled name from left to right; what it does not know it passes over, one byte at a time.
class MangledReader
{
public:
    MangledReader(std::string_view raw, NameWriter &writer) : m_raw(raw), m_writer(writer) {}

    void run()
    {
        m_at = 2;
        while (m_at < m_raw.size() && !m_done) {
            step();
        }
        // Behind a template's name stands the return type; types of plain functions are parameters at once.
        if (m_done && m_at < m_raw.size() && (!m_template || (type(false) && m_at < m_raw.size()))) {
            parameters();
        }
    }

private:
    enum class Open : char
    {
        Nested,
        Arguments,
        Pack, ///< several arguments for one parameter
        Other
    };

    void step()
    {
        const char c = m_raw[m_at];
        if (isDigit(c)) {
            identifier();
        } else if (c == 'N') {
            open(Open::Nested, {});
        } else if (c == 'I' && m_named) {
            m_named = false;
            open(Open::Arguments, "<");
        } else if (c == 'L') {
            literal();
        } else if (c == 'E') {
            close();
        } else if (c == 'S' || c == 'T') {
            substitution();
        } else if (c == 'D' && m_at + 1 < m_raw.size()) {
            extendedType();
        } else if (c == 'X' || c == 'J') {
            open(c == 'J' && isList() ? Open::Pack : Open::Other, {});
        } else {
            builtinType();
        }
    }

    void put(std::string_view text, std::size_t length)
    {
        m_writer.put(text, m_at, m_at + length);
        m_at += length;
    }

    /// Between < and >, where commas part what comes.
    [[nodiscard]] bool isList() const
    {
        return !m_open.empty() && (m_open.back() == Open::Arguments || m_open.back() == Open::Pack);
    }

    /// A comma before the second and later things between < and >; none inside a nested name.
    void separate()
    {
        if (isList() && m_writer.last() != '<') {
            m_writer.put(", ", m_at, m_at);
        }
    }

    void open(Open kind, std::string_view bracket)
    {
        if (kind == Open::Nested) {
            separate();
            m_fresh = true;
        }
        if (!bracket.empty()) {
            m_writer.put(bracket, m_at, m_at + 1);
        }
        m_open.push_back(kind);
        ++m_at;
    }

    void close()
    {
        if (!m_open.empty() && m_open.back() == Open::Arguments) {
            m_writer.put(">", m_at, m_at + 1);
            m_template = true;
        }
        if (!m_open.empty()) {
            m_open.pop_back();
        }
        m_done = m_open.empty();
        m_named = true;
        m_fresh = false;
        ++m_at;
    }

    void identifier()
    {
        std::size_t length = 0;
        std::size_t begin = m_at;
        for (; begin < m_raw.size() && isDigit(m_raw[begin]); ++begin) {
            length = std::min(m_raw.size(), length * 10 + static_cast<std::size_t>(m_raw[begin] - '0'));
        }
        const std::size_t end = begin + std::min(length, m_raw.size() - begin);
        m_template = false;
        qualify();
        if (m_raw.substr(begin, end - begin).starts_with("_GLOBAL__N")) {
            m_writer.put("<unnamed>", begin, end);
        } else {
            m_writer.copy(begin, end);
        }
        m_named = true;
        m_at = end;
        m_done = m_open.empty() && (end == m_raw.size() || m_raw[end] != 'I');
    }

    /// `::` between the names of a nested name, a comma between arguments.
    void qualify()
    {
        const bool nested = !m_open.empty() && m_open.back() == Open::Nested;
        if (nested && !m_fresh) {
            m_writer.put("::", m_at, m_at);
        } else if (!nested) {
            separate();
        }
        m_fresh = false;
    }

    /// `Li128E` is 128, `Lb1E` is true; `L` before a digit only says that a name is local.
    void literal()
    {
        const std::size_t end = m_raw.find('E', m_at);
        const std::string_view body = m_raw.substr(m_at + 1, end == std::string_view::npos ? end : end - m_at - 1);
        const bool plain = end != std::string_view::npos && body.size() >= 2 && (body[0] < '0' || body[0] > '9') &&
                           body[0] != 'N' && body[0] != '_' &&
                           std::ranges::all_of(body.substr(1), [](char c) { return isDigit(c) || c == 'n'; });
        if (!plain) {
            const bool opens = m_at + 1 < m_raw.size() && !isDigit(m_raw[m_at + 1]) && m_raw[m_at + 1] != '_';
            ++m_at;
            if (opens) {
                m_open.push_back(Open::Other);
            }
            return;
        }
        separate();
        if (body[0] == 'b') {
            m_writer.put(body[1] == '1' ? "true" : "false", m_at, end + 1);
        } else {
            if (body[1] == 'n') {
                m_writer.put("-", m_at + 2, m_at + 3);
            }
            m_writer.copy(m_at + (body[1] == 'n' ? 3 : 2), end);
        }
        m_at = end + 1;
    }

    /// S_, S1_, T_, T0_ stand for earlier things, St is std::.
    void substitution()
    {
        if (m_raw.substr(m_at, 2) == "St") {
            qualify();
            put("std", 2);
            m_named = true;
            return;
        }
        const std::size_t end = underscore();
        const bool closes = end != std::string_view::npos;
        if (!m_open.empty() && m_open.back() == Open::Nested) {
            m_named = true;
        } else {
            separate();
            m_writer.put("T", m_at, closes ? end + 1 : m_at + 1);
            m_named = true;
        }
        m_at = closes ? end + 1 : m_at + 2;
    }

    /// The underscore that ends a substitution here; npos where none is near.
    [[nodiscard]] std::size_t underscore() const
    {
        constexpr std::size_t longest = 9;
        const std::size_t found = m_raw.substr(m_at, longest).find('_');
        return found == std::string_view::npos ? found : m_at + found;
    }

    void extendedType()
    {
        for (const auto &[code, text] : kExtendedTypes) {
            if (m_raw.substr(m_at, code.size()) == code) {
                separate();
                put(text, code.size());
                return;
            }
        }
        m_at += 2;
    }

    void builtinType()
    {
        const char c = m_raw[m_at];
        const auto found = std::ranges::find(kBuiltinTypes, c, &std::pair<char, std::string_view>::first);
        if (found == kBuiltinTypes.end() || !isList()) {
            ++m_at;
            return;
        }
        separate();
        put(found->second, 1);
    }

    // Parameters: each type in its order of encoding, with a star for a pointer; what is not plain ends them.

    void parameters()
    {
        m_writer.put("(", m_at, m_at);
        for (bool first = true; m_at < m_raw.size() && m_raw[m_at] != 'E' && m_raw[m_at] != '.'; first = false) {
            if (!first) {
                m_writer.put(", ", m_at, m_at);
            }
            if (!type(true)) {
                m_writer.put("...", m_at, m_at);
                break;
            }
        }
        m_writer.put(")", m_at, m_at);
    }

    [[nodiscard]] char peek() const { return m_at < m_raw.size() ? m_raw[m_at] : '\0'; }

    /// Passes over one type, writing it if asked to; false where it is none that is known here.
    bool type(bool write)
    {
        std::size_t pointers = 0;
        for (; std::string_view("PROKV").contains(peek()) && peek() != '\0'; ++m_at) {
            pointers += peek() == 'P' ? 1U : 0U;
        }
        const bool known = isDigit(peek()) ? typeName(write)
                           : peek() == 'N' ? nestedType(write)
                           : peek() == 'S' ? substitutedType(write)
                           : peek() == 'T' ? templateParameter(write)
                           : peek() == 'D' ? shortType(write)
                                           : plainType(write);
        const bool whole = known && (peek() != 'I' || skipBrackets());
        for (; write && pointers > 0; --pointers) {
            m_writer.put("*", m_at, m_at);
        }
        return whole;
    }

    bool plainType(bool write)
    {
        const auto found = std::ranges::find(kBuiltinTypes, peek(), &std::pair<char, std::string_view>::first);
        if (found == kBuiltinTypes.end()) {
            return false;
        }
        writeType(write && peek() != 'v', found->second, 1);
        return true;
    }

    void writeType(bool write, std::string_view text, std::size_t length)
    {
        if (write) {
            m_writer.put(text, m_at, m_at + length);
        }
        m_at += length;
    }

    bool typeName(bool write)
    {
        std::size_t length = 0;
        for (; isDigit(peek()); ++m_at) {
            length = std::min(m_raw.size(), length * 10 + static_cast<std::size_t>(peek() - '0'));
        }
        const std::size_t end = m_at + std::min(length, m_raw.size() - m_at);
        if (write) {
            m_writer.copy(m_at, end);
        }
        m_at = end;
        return true;
    }

    bool nestedType(bool write)
    {
        bool first = true;
        for (++m_at; m_at < m_raw.size() && peek() != 'E';) {
            if (isDigit(peek())) {
                if (write && !first) {
                    m_writer.put("::", m_at, m_at);
                }
                typeName(write);
                first = false;
            } else if (peek() == 'S') {
                substitutedType(write && first);
                first = false;
            } else if (peek() == 'I') {
                if (!skipBrackets()) {
                    return false;
                }
            } else if (peek() == 'K' || peek() == 'V') {
                ++m_at;
            } else {
                return false;
            }
        }
        m_at += m_at < m_raw.size() ? 1 : 0;
        return true;
    }

    bool substitutedType(bool write)
    {
        if (m_raw.substr(m_at, 2) == "St") {
            m_at += 2;
            return isDigit(peek()) && typeName(write);
        }
        const std::size_t end = underscore();
        const bool closes = end != std::string_view::npos;
        writeType(write, "T", closes ? end + 1 - m_at : std::min<std::size_t>(2, m_raw.size() - m_at));
        return true;
    }

    /// T_ is the first template argument, T0_ the second: T1 and T2, as Nsight Systems writes them.
    bool templateParameter(bool write)
    {
        constexpr std::array<std::pair<std::string_view, std::string_view>, 5> parameters = {
            {{"T_", "T1"}, {"T0_", "T2"}, {"T1_", "T3"}, {"T2_", "T4"}, {"T3_", "T5"}}};
        for (const auto &[code, text] : parameters) {
            if (m_raw.substr(m_at, code.size()) == code) {
                writeType(write, text, code.size());
                return true;
            }
        }
        return substitutedType(write);
    }

    bool shortType(bool write)
    {
        for (const auto &[code, text] : kExtendedTypes) {
            if (m_raw.substr(m_at, code.size()) == code) {
                writeType(write, text, code.size());
                return true;
            }
        }
        return false;
    }

    /// Passes over template arguments of a parameter's type.
    bool skipBrackets()
    {
        std::size_t depth = 0;
        while (m_at < m_raw.size()) {
            if (isDigit(peek())) {
                typeName(false);
                continue;
            }
            const bool opens = std::string_view("INJXLF").contains(peek());
            depth += opens ? 1U : 0U;
            depth -= peek() == 'E' ? 1U : 0U;
            const bool literal = peek() == 'L';
            ++m_at;
            while (literal && m_at < m_raw.size() && peek() != 'E' && peek() != '_') {
                ++m_at; // type and digits of a value
            }
            if (depth == 0) {
                return true;
            }
        }
        return false;
    }

    std::string_view m_raw;
    NameWriter &m_writer;
    std::vector<Open> m_open;
    std::size_t m_at = 0;
    bool m_named = false;
    bool m_fresh = true;
    /// What was read last is a template's arguments.
    bool m_template = false;
    /// The name itself is read; the types of its parameters follow.
    bool m_done = false;
};
} // namespace

void rewriteMangled(std::string_view raw, NameWriter &writer)
{
    MangledReader(raw, writer).run();
}

} // namespace atlas
