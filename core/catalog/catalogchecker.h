#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/catalogwriter.h"

#include <string_view>
#include <vector>

namespace atlas
{

/// One check of the catalog checker; `code` is the code of its diagnostics.
struct CatalogCheck
{
    std::string_view code;
    std::string_view description;
    void (*run)(const Catalog &catalog, std::vector<Diagnostic> &out);
};

/// All checks, in the order of docs/catalog-format.md. A new check is one more row here.
[[nodiscard]] const std::vector<CatalogCheck> &catalogChecks();

/// What reading and all checks find in `catalog`, by line.
[[nodiscard]] std::vector<Diagnostic> checkCatalog(const Catalog &catalog);

/// Patches that quote torn tuples and ambiguous plain strings and change nothing else (`katlas format`).
[[nodiscard]] CatalogPatch formatCatalog(const Catalog &catalog);

/// `catalog` with the patches of formatCatalog(), read back; the error says when it would not say the same as before.
[[nodiscard]] Result<Catalog> formattedCatalog(const Catalog &catalog);

} // namespace atlas
