#pragma once

#include "core/catalog/catalog.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// One item of a catalog's list with the lines that go with it, as a merge takes them.
struct CatalogBlock
{
    std::string key;     ///< of all three versions the same item; told apart from other keys
    std::string rawName; ///< empty for an item that has none, or whose name an item before it has
    std::string lead;    ///< whole lines between the item before and this one: comments and blank lines
    std::string body;    ///< from the line with the "-" to the item's last line, comments deeper than the list included

    [[nodiscard]] std::string text() const { return lead + body; }
};

/// A catalog cut into whole lines: put together again they are the text.
struct CatalogCut
{
    std::string head; ///< up to the first item and the comments directly above it
    std::vector<CatalogBlock> blocks;
    std::string foot; ///< behind the last item, further documents included
};

/// Cuts `text`, whose last line has a line break. Nothing for what cannot be cut at line ends: no YAML, a map, a list
/// in brackets, an anchor that another item calls.
[[nodiscard]] std::optional<CatalogCut> cutCatalog(std::string_view text);

/// One key of an entry with its value, in whole lines.
struct BlockPart
{
    std::string key;            ///< "friendly_name"; "data_shape/tiled" below data_shape
    std::string above;          ///< comments and blank lines between the part before and this one
    std::string text;           ///< the lines of key and value, the comments in and behind them included
    std::optional<Field> field; ///< whose value this is; none for raw_name, data_shape itself and unknown keys
    SourceSpan value = {};      ///< in `text`, of a value that stands behind its key on one line; else empty
};

/// A block's body in parts.
struct BlockParts
{
    std::vector<BlockPart> parts;
    std::string tail; ///< comments behind the last part
    std::size_t dashColumn = 0;
    std::size_t keyColumn = 0;
};

/// Cuts the body of a block; the "-" is a blank in the first part's text. Nothing where keys do not begin lines of
/// their own, are there twice, are no plain texts, or anchors tie parts together.
[[nodiscard]] std::optional<BlockParts> cutBlock(std::string_view body);

/// The body that `lines` make, the first of them with the "-" again; nothing where it has no place for it.
[[nodiscard]] std::optional<std::string> withDash(std::string lines, std::size_t dashColumn);

/// The comment lines of `text`, without indentation and blank lines: what tells whether two leads say the same.
[[nodiscard]] std::string commentLinesOf(std::string_view text);

struct FoundComment
{
    std::size_t offset; ///< of the "#"
    std::string text;   ///< to the end of its line
};
/// The comments of the lines from the one that `begin` is on up to `end`, which are YAML by themselves; none where they
/// are not.
[[nodiscard]] std::vector<FoundComment> commentsIn(std::string_view text, std::size_t begin, std::size_t end);

/// Every comment of `text`, those behind values included, each from its "#" to the end of its line. What is in quotes
/// or in a block of text is no comment. Nothing when `text` is no YAML.
[[nodiscard]] std::optional<std::vector<std::string>> commentsOf(std::string_view text);

} // namespace atlas
