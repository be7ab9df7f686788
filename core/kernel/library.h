#pragma once

#include <array>
#include <string_view>

namespace atlas
{

/// The eight source libraries of the published specification: the only ones a strict consumer knows.
inline constexpr std::array<std::string_view, 8> kCanonicalLibraries = {
    "cuBLAS", "CUTLASS", "FlashAttention", "PyTorch MemEffAttention", "PyTorch ATen", "cuDNN", "Triton", "CUDA"};

/// What is said when a name does not tell its library.
inline constexpr std::string_view kUnknownLibrary = "CUDA";

/// Whether `library` is one of the eight.
[[nodiscard]] bool isCanonicalLibrary(std::string_view library);

/// `library` for consumers that accept only the eight: itself, or CUDA (`--strict-libraries`).
[[nodiscard]] std::string_view strictLibrary(std::string_view library);

} // namespace atlas
