#pragma once

#include <cstddef>

namespace atlas::test
{

/// Linked into a program, crashpoints.cpp stands between it and write, fsync, fdatasync, ftruncate and rename. In the
/// environment, ATLAS_CRASH_AT=N kills the process (SIGKILL) when it comes to the Nth of these calls: at a write half
/// of the bytes are written first when N is even; everything else is not done. ATLAS_FULL_AT=N lets the Nth write and
/// all after it fail as on a full disk.
[[nodiscard]] std::size_t crashPointsPassed();

/// Writes to standard output past the shim: what a process says it has done.
void confirm(const char *line);

} // namespace atlas::test
