#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// The version of the project, as CMakeLists.txt says it: "1.2.3".
[[nodiscard]] std::string_view versionNumber();

/// The commit that was built, shortened, with "+" behind it where files were changed; "unknown" outside of git.
[[nodiscard]] std::string_view builtCommit();

/// A library that is part of a program.
struct UsedLibrary
{
    std::string name;
    std::string version; ///< may be empty: not every library tells
    std::string licence; ///< SPDX expression
};

/// The libraries of core and katlas, in the order they are shown.
[[nodiscard]] std::vector<UsedLibrary> coreLibraries();

/// What `PROGRAM --version` prints: program and version, commit and compiler, libraries; ends in a line break.
[[nodiscard]] std::string versionText(std::string_view program, std::span<const UsedLibrary> libraries);

} // namespace atlas
