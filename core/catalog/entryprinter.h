#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/catalogwriter.h"

#include <string>

namespace atlas
{

/// An entry laid out as `style` says, each line ended by its line break.
[[nodiscard]] std::string printEntry(const KernelEntry &entry, const CatalogStyle &style);

/// `data_shape` and what is below it, the key at `column`; every line ended by the line break.
[[nodiscard]] std::string printDataShape(const KernelInfo &info, std::size_t column, const CatalogStyle &style);

/// `generic`, `fixed` or `tiled` with its value, the key at `column`; every line ended by the line break.
[[nodiscard]] std::string printShapeField(Field field, const FieldValue &value, std::size_t column,
                                          const CatalogStyle &style);

/// The lines "- [...]" of a shape, the dashes at `column`.
[[nodiscard]] std::string printShapeLines(const Shape &shape, std::size_t column, const std::string &lineBreak);

/// The value of a text field; source libraries stay without quotes where that is safe, unless `isQuoted`.
[[nodiscard]] std::string printText(Field field, const FieldValue &value, bool isQuoted);

/// One line of a shape: ["(M, K)", "->", "(M,)"].
[[nodiscard]] std::string printFlowLine(const ShapeLine &line);

/// A shape on one line: [["(M, K)", "->", "(M,)"]], or null.
[[nodiscard]] std::string printFlowShape(const FieldValue &value);

/// data_shape's value on one line, keys in quotes as JSON has them when `isJson`.
[[nodiscard]] std::string printFlowDataShape(const KernelInfo &info, bool isJson);

} // namespace atlas
