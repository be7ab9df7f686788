#include "core/capture/operationjoin.h"

#include <algorithm>

namespace atlas
{

namespace
{
/// Keys this far from the first one are kept apart: a sparse array would cost more than a hash.
constexpr std::int64_t kMaxSpread = std::int64_t{1} << 26U;
/// Ids that come before the first one met.
constexpr std::int64_t kMargin = std::int64_t{1} << 16U;
} // namespace

void NumberMap::set(std::int64_t key, std::uint32_t value)
{
    if (!m_hasBase) {
        m_base = std::max<std::int64_t>(std::min(key, std::numeric_limits<std::int64_t>::max() - kMaxSpread), kMargin) -
                 kMargin;
        m_hasBase = true;
    }
    if (key < m_base || key >= m_base + kMaxSpread) {
        m_sparse[key] = value;
        return;
    }
    const auto index = static_cast<std::size_t>(key - m_base);
    if (index >= m_dense.size()) {
        m_dense.resize(std::max(index + 1, m_dense.size() + m_dense.size() / 2));
    }
    m_dense[index] = value + 1;
}

std::uint32_t NumberMap::find(std::int64_t key) const
{
    if (key >= m_base && key - m_base < static_cast<std::int64_t>(m_dense.size())) {
        const std::uint32_t stored = m_dense[static_cast<std::size_t>(key - m_base)];
        return stored > 0 ? stored - 1 : kNone;
    }
    const auto found = m_sparse.find(key);
    return found != m_sparse.end() ? found->second : kNone;
}

std::uint32_t OperationTable::intern(std::string_view name, std::string_view inputDims, std::string_view inputTypes)
{
    std::string key;
    key.append(name).append("\n").append(inputDims).append("\n").append(inputTypes);
    const auto [found, isNew] = m_numbers.try_emplace(std::move(key), static_cast<std::uint32_t>(m_operations.size()));
    if (isNew) {
        m_operations.push_back({std::string(name), std::string(inputDims), std::string(inputTypes)});
    }
    return found->second;
}

void OperationSpans::sort()
{
    for (auto &[thread, spans] : m_spans) {
        std::ranges::stable_sort(spans, {}, &Span::startNs);
    }
}

std::uint32_t OperationSpans::around(std::uint32_t thread, std::int64_t atNs) const
{
    constexpr std::ptrdiff_t kMaxLookedAt = 512; // operations that ended between the outer one's start and the moment
    const auto found = m_spans.find(thread);
    if (found == m_spans.end()) {
        return kNone;
    }
    const std::vector<Span> &spans = found->second;
    auto at = std::ranges::upper_bound(spans, atNs, {}, &Span::startNs);
    for (std::ptrdiff_t looked = 0; at != spans.begin() && looked < kMaxLookedAt; ++looked) {
        --at;
        if (at->endNs >= atNs) {
            return at->operation;
        }
    }
    return kNone;
}

void OperationCounts::add(std::uint32_t variant, std::uint32_t operation, std::uint32_t block, std::int64_t durationNs)
{
    const std::string key = std::to_string(variant) + '/' + std::to_string(operation) + '/' + std::to_string(block);
    const auto [found, isNew] = m_places.try_emplace(key, m_counts.size());
    if (isNew) {
        m_counts.push_back({variant, operation, block, 0, 0});
    }
    ++m_counts[found->second].launches;
    m_counts[found->second].totalNs += durationNs;
}

std::vector<VariantOperation> OperationCounts::take()
{
    m_places.clear();
    return std::move(m_counts);
}

} // namespace atlas
