#pragma once

#include <map>
#include <string>
#include <string_view>

namespace atlas
{

/// Friendly names that several kernels of one table share: beside those the kernel's own function is shown, so that a
/// reader can tell the rows apart.
class SharedNames
{
public:
    /// To be called for every row that a reader may compare.
    void add(std::string_view friendlyName) { ++m_counts[std::string(friendlyName)]; }
    /// The name, in at most `width` characters; with the function of `rawName` in square brackets where it is shared.
    [[nodiscard]] std::string shown(const std::string &friendlyName, std::string_view rawName, std::size_t width) const;

private:
    std::map<std::string, std::size_t> m_counts;
};

} // namespace atlas
