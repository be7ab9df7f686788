#pragma once

#include <CLI/CLI.hpp>

#include <memory>
#include <span>
#include <string>

namespace atlas::cli
{

/// The whole command line of katlas, with every command; exit codes land in `exitCode`.
[[nodiscard]] std::unique_ptr<CLI::App> makeCommandLine(int &exitCode);

/// Parses and runs; what the shell gets. Usage errors are 2 and offer the nearest spelling.
[[nodiscard]] int runCommandLine(std::span<const char *const> arguments);

} // namespace atlas::cli
