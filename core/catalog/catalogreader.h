#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/ownformreader.h"
#include "core/catalog/shapereader.h"
#include "core/catalog/sourcelines.h"
#include "core/catalog/yamltree.h"

#include <string>
#include <unordered_set>

namespace atlas
{

/// The keys of an entry that are not fields.
inline constexpr std::string_view kRawNameKey = "raw_name";
inline constexpr std::string_view kDataShapeKey = "data_shape";

/// Makes a Catalog of text; see Catalog::read().
class CatalogReader
{
public:
    CatalogReader(std::string text, std::string fileName);

    [[nodiscard]] Result<Catalog> read();
    /// The same by libyaml, whatever form the text has: what the fast reader of our own form is judged by.
    [[nodiscard]] Result<Catalog> readAnyForm();

private:
    /// Value of a key in a map, and whether it came through "<<".
    struct Found
    {
        std::size_t key = 0;
        std::size_t value = 0;
        bool isMerged = false;
        [[nodiscard]] bool exists() const { return value != 0; }
    };

    [[nodiscard]] Result<void> checkBytes() const;
    [[nodiscard]] Catalog takeOwnForm(OwnForm form);
    void indexNames();
    [[nodiscard]] Result<void> readStream(YamlEvents &events);
    [[nodiscard]] Result<void> readDocument(YamlEvents &events);
    [[nodiscard]] Result<void> readItems(YamlEvents &events, YamlTreeBuilder &builder);
    [[nodiscard]] Result<void> skipRest(YamlEvents &events);
    [[nodiscard]] Error explained(Error error) const;

    void readItem(const YamlTree &tree);
    void readEntry(const YamlTree &tree, CatalogEntry &entry);
    void readTexts(const YamlTree &tree, CatalogEntry &entry);
    void readShapes(const YamlTree &tree, CatalogEntry &entry);
    void readText(const YamlTree &tree, const Found &found, Field field, CatalogEntry &entry);
    void readShape(const YamlTree &tree, const Found &found, Field field, CatalogEntry &entry);
    void noteSource(const YamlTree &tree, const Found &found, bool isUnderAnchor, FieldSource &source);
    [[nodiscard]] std::string textOf(const YamlTree &tree, std::size_t node);
    void checkKeys(const YamlTree &tree, std::size_t mapping, bool isShapeMap);
    void checkKey(const YamlNode &node, bool isShapeMap);
    [[nodiscard]] Found find(const YamlTree &tree, std::size_t mapping, std::string_view key) const;
    [[nodiscard]] Found findMerged(const YamlTree &tree, std::size_t merged, std::string_view key) const;
    void noteUnsafe(const YamlNode &node);

    [[nodiscard]] std::size_t dashOf(const YamlNode &item) const;
    [[nodiscard]] std::size_t endOfLines(std::size_t contentEnd) const;
    void noteStyle(const YamlTree &tree, std::size_t dash);
    void noteShapeStyle(const YamlTree &tree, const Found &dataShape);
    [[nodiscard]] std::size_t columnOf(std::size_t offset) const;

    void keepAnchors(const YamlTreeBuilder &builder);
    void findConflictMarkers();
    void report(Severity severity, std::string_view code, std::size_t offset, std::string message,
                std::size_t length = 0);

    Catalog m_catalog;
    std::string_view m_text; // of m_catalog
    SourceLines m_lines;
    ShapeReader m_shapes;
    std::size_t m_listColumn = 0;
    std::size_t m_items = 0;
    bool m_hasShapeStyle = false;
    std::unordered_set<std::string> m_unknownKeys; // reported already
};

} // namespace atlas
