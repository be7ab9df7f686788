#include "core/base/substringfinder.h"

#include "core/base/text.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace atlas
{

namespace
{
/// What every processor we build for compares at once; the compiler makes its instructions from it.
using Bytes = std::uint8_t __attribute__((vector_size(16)));
using Words = std::uint64_t __attribute__((vector_size(16)));
constexpr std::size_t kStep = 64;

Bytes load(const char *from)
{
    Bytes bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
}

Bytes filledWith(std::uint8_t byte)
{
    return Bytes{} + byte;
}

/// The word with its first byte in memory lowest.
std::uint64_t firstByteLowest(std::uint64_t word)
{
    return std::endian::native == std::endian::little ? word : std::byteswap(word);
}

constexpr bool isLetter(std::uint8_t byte)
{
    return byte >= 'a' && byte <= 'z';
}
} // namespace

SubstringFinder::SubstringFinder(std::string_view needle, bool ignoreCase)
    : m_needle(ignoreCase ? toLowerAscii(needle) : std::string(needle)), m_ignoreCase(ignoreCase)
{
    if (!m_needle.empty()) {
        m_probes = {probeAt(0), probeAt(m_needle.size() - 1)};
    }
}

SubstringFinder::Probe SubstringFinder::probeAt(std::size_t offset) const
{
    const auto byte = static_cast<std::uint8_t>(m_needle[offset]);
    return {offset, byte, static_cast<std::uint8_t>(m_ignoreCase && isLetter(byte) ? 0x20 : 0)};
}

void SubstringFinder::tuneFor(std::string_view sample)
{
    if (m_needle.empty()) {
        return;
    }
    std::array<std::size_t, 256> counts{};
    for (const char c : sample) {
        ++counts[static_cast<std::uint8_t>(m_ignoreCase ? toLowerAscii(c) : c)];
    }
    const auto count = [&](std::size_t offset) { return counts[static_cast<std::uint8_t>(m_needle[offset])]; };
    std::size_t rarest = 0;
    for (std::size_t i = 1; i < m_needle.size(); ++i) {
        rarest = count(i) < count(rarest) ? i : rarest;
    }
    std::size_t second = rarest == 0 ? m_needle.size() - 1 : 0;
    for (std::size_t i = 0; i < m_needle.size(); ++i) {
        const bool isOther = i != rarest && m_needle[i] != m_needle[rarest];
        second = isOther && count(i) < count(second) ? i : second;
    }
    m_probes = {probeAt(rarest), probeAt(second)};
}

bool SubstringFinder::isAt(const char *place) const
{
    return m_ignoreCase ? std::ranges::equal(m_needle, std::string_view(place, m_needle.size()), {}, {},
                                             [](char c) { return toLowerAscii(c); })
                        : std::memcmp(place, m_needle.data(), m_needle.size()) == 0;
}

bool SubstringFinder::probesMatch(const char *place) const
{
    return std::ranges::all_of(m_probes, [place](const Probe &probe) {
        return (static_cast<std::uint8_t>(place[probe.offset]) | probe.fold) == probe.byte;
    });
}

std::size_t SubstringFinder::find(std::string_view text, std::size_t from) const
{
    if (m_needle.empty()) {
        return from <= text.size() ? from : std::string_view::npos;
    }
    return text.size() >= m_needle.size() ? findWithin(text.data(), from, text.size() - m_needle.size() + 1)
                                          : std::string_view::npos;
}

std::size_t SubstringFinder::findWithin(const char *text, std::size_t from, std::size_t to) const
{
    const Bytes byte0 = filledWith(m_probes[0].byte);
    const Bytes byte1 = filledWith(m_probes[1].byte);
    const Bytes fold0 = filledWith(m_probes[0].fold);
    const Bytes fold1 = filledWith(m_probes[1].fold);
    std::size_t at = from;
    for (; at + kStep <= to; at += kStep) {
        const char *first = text + at + m_probes[0].offset;
        const char *second = text + at + m_probes[1].offset;
        std::array<Words, kStep / sizeof(Bytes)> hits;
        Words any{};
        for (std::size_t i = 0; i < hits.size(); ++i) {
            hits[i] = (Words)(((load(first + i * sizeof(Bytes)) | fold0) == byte0) &
                              ((load(second + i * sizeof(Bytes)) | fold1) == byte1));
            any |= hits[i];
        }
        if ((any[0] | any[1]) == 0) {
            continue;
        }
        for (std::size_t half = 0; half < 2 * hits.size(); ++half) {
            std::uint64_t left = firstByteLowest(hits[half / 2][half % 2]);
            while (left != 0) {
                const auto byte = static_cast<std::size_t>(std::countr_zero(left)) / 8;
                const std::size_t place = at + half * sizeof(std::uint64_t) + byte;
                if (isAt(text + place)) {
                    return place;
                }
                left &= ~(std::uint64_t{0xff} << (8 * byte));
            }
        }
    }
    for (; at < to; ++at) {
        if (probesMatch(text + at) && isAt(text + at)) {
            return at;
        }
    }
    return std::string_view::npos;
}

} // namespace atlas
