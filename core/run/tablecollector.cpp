#include "core/run/tablecollector.h"

#include "core/base/cutname.h"
#include "core/base/text.h"
#include "core/run/plainname.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <limits>
#include <utility>

namespace atlas
{

namespace
{
constexpr std::string_view kAdvice =
    "; export the kernel summary: nsys stats -r cuda_gpu_kern_sum --format csv FILE.nsys-rep";

constexpr std::array<std::string_view, kColumnKinds> kColumnNames = {
    "time share", "total time", "instances", "average", "median", "minimum",  "maximum",
    "deviation",  "grid",       "block",     "name",    "range",  "duration", "category",
};

/// A total beyond this (2.3 years) or a number of calls beyond that is a fault of the file; a hundred rows of either
/// still have a sum.
constexpr std::int64_t kMostNs = std::int64_t{1} << 56U;
constexpr std::int64_t kMostCalls = std::int64_t{1} << 53U;

/// Whether all bytes are ASCII, eight at a time: nearly every name is.
bool isAscii(std::string_view text)
{
    std::uint64_t seen = 0;
    while (text.size() >= sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), sizeof word);
        seen |= word;
        text.remove_prefix(sizeof word);
    }
    for (const char c : text) {
        seen |= static_cast<unsigned char>(c);
    }
    return (seen & 0x8080808080808080ULL) == 0;
}

/// Memory operations are listed beside kernels in reports on all device activity.
bool isMemoryOperation(std::string_view name, std::string_view category)
{
    if (name.front() != '[' && category.empty()) {
        return false;
    }
    return name.starts_with("[CUDA mem") || name.starts_with("[CUDA Unified") || name.starts_with("[copy ") ||
           name.starts_with("[set ") || category == "MEMORY_OPER";
}

/// "the median '1798187…'".
std::string shown(Column column, std::string_view cell)
{
    return "the " + std::string(kColumnNames[static_cast<std::size_t>(column)]) + " '" +
           escapeControls(elideMiddle(toValidUtf8(cell.substr(0, 256)), 40)) + "'";
}

std::string describe(NumberFault fault, Column column, std::string_view cell)
{
    const std::string what = shown(column, cell);
    switch (fault) {
    case NumberFault::Negative:
        return what + " is negative; the row is left out";
    case NumberFault::TooLarge:
        return what + " is more than a GPU can do in two years; the row is left out";
    case NumberFault::NotANumber:
        break;
    }
    return what + " is not a number; the row is left out";
}

std::string_view codeOf(NumberFault fault)
{
    switch (fault) {
    case NumberFault::Negative:
        return "row-negative";
    case NumberFault::TooLarge:
        return "row-too-large";
    case NumberFault::NotANumber:
        break;
    }
    return "row-bad-number";
}

std::string joinedForDisplay(std::span<const std::string_view> cells)
{
    std::string text;
    for (const std::string_view cell : cells) {
        text.append(text.empty() ? "" : ",").append(cell.substr(0, 512));
    }
    return text;
}

/// "(nvtx-name:base)" behind the report in the profiler's log line, "_nvtx-name" in the name of its file.
bool saysRangesInNames(std::string_view text)
{
    return text.contains("nvtx-name") || text.contains("nvtx_name");
}

/// The profiler skips a report of something else, such as "SKIPPED: x does not contain OS Runtime trace data."
bool isOtherReport(std::string_view skipped)
{
    return !skipped.contains("kernel") && !skipped.contains("CUDA trace") && !skipped.contains("GPU");
}

/// Names that a template base shares with a hundred other kernels.
bool isBaseName(std::string_view name)
{
    constexpr std::array<std::string_view, 6> kBases = {
        "kernel", "Kernel", "Kernel2", "vectorized_elementwise_kernel", "elementwise_kernel", "reduce_kernel"};
    return std::ranges::find(kBases, name) != kBases.end();
}
} // namespace

bool isProfilerLog(std::string_view line)
{
    constexpr std::array<std::string_view, 12> kStarts = {
        "Processing [", "Generating SQLite", "NOTICE:",  "SKIPPED:",   "ERROR:", "Running [", "Exporting [",
        "** ",          "Importer err",      "WARNING:", "Collecting", "usage:"};
    const std::string_view text = trimmed(line);
    return std::ranges::any_of(kStarts, [&](std::string_view start) { return text.starts_with(start); }) ||
           (text.starts_with('[') && text.contains("] Executing"));
}

