#pragma once

#include "core/base/diagnostic.h"
#include "core/run/bytesource.h"
#include "core/run/kerneltable.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// How a report is written down.
enum class ReportFormat : std::uint8_t
{
    Delimited,
    Json,
    Text, ///< printed tables, or no table in sight
    Refused
};

/// What the beginning of a file tells.
struct ReportSniff
{
    ReportFormat format = ReportFormat::Text;
    char delimiter = ',';
    /// Bytes before the first JSON bracket (log lines).
    std::size_t preamble = 0;
    /// The kernel table that begins in sight, if one does.
    std::optional<TableHeader> header = {};
    /// Why the file is refused: code and message.
    std::string code = {};
    std::string message = {};
};

/// Judges a file by its first bytes, never by its name.
[[nodiscard]] ReportSniff sniffReport(std::string_view beginning);

/// A report file, read: without a table, the diagnostics say what the file is and what to do.
struct ReportContent
{
    std::optional<KernelTable> table;
    std::vector<Diagnostic> diagnostics;
};

/// Called now and then with the bytes read so far; false ends the reading.
using ReadProgress = std::function<bool(std::size_t bytesRead)>;

/// Reads one report in whatever form. `file` is named in the diagnostics.
[[nodiscard]] ReportContent readReport(ByteSource source, std::string file, const ReadProgress &progress = {});

} // namespace atlas
