#pragma once

#include "core/desk/rebase.h"

#include <QString>

#include <vector>

namespace atlas::ui
{

/// Why two sides have to be brought together.
enum class MergeReason : std::uint8_t
{
    ChangedOnDisk,
    ConflictMarkers, ///< git left them in the file
    OtherFile        ///< another catalog is opened or published to
};

/// What is to be decided.
struct MergeQuestion
{
    MergeReason reason = MergeReason::ChangedOnDisk;
    QString name; ///< of the catalog's file, enough of its path to tell it from others
    std::vector<RebaseRow> rows = {};
    std::vector<Diagnostic> notes = {};
};

} // namespace atlas::ui
