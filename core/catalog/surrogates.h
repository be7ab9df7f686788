#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// JSON writes a character beyond U+FFFF as two escapes ("\\ud83d\\ude00"); YAML has one escape for it ("\\U0001F600").
/// Here a text is spelled as YAML, with the way back to the bytes of the original.
class SurrogateSpelling
{
public:
    /// Keeps a view of `text`. Only pairs in double quotes are spelled anew: elsewhere a backslash is a backslash.
    explicit SurrogateSpelling(std::string_view text);

    /// What a YAML reader should be given.
    [[nodiscard]] std::string_view text() const { return m_shifts.empty() ? m_original : std::string_view(m_spelled); }
    /// The byte of the original text for a byte of text().
    [[nodiscard]] std::size_t originalByte(std::size_t byte) const;

private:
    void spell(std::size_t begin, std::size_t end);

    std::string_view m_original;
    std::string m_spelled;
    std::vector<std::size_t> m_shifts; // rising: bytes of text() behind which the original has kShift more each
};

} // namespace atlas
