#pragma once

#include "app/version/version.h"

namespace atlas::gui
{

/// The libraries of the window: Qt and its own, then those of core.
[[nodiscard]] std::vector<UsedLibrary> windowLibraries();

/// Version, commit and libraries with their licences, for the window's About.
[[nodiscard]] std::string aboutText();

} // namespace atlas::gui
