#pragma once

#include "core/base/result.h"
#include "core/run/run.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

namespace atlas
{

/// A digest is not larger than this; what tells least is left out until it fits.
inline constexpr std::size_t kMaxDigestBytes = std::size_t{2} * 1000 * 1000;

/// What the desk needs of a run, packed: names, tables, where time goes, ranks, verdicts, histograms, variants and
/// operations. No launches, no paths, no command line, nothing of host or user.
[[nodiscard]] Result<std::string> writeDigest(const Run &run, std::size_t maxBytes = kMaxDigestBytes);

/// The run in a digest; `path` becomes the run's path. Errors say what is damaged.
[[nodiscard]] Result<std::shared_ptr<const Run>> readDigest(const std::filesystem::path &path);

/// Whether the file at `path` is a digest.
[[nodiscard]] bool isDigest(const std::filesystem::path &path);

} // namespace atlas
