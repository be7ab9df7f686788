#pragma once

#include "core/base/diagnostic.h"
#include "core/run/bytesource.h"
#include "core/run/filekind.h"
#include "core/run/foundtable.h"
#include "core/run/kerneltable.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace atlas
{

/// A report file, read: without a table, the diagnostics say what the file is and what to do.
struct ReportContent
{
    std::optional<KernelTable> table;
    std::vector<Diagnostic> diagnostics;
    /// All kernel tables of the file; `table` is one of them.
    std::vector<FoundTable> tables = {};
    FileKind kind = FileKind::Text;
    /// The GPUs or processes that the rows of `table` are of, where a column says so.
    std::vector<std::string> origins = {};
};

/// Called now and then with the bytes read so far; false ends the reading.
using ReadProgress = std::function<bool(std::size_t bytesRead)>;

/// Reads one report in whatever form, packed or not, wherever in the file it stands. `file` is named in the
/// diagnostics. `wanted`: which of several kernel tables, from 0; `origin`: only its rows of this GPU or process.
[[nodiscard]] ReportContent readReport(ByteSource source, std::string file, const ReadProgress &progress = {},
                                       std::size_t wanted = 0, std::string origin = {});

} // namespace atlas
