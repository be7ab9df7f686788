#pragma once

#include "core/run/bytesource.h"
#include "core/run/linereader.h"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// What stands before every line of a table that was commented out, quoted, labelled or stamped with the time: "# ",
/// "> ", "0: ", "[rank0] ", "2025-01-01T10:00:00Z ". Digits of a time may differ from line to line; other digits tell
/// the lines of one process from those of another.
class LinePrefix
{
public:
    /// The prefix that `text` shows.
    explicit LinePrefix(std::string_view text);

    /// `line` follows directly and belongs to the same table: if digits differ there, they count lines and are no
    /// label.
    void allowDigitsOf(std::string_view line);
    [[nodiscard]] bool isEmpty() const { return m_parts.empty(); }

    struct Match
    {
        std::string_view rest; ///< the line behind the prefix
        std::string label;     ///< its digits that tell processes apart, joined by blanks
    };
    /// Nothing where the line does not begin so.
    [[nodiscard]] std::optional<Match> match(std::string_view line) const;
    /// The label of the line that the prefix was made from.
    [[nodiscard]] const std::string &label() const { return m_label; }

private:
    enum class Kind
    {
        Text,
        Blanks,
        Digits, ///< a label
        Counter ///< digits that differ
    };
    struct Part
    {
        Kind kind;
        std::string text;
    };
    void markTimes();

    std::vector<Part> m_parts;
    std::string m_label;
};

/// Stands for a line that was put aside: readers pass it over.
inline constexpr std::string_view kNoLine = "\x1A";

/// The lines of a buffer without a prefix; lines that do not have it stay as they are. Lines of other labels are put
/// aside, each label as a text of its own, because processes that print at once mix their lines.
class PrefixedLines
{
public:
    /// Lines put aside beyond this are dropped; isCut() says so.
    static constexpr std::size_t kMostBytesAside = std::size_t{256} << 20U;

    /// `buffer` must outlive this; its first line is line `line` of the file.
    PrefixedLines(BlockBuffer &buffer, LinePrefix prefix) : m_lines(buffer), m_prefix(std::move(prefix)) {}

    /// Fills `buffer` as a ByteSource does.
    [[nodiscard]] Result<std::size_t> read(char *buffer, std::size_t size);

    struct Aside
    {
        std::string text;
        std::size_t line = 0; ///< its first line, counted from the first one read here
    };
    /// By label; complete when read() has come to its end.
    [[nodiscard]] std::map<std::string, Aside> &aside() { return m_aside; }
    [[nodiscard]] bool isCut() const { return m_asideBytes > kMostBytesAside; }

private:
    void take(std::string_view line);

    LineReader m_lines;
    LinePrefix m_prefix;
    std::string m_text;
    std::size_t m_given = 0;
    std::map<std::string, Aside> m_aside;
    std::size_t m_asideBytes = 0;
    std::optional<Error> m_error;
};

} // namespace atlas
