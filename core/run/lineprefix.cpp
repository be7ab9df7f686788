#include "core/run/lineprefix.h"

#include "core/base/character.h"

#include <algorithm>
#include <utility>

namespace atlas
{

namespace
{
bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

std::size_t runLength(std::string_view text, bool (*is)(char))
{
    return static_cast<std::size_t>(std::ranges::find_if_not(text, is) - text.begin());
}
} // namespace

LinePrefix::LinePrefix(std::string_view text)
{
    while (!text.empty() && isBlank(text.back())) {
        text.remove_suffix(1); // how far the table is moved to the right tells nothing
    }
    while (!text.empty()) {
        const std::size_t digits = runLength(text, isDigit);
        const std::size_t blanks = runLength(text, isBlank);
        const Kind kind = digits > 0 ? Kind::Digits : blanks > 0 ? Kind::Blanks : Kind::Text;
        const std::size_t length = std::max({digits, blanks, std::size_t{1}});
        if (kind == Kind::Text && !m_parts.empty() && m_parts.back().kind == Kind::Text) {
            m_parts.back().text += text.front();
        } else {
            m_parts.push_back({kind, std::string(text.substr(0, length))});
        }
        text.remove_prefix(length);
    }
    markTimes();
    for (const Part &part : m_parts) {
        if (part.kind == Kind::Digits) {
            m_label += (m_label.empty() ? "" : " ") + part.text;
        }
    }
}

/// Numbers joined by ":" or "." (12:30:59, 12.345678), or three joined by "-" or "/" (2025-11-07), with all that is
/// joined to them.
void LinePrefix::markTimes()
{
    const auto isJoint = [&](std::size_t i) {
        constexpr std::string_view kJoints = ":.-/,T";
        return m_parts[i].kind == Kind::Text && m_parts[i].text.size() == 1 &&
               kJoints.contains(m_parts[i].text.front());
    };
    for (std::size_t begin = 0; begin < m_parts.size(); ++begin) {
        if (m_parts[begin].kind != Kind::Digits) {
            continue;
        }
        std::size_t end = begin + 1;
        std::string joints;
        while (end + 1 < m_parts.size() && isJoint(end) && m_parts[end + 1].kind == Kind::Digits) {
            joints += m_parts[end].text;
            end += 2;
        }
        const bool isTime = joints.contains(':') || joints.contains('.') || std::ranges::count(joints, '-') >= 2 ||
                            std::ranges::count(joints, '/') >= 2;
        for (std::size_t i = begin; isTime && i < end; ++i) {
            m_parts[i].kind = m_parts[i].kind == Kind::Digits ? Kind::Counter : m_parts[i].kind;
        }
        begin = end - 1;
    }
}

void LinePrefix::allowDigitsOf(std::string_view line)
{
    const std::optional<Match> other = match(line);
    if (!other || other->label == m_label) {
        return;
    }
    for (Part &part : m_parts) {
        part.kind = part.kind == Kind::Digits ? Kind::Counter : part.kind;
    }
    m_label.clear();
}

std::optional<LinePrefix::Match> LinePrefix::match(std::string_view line) const
{
    Match match{line, {}};
    std::string_view &rest = match.rest;
    for (const Part &part : m_parts) {
        if (part.kind == Kind::Blanks) {
            rest.remove_prefix(runLength(rest, isBlank));
        } else if (part.kind == Kind::Text) {
            if (!rest.starts_with(part.text)) {
                return std::nullopt;
            }
            rest.remove_prefix(part.text.size());
        } else {
            const std::size_t digits = runLength(rest, isDigit);
            if (digits == 0) {
                return std::nullopt;
            }
            if (part.kind == Kind::Digits) {
                match.label.append(match.label.empty() ? "" : " ").append(rest.substr(0, digits));
            }
            rest.remove_prefix(digits);
        }
    }
    return match;
}

void PrefixedLines::take(std::string_view line)
{
    const std::optional<LinePrefix::Match> match = m_prefix.match(line);
    if (match && match->label != m_prefix.label()) {
        m_asideBytes += match->rest.size() + 1;
        if (!isCut()) {
            Aside &aside = m_aside[match->label];
            aside.line = aside.text.empty() ? m_lines.line() : aside.line;
            aside.text.append(match->rest).append(1, '\n');
        }
        m_text += kNoLine; // so that lines count as in the file
    } else {
        m_text.append(match ? match->rest : line);
    }
    m_text += '\n';
}

Result<std::size_t> PrefixedLines::read(char *buffer, std::size_t size)
{
    constexpr std::size_t kEnough = std::size_t{64} << 10U;
    if (m_given == m_text.size()) {
        m_text.clear();
        m_given = 0;
        while (m_text.size() < kEnough) {
            const Result<bool> more = m_lines.next();
            if (!more) {
                m_error = more.error();
            }
            if (!more.value_or(false)) {
                break;
            }
            take(m_lines.text());
        }
    }
    if (m_text.empty() && m_error) {
        return std::unexpected(*m_error);
    }
    const std::size_t count = std::min(size, m_text.size() - m_given);
    std::copy_n(m_text.data() + m_given, count, buffer);
    m_given += count;
    return count;
}

} // namespace atlas
