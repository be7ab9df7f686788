#pragma once

#include "core/run/run.h"

#include <string>

/// What a table covers, in words shared by the command line and the window.
namespace atlas
{

/// "20 × (prefill + decode), 99.0 % explained" for combined, "in prefill" for a nested stage, "1 iteration", ... or "".
[[nodiscard]] std::string scopeText(const Run &run, const Stage &stage);

/// "part: 38 % of the time" where a table lists only part of the kernels and its percentages say how much; else "".
[[nodiscard]] std::string partText(const Stage &stage);

/// "combined = 20 × (prefill + decode), 99.0 % explained", or "" where the numbers do not say.
[[nodiscard]] std::string combinedEquation(const Run &run);

/// "20251107-115812 · NVIDIA GeForce RTX 5090 · CUDA 12.8 · 113 kernels", leaving out what is not known.
[[nodiscard]] std::string runHeadline(const Run &run);

/// A number of iterations: "20" or "20 000", with one decimal where it is not whole; a ratio of counts need not be.
[[nodiscard]] std::string formatIterations(double iterations);

} // namespace atlas
