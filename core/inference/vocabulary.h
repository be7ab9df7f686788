#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace atlas
{

/// What a kernel does, as the fact `op` says it.
inline constexpr std::array<std::string_view, 24> kOps = {
    "gemm",    "gemv",     "conv",          "attention",    "elementwise", "copy/cast",   "cat",       "reduce",
    "softmax", "norm",     "rope",          "index/gather", "scatter",     "sort/scan",   "embedding", "sampling",
    "moe",     "quantize", "communication", "fft",          "random",      "fill/memset", "transpose", "other"};

/// The type of the main input data, as the fact `dtype` says it.
inline constexpr std::array<std::string_view, 18> kDtypes = {
    "fp64",  "fp32",  "tf32",  "fp16",  "bf16", "fp8_e4m3", "fp8_e5m2", "mxfp8",     "mxfp4",
    "nvfp4", "int64", "int32", "int16", "int8", "int4",     "bool",     "complex64", "complex128"};

/// Whether `op` is one of kOps.
[[nodiscard]] bool isOp(std::string_view op);
/// Whether `dtype` is one of kDtypes.
[[nodiscard]] bool isDtype(std::string_view dtype);
/// The place of `op` in kOps; that of "other" for anything else.
[[nodiscard]] std::size_t opIndex(std::string_view op);

} // namespace atlas
