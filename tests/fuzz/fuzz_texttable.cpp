#include "core/run/reportreader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any bytes as a file that may be a report of whatever kind: there is a table or a diagnostic that says why not.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const atlas::ReportContent content = atlas::readReport(atlas::bytesOf(text), "fuzz");
    if (!content.table && content.diagnostics.empty()) {
        std::abort();
    }
    return 0;
}
