#pragma once

#include "core/base/cutname.h"

#include <cstddef>
#include <string_view>
#include <unordered_set>

namespace atlas
{

/// Beginnings of the names that a printed report cut: a kernel whose name begins so may be one of them.
class CutStems
{
public:
    /// The name must live as long as this.
    void add(std::string_view cutName)
    {
        const std::string_view stem = cutStem(cutName);
        m_stems.insert(stem);
        m_lengths.insert(stem.size());
    }
    [[nodiscard]] bool empty() const { return m_stems.empty(); }
    /// Whether one of them begins `name`. Reports cut at few widths, so this is few look-ups.
    [[nodiscard]] bool beginAny(std::string_view name) const
    {
        for (const std::size_t length : m_lengths) {
            if (length <= name.size() && m_stems.contains(name.substr(0, length))) {
                return true;
            }
        }
        return false;
    }

private:
    std::unordered_set<std::string_view> m_stems;
    std::unordered_set<std::size_t> m_lengths;
};

} // namespace atlas
