#pragma once

#include <span>
#include <string_view>

namespace atlas
{

/// What is told of a diagnostic code beyond its message. Texts are Markdown's: code stands between backquotes.
struct DiagnosticAdvice
{
    std::string_view topic; ///< what it is about: "Catalogs"
    std::string_view code;  ///< as in Diagnostic::code
    std::string_view cause;
    std::string_view cure;
};

/// The advice on every code that any input can give, in the order of the handbook.
[[nodiscard]] std::span<const DiagnosticAdvice> diagnosticGuide();

/// The advice on one code; null where nobody knows it.
[[nodiscard]] const DiagnosticAdvice *adviceFor(std::string_view code);

} // namespace atlas
