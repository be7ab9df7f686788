#pragma once

#include "core/base/diagnostic.h"

#include <expected>
#include <string>
#include <utility>

namespace atlas
{

/// Why an operation failed, in words a person can act on; `location` is set where a file is to blame.
struct Error
{
    std::string message;
    SourceLocation location = {};
};

/// The value, or why there is none. Nothing in core throws across a folder.
template<class T>
using Result = std::expected<T, Error>;

/// Shorthand for a failed Result: `return failure("no kernel table", {path});`
[[nodiscard]] inline std::unexpected<Error> failure(std::string message, SourceLocation location = {})
{
    return std::unexpected(Error{std::move(message), std::move(location)});
}

/// The error as a diagnostic of severity Error under `code`.
[[nodiscard]] inline Diagnostic toDiagnostic(const Error &error, std::string code)
{
    return Diagnostic{Severity::Error, std::move(code), error.message, error.location, {}, 0};
}

} // namespace atlas
