#pragma once

#include <algorithm>
#include <cstddef>

namespace atlas
{

/// The longest text that a rule may make of one name for one field, in bytes.
inline constexpr std::size_t kMaxFieldBytes = std::size_t{64} << 10;

/// What the rules of a pack may cost while one name is read, in bytes searched or written. A pack that comes with a
/// repository cannot fill the memory or hold the program up with it: what goes beyond is left out, and the rule that
/// asked for it is named (RuleSet::budgetFindings()).
class WorkBudget
{
public:
    explicit WorkBudget(std::size_t nameBytes = 0) : m_left(kBase + kPerByte * nameBytes) {}

    /// Takes `bytes`; false when there is not so much left, from then on always.
    [[nodiscard]] bool spend(std::size_t bytes)
    {
        m_isSpent = m_isSpent || bytes > m_left;
        m_left -= std::min(bytes, m_left);
        return !m_isSpent;
    }
    /// What was asked for is too much by itself.
    void refuse() { m_isSpent = true; }
    [[nodiscard]] bool isSpent() const { return m_isSpent; }

private:
    /// Far above what the shipped packs need: some hundred expressions a name.
    static constexpr std::size_t kBase = std::size_t{1} << 20;
    static constexpr std::size_t kPerByte = 256;

    std::size_t m_left;
    bool m_isSpent = false;
};

} // namespace atlas
