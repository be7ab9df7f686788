#include "core/catalog/secondreader.h"

#include "core/base/text.h"
#include "core/catalog/catalogreader.h"
#include "core/catalog/sourcelines.h"

#include <algorithm>
#include <optional>

#include <yaml-cpp/yaml.h>

namespace atlas
{

namespace
{
/// The entry as yaml-cpp reads it; nothing where it cannot.
std::optional<YAML::Node> nodeOf(const Catalog &catalog, const CatalogEntry &entry)
{
    const bool isFlow = catalog.style().isFlow;
    const std::size_t begin = isFlow ? entry.span.begin : lineBegin(catalog.text(), entry.span.begin);
    try {
        const YAML::Node node = YAML::Load(catalog.text().substr(begin, entry.span.end - begin));
        const YAML::Node item = isFlow ? node : node.IsSequence() && node.size() == 1 ? node[0] : YAML::Node();
        return item.IsMap() ? std::optional(item) : std::nullopt;
    } catch (const YAML::Exception &) {
        return std::nullopt;
    }
}

/// A shape of quoted strings, or null; nothing for anything else.
std::optional<FieldValue> shapeOf(const YAML::Node &node)
{
    if (!node.IsDefined() || node.IsNull()) {
        return FieldValue();
    }
    Shape shape;
    for (const YAML::Node &line : node) {
        if (!line.IsSequence()) {
            return std::nullopt;
        }
        ShapeLine &items = shape.emplace_back();
        for (const YAML::Node &item : line) {
            if (!item.IsScalar()) {
                return std::nullopt;
            }
            items.push_back(item.Scalar());
        }
    }
    return FieldValue(std::move(shape));
}

std::optional<FieldValue> valueOf(const YAML::Node &entry, Field field)
{
    if (!isShape(field)) {
        const YAML::Node node = entry[std::string(key(field))];
        return !node.IsDefined() || node.IsNull() ? std::optional(FieldValue())
               : node.IsScalar()                  ? std::optional(FieldValue(node.Scalar()))
                                                  : std::nullopt;
    }
    const YAML::Node shapes = entry[std::string(kDataShapeKey)];
    return shapes.IsDefined() && shapes.IsMap() ? shapeOf(shapes[std::string(key(field))]) : FieldValue();
}

bool isTornIn(const Catalog &catalog, SourceSpan span)
{
    return std::ranges::any_of(catalog.unsafeSpellings(), [&](const UnsafeSpelling &spelling) {
        return spelling.isTorn && spelling.span.begin >= span.begin && spelling.span.end <= span.end;
    });
}

bool agrees(const Catalog &catalog, const CatalogEntry &entry, const YAML::Node &node)
{
    const YAML::Node name = node[std::string(kRawNameKey)];
    return name.IsDefined() && name.IsScalar() && name.Scalar() == entry.rawName &&
           std::ranges::all_of(kFields, [&](Field field) {
               const std::optional<FieldValue> value = valueOf(node, field);
               // Ours forgives shapes that are no lists of lists; such a value is not one that was written now.
               return !value || *value == entry.info[field] || isTornIn(catalog, entry.source(field).value);
           });
}
} // namespace

Result<void> secondReaderAgrees(const Catalog &before, const Catalog &written, std::span<const std::string_view> names)
{
    for (const std::string_view name : names) {
        const CatalogEntry *entry = written.find(name);
        if (entry == nullptr) {
            continue;
        }
        const CatalogEntry *old = before.find(name);
        const std::optional<YAML::Node> was = old != nullptr ? nodeOf(before, *old) : std::nullopt;
        const bool couldRead = old == nullptr || (was && agrees(before, *old, *was));
        const std::optional<YAML::Node> is = nodeOf(written, *entry);
        if (couldRead && !(is && agrees(written, *entry, *is))) {
            return failure("nothing was written: another YAML reader would not take \"" + elideMiddle(name, 80) +
                               "\" for what was meant; change this entry by hand",
                           {written.fileName(), entry->line});
        }
    }
    return {};
}

} // namespace atlas
