#include "core/run/reportreader.h"

#include "core/base/text.h"
#include "core/run/csvreader.h"
#include "core/run/jsontablereader.h"
#include "core/run/texttablereader.h"

#include <algorithm>
#include <array>
#include <utility>

namespace atlas
{

namespace
{
using namespace std::string_view_literals;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
/// A table begins within this many lines, or the file is read as text.
constexpr std::size_t kSniffedLines = 2000;
constexpr std::size_t kSniffedBytes = std::size_t{1} << 20U;
/// A file without any table is given up after this much.
constexpr std::size_t kMaxBytesWithoutTable = std::size_t{64} << 20U;

struct Magic
{
    std::string_view bytes;
    std::string_view message;
};
constexpr std::array kMagics = {
    Magic{"SQLite format 3\0"sv, "this is an SQLite database (nsys export); write the table from it: nsys stats -r "
                                 "cuda_gpu_kern_sum --format csv FILE.sqlite"},
    Magic{"\x1F\x8B"sv, "the file is compressed; unpack it with gunzip"},
    Magic{"PK\x03\x04"sv, "this is a zip archive or a spreadsheet; unpack it or save the table as CSV"},
    Magic{"\x28\xB5\x2F\xFD"sv, "the file is compressed; unpack it with unzstd"},
    Magic{"\xFF\xFE"sv, "the text is UTF-16 (a Windows shell writes it so); convert it: iconv -f UTF-16 -t UTF-8 FILE"},
    Magic{"\xFE\xFF"sv, "the text is UTF-16; convert it: iconv -f UTF-16 -t UTF-8 FILE"},
};

ReportSniff refused(std::string_view code, std::string_view message)
{
    ReportSniff sniff;
    sniff.format = ReportFormat::Refused;
    sniff.code = code;
    sniff.message = message;
    return sniff;
}

std::optional<ReportSniff> refusedByBytes(std::string_view beginning)
{
    if (beginning.empty()) {
        return refused(
            "file-empty",
            "the file is empty: the capture held no kernels, or writing the report failed; run nsys stats again");
    }
    for (const Magic &magic : kMagics) {
        if (beginning.starts_with(magic.bytes)) {
            return refused("file-binary", magic.message);
        }
    }
    if (beginning.substr(0, 4096).contains('\0')) {
        return refused("file-binary",
                       "this is a binary file, not a table; from a capture (.nsys-rep, .qdrep) write one: nsys stats "
                       "-r cuda_gpu_kern_sum --format csv FILE");
    }
    return std::nullopt;
}

/// The cells of a header line, cut at every delimiter: headings of the profiler hold none.
std::vector<std::string_view> headingsIn(std::string_view line, char delimiter)
{
    std::vector<std::string_view> headings = split(line, delimiter);
    for (std::string_view &heading : headings) {
        heading = trimmed(heading);
        if (heading.size() >= 2 && heading.front() == '"' && heading.back() == '"') {
            heading = heading.substr(1, heading.size() - 2);
        }
    }
    return headings;
}

std::optional<ReportSniff> sniffDelimited(std::string_view line)
{
    for (const char delimiter : {',', '\t', ';'}) {
        const std::vector<std::string_view> headings = headingsIn(line, delimiter);
        if (headings.size() < 3) {
            continue;
        }
        const std::optional<TableHeader> header = readTableHeader(headings);
        if (header || !otherReportOf(headings).empty()) {
            ReportSniff sniff;
            sniff.format = ReportFormat::Delimited;
            sniff.delimiter = delimiter;
            sniff.header = header;
            return sniff;
        }
    }
    return std::nullopt;
}

/// `[` or `{` as JSON has them; "[6/8] Executing" and "[CUDA memcpy]" are not.
bool beginsJson(std::string_view line)
{
    const std::string_view text = trimmed(line);
    if (text.empty() || (text.front() != '[' && text.front() != '{')) {
        return false;
    }
    const std::string_view rest = trimmed(text.substr(1));
    return rest.empty() || rest.front() == '{' || rest.front() == '"' || rest.front() == ']' || rest.front() == '}';
}

std::size_t countLines(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

/// Reads a table in which cells are separated by one character.
Result<void> readDelimited(BlockBuffer &buffer, char delimiter, TableCollector &collector)
{
    CsvReader reader(buffer, delimiter);
    for (;;) {
        const Result<bool> more = reader.next();
        if (!more || !*more) {
            return more ? Result<void>() : std::unexpected(more.error());
        }
        if (reader.isMalformed()) {
            collector.addBrokenRow(reader.cells().front(), reader.line());
        } else if (collector.isCollecting()) {
            collector.addRow(reader.cells(), reader.line());
        } else if (!collector.offerHeader(reader.cells(), reader.line())) {
            collector.addText(reader.cells().front());
        }
    }
}

Result<void> readBy(const ReportSniff &sniff, BlockBuffer &buffer, TableCollector &collector,
                    FileDiagnostics &diagnostics)
{
    switch (sniff.format) {
    case ReportFormat::Delimited:
        return readDelimited(buffer, sniff.delimiter, collector);
    case ReportFormat::Json: {
        const std::size_t firstLine = countLines(buffer.text().substr(0, sniff.preamble)) + 1;
        buffer.consume(sniff.preamble);
        return readJsonTable(buffer, firstLine, collector, diagnostics);
    }
    case ReportFormat::Text:
        return TextTableReader(buffer, collector).readAll();
    case ReportFormat::Refused:
        break;
    }
    return {};
}

/// Reads as much as telling what a file is may need, even from a source that gives little at a time.
Result<void> readBeginning(BlockBuffer &buffer)
{
    constexpr std::size_t kEnough = std::size_t{64} << 10U;
    while (buffer.text().size() < kEnough) {
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

/// `source`, ended early when the progress callback says so or when there is no table far into the file.
ByteSource watched(ByteSource source, const ReadProgress &progress, const TableCollector &collector)
{
    return [source = std::move(source), &progress, &collector,
            done = std::size_t{0}](char *buffer, std::size_t size) mutable -> Result<std::size_t> {
        if ((progress && !progress(done)) || (done > kMaxBytesWithoutTable && !collector.hasTable())) {
            return 0;
        }
        Result<std::size_t> got = source(buffer, size);
        done += got.value_or(0);
        return got;
    };
}
} // namespace

ReportSniff sniffReport(std::string_view beginning)
{
    if (const std::optional<ReportSniff> refusal = refusedByBytes(beginning)) {
        return *refusal;
    }
    ReportSniff firstOther; // another report that was seen before the kernels, if any
    const std::string_view text = beginning.substr(0, kSniffedBytes);
    std::size_t at = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    for (std::size_t lines = 0; at < text.size() && lines < kSniffedLines; ++lines) {
        const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
        const std::string_view line = text.substr(at, end - at);
        if (firstOther.format == ReportFormat::Text && beginsJson(line)) {
            ReportSniff sniff;
            sniff.format = ReportFormat::Json;
            sniff.preamble = at;
            return sniff;
        }
        if (const std::optional<ReportSniff> delimited = sniffDelimited(line)) {
            if (delimited->header) {
                return *delimited;
            }
            firstOther = firstOther.format == ReportFormat::Text ? *delimited : firstOther;
        }
        at = end + 1;
    }
    return firstOther;
}

ReportContent readReport(ByteSource source, std::string file, const ReadProgress &progress)
{
    FileDiagnostics diagnostics(std::move(file));
    TableCollector collector(diagnostics);
    BlockBuffer buffer(watched(std::move(source), progress, collector));
    const Result<void> begun = readBeginning(buffer);
    if (!begun && buffer.text().empty()) {
        diagnostics.add(Severity::Error, "file-unreadable", begun.error().message);
        return {std::nullopt, diagnostics.take()};
    }
    const ReportSniff sniff = sniffReport(buffer.text());
    if (sniff.format == ReportFormat::Refused) {
        diagnostics.add(Severity::Error, sniff.code, sniff.message);
        return {std::nullopt, diagnostics.take()};
    }
    buffer.consume(buffer.text().starts_with(kByteOrderMark) && sniff.preamble == 0 ? kByteOrderMark.size() : 0);
    if (sniff.format == ReportFormat::Json) {
        for (const std::string_view line : lines(buffer.text().substr(0, sniff.preamble))) {
            collector.addText(line);
        }
    }
    const Result<void> read = readBy(sniff, buffer, collector, diagnostics);
    if (!begun || !read) {
        diagnostics.add(collector.hasTable() ? Severity::Warning : Severity::Error, "file-unreadable",
                        "reading stopped before the end of the file: " + (begun ? read : begun).error().message);
    }
    std::optional<KernelTable> table = collector.take();
    return {std::move(table), diagnostics.take()};
}

} // namespace atlas
