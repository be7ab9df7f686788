#pragma once

#include "core/base/result.h"
#include "core/kernel/field.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace atlas
{

/// Half-open range of bytes of the catalog's text.
struct SourceSpan
{
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] std::size_t size() const { return end - begin; }
    friend bool operator==(const SourceSpan &, const SourceSpan &) = default;
};

/// Replace the bytes of `span` by `text`.
struct TextPatch
{
    SourceSpan span;
    std::string text;

    friend bool operator==(const TextPatch &, const TextPatch &) = default;
};

/// Where a field's value stands in the text.
struct FieldSource
{
    SourceSpan value;           ///< the value alone, without key; empty when the key is missing
    std::size_t line = 0;       ///< of the key, from 1; 0 when the key is missing
    bool isPresent = false;
    bool isAliased = false;     ///< the value is an alias or lies under an anchor: a patch replaces it by its own value
};

/// One kernel as the file has it. Torn tuples are already whole in `info` (see Catalog::wasTorn).
struct CatalogEntry
{
    std::string rawName;
    KernelInfo info;
    SourceSpan span;      ///< from the entry's "-" to before the next entry's lead comment or the end
    std::size_t line = 0; ///< of "- raw_name", from 1
    std::array<FieldSource, kFieldCount> fields;

    [[nodiscard]] const FieldSource &source(Field field) const { return fields[static_cast<std::size_t>(field)]; }
};

/// The text of one kernels.yaml with what it says and where. Immutable: saving makes a new one.
class Catalog
{
public:
    /// Reads catalog text. Errors only where nothing can be trusted (not UTF-8, unterminated quote, not a list, too deep
    /// or too large); everything else is a diagnostic and the rest loads. `fileName` is for messages.
    [[nodiscard]] static Result<Catalog> read(std::string text, std::string fileName);
    /// An empty catalog for a file that does not exist yet.
    [[nodiscard]] static Catalog empty(std::string fileName);

    [[nodiscard]] const std::string &text() const { return m_text; }
    [[nodiscard]] const std::string &fileName() const { return m_fileName; }
    [[nodiscard]] const std::vector<CatalogEntry> &entries() const { return m_entries; }
    /// The entry for `rawName` (the first, if it is there twice).
    [[nodiscard]] const CatalogEntry *find(std::string_view rawName) const;
    /// What reading found: duplicate keys, torn tuples, unknown keys' notes, ... in line order.
    [[nodiscard]] const std::vector<Diagnostic> &diagnostics() const { return m_diagnostics; }

private:
    friend class CatalogReader;

    std::string m_text;
    std::string m_fileName;
    std::vector<CatalogEntry> m_entries;
    std::unordered_map<std::string, std::size_t> m_byName;
    std::vector<Diagnostic> m_diagnostics;
};

} // namespace atlas
