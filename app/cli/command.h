#pragma once

namespace CLI
{
class App;
}

namespace atlas::cli
{

/// Exit codes, decided by commands and returned by main() only (DESIGN: 0 output written, 1 findings, 2 usage or input
/// error, 3 a gate that could not compare).
inline constexpr int kExitOk = 0;
inline constexpr int kExitFindings = 1;
inline constexpr int kExitFailure = 2;
inline constexpr int kExitUntested = 3;

/// Adds one subcommand to `app`; its callback stores the exit code in `exitCode`, which outlives the parse.
using AddCommand = void (*)(CLI::App &app, int &exitCode);

void addTablesCommand(CLI::App &app, int &exitCode);
void addInferCommand(CLI::App &app, int &exitCode);
void addExportCommand(CLI::App &app, int &exitCode);
void addCheckCommand(CLI::App &app, int &exitCode);
void addFormatCommand(CLI::App &app, int &exitCode);
void addCompareCommand(CLI::App &app, int &exitCode);
void addDigestCommand(CLI::App &app, int &exitCode);
void addMergeCommand(CLI::App &app, int &exitCode);
void addApplyCommand(CLI::App &app, int &exitCode);
void addSetCommand(CLI::App &app, int &exitCode);
void addRulesCommand(CLI::App &app, int &exitCode);
/// Adds `diff` to the command `rules`.
void addRulesDiffCommand(CLI::App &rules, int &exitCode);
/// Adds `score` to the command `rules`.
void addRulesScoreCommand(CLI::App &rules, int &exitCode);
void addExplainCommand(CLI::App &app, int &exitCode);
void addSetupGitCommand(CLI::App &app, int &exitCode);
void addCompletionCommand(CLI::App &app, int &exitCode);

} // namespace atlas::cli
