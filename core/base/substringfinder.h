#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace atlas
{

/// Finds one text in others, 64 bytes at a time; made once a search, used by several threads.
class SubstringFinder
{
public:
    /// With `ignoreCase`, A to Z count as a to z on both sides.
    explicit SubstringFinder(std::string_view needle, bool ignoreCase = false);

    /// Makes searches in texts like `sample` faster: looks first for the bytes of the needle that are rare there.
    void tuneFor(std::string_view sample);
    [[nodiscard]] const std::string &needle() const { return m_needle; }
    /// Where `text` has the needle, at `from` or after; npos when nowhere. An empty needle is at `from`.
    [[nodiscard]] std::size_t find(std::string_view text, std::size_t from = 0) const;

private:
    /// A byte of the needle that a place must have before the rest is compared.
    struct Probe
    {
        std::size_t offset = 0;
        std::uint8_t byte = 0;
        std::uint8_t fold = 0; ///< 0x20 where case does not count: makes both cases of a letter the lower one
    };

    [[nodiscard]] Probe probeAt(std::size_t offset) const;
    [[nodiscard]] bool isAt(const char *place) const;
    [[nodiscard]] std::size_t findWithin(const char *text, std::size_t from, std::size_t to) const;
    [[nodiscard]] bool probesMatch(const char *place) const;

    std::string m_needle; // lower case when ignoring case
    bool m_ignoreCase;
    std::array<Probe, 2> m_probes;
};

} // namespace atlas
