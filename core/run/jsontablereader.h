#pragma once

#include "core/base/result.h"
#include "core/run/bytesource.h"
#include "core/run/rundiagnostics.h"
#include "core/run/tablecollector.h"

#include <cstddef>

namespace atlas
{

/// Reads a report in JSON, an array of objects keyed by column heading, in one pass and without building a tree. Text
/// behind the first JSON value is passed over. Broken JSON is a diagnostic; the rows before the break stay.
/// `firstLine` is the line of the file on which the buffer's text begins. An error is one of the byte source.
[[nodiscard]] Result<void> readJsonTable(BlockBuffer &buffer, std::size_t firstLine, TableCollector &collector,
                                         FileDiagnostics &diagnostics);

} // namespace atlas
