#pragma once

#include "core/run/bytesource.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace atlas
{

/// How the bytes of a file are wrapped.
enum class Packing : std::uint8_t
{
    None,
    Gzip,
    Zstd
};
[[nodiscard]] Packing packingOf(std::string_view beginning);

/// What a packed file may grow to: this much in any case, beyond it this many times its packed size.
struct UnpackLimits
{
    std::size_t freeBytes = std::size_t{1} << 30U;
    std::size_t ratio = 200;
};

/// The plain bytes of `packed`. Several members or frames one after another are one text. Damaged data and data that
/// grows beyond `limits` end in an error; what came before it was given out.
[[nodiscard]] ByteSource unpacked(ByteSource packed, Packing packing, UnpackLimits limits = {});

/// Bytes as text comes in files: unpacked (gzip, zstd, one in the other once), and UTF-8 where it was UTF-16 (with its
/// mark, or without one where every other byte is 0).
[[nodiscard]] ByteSource plainBytes(ByteSource source);

} // namespace atlas
