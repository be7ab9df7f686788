#include "core/table/rowtexts.h"

#include "core/base/parallel.h"
#include "core/base/text.h"

#include <algorithm>
#include <numeric>

namespace atlas
{

namespace
{
/// Below this a second thread costs more than it brings.
constexpr std::size_t kWorthThreads = 20'000;

struct Texts
{
    std::array<std::string, kTextColumnCount> column;
};

std::string_view originOf(const ReviewDocument &document, EntryId entry)
{
    return kOriginWords[document.hasOverrides(entry) ? 2 : document.opened(entry) != nullptr ? 1 : 0];
}

Texts textsOf(const ReviewDocument &document, KernelId kernel)
{
    const EntryId entry = document.entryOf(kernel);
    return {{toDisplayText(document.effective(entry, Field::FriendlyName).value),
             toDisplayText(document.effective(entry, Field::SourceLib).value),
             document.readings() ? std::string(document.readings()->op(kernel)) : std::string(),
             std::string(toString(document.state(entry))),
             document.readings() ? std::string(document.readings()->ruleId(kernel)) : std::string(),
             std::string(originOf(document, entry))}};
}

std::vector<std::uint32_t> ranksOfNames(const Run &run)
{
    std::vector<std::uint32_t> order(run.kernelCount());
    std::iota(order.begin(), order.end(), 0U);
    const auto byName = [&run](std::uint32_t a, std::uint32_t b) {
        return run.name(KernelId{a}) < run.name(KernelId{b});
    };
    const std::size_t middle = order.size() / 2;
    const auto half = order.begin() + static_cast<std::ptrdiff_t>(middle);
    forEachPart(2, order.size() < kWorthThreads ? 3 : 1, [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t part = begin; part < end; ++part) {
            part == 0 ? std::sort(order.begin(), half, byName) : std::sort(half, order.end(), byName);
        }
    });
    std::inplace_merge(order.begin(), half, order.end(), byName);
    std::vector<std::uint32_t> ranks(order.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
        ranks[order[rank]] = rank;
    }
    return ranks;
}
} // namespace

std::uint32_t TextPool::intern(std::string_view text)
{
    if (const auto found = m_numbers.find(text); found != m_numbers.end()) {
        return found->second;
    }
    const auto number = static_cast<std::uint32_t>(m_texts.size());
    m_numbers.emplace(m_texts.emplace_back(text), number);
    return number;
}

void TextPool::sort()
{
    std::vector<std::string> folded;
    folded.reserve(size());
    for (const std::string &text : m_texts) {
        folded.push_back(toLowerAscii(text));
    }
    m_sorted.resize(size());
    std::iota(m_sorted.begin(), m_sorted.end(), 0U);
    std::ranges::sort(m_sorted, {}, [&](std::uint32_t i) {
        return std::pair<std::string_view, std::string_view>(folded[i], text(i));
    });
}

std::vector<std::uint32_t> TextPool::ranks() const
{
    const auto key = [this](std::uint32_t i) { return std::pair(toLowerAscii(text(i)), text(i)); };
    std::vector<std::uint32_t> order = m_sorted;
    for (auto added = static_cast<std::uint32_t>(order.size()); added < size(); ++added) {
        order.push_back(added);
    }
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>(m_sorted.size());
    if (middle != order.end()) {
        std::ranges::sort(middle, order.end(), {}, key);
        std::ranges::inplace_merge(order, middle, {}, key);
    }
    std::vector<std::uint32_t> ranks(order.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
        ranks[order[rank]] = rank;
    }
    return ranks;
}

RowTexts RowTexts::of(const ReviewDocument &document)
{
    RowTexts texts;
    if (!document.run()) {
        return texts;
    }
    const std::size_t count = document.run()->kernelCount();
    std::vector<Texts> read(count);
    forEachPart(count, kWorthThreads, [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            read[i] = textsOf(document, makeId<KernelId>(i));
        }
    });
    for (std::size_t c = 0; c < kTextColumnCount; ++c) {
        texts.m_columns[c].numbers.reserve(count);
        for (const Texts &one : read) {
            texts.m_columns[c].numbers.push_back(texts.m_columns[c].pool.intern(one.column[c]));
        }
        texts.m_columns[c].pool.sort();
    }
    texts.m_rawRank = ranksOfNames(*document.run());
    return texts;
}

void RowTexts::update(const ReviewDocument &document, KernelId kernel)
{
    const Texts now = textsOf(document, kernel);
    for (std::size_t c = 0; c < kTextColumnCount; ++c) {
        m_columns[c].numbers[kernel.index()] = m_columns[c].pool.intern(now.column[c]);
    }
}

std::string_view RowTexts::text(TextColumn column, KernelId kernel) const
{
    return pool(column).text(number(column, kernel));
}

} // namespace atlas
