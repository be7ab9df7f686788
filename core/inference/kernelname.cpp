#include "core/inference/kernelname.h"

#include "core/base/text.h"
#include "core/inference/nameextent.h"
#include "core/inference/namewriter.h"

#include <algorithm>

namespace atlas
{

namespace
{
constexpr std::string_view kUnnamed = "<unnamed>";
} // namespace

/// Moves through a name, knowing how deep in brackets it is. `<unnamed>` is a word, and `->` closes nothing.
class BracketWalker
{
public:
    explicit BracketWalker(std::string_view text) : m_text(text) {}

    [[nodiscard]] std::size_t at() const { return m_at; }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char current() const { return m_text[m_at]; }
    [[nodiscard]] int depth() const { return m_depth; }
    void step()
    {
        if (isUnnamed()) {
            m_at += kUnnamed.size();
            return;
        }
        const char c = m_text[m_at];
        if (c == '<' || c == '(' || c == '[') {
            ++m_depth;
        } else if ((c == '>' && !isArrow()) || c == ')' || c == ']') {
            m_depth = std::max(0, m_depth - 1);
        }
        ++m_at;
    }
    /// Steps over one bracket group, which begins here; stops behind it or at the end of the text.
    void skipGroup()
    {
        const int outside = m_depth;
        do {
            step();
        } while (!atEnd() && m_depth > outside);
    }
    [[nodiscard]] bool opensArguments() const { return current() == '<' && !isUnnamed(); }

private:
    [[nodiscard]] bool isUnnamed() const { return m_text.substr(m_at, kUnnamed.size()) == kUnnamed; }
    [[nodiscard]] bool isArrow() const { return m_at > 0 && m_text[m_at - 1] == '-'; }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
};

namespace
{
bool isMangledName(std::string_view raw)
{
    return raw.starts_with("_Z") && raw.size() > 2 &&
           (raw[2] == 'N' || raw[2] == 'L' || (raw[2] >= '0' && raw[2] <= '9'));
}

bool endsInEllipsis(std::string_view text)
{
    return text.ends_with("…") || text.ends_with("...");
}

std::size_t withoutBracket(std::string_view text, std::size_t begin, std::size_t end, char close)
{
    return end > begin && text[end - 1] == close ? end - 1 : end;
}
} // namespace

void NameWriter::copy(std::size_t begin, std::size_t end)
{
    if (begin == end) {
        return;
    }
    begin += m_base;
    end += m_base;
    const bool continues = !m_name.m_pieces.empty() && m_name.m_pieces.back().rawEnd == begin &&
                           m_name.m_pieces.back().rawEnd - m_name.m_pieces.back().raw ==
                               m_name.m_text.size() - m_name.m_pieces.back().normal;
    if (continues) {
        m_name.m_pieces.back().rawEnd = static_cast<std::uint32_t>(end);
    } else {
        m_name.m_pieces.push_back({static_cast<std::uint32_t>(m_name.m_text.size()), static_cast<std::uint32_t>(begin),
                                   static_cast<std::uint32_t>(end)});
    }
    m_name.m_text.append(m_name.m_raw.substr(begin, end - begin));
}

void NameWriter::put(std::string_view text, std::size_t begin, std::size_t end)
{
    m_name.m_pieces.push_back({static_cast<std::uint32_t>(m_name.m_text.size()),
                               static_cast<std::uint32_t>(begin + m_base), static_cast<std::uint32_t>(end + m_base)});
    m_name.m_text.append(text);
}

void KernelName::assign(std::string_view raw)
{
    m_raw = raw;
    m_text.clear();
    m_pieces.clear();
    m_parts.fill({});
    const NameExtent extent = nameExtent(raw);
    const std::string_view body = raw.substr(extent.begin, extent.end - extent.begin);
    m_truncated = endsInEllipsis(body);
    m_mangled = isMangledName(body);
    NameWriter writer(*this, extent.begin);
    if (m_mangled) {
        rewriteMangled(body, writer);
    } else {
        normaliseDemangled(body, writer);
    }
    findParts();
}

void KernelName::findParts()
{
    range(NamePart::Name) = {0, m_text.size()};
    BracketWalker walker(m_text);
    // Words apart at the top level: all before the last belong to the return type.
    std::size_t word = 0;
    bool ended = false; // the function's own name
    const auto endFunction = [&] {
        range(NamePart::Function).end = ended ? range(NamePart::Function).end : walker.at();
    };
    while (!walker.atEnd()) {
        const char c = walker.current();
        if (walker.opensArguments()) {
            endFunction();
            ended = true;
            takeArguments(walker);
        } else if (c == '(' && walker.at() > word) {
            endFunction();
            ended = true;
            if (takeParameters(walker)) {
                break;
            }
        } else if (c == ' ') {
            walker.step();
            if (walker.atEnd() || walker.current() == '[') {
                break;
            }
            word = walker.at();
            ended = false;
            range(NamePart::Arguments) = {};
        } else if (c == '[' && walker.at() == word) {
            break; // "[CUDA memset]" is no kernel
        } else if (c == '[' || c == '(') {
            walker.skipGroup();
            endFunction();
        } else {
            walker.step();
            endFunction();
        }
    }
    range(NamePart::Function) = {word, std::max(range(NamePart::Function).end, word)};
    range(NamePart::ReturnType) = {0, word > 0 ? word - 1 : 0};
    m_truncated = m_truncated || walker.depth() > 0; // an open bracket: the end was cut off
}

/// The first group of angle brackets behind the function's name holds its arguments.
void KernelName::takeArguments(BracketWalker &walker)
{
    const std::size_t open = walker.at();
    walker.skipGroup();
    Range &arguments = range(NamePart::Arguments);
    if (arguments.begin == arguments.end) {
        arguments = {open + 1, withoutBracket(m_text, open + 1, walker.at(), '>')};
    }
}

/// False for `operator()`, whose own brackets are no parameter list.
bool KernelName::takeParameters(BracketWalker &walker)
{
    const bool isOperator = std::string_view(m_text).substr(0, walker.at()).ends_with("operator");
    const std::size_t open = walker.at();
    walker.skipGroup();
    if (!isOperator) {
        range(NamePart::Parameters) = {open + 1, withoutBracket(m_text, open + 1, walker.at(), ')')};
    }
    return !isOperator;
}

std::string_view KernelName::text(NamePart part) const
{
    return part == NamePart::Raw
               ? m_raw
               : std::string_view(m_text).substr(range(part).begin, range(part).end - range(part).begin);
}

std::size_t KernelName::begin(NamePart part) const
{
    return part == NamePart::Raw ? 0 : range(part).begin;
}

std::size_t KernelName::rawOffset(std::size_t normal, bool atEnd) const
{
    const std::size_t byte = atEnd ? normal - 1 : normal;
    const auto after =
        std::ranges::upper_bound(m_pieces, byte, {}, [](const Piece &piece) { return std::size_t{piece.normal}; });
    const Piece &piece = *(after - 1);
    const std::size_t length = (after == m_pieces.end() ? m_text.size() : after->normal) - piece.normal;
    if (length == piece.rawEnd - piece.raw) {
        return piece.raw + (normal - piece.normal);
    }
    return atEnd ? piece.rawEnd : piece.raw;
}

ByteSpan KernelName::rawSpan(std::size_t begin, std::size_t end) const
{
    if (begin >= end || m_pieces.empty()) {
        return {};
    }
    std::size_t first = rawOffset(begin, false);
    std::size_t last = rawOffset(end, true);
    first = floorToCharacter(m_raw, first);
    while (last < m_raw.size() && floorToCharacter(m_raw, last) != last) {
        ++last;
    }
    return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)};
}

std::vector<std::string_view> KernelName::arguments() const
{
    const std::string_view text = this->text(NamePart::Arguments);
    std::vector<std::string_view> found;
    std::size_t from = 0;
    for (BracketWalker walker(text); !walker.atEnd(); walker.step()) {
        if (walker.current() == ',' && walker.depth() == 0) {
            found.push_back(trimmed(text.substr(from, walker.at() - from)));
            from = walker.at() + 1;
        }
    }
    if (!text.empty()) {
        found.push_back(trimmed(text.substr(from)));
    }
    return found;
}

} // namespace atlas
