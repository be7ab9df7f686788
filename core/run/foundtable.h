#pragma once

#include "core/run/tableheader.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// A kernel table of a file that may hold several.
struct FoundTable
{
    std::string name; ///< of the heading above it, or of the capture or process it is of; may be empty
    std::size_t line = 0;
    ReportKind kind = ReportKind::KernelSummary;
    std::size_t rows = 0;
};

/// Code of the diagnostic of a file that holds more tables than the one that was read.
inline constexpr const char *kSecondTableCode = "table-second";

/// "1 \"naive\" (line 5, 12 rows), 2 \"fused\" (line 30, 9 rows)", or one table a line.
[[nodiscard]] std::string listed(const std::vector<FoundTable> &tables, std::string_view separator = ", ");

/// The table that a person means by its number (from 1) or its name (whole, else a part that only one has; case does
/// not count); nothing when none or several fit.
[[nodiscard]] std::optional<std::size_t> findTable(const std::vector<FoundTable> &tables, std::string_view choice);

/// Names the tables of a file by what stands above them.
class TableNamer
{
public:
    /// A line outside of tables.
    void see(std::string_view line);
    /// What follows is of one process or rank of several.
    void setLabel(std::string label) { m_label = std::move(label); }
    /// The name for a table that begins here.
    [[nodiscard]] std::string name() const;

private:
    std::string m_heading; ///< of Markdown, or a line that ends in ":" or is framed
    std::string m_capture; ///< of the profiler's log line
    std::string m_label;
};

} // namespace atlas
