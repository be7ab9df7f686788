#pragma once

namespace atlas::ui
{

inline constexpr int kUsualTextZoom = 100;

/// The next size of text, in percent of the usual one: larger for a `step` of 1, smaller for -1; at an end, `percent`.
[[nodiscard]] int nextTextZoom(int percent, int step);

/// Shows all text of the program at `percent` of its usual size: what is open, and what is opened from now on.
void applyTextZoom(int percent);

} // namespace atlas::ui
