#pragma once

#include <cstddef>
#include <string>

namespace atlas::test
{

/// Linked into a program or preloaded into it (LD_PRELOAD=libatlas_fault_points.so), crashpoints.cpp stands between it
/// and open, mkostemp, mkdir, write, fchown, fchmod, fsync, fdatasync, ftruncate and rename. In the environment,
///   ATLAS_CRASH_AT=N   kills the process (SIGKILL) when it comes to the Nth of these calls: at a write half of the
///   bytes
///                      are written first when N is even; everything else is not done;
///   ATLAS_FAIL_AT=N    lets the Nth call fail with an error of input and output, and only that one;
///   ATLAS_FULL_AT=N    lets every write and every new file from the Nth call on fail as on a full disk;
///   ATLAS_POINTS_TO=F  writes the number of calls to the file F when the process ends by itself.
[[nodiscard]] std::size_t crashPointsPassed();

/// The same from within a process: from now on only calls that touch `folder` count, from 1 on, and the `at`th fails
/// (0: none does). With `isFull` every write and new file from there on.
void armFault(const std::string &folder, std::size_t at, bool isFull = false);

/// Writes to standard output past the shim: what a process says it has done.
void confirm(const char *line);

} // namespace atlas::test
