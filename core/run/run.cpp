#include "core/run/run.h"

#include <algorithm>

namespace atlas
{

namespace
{
/// Names are packed into blocks of this size; a longer name gets a block of its own.
constexpr std::size_t kNameBlockBytes = std::size_t{1} << 16U;
/// Iterations closer than this are the same number: counts are whole, their ratio need not be.
constexpr double kIterationTolerance = 0.01;
} // namespace

KernelId KernelNames::intern(std::string_view name)
{
    if (const auto found = m_ids.find(name); found != m_ids.end()) {
        return found->second;
    }
    const KernelId id = makeId<KernelId>(m_names.size());
    m_names.push_back(store(name));
    m_ids.emplace(m_names.back(), id);
    return id;
}

std::string_view KernelNames::store(std::string_view name)
{
    if (m_blocks.empty() || m_blocks.back().capacity() - m_blocks.back().size() < name.size()) {
        m_blocks.emplace_back().reserve(std::max(kNameBlockBytes, name.size()));
    }
    std::string &block = m_blocks.back(); // never grows beyond its reserve, so earlier views stay valid
    const std::size_t begin = block.size();
    block += name;
    return std::string_view(block).substr(begin);
}

std::optional<KernelId> KernelNames::find(std::string_view name) const
{
    const auto found = m_ids.find(name);
    return found != m_ids.end() ? std::optional(found->second) : std::nullopt;
}

std::optional<std::size_t> Stage::rowOf(KernelId kernel) const
{
    const std::uint32_t row = kernel.index() < rowByKernel.size() ? rowByKernel[kernel.index()] : kNoRow;
    return row != kNoRow ? std::optional<std::size_t>(row) : std::nullopt;
}

std::optional<StageId> Run::findStage(std::string_view name) const
{
    const auto found = std::ranges::find(m_stages, name, &Stage::name);
    if (found == m_stages.end()) {
        return std::nullopt;
    }
    return makeId<StageId>(static_cast<std::size_t>(found - m_stages.begin()));
}

std::optional<double> Run::shareAmongTopLevel(StageId id) const
{
    const Stage &wanted = stage(id);
    if (wanted.isCombined || wanted.scope.nestedIn || wanted.scope.iterations <= 0.0) {
        return std::nullopt;
    }
    double sum = 0.0;
    for (const Stage &other : m_stages) {
        if (other.isCombined || other.scope.nestedIn) {
            continue;
        }
        if (std::abs(other.scope.iterations / wanted.scope.iterations - 1.0) > kIterationTolerance) {
            return std::nullopt;
        }
        sum += static_cast<double>(other.totalNs);
    }
    return sum > 0.0 ? std::optional(static_cast<double>(wanted.totalNs) / sum) : std::nullopt;
}

} // namespace atlas
