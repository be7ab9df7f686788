#pragma once

#include "core/base/result.h"
#include "core/run/bytesource.h"
#include "core/run/rundiagnostics.h"
#include "core/run/tablecollector.h"

#include <cstddef>
#include <string_view>

namespace atlas
{

/// Whether a report in JSON begins with `text`: its first row has the headings of one, or it breaks off in that row.
[[nodiscard]] bool beginsJsonTable(std::string_view text);

/// Reads a report in JSON, an array of objects keyed by column heading, in one pass and without building a tree. Text
/// behind the first JSON value stays in the buffer. Broken JSON is a diagnostic; the rows before the break stay.
/// `firstLine` is the line of the file on which the buffer's text begins. An error is one of the byte source.
/// Gives the lines of the file that are behind then.
[[nodiscard]] Result<std::size_t> readJsonTable(BlockBuffer &buffer, std::size_t firstLine, TableCollector &collector,
                                                FileDiagnostics &diagnostics);

} // namespace atlas