bool TableCollector::offerHeader(std::span<const std::string_view> headings, std::size_t line)
{
    if (headings.size() < 3) {
        return false;
    }
    const std::optional<TableHeader> header = readTableHeader(headings);
    if (!header) {
        return offerOther({}, headings, line);
    }
    m_tables.push_back({m_namer.name(), line, header->kind, 0});
    m_isOther = false;
    if (m_tables.size() != m_wanted + 1) {
        m_state = State::PassingOver;
        m_graphs.begin({});
        return true;
    }
    m_header = *header;
    m_builder.emplace(*header);
    const auto origin = std::ranges::find_if(
        headings, [](std::string_view heading) { return trimmed(heading) == "Device" || trimmed(heading) == "PID"; });
    m_areGpus = origin != headings.end() && trimmed(*origin) == "Device";
    m_originAt = origin != headings.end() ? static_cast<std::size_t>(origin - headings.begin()) : TableHeader::kAbsent;
    if (m_rangesInNames || saysRangesInNames(std::filesystem::path(m_diagnostics->file()).filename().string())) {
        m_builder->expectRangesInNames();
    }
    m_state = State::Collecting;
    return true;
}

bool TableCollector::offerOther(std::string name, std::span<const std::string_view> headings, std::size_t line)
{
    const std::string_view known = otherReportOf(headings);
    const bool isKnown =
        !known.empty() || (!name.empty() && headings.size() > 2 && columnOf(headings.front()) == Column::TimePercent);
    if (isKnown && m_otherReport.empty()) {
        m_otherReport = name.empty() ? std::string(known) : std::move(name);
        m_otherReportLine = line;
    }
    if (isKnown) {
        m_state = State::PassingOver;
        m_isOther = true;
        m_graphs.begin(headings);
    }
    return isKnown;
}

void TableCollector::noteOddHeading(std::string_view heading, std::size_t columns, std::size_t line)
{
    if (m_oddHeading.empty()) {
        m_oddHeading =
            "a line looks like the heading of a kernel table (\"" +
            escapeControls(elideMiddle(toValidUtf8(trimmed(heading)), 120)) + "\"), but the rule below it has " +
            std::to_string(columns) + (columns == 1 ? " column" : " columns") +
            ": the heading was wrapped, or the rule was cut. Join the lines that were wrapped, or export again "
            "with --format csv";
        m_oddHeadingLine = line;
    }
}

void TableCollector::addRow(std::span<const std::string_view> cells, std::size_t line)
{
    if (m_state == State::PassingOver) {
        m_graphs.row(cells);
        if (!m_isOther) {
            ++m_tables.back().rows;
        }
    }
    if (m_state != State::Collecting) {
        return;
    }
    if (isOfOtherOrigin(cells)) {
        return;
    }
    ++m_tables.back().rows;
    const std::expected<void, Fault> added = tryRow(cells, line);
    if (added) {
        noteOrigin(cells);
        return markCutName(cells, line);
    }
    if (offerHeader(cells, line)) {
        return;
    }
    if (isProfilerLog(cells.front())) {
        endTable();
        return;
    }
    ++m_rowsLeftOut;
    m_firstFault = m_firstFault.empty() ? added.error().message : m_firstFault;
    m_diagnostics->addRow(added.error().code, added.error().message, line, joinedForDisplay(cells));
}

void TableCollector::addBrokenRow(std::string_view text, std::size_t line)
{
    if (m_state == State::Collecting) {
        ++m_rowsLeftOut;
        m_diagnostics->addRow(
            "row-broken-quote",
            "a quote is not closed on its row, or text follows it; this line is left out and reading goes on "
            "with the next. Was the file cut off or edited?",
            line, text);
    }
}

void TableCollector::addText(std::string_view text, std::size_t lineNumber)
{
    const std::string_view line = trimmed(text);
    if (line.empty()) {
        return;
    }
    if (line.starts_with("SKIPPED:") && m_skipped.empty() && !isOtherReport(line)) {
        m_skippedLine = lineNumber;
        m_skipped = elideMiddle(toValidUtf8(line.substr(0, 1024)), 200);
    } else if (line.starts_with("ERROR:") && m_failed.empty()) {
        m_failed = elideMiddle(toValidUtf8(line.substr(0, 1024)), 200);
    }
    m_namer.see(line);
    if (line.starts_with("Processing [") || line.starts_with("Running [") || line.contains("] Executing")) {
        m_rangesInNames = saysRangesInNames(line);
    }
    m_sawLog = m_sawLog || isProfilerLog(line);
    if (m_firstText.empty()) {
        m_firstText = elideMiddle(toValidUtf8(line.substr(0, 1024)), 80);
    }
}

