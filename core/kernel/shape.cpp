#include "core/kernel/shape.h"

#include "core/base/character.h"
#include "core/base/text.h"

#include <algorithm>
#include <optional>

namespace atlas
{

namespace
{
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// Walks over one text and remembers where it stands, for the column of an error.
class ShapeScanner
{
public:
    explicit ShapeScanner(std::string_view text) : m_text(text) {}

    [[nodiscard]] std::size_t position() const { return m_position; }
    [[nodiscard]] bool atEnd() const { return m_position == m_text.size(); }
    [[nodiscard]] std::string_view from(std::size_t begin) const { return m_text.substr(begin, m_position - begin); }

    void skipBlanks()
    {
        while (!atEnd() && (m_text[m_position] == ' ' || m_text[m_position] == '\t')) {
            ++m_position;
        }
    }
    bool take(std::string_view token)
    {
        skipBlanks();
        if (!m_text.substr(m_position).starts_with(token)) {
            return false;
        }
        m_position += token.size();
        return true;
    }
    std::string_view takeWord()
    {
        skipBlanks();
        const std::size_t begin = m_position;
        if (!atEnd() && isLetter(m_text[m_position])) {
            while (!atEnd() && (isLetter(m_text[m_position]) || isDigit(m_text[m_position]))) {
                ++m_position;
            }
        }
        return from(begin);
    }
    /// A number, or a multiple of a symbol that begins with a capital: 64, 2D; "64k" is neither.
    std::string_view takeNumber()
    {
        skipBlanks();
        const std::size_t begin = m_position;
        while (!atEnd() && isDigit(m_text[m_position])) {
            ++m_position;
        }
        if (m_position > begin && !atEnd() && m_text[m_position] >= 'A' && m_text[m_position] <= 'Z') {
            takeWord();
        }
        return from(begin);
    }
    [[nodiscard]] std::unexpected<Error> expected(const std::string &what) const
    {
        return failure("expected " + what + (atEnd() ? " at the end" : " before \"" + std::string(rest()) + '"'),
                       {{}, 1, m_position + 1});
    }

private:
    /// What comes next, up to the end of the operand; cut without a mark, because "…" is a dimension.
    [[nodiscard]] std::string_view rest() const
    {
        constexpr std::size_t kMost = 24;
        std::string_view ahead = m_text.substr(m_position);
        ahead = ahead.substr(0, std::min(ahead.size(), ahead.find(')')) + 1);
        return ahead.substr(0, floorToCharacter(ahead, std::min(ahead.size(), kMost)));
    }

