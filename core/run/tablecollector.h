#pragma once

#include "core/run/kerneltable.h"
#include "core/run/listedshare.h"
#include "core/run/numbertext.h"
#include "core/run/rundiagnostics.h"
#include "core/run/tableheader.h"

#include <cstddef>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace atlas
{

/// Takes the records of a report, however they were written down, and makes the kernel table of them. The first kernel
/// table of a file counts; other reports in the same file are passed over.
class TableCollector
{
public:
    explicit TableCollector(FileDiagnostics &diagnostics) : m_diagnostics(&diagnostics) {}

    /// Looks whether `headings` begin a table. True when they do, of whatever report: rows that follow belong to it.
    bool offerHeader(std::span<const std::string_view> headings, std::size_t line);
    /// Rows that follow belong to no table.
    void endTable() { m_state = State::Outside; }
    /// A record under the header last taken. Between tables and in other reports it is passed over.
    void addRow(std::span<const std::string_view> cells, std::size_t line);
    /// A line that could not be split into cells.
    void addBrokenRow(std::string_view text, std::size_t line);
    /// A line outside of tables: remembered where it says why there is no table.
    void addText(std::string_view text);

    /// Rows that follow are of a kernel table that is being read.
    [[nodiscard]] bool isCollecting() const { return m_state == State::Collecting; }
    [[nodiscard]] bool isInTable() const { return m_state != State::Outside; }
    [[nodiscard]] const TableHeader &header() const { return m_header; }
    /// The printed report cut the name of a row, as its width tells; marks of a cut are found without help.
    void setNameCut(std::string_view cell);
    /// A kernel table has begun somewhere.
    [[nodiscard]] bool hasTable() const { return m_builder.has_value(); }

    /// The table; without one, a diagnostic says what the file is instead and what to do.
    [[nodiscard]] std::optional<KernelTable> take();

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
    void explainNoTable();
    void explainNoRows();
    void remarkOn(const KernelTable &table, std::size_t repeatedRows);
    void remarkOnNames(const KernelTable &table, std::size_t repeatedRows);
    void remarkOnCells(const KernelTable &table);

    FileDiagnostics *m_diagnostics;
    State m_state = State::Outside;
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
    std::string m_failed;  // the profiler's ERROR line
    bool m_sawLog = false;
};

/// A line that the profiler prints around its reports: "Processing [...]", "NOTICE: ...", "SKIPPED: ...".
[[nodiscard]] bool isProfilerLog(std::string_view line);

} // namespace atlas