/// Empty where the table has no such column or the row ends before it.
std::string_view TableCollector::cellOf(std::span<const std::string_view> cells, Column column) const
{
    return m_header.at(column) < cells.size() ? cells[m_header.at(column)] : std::string_view();
}

/// The name; where it is the last column, further cells are the rest of a name whose commas were not quoted.
std::string_view TableCollector::nameOf(std::span<const std::string_view> cells) const
{
    const std::string_view name = cells[m_header.at(Column::Name)];
    if (cells.size() <= m_header.columnCount) {
        return name;
    }
    const std::string_view last = cells.back();
    return {name.data(), static_cast<std::size_t>(last.data() + last.size() - name.data())};
}

std::string_view TableCollector::cleanName(std::string_view cell, std::size_t line)
{
    const std::string_view valid = validUtf8(trimmed(cell), line);
    if (std::optional<std::string> plain = plainName(valid)) {
        m_plain = std::move(*plain);
        return trimmed(m_plain);
    }
    return valid;
}

void TableCollector::markCutName(std::span<const std::string_view> cells, std::size_t line)
{
    if (const std::string_view name = cleanName(nameOf(cells), line); isMarkedCut(name)) {
        m_builder->setNameCut(name);
    }
}

void TableCollector::setNameCut(std::string_view cell)
{
    if (m_builder) {
        m_builder->setNameCut(cleanName(cell, 0));
    }
}

std::string_view TableCollector::validUtf8(std::string_view text, std::size_t line)
{
    if (isAscii(text) || isValidUtf8(text)) {
        return text;
    }
    if (!m_toldOfUtf8) {
        m_diagnostics->add(Severity::Warning, "text-not-utf8",
                           "a name holds bytes that are not UTF-8; each became U+FFFD, here and in later rows", line);
        m_toldOfUtf8 = true;
    }
    m_repaired = toValidUtf8(text);
    return m_repaired;
}

std::expected<std::int64_t, TableCollector::Fault> TableCollector::readNeeded(std::span<const std::string_view> cells,
                                                                              Column column, char decimalSign) const
{
    const std::string_view cell = cellOf(cells, column);
    const bool isCount = column == Column::Instances;
    const auto number = isCount ? parseCount(cell, decimalSign) : parseNs(cell, m_header.nsPerUnit, decimalSign);
    if (!number) {
        return std::unexpected(Fault{codeOf(number.error()), describe(number.error(), column, cell)});
    }
    if (*number > (isCount ? kMostCalls : kMostNs)) {
        return std::unexpected(Fault{codeOf(NumberFault::TooLarge), describe(NumberFault::TooLarge, column, cell)});
    }
    return *number;
}

std::int64_t TableCollector::wholeOrUnknown(std::span<const std::string_view> cells, Column column, char decimalSign,
                                            std::size_t line)
{
    const std::string_view cell = cellOf(cells, column);
    if (cell.empty()) {
        return kUnknownNs;
    }
    const auto number = parseNs(cell, m_header.nsPerUnit, decimalSign);
    if (!number) {
        noteUnknown(column, cell, line);
    }
    return number.value_or(kUnknownNs);
}

double TableCollector::realOrUnknown(std::span<const std::string_view> cells, Column column, char decimalSign,
                                     std::size_t line)
{
    const std::string_view cell = cellOf(cells, column);
    const auto number = parseNsReal(cell, m_header.nsPerUnit, decimalSign);
    if (!number) {
        noteUnknown(column, cell, line);
    }
    return number.value_or(std::numeric_limits<double>::quiet_NaN());
}

void TableCollector::noteUnknown(Column column, std::string_view cell, std::size_t line)
{
    if (isNoNumber(cell)) {
        return; // the file says itself that it does not know
    }
    if (++m_unknownCells == 1) {
        m_firstUnknown = shown(column, cell);
        m_firstUnknownLine = line;
    }
}

