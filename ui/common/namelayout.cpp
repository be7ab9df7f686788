#include "ui/common/namelayout.h"

#include "core/base/text.h"

#include <algorithm>
#include <cctype>

namespace atlas::ui
{

namespace
{
constexpr int kIndent = 2;
constexpr std::size_t kNoMatch = static_cast<std::size_t>(-1);

char closing(char open)
{
    return open == '<' ? '>' : open == '(' ? ')' : '}';
}

bool isWordCharacter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// The end of the punctuation of an operator's name ("operator<<", "operator->") that begins at `at`; `at` when there
/// is none.
std::size_t skipOperator(std::string_view name, std::size_t at)
{
    constexpr std::string_view kWord = "operator";
    if (!name.substr(at).starts_with(kWord) || (at > 0 && isWordCharacter(name[at - 1]))) {
        return at;
    }
    std::size_t end = at + kWord.size();
    while (end < name.size() && std::string_view("<>=-!").find(name[end]) != std::string_view::npos) {
        ++end;
    }
    return end > at + kWord.size() ? end : at;
}

/// For each opening bracket the index of its partner, and the other way round; kNoMatch elsewhere.
class Brackets
{
public:
    explicit Brackets(std::string_view name) : m_partner(name.size(), kNoMatch)
    {
        for (std::size_t i = 0; i < name.size(); ++i) {
            i = std::max(i, skipOperator(name, i));
            if (i < name.size()) {
                look(name, i);
            }
        }
    }
    [[nodiscard]] std::size_t partner(std::size_t index) const { return m_partner[index]; }

private:
    void look(std::string_view name, std::size_t i)
    {
        const char c = name[i];
        if (c == '<' || c == '(' || c == '{') {
            m_open.push_back(i);
        } else if (c == ')' || c == '}' || (c == '>' && (i == 0 || name[i - 1] != '-'))) {
            close(name, i);
        }
    }
    /// Pairs with the nearest opening bracket of the same kind; `<` left open in between was a comparison.
    void close(std::string_view name, std::size_t i)
    {
        const auto found = std::find_if(m_open.rbegin(), m_open.rend(),
                                        [&](std::size_t open) { return closing(name[open]) == name[i]; });
        if (found == m_open.rend() || (name[i] == '>' && found != m_open.rbegin())) {
            return;
        }
        m_partner[*found] = i;
        m_partner[i] = *found;
        m_open.erase(std::prev(found.base()), m_open.end());
    }

    std::vector<std::size_t> m_partner;
    std::vector<std::size_t> m_open;
};

/// Writes the name bracket by bracket and remembers where each byte went.
class NamePrinter
{
public:
    NamePrinter(std::string_view name, int columns) : m_name(name), m_columns(std::max(columns, 20)), m_brackets(name)
    {
        m_layout.positions.reserve(name.size() + 1);
    }

    NameLayout print()
    {
        for (std::size_t i = 0; i < m_name.size();) {
            i = step(i);
        }
        m_layout.positions.push_back(static_cast<int>(m_layout.text.size()));
        return std::move(m_layout);
    }

private:
    std::size_t step(std::size_t i)
    {
        const std::size_t partner = m_brackets.partner(i);
        if (partner != kNoMatch && partner > i) {
            return openBracket(i, partner);
        }
        if (partner != kNoMatch && !m_broken.empty() && m_broken.back() == partner) {
            m_broken.pop_back();
            breakLine();
            return copy(i);
        }
        if (m_name[i] == ',' && !m_broken.empty() && m_flatUntil <= i) {
            i = copy(i);
            while (i < m_name.size() && m_name[i] == ' ') {
                i = copy(i);
            }
            if (m_column + argumentLength(i) > m_columns) {
                breakLine();
            }
            return i;
        }
        return copy(i);
    }
    /// Bytes from `i` to after the comma, or to the closing bracket, that ends the argument.
    [[nodiscard]] int argumentLength(std::size_t i) const
    {
        std::size_t end = i;
        while (end < m_name.size() && m_name[end] != ',' &&
               !(m_brackets.partner(end) != kNoMatch && m_brackets.partner(end) < end)) {
            end = m_brackets.partner(end) == kNoMatch ? end + 1 : m_brackets.partner(end) + 1;
        }
        return static_cast<int>(end - i) + 1;
    }
    std::size_t openBracket(std::size_t open, std::size_t close)
    {
        const bool fits = m_column + static_cast<int>(close - open) + 1 <= m_columns;
        const std::size_t next = copy(open);
        if (open < m_flatUntil || fits || close == open + 1) {
            m_flatUntil = std::max(m_flatUntil, close);
            return next;
        }
        m_broken.push_back(open);
        breakLine();
        return next;
    }
    /// Copies one character, however many bytes it has.
    std::size_t copy(std::size_t i)
    {
        std::size_t end = i + 1;
        while (end < m_name.size() && (static_cast<unsigned char>(m_name[end]) & 0xC0U) == 0x80U) {
            ++end;
        }
        m_layout.positions.insert(m_layout.positions.end(), end - i, static_cast<int>(m_layout.text.size()));
        m_layout.text += QString::fromUtf8(m_name.data() + i, static_cast<qsizetype>(end - i));
        ++m_column;
        return end;
    }
    void breakLine()
    {
        const int indent = std::min(static_cast<int>(m_broken.size()) * kIndent, m_columns / 2);
        m_layout.text += u'\n';
        m_layout.text += QString(indent, u' ');
        m_column = indent;
    }

    std::string_view m_name;
    int m_columns;
    Brackets m_brackets;
    NameLayout m_layout;
    std::vector<std::size_t> m_broken; // opening brackets whose arguments stand on lines of their own
    std::size_t m_flatUntil = 0;       // the closing bracket up to which nothing breaks
    int m_column = 0;
};
} // namespace

NameLayout layOutName(std::string_view name, int columns)
{
    if (name.size() <= kMaxLaidOutBytes) {
        return NamePrinter(name, columns).print();
    }
    NameLayout layout = NamePrinter(name.substr(0, floorToCharacter(name, kMaxLaidOutBytes)), columns).print();
    layout.text += u'…';
    layout.positions.resize(name.size() + 1, static_cast<int>(layout.text.size()));
    return layout;
}

} // namespace atlas::ui
