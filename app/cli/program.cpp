#include "app/cli/program.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace atlas::cli
{

namespace
{
std::string readAll(int descriptor)
{
    std::string text;
    std::array<char, 4096> buffer{};
    for (;;) {
        const ssize_t count = read(descriptor, buffer.data(), buffer.size());
        if (count > 0) {
            text.append(buffer.data(), static_cast<std::size_t>(count));
        } else if (count == 0 || errno != EINTR) {
            return text;
        }
    }
}

/// The error number; 0 when it runs and writes into `output`.
int start(std::vector<std::string> &words, int output, pid_t &process)
{
    std::vector<char *> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string &word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    const int error = posix_spawnp(&process, arguments.front(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}
} // namespace

Result<ProgramOutcome> runProgram(std::vector<std::string> words)
{
    std::array<int, 2> pipeEnds{};
    if (pipe2(pipeEnds.data(), O_CLOEXEC) != 0) {
        return failure(words.front() + " cannot be started: " + std::strerror(errno));
    }
    pid_t process = 0;
    const int error = start(words, pipeEnds[1], process);
    close(pipeEnds[1]);
    ProgramOutcome outcome;
    if (error == 0) {
        outcome.output = readAll(pipeEnds[0]);
    }
    close(pipeEnds[0]);
    if (error != 0) {
        return failure(words.front() + (error == ENOENT ? " is not on the PATH"
                                                        : std::string(" cannot be started: ") + std::strerror(error)));
    }
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status)) {
        return failure(words.front() + " did not end by itself");
    }
    outcome.exitCode = WEXITSTATUS(status);
    return outcome;
}

} // namespace atlas::cli