std::expected<KernelTiming, TableCollector::Fault> TableCollector::timingOf(std::span<const std::string_view> cells,
                                                                            std::size_t line)
{
    const Column telling = m_header.has(Column::TimePercent) ? Column::TimePercent : Column::Average;
    const char decimalSign = decimalSignOf(cellOf(cells, telling));
    const std::expected<std::int64_t, Fault> total = readNeeded(cells, Column::Total, decimalSign);
    if (!total) {
        return std::unexpected(total.error());
    }
    const std::expected<std::int64_t, Fault> instances = readNeeded(cells, Column::Instances, decimalSign);
    if (!instances) {
        return std::unexpected(instances.error());
    }
    if (*instances == 0) {
        return std::unexpected(Fault{"row-no-instances", "the row counts no launches; it is left out"});
    }
    const CellNumber written = withoutUnit(cellOf(cells, Column::Total));
    m_lostDigits = m_lostDigits || (written.nsPerUnit > 1 && lacksDigits(written, decimalSign));
    KernelTiming timing;
    timing.totalNs = *total;
    timing.instances = *instances;
    timing.minNs = wholeOrUnknown(cells, Column::Min, decimalSign, line);
    timing.maxNs = wholeOrUnknown(cells, Column::Max, decimalSign, line);
    timing.medianNs = realOrUnknown(cells, Column::Median, decimalSign, line);
    timing.standardDeviationNs = realOrUnknown(cells, Column::Deviation, decimalSign, line);
    return timing;
}

std::expected<void, TableCollector::Fault> TableCollector::addLaunch(std::string_view name, std::string_view duration)
{
    const auto ns = parseNs(duration, m_header.nsPerUnit);
    if (!ns || *ns > kMostNs) {
        const NumberFault fault = ns ? NumberFault::TooLarge : ns.error();
        return std::unexpected(Fault{codeOf(fault), describe(fault, Column::Duration, duration)});
    }
    if (!m_builder->addLaunch(name, *ns)) {
        return std::unexpected(
            Fault{"row-too-large", "the sum of all durations does not fit in 64 bits of ns; the row is left out"});
    }
    return {};
}

/// A row may end before cells that it can do without; it has more only where its name has commas.
std::expected<void, TableCollector::Fault> TableCollector::checkLength(std::span<const std::string_view> cells) const
{
    std::size_t needed = m_header.at(Column::Name);
    for (const Column column : {Column::Total, Column::Instances, Column::Duration}) {
        needed = m_header.has(column) ? std::max(needed, m_header.at(column)) : needed;
    }
    if (cells.size() <= needed) {
        return std::unexpected(Fault{"row-short", "the row has " + std::to_string(cells.size()) + " of " +
                                                      std::to_string(m_header.columnCount) +
                                                      " cells; it is left out. Was the file cut off?"});
    }
    const bool nameIsLast = m_header.at(Column::Name) + 1 == m_header.columnCount;
    if (cells.size() > m_header.columnCount && !nameIsLast) {
        return std::unexpected(Fault{"row-long", "the row has " + std::to_string(cells.size()) + " cells, the header " +
                                                     std::to_string(m_header.columnCount) + "; it is left out"});
    }
    return {};
}

std::expected<void, TableCollector::Fault> TableCollector::tryRow(std::span<const std::string_view> cells,
                                                                  std::size_t line)
{
    if (std::expected<void, Fault> fits = checkLength(cells); !fits) {
        return fits;
    }
    const std::string_view name = cleanName(nameOf(cells), line);
    if (name.empty()) {
        return std::unexpected(Fault{"row-no-name", "the row has no kernel name; it is left out"});
    }
    if (isMemoryOperation(name, cellOf(cells, Column::Category))) {
        m_listedShare.stop(); // the percentages are of more than kernels
        return {};
    }
    if (m_header.kind == ReportKind::Trace) {
        return addLaunch(name, cellOf(cells, Column::Duration));
    }
    const std::expected<KernelTiming, Fault> timing = timingOf(cells, line);
    if (!timing) {
        return std::unexpected(timing.error());
    }
    if (m_header.kind == ReportKind::KernelSummary && m_header.has(Column::TimePercent)) {
        const std::string_view percent = trimmed(cellOf(cells, Column::TimePercent));
        m_listedShare.add(percent, timing->totalNs, decimalSignOf(percent));
    }
    std::string_view range = trimmed(cellOf(cells, Column::Range));
    range.remove_prefix(range.starts_with(':') ? 1 : 0); // ":prefill" is range "prefill" of the default domain
    if (!m_builder->add(isValidUtf8(range) ? range : std::string_view("?"), name, *timing)) {
        return std::unexpected(
            Fault{"row-too-large", "the table's sum does not fit in 64 bits of ns; the row is left out"});
    }
    return {};
}

