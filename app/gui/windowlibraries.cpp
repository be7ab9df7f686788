#include "app/gui/windowlibraries.h"

#include <QtGlobal>

namespace atlas::gui
{

std::vector<UsedLibrary> windowLibraries()
{
    std::vector<UsedLibrary> libraries = {{"Qt", qVersion(), "LGPL-3.0-only"},
                                          {"KSyntaxHighlighting", ATLAS_HIGHLIGHTING_VERSION, "MIT"}};
    for (UsedLibrary &library : coreLibraries()) {
        if (library.name != "CLI11") { // reads the command line of katlas
            libraries.push_back(std::move(library));
        }
    }
    return libraries;
}

std::string aboutText()
{
    const std::vector<UsedLibrary> libraries = windowLibraries();
    std::string text =
        "kernel-atlas " + std::string(versionNumber()) + ", commit " + std::string(builtCommit()) + "\n\n";
    for (const UsedLibrary &library : libraries) {
        text += library.name + (library.version.empty() ? "" : " ") + library.version + ": " + library.licence + '\n';
    }
    return text;
}

} // namespace atlas::gui
