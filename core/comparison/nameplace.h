#pragma once

#include <string>
#include <string_view>

namespace atlas
{

/// A raw name with the place of its source file left open: folders before a file's name, line and column behind it
/// ("lambda at /home/a/x.cu:12:3", "kernel (file.cu:123)"), and the same in names that a compiler made of paths
/// ("f__FILE_Model_jl_mod_src_cache_jl_L1013"). Empty for a name that tells no place. Equal for kernels of two
/// checkouts of one program.
[[nodiscard]] std::string withoutPlace(std::string_view rawName);

} // namespace atlas
