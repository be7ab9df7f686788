#include "core/capture/capture.h"

#include "core/base/character.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace atlas
{

namespace
{
/// `, op_id = 17` and the like at the end of a text: the length before it.
std::size_t withoutCounter(std::string_view text)
{
    constexpr std::array<std::string_view, 2> kCounters = {", op_id = ", ", seq = "};
    const std::size_t digits = text.find_last_not_of("0123456789");
    if (digits == std::string_view::npos || digits + 1 == text.size()) {
        return text.size();
    }
    const std::string_view before = text.substr(0, digits + 1);
    for (const std::string_view counter : kCounters) {
        if (before.ends_with(counter)) {
            return before.size() - counter.size();
        }
    }
    return text.size();
}
} // namespace

void addWrapped(Capture &capture, KernelId kernel, std::string shownNs, std::int64_t launches)
{
    auto found = std::ranges::find(capture.wrapped, kernel, &WrappedKernel::kernel);
    if (found == capture.wrapped.end()) {
        found = capture.wrapped.insert(found, {kernel, 0, std::move(shownNs)});
    }
    found->launches += launches;
}

std::string foldedRange(std::string_view text)
{
    for (std::size_t length = withoutCounter(text); length < text.size(); length = withoutCounter(text)) {
        text = text.substr(0, length);
    }
    const std::size_t last = text.find_last_not_of("0123456789");
    if (last == std::string_view::npos || last + 1 == text.size()) {
        return toValidUtf8(text);
    }
    return toValidUtf8(text.substr(0, last + 1)) + '*';
}

std::size_t VariantTable::hashOf(const LaunchVariant &variant)
{
    constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15U;
    std::uint64_t hash = variant.kernel.value;
    for (const LaunchShape *shape : {&variant.grid, &variant.block}) {
        for (const std::uint32_t size : *shape) {
            hash = (hash ^ size) * kMultiplier;
            hash ^= hash >> 29U;
        }
    }
    return static_cast<std::size_t>(hash);
}

std::uint32_t VariantTable::intern(const LaunchVariant &variant)
{
    if (m_slots.size() < (m_variants.size() + 1) * 2) {
        grow();
    }
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t slot = hashOf(variant) & mask;; slot = (slot + 1) & mask) {
        if (m_slots[slot] == 0) {
            m_variants.push_back(variant);
            m_slots[slot] = static_cast<std::uint32_t>(m_variants.size());
        }
        if (m_variants[m_slots[slot] - 1] == variant) {
            return m_slots[slot] - 1;
        }
    }
}

void VariantTable::grow()
{
    constexpr std::size_t kLeastSlots = 256;
    m_slots.assign(std::max(kLeastSlots, m_slots.size() * 2), 0);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t i = 0; i < m_variants.size(); ++i) {
        std::size_t slot = hashOf(m_variants[i]) & mask;
        while (m_slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        m_slots[slot] = static_cast<std::uint32_t>(i + 1);
    }
}

std::uint32_t TextTable::intern(std::string_view text)
{
    const auto [found, isNew] = m_numbers.try_emplace(std::string(text), static_cast<std::uint32_t>(m_texts.size()));
    if (isNew) {
        m_texts.emplace_back(text);
    }
    return found->second;
}

std::uint32_t NodeTable::intern(std::uint32_t parent, std::string_view text)
{
    std::string folded = foldedRange(text);
    const auto [found, isNew] =
        m_numbers.try_emplace(std::to_string(parent) + '/' + folded, static_cast<std::uint32_t>(m_nodes.size()));
    if (isNew) {
        m_nodes.push_back({std::move(folded), parent});
    }
    return found->second;
}

} // namespace atlas
