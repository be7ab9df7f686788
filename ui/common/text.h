#pragma once

#include "core/base/result.h"

#include <QString>

#include <filesystem>
#include <string>
#include <string_view>

/// The border between core's UTF-8 and Qt's UTF-16, in one place.
namespace atlas::ui
{

/// Longest text handed to a cell: painting a 3,000-character name takes five times as long, and nobody sees its end.
inline constexpr qsizetype kMaxCellCharacters = 256;

[[nodiscard]] inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

[[nodiscard]] inline std::string toUtf8(const QString &text)
{
    return text.toStdString();
}

[[nodiscard]] inline QString fromPath(const std::filesystem::path &path)
{
    return QString::fromStdString(path.string());
}

[[nodiscard]] inline std::filesystem::path toPath(const QString &path)
{
    return path.toStdString();
}

/// `text` cut for a table cell, with an ellipsis when something is missing; line breaks become spaces.
[[nodiscard]] QString cellText(std::string_view text);

/// `text` as HTML that shows exactly these characters, with `\n` as a line break: names contain `<...>`.
[[nodiscard]] QString escaped(const QString &text);

/// `file:line: message`, as far as known.
[[nodiscard]] QString errorText(const Error &error);

/// A tooltip that shows `text` as it is, wrapped: Qt would take `f<u>` for markup.
[[nodiscard]] QString plainToolTip(const QString &text);

} // namespace atlas::ui
