#pragma once

#include <cstdint>
#include <string_view>

namespace atlas
{

/// What an event of a PyTorch trace is, as far as kernels need it.
enum class TraceCategory : std::uint8_t
{
    Other,
    Kernel,
    Copy,
    Call,
    Operation,
    Annotation,
    DeviceAnnotation
};

/// By the event's "cat"; other frameworks of the same profiler name theirs after the device ("xpu_runtime").
[[nodiscard]] constexpr TraceCategory traceCategoryOf(std::string_view text)
{
    if (text == "kernel") {
        return TraceCategory::Kernel;
    }
    if (text == "gpu_memcpy" || text == "gpu_memset") {
        return TraceCategory::Copy;
    }
    if (text.ends_with("_runtime") || text.ends_with("_driver")) {
        return TraceCategory::Call;
    }
    if (text == "cpu_op") {
        return TraceCategory::Operation;
    }
    if (text == "user_annotation") {
        return TraceCategory::Annotation;
    }
    return text == "gpu_user_annotation" ? TraceCategory::DeviceAnnotation : TraceCategory::Other;
}

} // namespace atlas
