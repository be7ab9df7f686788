#pragma once

#include "core/base/diagnostic.h"
#include "core/run/run.h"

#include <stop_token>
#include <vector>

namespace atlas
{

/// Captures that lie beside the tables of a run: what they offer, and where they differ from the table. Files above
/// 64 MB are named without being read. Tables are what was published, so a capture never replaces one by itself.
[[nodiscard]] std::vector<Diagnostic> capturesBeside(const Run &run, const std::stop_token &stop);

} // namespace atlas
