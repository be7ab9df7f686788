#include "core/base/diagnostic.h"

#include "core/base/text.h"

#include <algorithm>

namespace atlas
{

namespace
{
/// Longest part of a source line that is printed: real kernel names run to thousands of characters.
constexpr std::size_t kMaxShownLine = 160;
/// What is kept before the caret when a line has to be cut.
constexpr std::size_t kContextBeforeCaret = 40;

struct ShownLine
{
    std::string text;
    std::size_t caret;
    std::size_t length;
};

ShownLine cutAroundCaret(const Diagnostic &diagnostic)
{
    const std::string &line = diagnostic.sourceLine;
    const std::size_t caret =
        std::min(diagnostic.location.column > 0 ? diagnostic.location.column - 1 : 0, line.size());
    std::size_t begin = line.size() > kMaxShownLine && caret > kContextBeforeCaret ? caret - kContextBeforeCaret : 0;
    begin = floorToCharacter(line, begin);
    const std::size_t end = floorToCharacter(line, std::min(line.size(), begin + kMaxShownLine));
    const std::string before = escapeControls(std::string_view(line).substr(begin, caret - begin));
    const std::size_t blamedEnd =
        std::clamp(caret + std::max<std::size_t>(diagnostic.length, 1), caret, std::max(end, caret));
    const std::string blamed = escapeControls(std::string_view(line).substr(caret, blamedEnd - caret));
    const std::string after =
        escapeControls(std::string_view(line).substr(blamedEnd, std::max(end, blamedEnd) - blamedEnd));
    return {before + blamed + after, characterCount(before), std::max<std::size_t>(characterCount(blamed), 1)};
}

std::string caretBlock(const Diagnostic &diagnostic)
{
    const ShownLine shown = cutAroundCaret(diagnostic);
    std::string block = "\n    " + shown.text;
    if (diagnostic.location.column > 0) {
        block += "\n    " + std::string(shown.caret, ' ') + '^' + std::string(shown.length - 1, '~');
    }
    return block;
}
} // namespace

std::string_view toString(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return "note";
    case Severity::Warning:
        return "warning";
    case Severity::Error:
        return "error";
    }
    return "error";
}

std::string format(const SourceLocation &location)
{
    std::string text = escapeControls(location.file);
    if (location.line > 0) {
        text += ':' + std::to_string(location.line);
        if (location.column > 0) {
            text += ':' + std::to_string(location.column);
        }
    }
    return text;
}

std::string format(const Diagnostic &diagnostic)
{
    std::string text = format(diagnostic.location);
    if (!text.empty()) {
        text += ": ";
    }
    text += toString(diagnostic.severity);
    text += ": " + escapeControls(diagnostic.message);
    if (!diagnostic.code.empty()) {
        text += " [" + diagnostic.code + ']';
    }
    if (!diagnostic.sourceLine.empty()) {
        text += caretBlock(diagnostic);
    }
    return text;
}

Severity worst(const std::vector<Diagnostic> &diagnostics)
{
    const auto highest = std::ranges::max_element(diagnostics, {}, &Diagnostic::severity);
    return highest == diagnostics.end() ? Severity::Note : highest->severity;
}

} // namespace atlas
