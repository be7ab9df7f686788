#pragma once

#include "core/base/result.h"

#include <string>
#include <vector>

namespace atlas::cli
{

/// What another program did.
struct ProgramOutcome
{
    int exitCode = 0;
    std::string output; ///< its standard output
};

/// Runs the program that is called `words[0]` on the PATH and waits for it; its standard error is ours. An error where
/// it could not be started or was ended by a signal.
[[nodiscard]] Result<ProgramOutcome> runProgram(std::vector<std::string> words);

} // namespace atlas::cli
