#pragma once

#include "core/run/reportreader.h"
#include "core/run/runbuilder.h"
#include "core/run/runlayout.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// A table folder and what its file holds.
struct ReadTable
{
    TableFolder folder;
    std::filesystem::path file;
    ReportContent content;
    std::vector<Diagnostic> remarks; ///< on the choice of the file
};

/// Turns the tables of a run's files into stages: one a file, or one a range where a file holds NVTX ranges.
class RunAssembly
{
public:
    /// Both must outlive the assembly.
    RunAssembly(RunBuilder &builder, const RunLayout &layout) : m_builder(&builder), m_layout(&layout) {}

    /// Adds a file's table and diagnostics. `capture` is the capture range said by cmd.txt.
    void add(ReadTable table, std::string capture);
    /// Notes what a run usually has and this one lacks.
    void finish();
    /// Tables added so far.
    [[nodiscard]] std::size_t tableCount() const { return m_tableCount; }

private:
    void addRanges(const Stage &pattern, KernelTable &table, const std::vector<KernelId> &ids);
    [[nodiscard]] bool hasFolderFor(std::string_view stage) const;
    void note(std::string code, std::string message, const std::filesystem::path &path);

    RunBuilder *m_builder;
    const RunLayout *m_layout;
    std::size_t m_tableCount = 0;
    bool m_hasRanges = false;
};

} // namespace atlas
