#include "core/catalog/yamlevents.h"

#include "core/catalog/sourcelines.h"

#include <string>

#include <yaml.h>

namespace atlas
{

namespace
{
std::string_view viewOf(const yaml_char_t *text)
{
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char *>(text));
}

YamlStyle styleOf(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return YamlStyle::SingleQuoted;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return YamlStyle::DoubleQuoted;
    case YAML_LITERAL_SCALAR_STYLE:
        return YamlStyle::Literal;
    case YAML_FOLDED_SCALAR_STYLE:
        return YamlStyle::Folded;
    default:
        return YamlStyle::Plain;
    }
}

void fillScalar(YamlEvent &event, const yaml_event_t &raw)
{
    const auto &scalar = raw.data.scalar;
    event.kind = YamlEvent::Kind::Scalar;
    event.style = styleOf(scalar.style);
    event.text = {reinterpret_cast<const char *>(scalar.value), scalar.length};
    event.anchor = viewOf(scalar.anchor);
    event.tag = viewOf(scalar.tag);
}

void fillSequence(YamlEvent &event, const yaml_event_t &raw)
{
    const auto &sequence = raw.data.sequence_start;
    event.kind = YamlEvent::Kind::SequenceStart;
    event.style = sequence.style == YAML_FLOW_SEQUENCE_STYLE ? YamlStyle::Flow : YamlStyle::Block;
    event.anchor = viewOf(sequence.anchor);
    event.tag = viewOf(sequence.tag);
}

void fillMapping(YamlEvent &event, const yaml_event_t &raw)
{
    const auto &mapping = raw.data.mapping_start;
    event.kind = YamlEvent::Kind::MappingStart;
    event.style = mapping.style == YAML_FLOW_MAPPING_STYLE ? YamlStyle::Flow : YamlStyle::Block;
    event.anchor = viewOf(mapping.anchor);
    event.tag = viewOf(mapping.tag);
}

void fill(YamlEvent &event, const yaml_event_t &raw)
{
    switch (raw.type) {
    case YAML_SCALAR_EVENT:
        return fillScalar(event, raw);
    case YAML_SEQUENCE_START_EVENT:
        return fillSequence(event, raw);
    case YAML_MAPPING_START_EVENT:
        return fillMapping(event, raw);
    case YAML_ALIAS_EVENT:
        event.kind = YamlEvent::Kind::Alias;
        event.anchor = viewOf(raw.data.alias.anchor);
        return;
    case YAML_SEQUENCE_END_EVENT:
        event.kind = YamlEvent::Kind::SequenceEnd;
        return;
    case YAML_MAPPING_END_EVENT:
        event.kind = YamlEvent::Kind::MappingEnd;
        return;
    case YAML_DOCUMENT_START_EVENT:
        event.kind = YamlEvent::Kind::DocumentStart;
        return;
    case YAML_DOCUMENT_END_EVENT:
        event.kind = YamlEvent::Kind::DocumentEnd;
        return;
    case YAML_STREAM_START_EVENT:
        event.kind = YamlEvent::Kind::StreamStart;
        return;
    default:
        event.kind = YamlEvent::Kind::StreamEnd;
        return;
    }
}

/// libyaml's words for what it met, with the one case that needs more than that.
std::string messageFor(std::string_view problem, std::string_view context)
{
    if (context == "while scanning a quoted scalar" && problem == "found unexpected end of stream") {
        return "the quote that opens here is never closed";
    }
    std::string message = "not valid YAML: " + std::string(problem.empty() ? "cannot be read" : problem);
    return context.empty() ? message : message + " (" + std::string(context) + ")";
}
} // namespace

struct YamlEvents::Parser
{
    yaml_parser_t parser = {};
    yaml_event_t event = {};
    bool isReady = false;
};

YamlEvents::YamlEvents(std::string_view text)
    : m_spelling(text), m_text(m_spelling.text()), m_begin(bomSize(text)), m_byte(m_begin),
      m_parser(std::make_unique<Parser>())
{
    m_parser->isReady = yaml_parser_initialize(&m_parser->parser) != 0;
    if (m_parser->isReady) {
        // Told the encoding, libyaml does not look for a BOM, which it would not count.
        const std::string_view body = m_text.substr(m_begin);
        yaml_parser_set_encoding(&m_parser->parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&m_parser->parser, reinterpret_cast<const unsigned char *>(body.data()),
                                     body.size());
    }
}

YamlEvents::~YamlEvents()
{
    if (m_parser->isReady) {
        yaml_event_delete(&m_parser->event);
        yaml_parser_delete(&m_parser->parser);
    }
}

std::size_t YamlEvents::toByte(std::size_t character)
{
    const auto isContinuation = [this](std::size_t byte) {
        return byte < m_text.size() && (static_cast<unsigned char>(m_text[byte]) & 0xC0U) == 0x80U;
    };
    while (m_character < character && m_byte < m_text.size()) {
        do {
            ++m_byte;
        } while (isContinuation(m_byte));
        ++m_character;
    }
    while (m_character > character) {
        do {
            --m_byte;
        } while (isContinuation(m_byte));
        --m_character;
    }
    return m_byte;
}

std::size_t YamlEvents::originalByte(std::size_t character)
{
    return m_spelling.originalByte(toByte(character));
}

std::unexpected<Error> YamlEvents::syntaxError()
{
    const yaml_parser_t &parser = m_parser->parser;
    if (parser.error == YAML_MEMORY_ERROR) {
        return failure("not enough memory to read the file");
    }
    const std::string_view problem = parser.problem == nullptr ? std::string_view() : parser.problem;
    const std::string_view context = parser.context == nullptr ? std::string_view() : parser.context;
    std::size_t offset = 0;
    if (parser.error == YAML_READER_ERROR) {
        offset = m_begin + parser.problem_offset;
    } else {
        // An open quote is best shown where it opens, everything else where it was noticed.
        offset =
            toByte(context == "while scanning a quoted scalar" ? parser.context_mark.index : parser.problem_mark.index);
    }
    return failure(messageFor(problem, context), SourceLines(m_text).locate(std::min(offset, m_text.size()), {}));
}

Result<YamlEvent> YamlEvents::next()
{
    if (!m_parser->isReady) {
        return failure("not enough memory to read the file");
    }
    yaml_event_delete(&m_parser->event);
    if (yaml_parser_parse(&m_parser->parser, &m_parser->event) == 0) {
        return syntaxError();
    }
    YamlEvent event;
    fill(event, m_parser->event);
    event.span.begin = originalByte(m_parser->event.start_mark.index);
    event.span.end = originalByte(m_parser->event.end_mark.index);
    return event;
}

} // namespace atlas
