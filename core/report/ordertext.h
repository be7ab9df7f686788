#pragma once

#include "core/run/capturesummary.h"
#include "core/run/run.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// So many kernels of a step, from `first` on, that run `times` times one behind the other.
struct OrderFold
{
    std::size_t first = 0;
    std::size_t length = 1;
    std::size_t times = 1;
};

/// A step folded by repetition: "61 × these 14". The folds cover all kernels, in order.
[[nodiscard]] std::vector<OrderFold> foldedOrder(const std::vector<KernelId> &kernels);

/// The steps of a run as lists, a line a kernel; `nameOf` gives the names that people read. Empty without steps.
[[nodiscard]] std::string orderText(const Run &run, const std::function<std::string(KernelId)> &nameOf);

/// The same for programs.
[[nodiscard]] nlohmann::ordered_json orderJson(const Run &run);

} // namespace atlas
