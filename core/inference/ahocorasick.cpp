#include "core/inference/ahocorasick.h"

#include "core/base/text.h"

namespace atlas
{

AhoCorasick::AhoCorasick(std::span<const std::string_view> literals)
{
    classify(literals);
    std::size_t mostStates = 1;
    for (const std::string_view literal : literals) {
        mostStates += literal.size();
    }
    m_next.reserve(mostStates * m_classCount);
    m_firstOutput.reserve(mostStates);
    addState();
    for (std::size_t i = 0; i < literals.size(); ++i) {
        if (!literals[i].empty()) {
            insert(literals[i], static_cast<std::uint32_t>(i));
        }
    }
    link();
}

/// Class 0 is "any other byte"; upper and lower case share a class.
void AhoCorasick::classify(std::span<const std::string_view> literals)
{
    m_classCount = 1;
    for (const std::string_view literal : literals) {
        for (const char c : literal) {
            std::uint8_t &known = m_class[static_cast<unsigned char>(toLowerAscii(c))];
            known = known == 0 ? static_cast<std::uint8_t>(m_classCount++) : known;
        }
    }
    for (char c = 'A'; c <= 'Z'; ++c) {
        m_class[static_cast<unsigned char>(c)] = m_class[static_cast<unsigned char>(toLowerAscii(c))];
    }
}

std::uint32_t AhoCorasick::addState()
{
    const auto state = static_cast<std::uint32_t>(m_firstOutput.size());
    m_next.resize(m_next.size() + m_classCount, kNone);
    m_firstOutput.push_back(kNone);
    return state;
}

void AhoCorasick::insert(std::string_view literal, std::uint32_t number)
{
    std::uint32_t state = 0;
    for (const char c : literal) {
        const std::size_t edge = std::size_t{state} * m_classCount + m_class[static_cast<unsigned char>(c)];
        if (m_next[edge] == kNone) {
            const std::uint32_t added = addState();
            m_next[edge] = added;
        }
        state = m_next[edge];
    }
    m_outputs.push_back({number, m_firstOutput[state]});
    m_firstOutput[state] = static_cast<std::uint32_t>(m_outputs.size() - 1);
}

/// Breadth first: missing edges become those of the longest proper suffix, so that scanning never falls back.
void AhoCorasick::link()
{
    std::vector<std::uint32_t> suffix(m_firstOutput.size(), 0);
    std::vector<std::uint32_t> queue{0};
    for (std::size_t head = 0; head < queue.size(); ++head) {
        const std::uint32_t state = queue[head];
        for (std::uint32_t c = 0; c < m_classCount; ++c) {
            std::uint32_t &edge = m_next[std::size_t{state} * m_classCount + c];
            const std::uint32_t fallback = state == 0 ? 0 : m_next[std::size_t{suffix[state]} * m_classCount + c];
            if (edge == kNone) {
                edge = fallback;
                continue;
            }
            suffix[edge] = fallback;
            join(edge, fallback);
            queue.push_back(edge);
        }
    }
    for (std::uint32_t &edge : m_next) {
        edge = edge * m_classCount | (m_firstOutput[edge] == kNone ? 0 : kHasOutput);
    }
}

/// What ends at `suffix` ends at `state` too: its list continues there. The suffix is nearer to the root, so it is
/// complete.
void AhoCorasick::join(std::uint32_t state, std::uint32_t suffix)
{
    if (m_firstOutput[state] == kNone) {
        m_firstOutput[state] = m_firstOutput[suffix];
        return;
    }
    std::uint32_t last = m_firstOutput[state];
    while (m_outputs[last].next != kNone) {
        last = m_outputs[last].next;
    }
    m_outputs[last].next = m_firstOutput[suffix];
}

} // namespace atlas
