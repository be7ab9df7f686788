#pragma once

#include "core/capture/capture.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace atlas
{

/// Numbers by a key that mostly counts up from small ones: ids of correlations and operations.
class NumberMap
{
public:
    static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

    void set(std::int64_t key, std::uint32_t value);
    [[nodiscard]] std::uint32_t find(std::int64_t key) const;

private:
    std::int64_t m_base = 0; ///< of the first key met, less a margin
    bool m_hasBase = false;
    std::vector<std::uint32_t> m_dense; // value + 1 by key - m_base; 0 where there is none
    std::unordered_map<std::int64_t, std::uint32_t> m_sparse;
};

/// Gives operations that are spelled alike one number.
class OperationTable
{
public:
    [[nodiscard]] std::uint32_t intern(std::string_view name, std::string_view inputDims, std::string_view inputTypes);
    [[nodiscard]] std::vector<Operation> take() { return std::move(m_operations); }

private:
    std::vector<Operation> m_operations;
    std::unordered_map<std::string, std::uint32_t> m_numbers;
};

/// Operations on threads of the processor, asked which one was innermost at a moment.
class OperationSpans
{
public:
    static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

    void add(std::uint32_t thread, std::int64_t startNs, std::int64_t endNs, std::uint32_t operation)
    {
        m_spans[thread].push_back({startNs, endNs, operation});
    }
    /// To be called before around().
    void sort();
    [[nodiscard]] std::uint32_t around(std::uint32_t thread, std::int64_t atNs) const;

private:
    struct Span
    {
        std::int64_t startNs = 0;
        std::int64_t endNs = 0;
        std::uint32_t operation = 0;
    };

    std::unordered_map<std::uint32_t, std::vector<Span>> m_spans;
};

/// Sums launches by variant, operation and block.
class OperationCounts
{
public:
    void add(std::uint32_t variant, std::uint32_t operation, std::uint32_t block, std::int64_t durationNs);
    [[nodiscard]] std::vector<VariantOperation> take();

private:
    std::vector<VariantOperation> m_counts;
    std::unordered_map<std::string, std::size_t> m_places;
};

} // namespace atlas