std::optional<KernelTable> TableCollector::take(FileKind kind)
{
    if (!m_builder) {
        explainNoTable(kind);
        return std::nullopt;
    }
    const std::size_t repeatedRows = m_builder->repeatedRows();
    KernelTable table = m_builder->build();
    if (table.names.size() == 0 && m_rowsLeftOut > 0) {
        explainNoRows();
        return std::nullopt;
    }
    table.lostDigits = table.lostDigits || m_lostDigits;
    std::int64_t sumNs = 0;
    for (const RangeTable &range : table.ranges) {
        sumNs += table.hasRanges() ? 0 : range.totalNs;
    }
    const bool canTell = !table.hasRanges() && !table.lostDigits && m_origin.empty();
    table.isPartial = m_rowsLeftOut > 0 || (canTell && m_listedShare.isPartial(sumNs));
    table.listedShare = canTell ? m_listedShare.of(sumNs) : 1.0;
    remarkOn(table, repeatedRows);
    remarkOnOthers();
    remarkOnGraphs(table);
    remarkOnOrigins();
    return table;
}

bool TableCollector::isOfOtherOrigin(std::span<const std::string_view> cells) const
{
    if (m_origin.empty() || m_originAt >= cells.size()) {
        return false;
    }
    const std::string_view origin = trimmed(cells[m_originAt]);
    return !origin.empty() && origin != m_origin && origin != "Device" && origin != "PID"; // another heading
}

void TableCollector::noteOrigin(std::span<const std::string_view> cells)
{
    constexpr std::size_t kMostOrigins = 256;
    const std::string_view origin = m_originAt < cells.size() ? trimmed(cells[m_originAt]) : std::string_view();
    if (!origin.empty() && m_origins.size() < kMostOrigins && !m_origins.contains(origin)) {
        m_origins.emplace(origin);
    }
}

void TableCollector::remarkOnOrigins()
{
    if (m_origins.size() < 2) {
        return;
    }
    std::string list;
    for (const std::string &origin : m_origins) {
        list += (list.empty() ? "" : ", ") + escapeControls(elideMiddle(toValidUtf8(origin), 40));
    }
    const std::string_view what = m_areGpus ? " GPUs" : " processes";
    m_diagnostics->add(Severity::Warning, "origins-summed",
                       "the rows are of " + std::to_string(m_origins.size()) + std::string(what) + " (" + list +
                           ") and are summed: times are not those of one of them. --table NAME or FILE#NAME takes the "
                           "rows of one");
}

void TableCollector::explainNoRows()
{
    m_diagnostics->add(
        Severity::Error, "rows-all-bad",
        (m_rowsLeftOut == 1 ? std::string("the only row") : "none of " + std::to_string(m_rowsLeftOut) + " rows") +
            " of the kernel table can be read" +
            (m_firstFault.empty() ? std::string() : " (the first: " + m_firstFault + ")") + std::string(kAdvice));
}

static_assert(std::string_view(kSecondTableCode) == "table-second"); // as the handbook explains it

/// Says that there are further tables, and which reports held nothing.
void TableCollector::remarkOnOthers()
{
    if (m_tables.size() > 1) {
        m_diagnostics->add(Severity::Warning, kSecondTableCode,
                           "the file holds " + std::to_string(m_tables.size()) + " kernel tables: " + listed(m_tables) +
                               "; number " + std::to_string(m_wanted + 1) +
                               " is used. Choose one with --table N or --table NAME, or open FILE#N",
                           m_tables[1].line);
    }
    if (!m_skipped.empty()) {
        m_diagnostics->add(Severity::Warning, "table-skipped",
                           "the profiler had no kernels to report for a capture in this file: \"" + m_skipped + "\"",
                           m_skippedLine);
    }
}

void TableCollector::remarkOnGraphs(KernelTable &table)
{
    std::int64_t instances = 0;
    for (const RangeTable &range : table.ranges) {
        instances += range.instances; // fits: the builder keeps the sums in bounds
    }
    if (const std::optional<std::string> remark = m_graphs.remark(instances)) {
        table.isPartial = true;
        m_diagnostics->add(Severity::Warning, "graphs-hide-kernels", *remark);
    }
}

