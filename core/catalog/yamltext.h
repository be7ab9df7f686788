#pragma once

#include "core/catalog/yamltree.h"

#include <string>
#include <string_view>

/// How strings are spelled in YAML so that every reader agrees on them.
namespace atlas
{

/// Whether a plain scalar is YAML's null: empty, ~, null, Null, NULL.
[[nodiscard]] bool isNullText(std::string_view plain);

/// Whether readers of YAML 1.1 or 1.2 may take the plain scalar for something else than a string: a boolean (yes, on,
/// y), a number (1e5, 0x1F, 1_000, 12:30), a date, null, or the special "=" and "<<".
[[nodiscard]] bool isAmbiguous(std::string_view plain);

/// Whether `node` is a scalar that stands for null.
[[nodiscard]] bool isNullNode(const YamlNode &node);

/// `text` in double quotes on one line. Non-ASCII text stays; what some reader would refuse, fold or lose is escaped
/// (C0 and C1 controls, U+2028, U+2029, U+FEFF, U+FFFE, U+FFFF). Valid JSON for the same text.
[[nodiscard]] std::string doubleQuoted(std::string_view text);

/// `text` without quotes where it is a plain word or a few of them ("PyTorch ATen"), else doubleQuoted().
[[nodiscard]] std::string plainOrQuoted(std::string_view text);

/// The node at `index` and all below it in flow style on one line.
[[nodiscard]] std::string printFlow(const YamlTree &tree, std::size_t index);

} // namespace atlas
