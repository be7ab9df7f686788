#pragma once

#include "core/run/run.h"

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace atlas
{

/// Puts a Run together: names and stages in, order, totals and scopes out. Used once.
class RunBuilder
{
public:
    explicit RunBuilder(std::filesystem::path path);

    /// Where the kernel ids of the rows come from.
    [[nodiscard]] KernelNames &names() { return m_run->m_names; }
    [[nodiscard]] RunIdentity &identity() { return m_run->m_identity; }
    /// Adds a table: name, rows in any order and flags; totals and row index are computed. Several rows of one kernel
    /// are not allowed. The stage "combined" (or one with isCombined) is the table of the whole run.
    void addStage(Stage stage);
    void add(Diagnostic diagnostic);
    void add(std::vector<Diagnostic> diagnostics);
    /// Inner stage -> outer stage, as a project file says; replaces what the numbers suggest for those stages.
    void setNesting(std::vector<std::pair<std::string, std::string>> nesting) { m_nesting = std::move(nesting); }
    /// The tables are disjoint parts of one capture, so none lies in another.
    void setDisjoint() { m_disjoint = true; }
    void setCapture(std::shared_ptr<const CaptureSummary> capture) { m_run->m_capture = std::move(capture); }
    [[nodiscard]] bool hasStage(std::string_view name) const { return m_run->findStage(name).has_value(); }
    [[nodiscard]] const std::vector<Diagnostic> &diagnostics() const { return m_run->m_diagnostics; }

    /// The finished run; without a combined table, combined is summed from the top-level stages.
    [[nodiscard]] std::shared_ptr<const Run> build();

private:
    void sortStages();
    void addSummedCombined();
    void indexRows(Stage &stage) const;

    std::shared_ptr<Run> m_run;
    std::vector<std::pair<std::string, std::string>> m_nesting;
    bool m_disjoint = false;
};

} // namespace atlas
