#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace atlas
{

/// Finds which of many literals occur in a text, in one pass, ignoring ASCII case (who cares about case compares
/// again). A dense table of states over classes of bytes that occur in the literals; see Aho and Corasick, CACM 18
/// (1975) 333.
class AhoCorasick
{
public:
    AhoCorasick() = default;
    explicit AhoCorasick(std::span<const std::string_view> literals);

    /// Calls `found(literal number, end)` for each occurrence, `end` being the offset behind it. Empty literals never
    /// occur.
    template<class Callback>
    void scan(std::string_view text, Callback &&found) const
    {
        if (m_next.empty()) {
            return;
        }
        std::uint32_t row = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const std::uint32_t next = m_next[row + m_class[static_cast<unsigned char>(text[i])]];
            row = next & kRowMask;
            if ((next & kHasOutput) != 0) {
                report(row, i + 1, found);
            }
        }
    }
    [[nodiscard]] std::size_t stateCount() const { return m_classCount == 0 ? 0 : m_next.size() / m_classCount; }

private:
    static constexpr std::uint32_t kHasOutput = 0x80000000U;
    static constexpr std::uint32_t kRowMask = 0x7fffffffU;
    static constexpr std::uint32_t kNone = 0xffffffffU;

    struct Output
    {
        std::uint32_t literal;
        std::uint32_t next; ///< the following output of the same state, or kNone
    };

    template<class Callback>
    void report(std::uint32_t row, std::size_t end, Callback &&found) const
    {
        for (std::uint32_t output = m_firstOutput[row / m_classCount]; output != kNone;
             output = m_outputs[output].next) {
            found(m_outputs[output].literal, end);
        }
    }

    void classify(std::span<const std::string_view> literals);
    std::uint32_t addState();
    void insert(std::string_view literal, std::uint32_t number);
    void link();
    void join(std::uint32_t state, std::uint32_t suffix);

    std::array<std::uint8_t, 256> m_class{};
    std::uint32_t m_classCount = 0;
    /// state * m_classCount + class -> row of the next state (its number times m_classCount), with kHasOutput.
    std::vector<std::uint32_t> m_next;
    std::vector<std::uint32_t> m_firstOutput; // by state
    std::vector<Output> m_outputs;
};

} // namespace atlas
