#include "core/report/ordertext.h"

#include "core/base/format.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace atlas
{

namespace
{
constexpr std::size_t kLongestPart = 512; ///< kernels that are looked at as one repeated part

/// How often the `length` kernels from `first` on run one behind the other.
std::size_t repetitions(const std::vector<KernelId> &kernels, std::size_t first, std::size_t length)
{
    std::size_t times = 1;
    const auto begin = kernels.begin() + static_cast<std::ptrdiff_t>(first);
    while (first + (times + 1) * length <= kernels.size() &&
           std::equal(begin, begin + static_cast<std::ptrdiff_t>(length),
                      begin + static_cast<std::ptrdiff_t>(times * length))) {
        ++times;
    }
    return times;
}

/// The part from `first` on whose repetition covers most; of equal ones the shortest.
OrderFold bestFold(const std::vector<KernelId> &kernels, std::size_t first)
{
    OrderFold best{first, 1, 1};
    const std::size_t most = std::min(kLongestPart, (kernels.size() - first) / 2);
    for (std::size_t length = 1; length <= most; ++length) {
        const std::size_t times = repetitions(kernels, first, length);
        if (times > 1 && times * length > best.times * best.length) {
            best = {first, length, times};
        }
    }
    return best;
}
} // namespace

std::vector<OrderFold> foldedOrder(const std::vector<KernelId> &kernels)
{
    std::vector<OrderFold> folds;
    for (std::size_t at = 0; at < kernels.size();) {
        OrderFold fold = bestFold(kernels, at);
        at += fold.length * fold.times;
        // Kernels that run once each are one part.
        if (fold.times == 1 && !folds.empty() && folds.back().times == 1) {
            folds.back().length += fold.length;
        } else {
            folds.push_back(fold);
        }
    }
    return folds;
}

std::string orderText(const Run &run, const std::function<std::string(KernelId)> &nameOf)
{
    std::string text;
    if (run.capture() == nullptr) {
        return text;
    }
    for (const StepOrder &order : run.capture()->orders) {
        text += '\n' + escapeControls(order.stage) + " in order · " +
                formatCount(static_cast<std::int64_t>(order.kernels.size())) + " launches\n";
        for (const OrderFold &fold : foldedOrder(order.kernels)) {
            const bool isRepeated = fold.times > 1;
            if (isRepeated) {
                text += "  " + formatCount(static_cast<std::int64_t>(fold.times)) + " × " +
                        (fold.length == 1 ? "this" : "these " + formatCount(static_cast<std::int64_t>(fold.length))) +
                        ":\n";
            }
            for (std::size_t i = 0; i < fold.length; ++i) {
                text += std::string(isRepeated ? "    " : "  ") +
                        escapeControls(nameOf(order.kernels[fold.first + i])) + '\n';
            }
        }
    }
    return text;
}

nlohmann::ordered_json orderJson(const Run &run)
{
    using Json = nlohmann::ordered_json;
    Json list = Json::array();
    if (run.capture() == nullptr) {
        return list;
    }
    for (const StepOrder &order : run.capture()->orders) {
        Json folds = Json::array();
        for (const OrderFold &fold : foldedOrder(order.kernels)) {
            Json kernels = Json::array();
            for (std::size_t i = 0; i < fold.length; ++i) {
                kernels.push_back(run.name(order.kernels[fold.first + i]));
            }
            folds.push_back({{"times", fold.times}, {"kernels", std::move(kernels)}});
        }
        list.push_back({{"stage", order.stage}, {"launches", order.kernels.size()}, {"parts", std::move(folds)}});
    }
    return list;
}

} // namespace atlas
