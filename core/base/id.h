#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace atlas
{

/// An index that cannot be mistaken for another kind of index. Ids live in memory only and start at 0.
template<class Tag>
struct Id
{
    std::uint32_t value = 0;

    [[nodiscard]] constexpr std::size_t index() const { return value; }
    friend auto operator<=>(const Id &, const Id &) = default;
};

template<class IdType>
[[nodiscard]] constexpr IdType makeId(std::size_t index)
{
    return IdType{static_cast<std::uint32_t>(index)};
}

} // namespace atlas

template<class Tag>
struct std::hash<atlas::Id<Tag>>
{
    std::size_t operator()(const atlas::Id<Tag> &id) const noexcept { return std::hash<std::uint32_t>()(id.value); }
};
