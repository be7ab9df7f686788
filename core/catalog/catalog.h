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
    SourceSpan value;     ///< the value alone, without key; empty when the key is missing
    std::size_t line = 0; ///< of the key, from 1; 0 when the key is missing
    bool isPresent = false;
    bool isAliased = false; ///< the value is an alias or lies under an anchor: a patch replaces it by its own value
};

/// One kernel as the file has it. Torn tuples are already whole in `info`.
struct CatalogEntry
{
    std::string rawName;
    KernelInfo info;
    SourceSpan span;      ///< from the entry's "-" to the end of its last line, indented comments below it included
    std::size_t line = 0; ///< of "- raw_name", from 1
    std::array<FieldSource, kFieldCount> fields;

    [[nodiscard]] const FieldSource &source(Field field) const { return fields[static_cast<std::size_t>(field)]; }
};

/// How a file lays out its entries; new lines follow it. The defaults are our own style.
struct CatalogStyle
{
    std::string lineBreak = "\n";
    std::size_t dashColumn = 0;   ///< of the entries' "-"
    std::size_t keyOffset = 2;    ///< columns from the dash to the keys
    std::size_t nestOffset = 2;   ///< columns from `data_shape` to `generic`
    std::size_t listOffset = 2;   ///< columns from `generic` to the dashes below it
    bool hasBlankBetween = false; ///< entries are separated by blank lines
    bool isFlow = false;          ///< the whole list is written as [{...}, ...], as JSON does
};

/// A scalar, or scalars that are one, that another reader takes for something else than was meant.
struct UnsafeSpelling
{
    SourceSpan span;
    std::string quoted;  ///< what it should be; empty where a comment or line break inside forbids rewriting it
    bool isTorn = false; ///< a tuple that YAML splits at its commas, else a plain string such as `yes`
};

/// A node that aliases stand for.
struct CatalogAnchor
{
    SourceSpan span;   ///< of the node, "&name" included
    std::string value; ///< the node in flow style, to put in the place of an alias; empty when nothing calls it
    std::vector<SourceSpan> aliases; ///< every "*name" that stands for it
};

/// The text of one kernels.yaml with what it says and where. Immutable: saving makes a new one.
class Catalog
{
public:
    /// Reads catalog text. Errors only where nothing can be trusted (not UTF-8, unterminated quote, not a list, too
    /// deep or too large); everything else is a diagnostic and the rest loads. `fileName` is for messages.
    [[nodiscard]] static Result<Catalog> read(std::string text, std::string fileName);
    /// An empty catalog for a file that does not exist yet.
    [[nodiscard]] static Catalog empty(std::string fileName);

    [[nodiscard]] const std::string &text() const { return m_text; }
    [[nodiscard]] const std::string &fileName() const { return m_fileName; }
    [[nodiscard]] const std::vector<CatalogEntry> &entries() const { return m_entries; }
    /// The entry for `rawName` (the first, if it is there twice).
    [[nodiscard]] const CatalogEntry *find(std::string_view rawName) const;
    /// What reading found: duplicate keys, unknown keys' notes, ... in line order. checkCatalog() finds more.
    [[nodiscard]] const std::vector<Diagnostic> &diagnostics() const { return m_diagnostics; }

    /// For the writer and the checker: how the file is laid out, and what in it needs care; in the order of the text.
    [[nodiscard]] const CatalogStyle &style() const { return m_style; }
    [[nodiscard]] const std::vector<UnsafeSpelling> &unsafeSpellings() const { return m_unsafeSpellings; }
    [[nodiscard]] const std::vector<CatalogAnchor> &anchors() const { return m_anchors; }
    /// Where an entry is added at the end: after the last one's lines, before "..." and further documents.
    [[nodiscard]] std::size_t listEnd() const { return m_listEnd; }

private:
    friend class CatalogReader;

    std::string m_text;
    std::string m_fileName;
    std::vector<CatalogEntry> m_entries;
    std::unordered_map<std::string, std::size_t> m_byName;
    std::vector<Diagnostic> m_diagnostics;
    CatalogStyle m_style;
    std::vector<UnsafeSpelling> m_unsafeSpellings;
    std::vector<CatalogAnchor> m_anchors;
    std::size_t m_listEnd = 0;
};

} // namespace atlas
