#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

enum class Severity : std::uint8_t
{
    Note,
    Warning,
    Error
};

/// The word for `severity` as printed: note, warning, error.
[[nodiscard]] std::string_view toString(Severity severity);

/// A place in a file. Lines and columns count from 1, columns in bytes; 0 means "the whole file" or "the whole line".
struct SourceLocation
{
    std::string file = {};
    std::size_t line = 0;
    std::size_t column = 0;

    friend bool operator==(const SourceLocation &, const SourceLocation &) = default;
};

/// One finding about an input. `code` is a stable name such as `csv-bad-number`; every code is listed in the docs.
struct Diagnostic
{
    Severity severity = Severity::Error;
    std::string code;
    std::string message;
    SourceLocation location = {};
    /// The offending line, without its line break; empty where it does not help.
    std::string sourceLine = {};
    /// How many bytes of `sourceLine`, from `location.column` on, are to blame; 0 draws a single caret.
    std::size_t length = 0;

    friend bool operator==(const Diagnostic &, const Diagnostic &) = default;
};

/// `file:line:column: warning: message [code]`, then the source line and a caret where they are known.
/// Control characters are shown as \xNN; no line break at the end.
[[nodiscard]] std::string format(const Diagnostic &diagnostic);

/// `file:line:column`, leaving out what is not known; empty for an empty location.
[[nodiscard]] std::string format(const SourceLocation &location);

/// The highest severity in `diagnostics`; Note when there are none.
[[nodiscard]] Severity worst(const std::vector<Diagnostic> &diagnostics);

} // namespace atlas
