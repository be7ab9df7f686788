#include "app/version/version.h"

#include "app/version/builtcommit.h"

#include <CLI/Version.hpp>
#include <nlohmann/json.hpp>
#include <simdjson.h>
#include <sqlite3.h>
#include <yaml.h>
#include <zlib.h>
#include <zstd.h>

namespace atlas
{

namespace
{
constexpr std::string_view kCompiler =
#if defined(__clang__)
    "Clang " __clang_version__;
#else
    "GCC " __VERSION__;
#endif

std::string dotted(int major, int minor, int patch)
{
    return std::to_string(major) + '.' + std::to_string(minor) + '.' + std::to_string(patch);
}
} // namespace

std::string_view versionNumber()
{
    return ATLAS_VERSION;
}

std::string_view builtCommit()
{
    return kBuiltCommit;
}

std::vector<UsedLibrary> coreLibraries()
{
    return {{"RE2", ATLAS_RE2_VERSION, "BSD-3-Clause"},
            {"Abseil", ATLAS_ABSEIL_VERSION, "Apache-2.0"},
            {"yaml-cpp", ATLAS_YAML_CPP_VERSION, "MIT"},
            {"libyaml", yaml_get_version_string(), "MIT"},
            {"SQLite", sqlite3_libversion(), "blessing"},
            {"simdjson", SIMDJSON_VERSION, "Apache-2.0 OR MIT"},
            {"zlib", zlibVersion(), "Zlib"},
            {"Zstandard", ZSTD_versionString(), "BSD-3-Clause OR GPL-2.0-only"},
            {"JSON for Modern C++",
             dotted(NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH), "MIT"},
            {"CLI11", CLI11_VERSION, "BSD-3-Clause"}};
}

std::string versionText(std::string_view program, std::span<const UsedLibrary> libraries)
{
    std::string text = std::string(program) + ' ' + std::string(versionNumber()) + "\ncommit " +
                       std::string(builtCommit()) + ", built with " + std::string(kCompiler) + "\nlibraries: ";
    std::string_view separator;
    for (const UsedLibrary &library : libraries) {
        text += separator;
        text += library.name + (library.version.empty() ? "" : " ") + library.version;
        separator = ", ";
    }
    return text + "\nLicence: GPL-3.0-or-later; this is free software, without any warranty.\n";
}

} // namespace atlas
