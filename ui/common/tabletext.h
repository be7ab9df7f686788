#pragma once

#include <QList>
#include <QStringList>

/// Tables for the clipboard: the first row is the header.
namespace atlas::ui
{

/// Tabs between cells, a line a row; tabs and line breaks within cells become spaces, and what a spreadsheet would run
/// has an apostrophe before it. Numbers, with or without a unit, stay as they are.
[[nodiscard]] QString asTsv(const QList<QStringList> &rows);
/// A Markdown table; columns in `numbers` are right-aligned.
[[nodiscard]] QString asMarkdown(const QList<QStringList> &rows, const QList<bool> &numbers);

} // namespace atlas::ui
