#pragma once

#include "core/base/result.h"
#include "core/catalog/catalogwriter.h"
#include "core/review/reviewdocument.h"
#include "core/review/selection.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace atlas
{

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
