#pragma once

#include "core/review/journal.h"
#include "ui/session/loadedrun.h"

#include <QString>

#include <filesystem>
#include <memory>
#include <optional>

class QWidget;

namespace atlas::ui
{

/// Edits that an ended session left behind, of the catalog of `loaded`: asks what to do with them. What is taken up
/// again replaces the document of `loaded`; its journal is returned and goes on. Null when there is none, or none was
/// wanted.
[[nodiscard]] std::unique_ptr<Journal> offerLeftEdits(LoadedRun &loaded, const std::filesystem::path &journalRoot,
                                                      QWidget &parent);

/// The latest edits that an ended session left, of a run that is still there, if the person wants to open it: asked at
/// the start. Those of `opening` are left out: opening it asks about them.
[[nodiscard]] std::optional<JournalOffer> askForLeftRun(const std::filesystem::path &journalRoot,
                                                        const std::filesystem::path &opening, QWidget &parent);

} // namespace atlas::ui
