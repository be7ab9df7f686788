#pragma once

#include <functional>
#include <string_view>

namespace atlas
{

/// Told how far long work is (0 to 1) and what it is doing now. Called on the working thread, some hundred times at
/// most.
using ProgressCallback = std::function<void(double fraction, std::string_view what)>;

} // namespace atlas
