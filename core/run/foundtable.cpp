#include "core/run/foundtable.h"

#include "core/base/text.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace atlas
{

namespace
{
constexpr std::size_t kMaxNameCharacters = 60;
constexpr std::size_t kMaxListed = 40;

/// The text of "# naive", "== naive ==", "--- naive ---" or "naive:"; empty when the line is no heading.
std::string_view headingOf(std::string_view line)
{
    constexpr std::string_view kFrames = "#=-*~+ \t";
    std::string_view text = trimmed(line);
    const bool isFramed = !text.empty() && kFrames.contains(text.front());
    const std::size_t begin = std::min(text.find_first_not_of(kFrames), text.size());
    text.remove_prefix(begin);
    const bool endsInColon = text.ends_with(':');
    text.remove_suffix(text.size() - std::min(text.find_last_not_of("#=-*~+: \t") + 1, text.size()));
    return isFramed || endsInColon ? text : std::string_view();
}

/// The capture in "Processing [/tmp/rank0.sqlite] with [...]".
std::string captureOf(std::string_view line)
{
    const std::size_t begin = line.find('[');
    const std::size_t end = line.find(']', begin == std::string_view::npos ? line.size() : begin);
    return end == std::string_view::npos
               ? std::string()
               : std::filesystem::path(line.substr(begin + 1, end - begin - 1)).stem().string();
}

std::string said(const FoundTable &table, std::size_t number)
{
    std::string text = std::to_string(number);
    if (!table.name.empty()) {
        text += " \"" + table.name + "\"";
    }
    return text + " (line " + std::to_string(table.line) + ", " + std::to_string(table.rows) +
           (table.rows == 1 ? " row)" : " rows)");
}
} // namespace

std::string listed(const std::vector<FoundTable> &tables, std::string_view separator)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(tables.size(), kMaxListed); ++i) {
        text.append(i == 0 ? "" : separator).append(said(tables[i], i + 1));
    }
    return tables.size() > kMaxListed
               ? text.append(separator).append("and " + std::to_string(tables.size() - kMaxListed) + " more")
               : text;
}

std::optional<std::size_t> findTable(const std::vector<FoundTable> &tables, std::string_view choice)
{
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(choice.data(), choice.data() + choice.size(), number);
    if (error == std::errc() && end == choice.data() + choice.size() && number >= 1 && number <= tables.size()) {
        return number - 1;
    }
    const std::string wanted = toLowerAscii(trimmed(choice));
    for (const bool isWhole : {true, false}) {
        std::optional<std::size_t> found;
        std::size_t count = 0;
        for (std::size_t i = 0; i < tables.size(); ++i) {
            const std::string name = toLowerAscii(tables[i].name);
            if (isWhole ? name == wanted : name.contains(wanted)) {
                found = i;
                ++count;
            }
        }
        if (count > 0) {
            return count == 1 ? found : std::nullopt;
        }
    }
    return std::nullopt;
}

void TableNamer::see(std::string_view line)
{
    const std::string_view text = trimmed(line.substr(0, 1024));
    if (text.starts_with("Processing [") || text.starts_with("Running [")) {
        m_capture = toValidUtf8(captureOf(text));
        m_heading.clear();
    } else if (text.starts_with("** ")) {
        return; // the profiler's own title is the same above every table
    } else if (const std::string_view heading = headingOf(text); !heading.empty()) {
        m_heading = escapeControls(elideMiddle(toValidUtf8(heading), kMaxNameCharacters));
    }
}

std::string TableNamer::name() const
{
    const std::string &name = m_heading.empty() ? m_capture : m_heading;
    if (m_label.empty()) {
        return name;
    }
    return name.empty() ? m_label : m_label + " " + name;
}

} // namespace atlas
