#include "core/run/jsontablereader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any bytes as a JSON report: rows or a diagnostic, never a crash.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    atlas::BlockBuffer buffer(atlas::bytesOf(text), 64);
    atlas::FileDiagnostics diagnostics("fuzz");
    atlas::TableCollector collector(diagnostics);
    if (!atlas::readJsonTable(buffer, 1, collector, diagnostics)) {
        std::abort(); // memory cannot fail to be read
    }
    const bool hasTable = collector.take().has_value();
    if (!hasTable && diagnostics.take().empty()) {
        std::abort();
    }
    return 0;
}
