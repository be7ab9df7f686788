#pragma once

#include "core/base/diagnostic.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace atlas
{

/// A code and what it means.
struct DiagnosticCode
{
    std::string_view code;
    std::string_view meaning;
};

/// Every code a diagnostic about a run can have, with what it means; docs/run-formats.md lists the same.
inline constexpr std::array kRunDiagnosticCodes = {
    DiagnosticCode{"row-short", "a row ends before its name, total or calls; it is left out"},
    DiagnosticCode{"row-long", "a row has more cells than the header; it is left out"},
    DiagnosticCode{"row-broken-quote", "a quote is not closed or not at the end of its cell; that line is left out"},
    DiagnosticCode{"row-bad-number", "a total or a number of calls is none; the row is left out"},
    DiagnosticCode{"row-negative", "a total or a number of calls is negative; the row is left out"},
    DiagnosticCode{"row-too-large",
                   "a total, a number of calls or the sum it goes into is larger than can be; the row is left out"},
    DiagnosticCode{"rows-all-bad", "no row of a kernel table can be read"},
    DiagnosticCode{"cells-unknown", "how many cells are cut or no number, and taken as unknown"},
    DiagnosticCode{"row-no-instances", "a row counts no launches; it is left out"},
    DiagnosticCode{"row-no-name", "a row has an empty kernel name; it is left out"},
    DiagnosticCode{"rows-more", "how many further rows of the file had a problem and were not listed"},
    DiagnosticCode{"text-not-utf8", "bytes that are not UTF-8 became U+FFFD"},
    DiagnosticCode{"names-cut", "a printed report cut some names; kernels that look alike now were summed"},
    DiagnosticCode{"names-base", "the report has base names only, so several kernels are one row"},
    DiagnosticCode{"names-twice", "a kernel was listed more than once and was summed"},
    DiagnosticCode{"unit-lost-digits", "the file is in ms or s: times are rounded to 0.1 us or 0.1 ms"},
    DiagnosticCode{"table-empty", "a kernel table has no rows"},
    DiagnosticCode{"table-part", "a table lists only part of the kernels, as its own percentages say"},
    DiagnosticCode{"table-second", "a file holds several kernel tables; which one was used"},
    DiagnosticCode{"table-ranges", "a table by NVTX range was split into stages"},
    DiagnosticCode{"table-unknown", "the file is not a report of the profiler that we know"},
    DiagnosticCode{"report-other", "the file is another report of the profiler"},
    DiagnosticCode{"report-skipped", "the profiler had no kernel data to report"},
    DiagnosticCode{"report-failed", "the profiler's error message was saved in place of a report"},
    DiagnosticCode{"report-log", "the file holds only the profiler's log lines"},
    DiagnosticCode{"launch-negative",
                   "launches end before they start, or last longer than any kernel; they are left out"},
    DiagnosticCode{"event-lost", "events or records of a capture cannot be read; they are left out"},
    DiagnosticCode{"capture-ends-early", "a capture is cut off; what lies before is shown"},
    DiagnosticCode{"captures-pooled", "a folder's captures are one run"},
    DiagnosticCode{"calls-missing", "a capture has ranges but no launch calls, so its kernels are in no stage"},
    DiagnosticCode{"graph-operations", "how many kernels of graphs have their operation from traces of capturing"},
    DiagnosticCode{"capture-trace-unreadable", "a trace of capturing graphs beside a trace cannot be read"},
    DiagnosticCode{"capture-beside",
                   "a capture lies beside a table; it agrees, or is too large to be compared unasked"},
    DiagnosticCode{"capture-differs", "a capture beside a table has other numbers; the table is shown"},
    DiagnosticCode{"name-missing", "the name of a kernel is not in the capture; its number stands for it"},
    DiagnosticCode{"file-empty", "the file has no bytes"},
    DiagnosticCode{"file-binary", "the file is not text: a database, a capture, an archive"},
    DiagnosticCode{"file-unreadable", "the file cannot be read, or reading stopped before its end"},
    DiagnosticCode{"json-syntax", "a JSON report ends early or is not JSON from some place on"},
    DiagnosticCode{"table-skipped", "the profiler had no kernels to report for one of several captures in a file"},
    DiagnosticCode{"table-choice", "a file has no table of the number that was asked for"},
    DiagnosticCode{
        "heading-odd",
        "a line looks like the heading of a kernel table, but the rule below it does not fit: it was wrapped or cut"},
    DiagnosticCode{"graphs-hide-kernels",
                   "CUDA graphs were launched, and the kernels inside of them are not in the table or capture"},
    DiagnosticCode{"file-other", "the file is text or JSON of another kind, which is named with the next step"},
    DiagnosticCode{"file-not-whole", "only the first 2 GiB of a file without a table were looked at"},
    DiagnosticCode{"lines-dropped",
                   "many processes wrote into one file at once, and not all of their lines were looked at"},
    DiagnosticCode{"stages-left-out", "stages beyond the limit of a run, which are not loaded"},
    DiagnosticCode{
        "origins-summed",
        "a table holds rows of several GPUs or processes, which were summed; --table NAME takes the rows of one"},
    DiagnosticCode{"file-ignored", "a folder holds several kernel tables; which one was used"},
    DiagnosticCode{"stage-missing", "a usual stage has no table"},
    DiagnosticCode{"stage-unreadable", "a folder under per-stage has no kernel table"},
    DiagnosticCode{"stage-twice", "two folders or ranges give the same stage; which one was used"},
    DiagnosticCode{"combined-missing", "there is no table of the whole run; combined is summed from the stages"},
    DiagnosticCode{"combined-overflow",
                   "a kernel is left out of the summed combined table because its sum does not fit"},
    DiagnosticCode{"identity-unreadable", "env.json, config.yaml or cmd.txt cannot be read"},
    DiagnosticCode{"identity-differs", "stages were captured on different machines or versions"},
    DiagnosticCode{"nesting-unknown",
                   "a project file names a stage that the run does not have, or nests stages in a circle"},
};

/// Tables that a run lacks because they could not be read, by the name of their folder under per-stage, else of their
/// file; `diagnostics` are the run's.
[[nodiscard]] std::vector<std::string> unreadTables(const std::vector<Diagnostic> &diagnostics);

/// Findings about one file; keeps the first few about rows and counts the rest.
class FileDiagnostics
{
public:
    static constexpr std::size_t kMaxRowFindings = 20;

    explicit FileDiagnostics(std::string file) : m_file(std::move(file)) {}

    /// A row was left out or changed. `sourceLine` is shown shortened.
    void addRow(std::string_view code, std::string message, std::size_t line, std::string_view sourceLine = {});
    void add(Severity severity, std::string_view code, std::string message, std::size_t line = 0);
    /// Adds the count of what addRow() did not keep and gives everything back.
    [[nodiscard]] std::vector<Diagnostic> take();
    [[nodiscard]] const std::string &file() const { return m_file; }

private:
    std::string m_file;
    std::vector<Diagnostic> m_diagnostics;
    std::size_t m_rowFindings = 0;
};

} // namespace atlas
