#include "app/cli/command.h"
#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "core/base/folderlock.h"

#include <csignal>
#include <exception>

int main(int argc, char **argv)
{
    // A reader that goes away (katlas tables RUN | head) ends the write, not the program's manners.
    std::signal(SIGPIPE, SIG_IGN);
    atlas::cli::keepStandardStreams();
    atlas::setLockWaitListener([](const std::filesystem::path &folder) {
        atlas::cli::printNote("katlas: waiting for another program that is writing in " + folder.string());
    });
    try {
        const int exitCode =
            atlas::cli::runCommandLine(std::span<const char *const>(argv, static_cast<std::size_t>(argc)));
        return atlas::cli::finishOutput() ? exitCode : atlas::cli::kExitFailure;
    } catch (const std::exception &error) { // out of memory and the like: nothing of ours throws
        atlas::cli::printError({std::string("cannot go on: ") + error.what()});
        return atlas::cli::kExitFailure;
    }
}
