#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace atlas
{

/// Friendly names that several kernels of one table share: beside those the kernel's own function is shown, so that a
/// reader can tell the rows apart.
class SharedNames
{
public:
    /// To be called for every row that a reader may compare.
    void add(std::string_view friendlyName);
    /// The name, in at most `width` characters; with the function of `rawName` in square brackets where it is shared.
    [[nodiscard]] std::string shown(std::string_view friendlyName, std::string_view rawName, std::size_t width) const;

private:
    /// Finds by a view, without a string of its own.
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> m_counts;
};

} // namespace atlas
