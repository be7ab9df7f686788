#pragma once

#include "core/base/result.h"
#include "core/run/bytesource.h"
#include "core/run/linereader.h"
#include "core/run/rundiagnostics.h"
#include "core/run/tablecollector.h"
#include "core/run/texttablereader.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace atlas
{

class LinePrefix;

/// Finds tables wherever they stand in a text, in whatever form: delimited, JSON, printed; after, between and before
/// any other lines; behind a common prefix of every line. Everything goes to the collector.
class ReportScanner
{
public:
    ReportScanner(TableCollector &collector, FileDiagnostics &diagnostics)
        : m_collector(&collector), m_diagnostics(&diagnostics), m_text(collector)
    {
    }

    /// Reads the buffer to its end; `linesBefore` lines of the file are behind. An error is one of the byte source;
    /// what was read before it stays in the collector.
    [[nodiscard]] Result<void> scan(BlockBuffer &buffer, std::size_t linesBefore = 0);

private:
    /// A buffer that is being scanned; prefixes are taken off by one in another.
    struct Level
    {
        BlockBuffer &buffer;
        LineReader lines;
    };

    [[nodiscard]] Result<bool> scanLine(Level &level);
    [[nodiscard]] std::optional<char> delimiterOf(std::string_view line) const;
    [[nodiscard]] Result<void> readDelimited(Level &level, char delimiter);
    [[nodiscard]] bool takeRecord(std::span<const std::string_view> cells, std::size_t line);
    [[nodiscard]] Result<bool> readJson(Level &level);
    [[nodiscard]] std::optional<LinePrefix> prefixOf(Level &level) const;
    [[nodiscard]] Result<void> scanBehind(Level &level, LinePrefix prefix);

    TableCollector *m_collector;
    FileDiagnostics *m_diagnostics;
    TextTableReader m_text;
    std::optional<char> m_resumable; // the delimiter of the table that other lines interrupted
    std::size_t m_depth = 0;
};

/// The delimiter of a line of headings that begins a delimited report of whatever kind.
[[nodiscard]] std::optional<char> delimiterOfHeading(std::string_view line);

} // namespace atlas