void TableCollector::remarkOn(const KernelTable &table, std::size_t repeatedRows)
{
    if (table.names.size() == 0) {
        m_diagnostics->add(Severity::Warning, "table-empty",
                           "the kernel table has no rows: the capture held no kernels");
    }
    remarkOnCells(table);
    // Grids, ranges and launches repeat a name by design.
    const bool isOneRowEach = table.kind == ReportKind::KernelSummary || table.kind == ReportKind::DeviceSummary;
    remarkOnNames(table, isOneRowEach ? repeatedRows : 0);
    for (std::size_t i = 0; i < table.names.size(); ++i) {
        if (isBaseName(table.names[makeId<KernelId>(i)])) {
            m_diagnostics->add(
                Severity::Warning, "names-base",
                "the report has base names only, so different kernels are one row and little can be read from "
                "their names; export without :base");
            return;
        }
    }
}

void TableCollector::remarkOnCells(const KernelTable &table)
{
    if (table.lostDigits) {
        m_diagnostics->add(
            Severity::Warning, "unit-lost-digits",
            "times are in ms or s with few decimals, so small ones are rounded, some to 0; export again without "
            "--timeunit for exact ns");
    }
    if (m_unknownCells > 0) {
        m_diagnostics->add(Severity::Note, "cells-unknown",
                           std::to_string(m_unknownCells) + (m_unknownCells == 1 ? " cell is" : " cells are") +
                               " cut or no number, and taken as unknown; the first is " + m_firstUnknown,
                           m_firstUnknownLine);
    }
    if (table.listedShare < 1.0) {
        m_diagnostics->add(Severity::Note, "table-part",
                           "the table lists " + listedPercent(table.listedShare) +
                               " of the kernel time, as its own percentages say; shares are of the whole");
    }
}

void TableCollector::remarkOnNames(const KernelTable &table, std::size_t repeatedRows)
{
    if (table.namesCut) {
        std::size_t cut = 0;
        for (std::size_t i = 0; i < table.names.size(); ++i) {
            cut += table.names.isCut(makeId<KernelId>(i)) ? 1 : 0;
        }
        m_diagnostics->add(Severity::Warning, "names-cut",
                           std::to_string(cut) + " of " + std::to_string(table.names.size()) +
                               " names were cut by the printed report" +
                               (repeatedRows > 0 ? ", and " + std::to_string(repeatedRows) +
                                                       " rows whose names look alike now were summed"
                                                 : std::string()) +
                               "; export with --format csv for whole names");
    } else if (repeatedRows > 0) {
        m_diagnostics->add(Severity::Note, "names-twice",
                           (repeatedRows == 1 ? std::string("1 row repeats a kernel and was summed; medians cannot be")
                                              : std::to_string(repeatedRows) +
                                                    " rows repeat a kernel and were summed; medians cannot be"));
    }
}

void TableCollector::explainNoTable(FileKind kind)
{
    const std::string path = m_diagnostics->file();
    if (!m_tables.empty()) {
        m_diagnostics->add(Severity::Error, "table-choice",
                           "there is no kernel table number " + std::to_string(m_wanted + 1) + "; the file holds " +
                               listed(m_tables));
    } else if (!m_oddHeading.empty()) {
        m_diagnostics->add(Severity::Error, "heading-odd", m_oddHeading, m_oddHeadingLine);
    } else if (!m_otherReport.empty()) {
        m_diagnostics->add(Severity::Error, "report-other",
                           "this is the profiler's " + m_otherReport + ", not the kernel summary" +
                               std::string(kAdvice),
                           m_otherReportLine);
    } else if (!m_failed.empty()) {
        m_diagnostics->add(Severity::Error, "report-failed",
                           "the profiler's error message was saved in place of a report: \"" + m_failed + "\"" +
                               std::string(kAdvice));
    } else if (!m_skipped.empty()) {
        m_diagnostics->add(Severity::Error, "report-skipped",
                           "the capture holds no kernels: \"" + m_skipped +
                               "\"; profile again with --trace=cuda and check that "
                               "the capture range was reached");
    } else if (kind != FileKind::Text) {
        m_diagnostics->add(Severity::Error, "file-other", explainKind(kind, path));
    } else if (m_sawLog) {
        m_diagnostics->add(
            Severity::Error, "report-log",
            "the file holds only the profiler's log lines; with -o the table is in a file of its own that ends in "
            "_cuda_gpu_kern_sum.csv");
    } else {
        m_diagnostics->add(Severity::Error, "table-unknown",
                           "this is not a report of the profiler that we know (it begins \"" +
                               escapeControls(m_firstText) + "\")" + std::string(kAdvice));
    }
}

} // namespace atlas
