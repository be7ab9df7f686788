#pragma once

#include "core/catalog/aliasrelease.h"
#include "core/catalog/catalog.h"
#include "core/catalog/catalogwriter.h"
#include "core/catalog/yamltree.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace atlas
{

/// Makes the patches that give fields of one entry new values. The entry is read again by itself, because only an entry
/// that changes needs to be known to the last key.
class EntryPatcher
{
public:
    EntryPatcher(const Catalog &catalog, const CatalogEntry &entry) : m_catalog(catalog), m_entry(entry) {}

    /// Patches for `fields`, which differ from the entry's; `wanted` has all six values as they should be.
    [[nodiscard]] Result<CatalogPatch> patch(const std::vector<Field> &fields, const KernelInfo &wanted);
    /// What the patches touch; to be given to releaseAliases().
    [[nodiscard]] const TouchedSpans &touched() const { return m_touched; }

private:
    /// A map and where it stands, so that a key can be found in it or added to it.
    struct Map
    {
        std::size_t node;
        bool isFlow;
    };
    struct Pair
    {
        std::size_t key = 0;
        std::size_t value = 0;
        [[nodiscard]] bool exists() const { return value != 0; }
    };

    [[nodiscard]] Result<void> readEntry();
    [[nodiscard]] Result<void> patchText(Field field, const FieldValue &value);
    [[nodiscard]] Result<void> patchShapes(const std::vector<Field> &fields, const KernelInfo &wanted);
    [[nodiscard]] Result<void> patchShape(Map shapes, Field field, const FieldValue &value);
    [[nodiscard]] Result<void> replaceDataShape(Pair dataShape, const KernelInfo &wanted);
    void patchBlockLines(Pair pair, const Shape &before, const Shape &after);
    void replaceBlockLines(Pair pair, const FieldValue &value);
    [[nodiscard]] bool patchFlowLines(const YamlNode &list, std::size_t node, const FieldValue &before,
                                      const FieldValue &after);
    void nullToLines(Pair pair, const Shape &shape);
    void replaceValue(Pair pair, const std::string &text);
    void addPair(Map map, std::string_view key, const std::string &flowValue, const std::string &blockLines);
    void addToFlow(Map map, std::string_view key, const std::string &value, Pair before);
    void insertLines(std::size_t contentEnd, std::string lines);
    void deleteLines(std::size_t node);
    void replace(SourceSpan span, std::string text);

    [[nodiscard]] Pair find(std::size_t mapping, std::string_view key) const;
    [[nodiscard]] Pair nearestBefore(std::size_t mapping, std::string_view key) const;
    [[nodiscard]] std::optional<std::size_t> afterColon(std::size_t key) const;
    [[nodiscard]] std::vector<std::size_t> itemsOf(std::size_t sequence) const;
    [[nodiscard]] bool isListOfLines(std::size_t sequence) const;
    [[nodiscard]] bool isOnLineOf(std::size_t key, std::size_t value) const;
    [[nodiscard]] bool isJson(std::size_t mapping) const;
    [[nodiscard]] std::size_t columnOf(std::size_t node) const;
    [[nodiscard]] std::string unknownShapeKeys(SourceSpan alias, std::size_t column) const;
    [[nodiscard]] const CatalogAnchor *anchorOf(SourceSpan alias) const;
    [[nodiscard]] std::unexpected<Error> refuse(const std::string &why, std::size_t offset) const;
    void note(std::string message, std::size_t offset);

    const Catalog &m_catalog;
    const CatalogEntry &m_entry;
    YamlTree m_tree;
    CatalogPatch m_patch;
    TouchedSpans m_touched;
};

} // namespace atlas
