#pragma once

#include <cstdint>
#include <map>
#include <vector>

namespace atlas
{

/// Gives keys numbers in order of appearance; the last one is mostly asked for again.
template<class Key>
class KeyTable
{
public:
    [[nodiscard]] std::uint32_t intern(const Key &key)
    {
        if (!m_keys.empty() && m_keys[m_last] == key) {
            return m_last;
        }
        const auto [found, isNew] = m_numbers.try_emplace(key, static_cast<std::uint32_t>(m_keys.size()));
        if (isNew) {
            m_keys.push_back(key);
        }
        m_last = found->second;
        return m_last;
    }
    [[nodiscard]] const std::vector<Key> &keys() const { return m_keys; }

private:
    std::vector<Key> m_keys;
    std::map<Key, std::uint32_t> m_numbers;
    std::uint32_t m_last = 0;
};

} // namespace atlas
