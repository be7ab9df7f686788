#pragma once

#include "core/run/run.h"

#include <cstdint>
#include <span>

namespace atlas
{

/// Tells runs apart by what their tables hold: it stays the same when the run's folder is moved or gets another name,
/// and on every machine. Made of times, launches and the lengths of names, a few ms for a million rows; two captures
/// never have all of these alike.
[[nodiscard]] std::uint64_t fingerprint(const Run &run);

/// Of several runs together, whatever their order.
[[nodiscard]] std::uint64_t fingerprint(std::span<const std::shared_ptr<const Run>> runs);

} // namespace atlas
