#include "core/run/reportreader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

/// Any bytes as a report, in one piece and in pieces of the size that the first byte says: both must give the same
/// table, and every name in it must be UTF-8 that a second reading finds again.
namespace
{
atlas::ByteSource inPieces(std::string_view text, std::size_t pieceBytes)
{
    return [text, pieceBytes](char *buffer, std::size_t size) mutable -> atlas::Result<std::size_t> {
        const std::size_t count = text.copy(buffer, size < pieceBytes ? size : pieceBytes);
        text.remove_prefix(count);
        return count;
    };
}

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    constexpr std::string_view kHeader =
        "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n";
    std::string text(kHeader);
    text.append(reinterpret_cast<const char *>(data) + 1, size - 1);
    const atlas::ReportContent whole = atlas::readReport(atlas::bytesOf(text), "fuzz");
    const atlas::ReportContent pieces = atlas::readReport(inPieces(text, std::size_t{data[0]} + 1), "fuzz");
    require(whole.table.has_value() == pieces.table.has_value());
    require(whole.diagnostics.size() == pieces.diagnostics.size());
    if (!whole.table) {
        return 0;
    }
    require(whole.table->names.size() == pieces.table->names.size() &&
            whole.table->ranges.size() == pieces.table->ranges.size());
    for (std::size_t i = 0; i < whole.table->names.size(); ++i) {
        const auto id = atlas::makeId<atlas::KernelId>(i);
        require(whole.table->names[id] == pieces.table->names[id] &&
                whole.table->names.find(whole.table->names[id]) == id);
    }
    for (const atlas::RangeTable &range : whole.table->ranges) {
        for (const atlas::KernelRow &row : range.rows) {
            require(row.timing.instances > 0 && row.timing.totalNs >= 0);
        }
    }
    return 0;
}
