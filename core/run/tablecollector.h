#pragma once

#include "core/run/filekind.h"
#include "core/run/foundtable.h"
#include "core/run/graphwatch.h"
#include "core/run/kerneltable.h"
#include "core/run/listedshare.h"
#include "core/run/numbertext.h"
#include "core/run/rundiagnostics.h"
#include "core/run/tableheader.h"

#include <cstddef>
#include <expected>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace atlas
{

/// Takes the records of a report, however they were written down, and makes the kernel table of them. One kernel table
/// of a file counts; further ones are listed, and other reports in the same file are passed over.
class TableCollector
{
public:
    /// `wanted`: which of the file's kernel tables to collect, from 0; `origin`: only its rows of this GPU or process.
    explicit TableCollector(FileDiagnostics &diagnostics, std::size_t wanted = 0, std::string origin = {})
        : m_diagnostics(&diagnostics), m_wanted(wanted), m_origin(std::move(origin))
    {
    }

    /// Looks whether `headings` begin a table. True when they do, of whatever report: rows that follow belong to it.
    bool offerHeader(std::span<const std::string_view> headings, std::size_t line);
    /// The table that begins is another report, as its title says. True when its headings are known.
    bool offerOther(std::string name, std::span<const std::string_view> headings, std::size_t line);
    /// A line that looks like the heading of a kernel table, but the rule below it has `columns` columns.
    void noteOddHeading(std::string_view heading, std::size_t columns, std::size_t line);
    /// Rows that follow belong to no table.
    void endTable() { m_state = State::Outside; }
    /// Rows of the table that was being collected follow after all.
    void resumeTable() { m_state = State::Collecting; }
    /// What follows is of one process or rank of several.
    void setLabel(std::string label) { m_namer.setLabel(std::move(label)); }
    /// A record under the header last taken. Between tables and in other reports it is passed over.
    void addRow(std::span<const std::string_view> cells, std::size_t line);
    /// A line that could not be split into cells.
    void addBrokenRow(std::string_view text, std::size_t line);
    /// A line outside of tables: remembered where it says why there is no table.
    void addText(std::string_view text, std::size_t lineNumber = 0);

    /// The GPUs or processes that the rows of the table are of, where a column says so.
    [[nodiscard]] std::vector<std::string> origins() const { return {m_origins.begin(), m_origins.end()}; }
    /// Rows that follow are of a kernel table that is being read.
    [[nodiscard]] bool isCollecting() const { return m_state == State::Collecting; }
    [[nodiscard]] bool isInTable() const { return m_state != State::Outside; }
    [[nodiscard]] const TableHeader &header() const { return m_header; }
    /// The printed report cut the name of a row, as its width tells; marks of a cut are found without help.
    void setNameCut(std::string_view cell);
    /// A kernel table has begun somewhere.
    [[nodiscard]] bool hasTable() const { return !m_tables.empty(); }
    /// All kernel tables of the file.
    [[nodiscard]] const std::vector<FoundTable> &tables() const { return m_tables; }

    /// The table; without one, a diagnostic says what the file is instead (`kind`, where nothing in it says more) and
    /// what to do.
    [[nodiscard]] std::optional<KernelTable> take(FileKind kind);

private:
    enum class State
    {
        Outside,
        Collecting,
        PassingOver
    };
    struct Fault
    {
        std::string_view code;
        std::string message;
    };

    [[nodiscard]] std::expected<void, Fault> tryRow(std::span<const std::string_view> cells, std::size_t line);
    [[nodiscard]] std::expected<void, Fault> addLaunch(std::string_view name, std::string_view duration);
    [[nodiscard]] std::expected<KernelTiming, Fault> timingOf(std::span<const std::string_view> cells,
                                                              std::size_t line);
    [[nodiscard]] std::expected<std::int64_t, Fault> readNeeded(std::span<const std::string_view> cells, Column column,
                                                                char decimalSign) const;
    [[nodiscard]] std::int64_t wholeOrUnknown(std::span<const std::string_view> cells, Column column, char decimalSign,
                                              std::size_t line);
    [[nodiscard]] double realOrUnknown(std::span<const std::string_view> cells, Column column, char decimalSign,
                                       std::size_t line);
    void markCutName(std::span<const std::string_view> cells, std::size_t line);
    void noteUnknown(Column column, std::string_view cell, std::size_t line);
    [[nodiscard]] std::expected<void, Fault> checkLength(std::span<const std::string_view> cells) const;
    [[nodiscard]] std::string_view nameOf(std::span<const std::string_view> cells) const;
    [[nodiscard]] std::string_view cleanName(std::string_view cell, std::size_t line);
    [[nodiscard]] std::string_view validUtf8(std::string_view text, std::size_t line);
    [[nodiscard]] std::string_view cellOf(std::span<const std::string_view> cells, Column column) const;
    void explainNoTable(FileKind kind);
    void remarkOnOthers();
    void remarkOnGraphs(KernelTable &table);
    void noteOrigin(std::span<const std::string_view> cells);
    [[nodiscard]] bool isOfOtherOrigin(std::span<const std::string_view> cells) const;
    void remarkOnOrigins();
    void explainNoRows();
    void remarkOn(const KernelTable &table, std::size_t repeatedRows);
    void remarkOnNames(const KernelTable &table, std::size_t repeatedRows);
    void remarkOnCells(const KernelTable &table);

    FileDiagnostics *m_diagnostics;
    std::size_t m_wanted;
    std::vector<FoundTable> m_tables;
    TableNamer m_namer;
    std::size_t m_originAt = TableHeader::kAbsent; // the column that tells GPUs or processes apart
    std::set<std::string, std::less<>> m_origins;
    bool m_areGpus = false; // the origins, not processes
    std::string m_origin;   // the one that is asked for; empty: all of them
    GraphWatch m_graphs;
    bool m_rangesInNames = false; // of the table that follows, as the profiler's log line says
    std::string m_oddHeading;     // what is odd about it, in words
    std::size_t m_oddHeadingLine = 0;
    State m_state = State::Outside;
    bool m_isOther = false; // the table that is passed over is no kernel table
    TableHeader m_header;
    std::optional<KernelTableBuilder> m_builder;
    std::size_t m_rowsLeftOut = 0;
    std::string m_firstFault; // why the first of them was
    std::size_t m_unknownCells = 0;
    std::string m_firstUnknown; // of them, in words
    std::size_t m_firstUnknownLine = 0;
    bool m_lostDigits = false; // by units that stand in cells
    ListedShare m_listedShare;
    bool m_toldOfUtf8 = false;
    std::string m_repaired; // a name made valid; lives until the next row
    std::string m_plain;    // a name without code marks and the like; likewise
    std::string m_otherReport;
    std::size_t m_otherReportLine = 0;
    std::string m_firstText;
    std::string m_skipped; // the profiler's SKIPPED line
    std::size_t m_skippedLine = 0;
    std::string m_failed; // the profiler's ERROR line
    bool m_sawLog = false;
};

/// A line that the profiler prints around its reports: "Processing [...]", "NOTICE: ...", "SKIPPED: ...".
[[nodiscard]] bool isProfilerLog(std::string_view line);

} // namespace atlas
