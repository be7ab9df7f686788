#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace atlas
{

/// Keeps texts at one place until clear(); its memory is used again for the next name.
class TextArena
{
public:
    [[nodiscard]] std::string_view keep(std::string_view text)
    {
        char *place = room(text.size());
        if (!text.empty()) {
            std::memcpy(place, text.data(), text.size());
        }
        return {place, text.size()};
    }
    void clear()
    {
        m_large.clear();
        m_used = 0;
    }

private:
    static constexpr std::size_t kBlock = 8192;

    char *room(std::size_t size)
    {
        if (size > kBlock - m_used || !m_block) {
            if (m_block) {
                m_large.push_back(std::make_unique<char[]>(size + 1));
                return m_large.back().get();
            }
            m_block = std::make_unique<char[]>(kBlock);
            return room(size);
        }
        char *place = m_block.get() + m_used;
        m_used += size;
        return place;
    }

    std::unique_ptr<char[]> m_block;
    std::vector<std::unique_ptr<char[]>> m_large;
    std::size_t m_used = 0;
};

} // namespace atlas
