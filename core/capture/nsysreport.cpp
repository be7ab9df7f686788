#include "core/capture/capturereader.h"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace atlas
{

namespace
{
namespace fs = std::filesystem;

/// Where exports are kept: of an unchanged capture the next opening finds its own.
fs::path cacheFolder()
{
    const char *cache = std::getenv("XDG_CACHE_HOME");
    const char *home = std::getenv("HOME");
    const fs::path base = cache != nullptr && *cache != '\0' ? fs::path(cache)
                          : home != nullptr                  ? fs::path(home) / ".cache"
                                                             : fs::temp_directory_path();
    return base / "kernel-atlas" / "captures";
}

/// The export of `path` as it is now: another size or time of change is another file.
fs::path exportOf(const fs::path &path)
{
    std::error_code error;
    const std::string identity = fs::absolute(path, error).string() + '\n' +
                                 std::to_string(fs::file_size(path, error)) + '\n' +
                                 std::to_string(fs::last_write_time(path, error).time_since_epoch().count());
    return cacheFolder() / (std::to_string(std::hash<std::string>()(identity)) + ".sqlite");
}

/// Starts `nsys export` without its output on our terminal.
Result<pid_t> startExport(const fs::path &path, const fs::path &output)
{
    std::string name = "nsys";
    std::string verb = "export";
    std::string type = "--type=sqlite";
    std::string overwrite = "--force-overwrite=true";
    std::string out = "--output=" + output.string();
    std::string input = fs::absolute(path).string();
    char *arguments[] = {name.data(), verb.data(), type.data(), overwrite.data(), out.data(), input.data(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null",
                                         descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY, 0);
    }
    pid_t process = 0;
    const int error = posix_spawnp(&process, name.c_str(), &actions, nullptr, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error == 0) {
        return process;
    }
    const std::string why = error == ENOENT ? "nsys is not on the PATH" : std::strerror(error);
    return failure("a capture of Nsight Systems is read through its own nsys, but " + why +
                       "; put nsys on the PATH, or where it is installed: nsys export --type=sqlite FILE.nsys-rep, and "
                       "open the .sqlite",
                   {path.string()});
}

/// Waits for the export; a stop request ends it.
Result<void> waitFor(pid_t process, const fs::path &path, const std::stop_token &stop, const ProgressCallback &progress)
{
    constexpr std::chrono::milliseconds kBetweenLooks(20);
    int status = 0;
    for (;;) {
        const pid_t ended = waitpid(process, &status, WNOHANG);
        if (ended == process) {
            break;
        }
        if (ended < 0 && errno != EINTR) {
            return failure("nsys export got lost", {path.string()});
        }
        if (stop.stop_requested()) {
            kill(process, SIGTERM);
            waitpid(process, &status, 0);
            return failure("cancelled", {path.string()});
        }
        if (progress) {
            progress(0.0, "nsys exports the capture");
        }
        std::this_thread::sleep_for(kBetweenLooks);
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return failure("nsys could not export this capture: try nsys export --type=sqlite on it, which says why; an "
                       "older nsys does not read the captures of a newer one",
                       {path.string()});
    }
    return {};
}
} // namespace

Result<Capture> readNsysReport(const fs::path &path, const CaptureRequest &request, std::stop_token stop,
                               const ProgressCallback &progress)
{
    const fs::path exported = exportOf(path);
    std::error_code error;
    if (!fs::exists(exported, error)) {
        fs::create_directories(exported.parent_path(), error);
        fs::path partial = exported;
        partial += "." + std::to_string(getpid()) + ".sqlite";
        const Result<void> done =
            startExport(path, partial).and_then([&](pid_t process) { return waitFor(process, path, stop, progress); });
        if (done) {
            fs::rename(partial, exported, error);
        }
        std::error_code ignored;
        fs::remove(partial, ignored);
        if (!done) {
            return std::unexpected(done.error());
        }
        if (error) {
            return failure("nsys wrote no export into " + exported.parent_path().string(), {path.string()});
        }
    }
    Result<Capture> capture = readNsysSqlite(exported, request, std::move(stop), progress);
    if (!capture) {
        fs::remove(exported, error); // the next time it is made anew
    }
    return capture;
}

} // namespace atlas
