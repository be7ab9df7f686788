#include "core/run/reportreader.h"

#include "core/run/reportscanner.h"
#include "core/run/unpack.h"

#include <utility>

namespace atlas
{

namespace
{
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
/// A text without any table is given up after this much.
constexpr std::size_t kMaxBytesWithoutTable = std::size_t{2} << 30U;

/// Reads as much as telling what a file is may need, even from a source that gives little at a time.
Result<void> readBeginning(BlockBuffer &buffer)
{
    while (buffer.text().size() < kBytesToRecognise) {
        const Result<bool> more = buffer.readMore();
        if (!more) {
            return std::unexpected(more.error());
        }
        if (!*more) {
            break;
        }
    }
    return {};
}

/// Whether no table can be in there: bytes that are no text.
bool isBinary(std::string_view beginning)
{
    return beginning.substr(0, 4096).contains('\0');
}

/// `source`, ended early when the progress callback says so or when there is no table far into the file.
ByteSource watched(ByteSource source, const ReadProgress &progress, const TableCollector &collector, bool &gaveUp)
{
    return [source = std::move(source), &progress, &collector, &gaveUp,
            done = std::size_t{0}](char *buffer, std::size_t size) mutable -> Result<std::size_t> {
        gaveUp = done > kMaxBytesWithoutTable && !collector.hasTable();
        if (gaveUp || (progress && !progress(done))) {
            return 0;
        }
        Result<std::size_t> got = source(buffer, size);
        done += got.value_or(0);
        return got;
    };
}

/// Why the file is refused before any table is looked for; nothing when it is text.
std::optional<Diagnostic> refusal(FileKind kind, std::string_view beginning, const std::string &file)
{
    if (kind == FileKind::Empty) {
        return Diagnostic{Severity::Error, "file-empty", explainKind(kind, file), {file, 0, 0}, {}, 0};
    }
    if (isBinary(beginning)) {
        return Diagnostic{Severity::Error, "file-binary", explainKind(kind, file), {file, 0, 0}, {}, 0};
    }
    return std::nullopt;
}

/// Scans the text and takes the table out of it, with all that is to be said.
ReportContent scanned(BlockBuffer &buffer, TableCollector &collector, FileDiagnostics &diagnostics, FileKind kind,
                      const Result<void> &begun)
{
    buffer.consume(buffer.text().starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
    const Result<void> read = ReportScanner(collector, diagnostics).scan(buffer);
    if (!begun || !read) {
        diagnostics.add(collector.hasTable() ? Severity::Warning : Severity::Error, "file-unreadable",
                        "reading stopped before the end of the file: " + (begun ? read : begun).error().message);
    }
    ReportContent content{collector.take(kind), {}, collector.tables(), kind, collector.origins()};
    return content;
}
} // namespace

ReportContent readReport(ByteSource source, std::string file, const ReadProgress &progress, std::size_t wanted,
                         std::string origin)
{
    FileDiagnostics diagnostics(file);
    TableCollector collector(diagnostics, wanted, std::move(origin));
    bool gaveUp = false;
    BlockBuffer buffer(plainBytes(watched(std::move(source), progress, collector, gaveUp)));
    const Result<void> begun = readBeginning(buffer);
    if (!begun && buffer.text().empty()) {
        diagnostics.add(Severity::Error, "file-unreadable", begun.error().message);
        return {std::nullopt, diagnostics.take(), {}, FileKind::Text};
    }
    const FileKind kind = recognise(buffer.text(), file);
    if (std::optional<Diagnostic> refused = refusal(kind, buffer.text(), file)) {
        return {std::nullopt, {std::move(*refused)}, {}, kind};
    }
    ReportContent content = scanned(buffer, collector, diagnostics, kind, begun);
    if (gaveUp && !content.table) {
        diagnostics.add(Severity::Note, "file-not-whole",
                        "only the first 2 GiB of the file were looked at; cut the table out if it stands behind them");
    }
    content.diagnostics = diagnostics.take();
    return content;
}

} // namespace atlas
