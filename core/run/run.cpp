#include "core/run/run.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace atlas
{

namespace
{
/// Names are packed into blocks of this size; a longer name gets a block of its own.
constexpr std::size_t kNameBlockBytes = std::size_t{1} << 16U;
/// Iterations closer than this are the same number: counts are whole, their ratio need not be.
constexpr double kIterationTolerance = 0.01;

__extension__ using Uint128 = unsigned __int128;

std::uint64_t wordAt(const char *bytes)
{
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

/// Both halves of a product, folded: every input bit reaches every output bit.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b)
{
    const Uint128 product = static_cast<Uint128>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// Hash of a name, sixteen bytes at a time (after wyhash): names are long, and this is the most frequent step of
/// reading.
std::uint64_t hashOf(std::string_view name)
{
    constexpr std::uint64_t kFirst = 0xA0761D6478BD642FULL;
    constexpr std::uint64_t kSecond = 0xE7037ED1A0B428DBULL;
    std::uint64_t hash = mixed(name.size() ^ kFirst, kSecond);
    while (name.size() > 16) {
        hash = mixed(wordAt(name.data()) ^ kFirst ^ hash, wordAt(name.data() + 8) ^ kSecond);
        name.remove_prefix(16);
    }
    std::array<char, 16> tail = {};
    std::copy(name.begin(), name.end(), tail.begin());
    return mixed(wordAt(tail.data()) ^ kFirst ^ hash, wordAt(tail.data() + 8) ^ kSecond ^ hash);
}
} // namespace

KernelId KernelNames::intern(std::string_view name)
{
    return intern(name, hashOf(name));
}

KernelId KernelNames::intern(std::string_view name, std::uint64_t hash)
{
    if (m_slots.size() < (m_names.size() + 1) * 2) {
        grow();
    }
    std::uint32_t &slot = m_slots[slotOf(name, hash)];
    if (slot == kFree) {
        slot = static_cast<std::uint32_t>(m_names.size());
        m_names.push_back(store(name));
        m_hashes.push_back(hash);
    }
    return KernelId{slot};
}

std::vector<KernelId> KernelNames::internAll(KernelNames &other)
{
    std::vector<KernelId> ids;
    ids.reserve(other.size());
    const bool takesOver = size() == 0;
    for (std::size_t i = 0; i < other.size(); ++i) {
        ids.push_back(takesOver ? makeId<KernelId>(i) : intern(other.m_names[i], other.m_hashes[i]));
        if (!takesOver && other.isCut(makeId<KernelId>(i))) {
            setCut(ids.back());
        }
    }
    if (takesOver) {
        *this = std::exchange(other, KernelNames());
    }
    return ids;
}

void KernelNames::setCut(KernelId id)
{
    m_cut.resize(std::max(m_cut.size(), id.index() + 1));
    m_cut[id.index()] = true;
}

std::size_t KernelNames::slotOf(std::string_view name, std::uint64_t hash) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = hash & mask;
    while (m_slots[at] != kFree && (m_hashes[m_slots[at]] != hash || m_names[m_slots[at]] != name)) {
        at = (at + 1) & mask;
    }
    return at;
}

void KernelNames::grow()
{
    m_slots.assign(std::max<std::size_t>(64, m_slots.size() * 4), kFree);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        std::size_t at = m_hashes[i] & mask;
        while (m_slots[at] != kFree) {
            at = (at + 1) & mask;
        }
        m_slots[at] = static_cast<std::uint32_t>(i);
    }
}

std::string_view KernelNames::store(std::string_view name)
{
    if (m_blocks.empty() || m_blocks.front().capacity() - m_blocks.front().size() < name.size()) {
        m_blocks.emplace_front().reserve(std::max(kNameBlockBytes, name.size()));
    }
    std::string &block = m_blocks.front(); // never grows beyond its reserve, so earlier views stay valid
    const std::size_t begin = block.size();
    block += name;
    return std::string_view(block).substr(begin);
}

std::optional<KernelId> KernelNames::find(std::string_view name) const
{
    if (m_slots.empty()) {
        return std::nullopt;
    }
    const std::uint32_t id = m_slots[slotOf(name, hashOf(name))];
    return id != kFree ? std::optional(KernelId{id}) : std::nullopt;
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
