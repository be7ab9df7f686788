#pragma once

#include "core/catalog/catalog.h"

#include <optional>
#include <string_view>
#include <vector>

namespace atlas
{

/// What text in exactly our writer's own form says.
struct OwnForm
{
    std::vector<CatalogEntry> entries; ///< at least one, in the order of the text
    std::size_t listEnd = 0;           ///< see Catalog::listEnd()
    bool hasBlankBetween = false;      ///< see CatalogStyle
};

/// Reads `text` (UTF-8, valid) if it is what printEntry() writes in the default style: every key in its place, texts in
/// double quotes or plain words, shapes as lists of quoted operands with closed parentheses; between entries empty
/// lines and comments that begin a line. Nothing otherwise: then a reader of all of YAML has to see it. What comes out
/// is what that reader would say, at a tenth of its time.
[[nodiscard]] std::optional<OwnForm> readOwnForm(std::string_view text);

} // namespace atlas
