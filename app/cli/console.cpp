#include "app/cli/console.h"

#include "core/base/descriptor.h"
#include "core/base/text.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace atlas::cli
{

namespace
{
int outputError = 0; ///< errno of the first write to standard output that failed

void noteOutputError()
{
    outputError = outputError == 0 ? errno : outputError;
}

void printLineToError(const std::string &line)
{
    std::fputs((line + '\n').c_str(), stderr);
}
} // namespace

void keepStandardStreams()
{
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) == -1) {
            // The lowest free number is taken: this one.
            static_cast<void>(::open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY));
        }
    }
}

bool writeOutput(std::string_view text)
{
    if (outputError == 0 && std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
        noteOutputError();
    }
    return outputError == 0;
}

bool finishOutput()
{
    if (std::fflush(stdout) != 0) {
        noteOutputError();
    }
    if (outputError != 0) {
        printError(cannot("write", "standard output", outputError).error());
    }
    return outputError == 0;
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
