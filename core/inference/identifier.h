#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// A word of an identifier: `rms_norm`, `RMSNorm`, `rmsNorm` are "rms" and "norm". Digits stay with the letters before
/// them (`conv1d`, `fp8`).
struct IdentifierWord
{
    std::string_view text; ///< as the identifier spells it
    std::string small;     ///< in lower case, where the spelling has capitals

    [[nodiscard]] std::string_view lower() const { return small.empty() ? text : std::string_view(small); }
};

/// The words of one identifier, split at underscores and other signs and where letters change case.
class IdentifierWords
{
public:
    explicit IdentifierWords(std::string_view identifier);

    [[nodiscard]] auto begin() const { return m_words.begin(); }
    [[nodiscard]] auto end() const { return m_words.end(); }
    [[nodiscard]] std::size_t size() const { return m_words.size(); }
    [[nodiscard]] const IdentifierWord &operator[](std::size_t index) const { return m_words[index]; }

    /// No identifier that somebody wrote has more.
    static constexpr std::size_t kMaxWords = 64;

private:
    std::vector<IdentifierWord> m_words;
};

} // namespace atlas
