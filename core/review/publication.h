#pragma once

#include "core/base/result.h"
#include "core/catalog/catalogwriter.h"
#include "core/review/reviewdocument.h"
#include "core/run/run.h"

#include <memory>
#include <string>
#include <vector>

namespace atlas
{

/// Which kernels of a run a new catalog holds.
struct SelectionOptions
{
    enum class Kind : std::uint8_t
    {
        TopPerTable, ///< the `top` rows of each table by total time, unique by name (the published script's way)
        Coverage,    ///< as many rows of each top-level table as reach `coverage` percent of its time
        All
    };
    Kind kind = Kind::TopPerTable;
    std::size_t top = 20;
    double coveragePercent = 95.0;
};

/// In which order new entries stand.
enum class EntryOrder : std::uint8_t
{
    Combined, ///< by time in the combined table (summed time of the stages where there is no combined file)
    Seed      ///< the published script's: sum over the top rows of all tables, combined included
};

/// Kernels of `run` to publish, in `order`.
[[nodiscard]] std::vector<KernelId> selectKernels(const Run &run, const SelectionOptions &selection, EntryOrder order);

struct PublicationOptions
{
    SelectionOptions selection = {};
    EntryOrder order = EntryOrder::Combined;
    bool strictLibraries = false;
};

/// What publishing would do to the catalog file.
struct Publication
{
    std::vector<std::string> added;    ///< raw names
    std::vector<std::string> changed;  ///< entries with at least one field a person changed
    std::vector<std::string> kept;     ///< entries of the file that are selected in this run and stay as they are
    std::vector<std::string> notInRun; ///< entries of the file that this run does not have
    std::vector<TextPatch> patches;
    std::vector<Diagnostic> diagnostics;
    std::string diff;                  ///< unified, for people
    std::shared_ptr<const Catalog> result; ///< what the file would hold, already read back and compared
};

/// Plans publishing `document`: overrides patched, selected kernels added, nothing else touched. Pure; safe on a snapshot.
[[nodiscard]] Result<Publication> planPublication(const ReviewDocument &document, const PublicationOptions &options);

/// Writes the planned text to `path` if the file still holds what the document's catalog was read from.
[[nodiscard]] Result<void> writePublication(const Publication &publication, const ReviewDocument &document,
                                            const std::filesystem::path &path);

} // namespace atlas
