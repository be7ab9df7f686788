#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"

#include <string_view>
#include <vector>

namespace atlas::cli
{

/// Opens what of standard input, output and error is closed, so that no file we open takes its place and gets what is
/// printed. Writing to a closed output is still an error.
void keepStandardStreams();

/// Writes to standard output; false when the reader has gone away or the disk is full. The caller then stops quietly:
/// finishOutput() says it.
bool writeOutput(std::string_view text);

/// Ends standard output; false, after saying why, when not all could be written.
[[nodiscard]] bool finishOutput();

/// `katlas: <file:line>: <message>` on standard error.
void printError(const Error &error);

/// Each diagnostic with its source line and caret on standard error.
void printDiagnostics(const std::vector<Diagnostic> &diagnostics);

/// A line on standard error for people ("added 3, kept 51"); not an error.
void printNote(std::string_view text);

/// Whether standard error is a terminal, so that progress may be shown.
[[nodiscard]] bool isErrorTerminal();

} // namespace atlas::cli
