#include "app/cli/console.h"

#include "core/base/text.h"

#include <cstdio>

#include <unistd.h>

namespace atlas::cli
{

namespace
{
void printLineToError(const std::string &line)
{
    std::fputs((line + '\n').c_str(), stderr);
}
} // namespace

bool writeOutput(std::string_view text)
{
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
}

void printError(const Error &error)
{
    const std::string where = format(error.location);
    std::string text = "katlas: " + (where.empty() ? std::string() : where + ": ");
    for (const std::string_view line : lines(error.message)) { // reasons stand below, each on its line
        printLineToError(text + escapeControls(line));
        text.clear();
    }
}

void printDiagnostics(const std::vector<Diagnostic> &diagnostics)
{
    for (const Diagnostic &diagnostic : diagnostics) {
        printLineToError(format(diagnostic));
    }
}

void printNote(std::string_view text)
{
    printLineToError(escapeControls(text));
}

bool isErrorTerminal()
{
    return ::isatty(STDERR_FILENO) == 1;
}

} // namespace atlas::cli
