#pragma once

#include "core/run/filekind.h"
#include "core/run/tableheader.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace atlas
{

/// One of several things that a file or folder holds and that could be opened.
struct RunPart
{
    std::filesystem::path path; ///< opens exactly this: a file, or one table of it ("log.md#2")
    std::string name;           ///< its heading, capture or file; may be empty
    std::size_t line = 0;       ///< of the table in its file; 0: the file is it
    FileKind kind = FileKind::Text;
    std::optional<ReportKind> report = {}; ///< nothing: a capture
    /// Nothing where finding out would take long.
    std::optional<std::size_t> kernels = {};
    std::optional<std::int64_t> totalNs = {};
    std::uintmax_t bytes = 0; ///< of the file
};

struct RunParts
{
    std::vector<RunPart> parts; ///< best or first one first; at least two, or none: there is nothing to choose
    /// Opened as it is, the folder is all of them pooled; else it is the first one.
    bool isPooled = false;
};

/// What there is to choose from at `path`: the tables of a file, the tables of a folder that are of different captures
/// (of one capture's reports the best counts), or the captures of a folder. None where stages tell the tables apart,
/// and where `path` names one of several.
[[nodiscard]] RunParts partsOf(const std::filesystem::path &path, const std::stop_token &stop = {});

} // namespace atlas
