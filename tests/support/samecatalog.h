#pragma once

#include "core/catalog/catalog.h"

#include <algorithm>

/// Whether two readers took one text for the same catalog, to the byte.
namespace atlas
{

inline bool sayTheSame(const FieldSource &a, const FieldSource &b)
{
    return a.value == b.value && a.line == b.line && a.isPresent == b.isPresent && a.isAliased == b.isAliased;
}

inline bool sayTheSame(const CatalogEntry &a, const CatalogEntry &b)
{
    return a.rawName == b.rawName && a.info == b.info && a.span == b.span && a.line == b.line &&
           std::ranges::equal(a.fields, b.fields,
                              [](const FieldSource &x, const FieldSource &y) { return sayTheSame(x, y); });
}

inline bool sayTheSame(const CatalogStyle &a, const CatalogStyle &b)
{
    return a.lineBreak == b.lineBreak && a.dashColumn == b.dashColumn && a.keyOffset == b.keyOffset &&
           a.nestOffset == b.nestOffset && a.listOffset == b.listOffset && a.hasBlankBetween == b.hasBlankBetween &&
           a.isFlow == b.isFlow;
}

inline bool sayTheSame(const Catalog &a, const Catalog &b)
{
    return sayTheSame(a.style(), b.style()) && a.listEnd() == b.listEnd() &&
           std::ranges::equal(a.entries(), b.entries(),
                              [](const CatalogEntry &x, const CatalogEntry &y) { return sayTheSame(x, y); }) &&
           std::ranges::equal(a.diagnostics(), b.diagnostics(),
                              [](const Diagnostic &x, const Diagnostic &y) {
                                  return x.code == y.code && x.message == y.message &&
                                         x.location.line == y.location.line;
                              }) &&
           std::ranges::equal(a.unsafeSpellings(), b.unsafeSpellings(),
                              [](const UnsafeSpelling &x, const UnsafeSpelling &y) {
                                  return x.span == y.span && x.quoted == y.quoted;
                              }) &&
           a.anchors().size() == b.anchors().size();
}

inline bool sayTheSame(const Result<Catalog> &a, const Result<Catalog> &b)
{
    return a && b ? sayTheSame(*a, *b) : !a && !b && a.error().message == b.error().message;
}

} // namespace atlas