    std::string_view m_text;
    std::size_t m_position = 0;
};

std::optional<std::string> takeDimension(ShapeScanner &scanner)
{
    if (const std::string_view word = scanner.takeWord(); !word.empty()) {
        return std::string(word);
    }
    if (const std::string_view number = scanner.takeNumber(); !number.empty()) {
        return std::string(number);
    }
    if (scanner.take(kEllipsis)) {
        return std::string(kEllipsis);
    }
    return std::nullopt;
}

Result<std::vector<std::string>> takeDimensions(ShapeScanner &scanner)
{
    std::vector<std::string> dimensions;
    if (!scanner.take("(")) {
        return scanner.expected("\"(\"");
    }
    while (!scanner.take(")")) {
        std::optional<std::string> dimension = takeDimension(scanner);
        if (!dimension) {
            return scanner.expected("a symbol, a number or …");
        }
        dimensions.push_back(std::move(*dimension));
        if (scanner.take(")")) {
            break;
        }
        if (!scanner.take(",")) {
            return scanner.expected("\",\" or \")\"");
        }
    }
    return dimensions;
}

Result<Operand> takeOperand(ShapeScanner &scanner)
{
    Operand operand;
    operand.name = scanner.takeWord();
    if (!operand.name.empty() && !scanner.take(":")) {
        return scanner.expected("\":\" after the operand's name");
    }
    return takeDimensions(scanner).transform([&](std::vector<std::string> &&dimensions) {
        operand.dimensions = std::move(dimensions);
        return std::move(operand);
    });
}

std::unexpected<Error> inLine(const Error &error, std::string_view item)
{
    return failure("operand \"" + std::string(item) + "\": " + error.message, error.location);
}
} // namespace

Result<Operand> parseOperand(std::string_view text)
{
    ShapeScanner scanner(text);
    Result<Operand> operand = takeOperand(scanner);
    if (!operand) {
        return operand;
    }
    scanner.skipBlanks();
    if (!scanner.atEnd()) {
        return scanner.expected("the end");
    }
    return operand;
}

Result<Computation> parseLine(const ShapeLine &line)
{
    const auto arrows = std::ranges::count(line, kArrow);
    if (arrows != 1) {
        return failure(arrows == 0 ? "there is no \"->\" between inputs and outputs" : "there is more than one \"->\"");
    }
    Computation computation;
    std::vector<Operand> *side = &computation.inputs;
    for (const std::string &item : line) {
        if (item == kArrow) {
            side = &computation.outputs;
            continue;
        }
        Result<Operand> operand = parseOperand(item);
        if (!operand) {
            return inLine(operand.error(), item);
        }
        side->push_back(std::move(*operand));
    }
    if (computation.inputs.empty() || computation.outputs.empty()) {
        return failure(computation.inputs.empty() ? "there is no input before \"->\""
                                                  : "there is no output after \"->\"");
    }
    return computation;
}

Result<ShapeLine> parseLineText(std::string_view text)
{
    ShapeScanner scanner(text);
    ShapeLine line;
    bool afterOperand = false;
    for (scanner.skipBlanks(); !scanner.atEnd(); scanner.skipBlanks()) {
        if (scanner.take(kArrow) || scanner.take("→")) {
            line.emplace_back(kArrow);
            afterOperand = false;
            continue;
        }
        if (afterOperand && !scanner.take(",")) {
            return scanner.expected("\",\" or \"->\" between operands");
        }
        scanner.skipBlanks();
        const std::size_t begin = scanner.position();
        if (Result<Operand> operand = takeOperand(scanner); !operand) {
            return std::unexpected(operand.error());
        }
        line.emplace_back(trimmed(scanner.from(begin)));
        afterOperand = true;
    }
    if (Result<Computation> checked = parseLine(line); !checked) {
        return std::unexpected(checked.error());
    }
    return line;
}

Result<Shape> parseShape(std::string_view text)
{
    Shape shape;
    for (const std::string_view row : lines(text)) {
        for (const std::string_view part : split(row, ';')) {
            if (trimmed(part).empty()) {
                continue;
            }
            Result<ShapeLine> line = parseLineText(part);
            if (!line) {
                return std::unexpected(line.error());
            }
            shape.push_back(std::move(*line));
        }
    }
    if (shape.empty()) {
        return failure("there is no shape; write for example (M, K), (K, N) -> (M, N)");
    }
    return shape;
}

std::string printLine(const ShapeLine &line)
{
    std::string text;
    bool afterOperand = false;
    for (std::size_t i = 0; i < line.size(); ++i) { // an unfinished one may be empty
        const bool arrow = line[i] == kArrow;
        if (i > 0) {
            text += afterOperand && !arrow ? ", " : " ";
        }
        text += line[i];
        afterOperand = !arrow;
    }
    return text;
}

std::string printShape(const Shape &shape)
{
    std::string text;
    for (const ShapeLine &line : shape) {
        text += (text.empty() ? "" : "; ") + printLine(line);
    }
    return text;
}

std::string printOperand(const Operand &operand)
{
    std::string text = operand.name.empty() ? "(" : operand.name + ":(";
    for (std::size_t i = 0; i < operand.dimensions.size(); ++i) {
        text += (i > 0 ? ", " : "") + operand.dimensions[i];
    }
    // One dimension keeps NumPy's comma; a lone … is not a dimension but "some".
    const bool single = operand.dimensions.size() == 1 && operand.dimensions.front() != kEllipsis;
    return text + (single ? ",)" : ")");
}

} // namespace atlas
