#pragma once

#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/catalog/surrogates.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace atlas
{

enum class YamlStyle : std::uint8_t
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal, ///< |
    Folded,  ///< >
    Block,   ///< of a list or map
    Flow
};

/// One event of libyaml with bytes in place of code points.
struct YamlEvent
{
    enum class Kind : std::uint8_t
    {
        StreamStart,
        StreamEnd,
        DocumentStart,
        DocumentEnd,
        Scalar,
        Alias,
        SequenceStart,
        SequenceEnd,
        MappingStart,
        MappingEnd
    };
    Kind kind = Kind::StreamStart;
    YamlStyle style = YamlStyle::Plain;
    SourceSpan span = {};         ///< bytes of the text, anchor and tag included
    std::string_view text = {};   ///< a scalar's value; valid until the next event
    std::string_view anchor = {}; ///< of a node, or the name that an alias calls; valid until the next event
    std::string_view tag = {};    ///< written in the text; valid until the next event
};

/// Reads the events of YAML text (UTF-8, valid) one after the other.
class YamlEvents
{
public:
    /// Keeps a view of `text`. A BOM is skipped and counted in the spans. Pairs of surrogates that JSON writes are
    /// read.
    explicit YamlEvents(std::string_view text);
    YamlEvents(const YamlEvents &) = delete;
    YamlEvents &operator=(const YamlEvents &) = delete;
    ~YamlEvents();

    /// The next event; after StreamEnd there is none. The error's location has line and column, no file.
    [[nodiscard]] Result<YamlEvent> next();

private:
    struct Parser;

    /// In m_text.
    [[nodiscard]] std::size_t toByte(std::size_t character);
    /// In the text that was given.
    [[nodiscard]] std::size_t originalByte(std::size_t character);
    [[nodiscard]] std::unexpected<Error> syntaxError();

    SurrogateSpelling m_spelling;
    std::string_view m_text;     // as libyaml gets it
    std::size_t m_begin = 0;     // bytes of the BOM
    std::size_t m_character = 0; // code points before m_byte
    std::size_t m_byte = 0;
    std::unique_ptr<Parser> m_parser;
};

} // namespace atlas
