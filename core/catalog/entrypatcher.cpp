#include "core/catalog/entrypatcher.h"

#include "core/catalog/catalogreader.h"
#include "core/catalog/entryprinter.h"
#include "core/catalog/sourcelines.h"
#include "core/catalog/yamltext.h"

#include <algorithm>
#include <array>

namespace atlas
{

namespace
{
constexpr std::array<std::string_view, 5> kEntryKeys = {kRawNameKey, "friendly_name", "source_lib", kDataShapeKey,
                                                        "description"};
constexpr std::array<std::string_view, 3> kShapeKeys = {"generic", "fixed", "tiled"};

bool isBlockScalar(const YamlNode &node)
{
    return node.kind == YamlKind::Scalar && (node.style == YamlStyle::Literal || node.style == YamlStyle::Folded);
}

bool isQuotedScalar(const YamlNode &node)
{
    return node.kind == YamlKind::Scalar &&
           (node.style == YamlStyle::SingleQuoted || node.style == YamlStyle::DoubleQuoted);
}

bool isBlockCollection(const YamlNode &node)
{
    return (node.kind == YamlKind::Sequence || node.kind == YamlKind::Mapping) && node.style == YamlStyle::Block &&
           !node.isAliased;
}

/// The comment behind the "|" or ">" of a block scalar, with the blanks before it.
std::string headerComment(std::string_view source)
{
    const std::string_view header = source.substr(0, lineEnd(source, 0));
    const std::size_t hash = header.find(" #");
    return hash == std::string_view::npos ? std::string() : std::string(header.substr(hash));
}
} // namespace

Result<CatalogPatch> EntryPatcher::patch(const std::vector<Field> &fields, const KernelInfo &wanted)
{
    if (Result<void> read = readEntry(); !read) {
        return std::unexpected(read.error());
    }
    m_touched.changed.push_back(m_tree[0].span);
    std::vector<Field> shapes;
    // In the order of the file, so that keys added at one place come out in that order; the shapes stand before the
    // description.
    for (const Field field : fields) {
        if (isShape(field)) {
            shapes.push_back(field);
        } else if (field != Field::Description) {
            if (Result<void> done = patchText(field, wanted[field]); !done) {
                return std::unexpected(done.error());
            }
        }
    }
    if (Result<void> done = patchShapes(shapes, wanted); !done) {
        return std::unexpected(done.error());
    }
    if (std::ranges::find(fields, Field::Description) != fields.end()) {
        if (Result<void> done = patchText(Field::Description, wanted[Field::Description]); !done) {
            return std::unexpected(done.error());
        }
    }
    return std::move(m_patch);
}

Result<void> EntryPatcher::readEntry()
{
    const bool isFlow = m_catalog.style().isFlow;
    const std::size_t begin = isFlow ? m_entry.span.begin : lineBegin(m_catalog.text(), m_entry.span.begin);
    const std::string_view text = std::string_view(m_catalog.text()).substr(begin, m_entry.span.end - begin);
    YamlEvents events(text);
    YamlTreeBuilder builder(text, events);
    // Stream, document, and for a block the list that the entry is in.
    for (int i = 0; i < (isFlow ? 2 : 3); ++i) {
        if (const Result<YamlEvent> event = events.next(); !event) {
            return refuse(event.error().message, m_entry.span.begin);
        }
    }
    const Result<YamlEvent> first = events.next();
    const Result<void> read = first ? builder.read(*first, m_tree) : Result<void>(std::unexpected(first.error()));
    if (!read || m_tree.empty() || m_tree[0].kind != YamlKind::Mapping) {
        return refuse("it cannot be read by itself", m_entry.span.begin);
    }
    for (YamlNode &node : m_tree) {
        node.span.begin += begin;
        node.span.end += begin;
    }
    return {};
}

Result<void> EntryPatcher::patchText(Field field, const FieldValue &value)
{
    const Map entry{0, m_tree[0].style == YamlStyle::Flow};
    const Pair pair = find(0, key(field));
    if (!pair.exists()) {
        const std::size_t column = columnOf(1);
        addPair(entry, key(field), printText(field, value, true),
                std::string(column, ' ').append(key(field)).append(": ").append(printText(field, value, false)) +
                    m_catalog.style().lineBreak);
        return {};
    }
    if (!afterColon(pair.key)) {
        return refuse("the key \"" + std::string(key(field)) + "\" is written with \"?\"", m_tree[pair.key].span.begin);
    }
    m_touched.gone.push_back(m_tree[pair.value].span);
    replaceValue(pair, printText(field, value, entry.isFlow || isQuotedScalar(m_tree[pair.value])));
    return {};
}

Result<void> EntryPatcher::patchShapes(const std::vector<Field> &fields, const KernelInfo &wanted)
{
    if (fields.empty()) {
        return {};
    }
    const Map entry{0, m_tree[0].style == YamlStyle::Flow};
    const Pair dataShape = find(0, kDataShapeKey);
    if (!dataShape.exists()) {
        addPair(entry, kDataShapeKey, printFlowDataShape(wanted, isJson(0)),
                printDataShape(wanted, columnOf(1), m_catalog.style()));
        return {};
    }
    if (!afterColon(dataShape.key)) {
        return refuse("the key \"data_shape\" is written with \"?\"", m_tree[dataShape.key].span.begin);
    }
    const YamlNode &map = m_tree[dataShape.value];
    m_touched.changed.push_back(map.span);
    if (map.kind != YamlKind::Mapping || map.isAliased || map.size == 1) {
        return replaceDataShape(dataShape, wanted);
    }
    for (const Field field : fields) {
        if (Result<void> done = patchShape({dataShape.value, map.style == YamlStyle::Flow}, field, wanted[field]);
            !done) {
            return done;
        }
    }
    return {};
}

Result<void> EntryPatcher::patchShape(Map shapes, Field field, const FieldValue &value)
{
    const Pair pair = find(shapes.node, key(field));
    if (!pair.exists()) {
        const std::size_t column = shapes.isFlow ? 0 : columnOf(shapes.node + 1);
        addPair(shapes, key(field), printFlowShape(value), printShapeField(field, value, column, m_catalog.style()));
        return {};
    }
    if (!afterColon(pair.key)) {
        return refuse("the key \"" + std::string(key(field)) + "\" is written with \"?\"", m_tree[pair.key].span.begin);
    }
    const YamlNode &old = m_tree[pair.value];
    m_touched.gone.push_back(old.span);
    const Shape *after = std::get_if<Shape>(&value);
    const Shape *before = std::get_if<Shape>(&m_entry.info[field]);
    const bool isFilled = after != nullptr && !after->empty();
    if (isBlockCollection(old) && !old.isAnchored) {
        if (isFilled && before != nullptr && isListOfLines(pair.value) &&
            before->size() == itemsOf(pair.value).size()) {
            patchBlockLines(pair, *before, *after);
        } else {
            replaceBlockLines(pair, value);
        }
    } else if (old.kind == YamlKind::Sequence && !old.isAliased &&
               patchFlowLines(old, pair.value, m_entry.info[field], value)) {
        return {};
    } else if (isFilled && !shapes.isFlow && old.kind != YamlKind::Sequence && isOnLineOf(pair.key, pair.value)) {
        nullToLines(pair, *after);
    } else {
        replaceValue(pair, printFlowShape(value));
    }
    return {};
}

/// data_shape is null, empty or an alias: the three fields take its place.
Result<void> EntryPatcher::replaceDataShape(Pair dataShape, const KernelInfo &wanted)
{
    const YamlNode &old = m_tree[dataShape.value];
    const bool isAlias = old.kind == YamlKind::Alias || old.isAliased;
    if (!isAlias && !isNullNode(old) && old.kind != YamlKind::Mapping) {
        return refuse("data_shape is not a map", old.span.begin);
    }
    if (m_tree[0].style == YamlStyle::Flow || !isOnLineOf(dataShape.key, dataShape.value)) {
        replaceValue(dataShape, printFlowDataShape(wanted, isJson(0)));
        return {};
    }
    const std::size_t column = columnOf(1) + m_catalog.style().nestOffset;
    std::string lines;
    for (const Field field : {Field::Generic, Field::Fixed, Field::Tiled}) {
        lines += printShapeField(field, wanted[field], column, m_catalog.style());
    }
    if (isAlias) {
        lines += unknownShapeKeys(old.span, column);
        note("the alias is replaced by its value", old.span.begin);
    }
    const std::size_t colon = *afterColon(dataShape.key);
    replace({colon, std::max(colon, old.span.end)}, "");
    insertLines(old.span.end, std::move(lines));
    return {};
}

/// What an aliased data_shape has beside our three keys must not get lost.
std::string EntryPatcher::unknownShapeKeys(SourceSpan alias, std::size_t column) const
{
    const CatalogAnchor *anchor = anchorOf(alias);
    if (anchor == nullptr) {
        return {};
    }
    YamlEvents events(anchor->value);
    YamlTreeBuilder builder(anchor->value, events);
    YamlTree tree;
    Result<YamlEvent> event = events.next();
    while (event && event->kind != YamlEvent::Kind::MappingStart && event->kind != YamlEvent::Kind::StreamEnd) {
        event = events.next();
    }
    std::string lines;
    if (event && event->kind == YamlEvent::Kind::MappingStart && builder.read(*event, tree)) {
        forEachPair(tree, 0, [&](std::size_t keyNode, std::size_t value) {
            if (std::ranges::find(kShapeKeys, tree[keyNode].text) == kShapeKeys.end()) {
                lines += std::string(column, ' ') + printFlow(tree, keyNode) + ": " + printFlow(tree, value) +
                         m_catalog.style().lineBreak;
            }
        });
    }
    return lines;
}

/// Only the lines that differ change, so that comments beside the others stay.
void EntryPatcher::patchBlockLines(Pair pair, const Shape &before, const Shape &after)
{
    const std::vector<std::size_t> items = itemsOf(pair.value);
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i >= after.size()) {
            deleteLines(items[i]);
        } else if (before[i] != after[i]) {
            replace(m_tree[items[i]].span, printFlowLine(after[i]));
        }
    }
    if (after.size() > items.size()) {
        const Shape added(after.begin() + static_cast<std::ptrdiff_t>(items.size()), after.end());
        insertLines(m_tree[items.back()].span.end,
                    printShapeLines(added, columnOf(pair.value), m_catalog.style().lineBreak));
    }
}

void EntryPatcher::replaceBlockLines(Pair pair, const FieldValue &value)
{
    const YamlNode &old = m_tree[pair.value];
    const Shape *shape = std::get_if<Shape>(&value);
    const std::size_t colon = *afterColon(pair.key);
    const bool isBelow = !isOnLineOf(pair.key, pair.value);
    if (old.kind != YamlKind::Sequence || !isBelow) {
        replace({colon, old.span.end}, " " + printFlowShape(value));
        return;
    }
    for (const std::size_t item : itemsOf(pair.value)) {
        deleteLines(item);
    }
    if (shape == nullptr || shape->empty()) {
        replace({colon, colon}, " " + printFlowShape(value));
    } else {
        insertLines(old.span.end, printShapeLines(*shape, columnOf(pair.value), m_catalog.style().lineBreak));
    }
}

bool EntryPatcher::patchFlowLines(const YamlNode &list, std::size_t node, const FieldValue &before,
                                  const FieldValue &after)
{
    const Shape *old = std::get_if<Shape>(&before);
    const Shape *wanted = std::get_if<Shape>(&after);
    const std::vector<std::size_t> items = itemsOf(node);
    if (list.isAnchored || old == nullptr || wanted == nullptr || !isListOfLines(node) ||
        old->size() != wanted->size() || old->size() != items.size()) {
        return false;
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
        if ((*old)[i] != (*wanted)[i]) {
            replace(m_tree[items[i]].span, printFlowLine((*wanted)[i]));
        }
    }
    return true;
}

void EntryPatcher::nullToLines(Pair pair, const Shape &shape)
{
    const YamlNode &old = m_tree[pair.value];
    if (old.kind == YamlKind::Alias || old.isAliased) {
        note("the alias is replaced by its value", old.span.begin);
    }
    const std::size_t colon = *afterColon(pair.key);
    replace({colon, std::max(colon, old.span.end)}, "");
    const std::size_t column = columnOf(pair.key) + m_catalog.style().listOffset;
    insertLines(std::max(colon, old.span.end), printShapeLines(shape, column, m_catalog.style().lineBreak));
}

void EntryPatcher::replaceValue(Pair pair, const std::string &text)
{
    const YamlNode &old = m_tree[pair.value];
    const std::string_view source = std::string_view(m_catalog.text()).substr(old.span.begin, old.span.size());
    if (old.kind == YamlKind::Alias || old.isAliased) {
        note("the alias is replaced by its value", old.span.begin);
    }
    if (old.span.size() == 0) {
        replace(old.span, " " + text);
    } else if (isBlockCollection(old)) {
        replace({*afterColon(pair.key), old.span.end}, " " + text);
    } else {
        replace(old.span, isBlockScalar(old) ? text + headerComment(source) : text);
    }
}

void EntryPatcher::addPair(Map map, std::string_view key, const std::string &flowValue, const std::string &blockLines)
{
    const Pair before = nearestBefore(map.node, key);
    if (map.isFlow) {
        addToFlow(map, key, flowValue, before);
    } else if (before.exists()) {
        insertLines(m_tree[before.value].span.end, blockLines);
    } else {
        const std::size_t line = lineBegin(m_catalog.text(), m_tree[map.node + 1].span.begin);
        replace({line, line}, blockLines);
    }
}

void EntryPatcher::addToFlow(Map map, std::string_view key, const std::string &value, Pair before)
{
    const std::string pair = (isJson(map.node) ? doubleQuoted(key) : std::string(key)) + ": " + value;
    if (before.exists()) {
        const std::size_t at = m_tree[before.value].span.end;
        replace({at, at}, ", " + pair);
    } else {
        const std::size_t brace = m_catalog.text().find('{', m_tree[map.node].span.begin) + 1;
        replace({brace, brace}, m_tree[map.node].size > 1 ? pair + ", " : pair);
    }
}

/// Puts whole lines behind the line that `contentEnd` is on.
void EntryPatcher::insertLines(std::size_t contentEnd, std::string lines)
{
    const std::string &text = m_catalog.text();
    const std::size_t at = nextLine(text, contentEnd);
    if (at > 0 && at == text.size() && text[at - 1] != '\n') {
        const std::string &lineBreak = m_catalog.style().lineBreak;
        lines.resize(lines.size() - lineBreak.size());
        lines.insert(0, lineBreak);
    }
    replace({at, at}, std::move(lines));
}

void EntryPatcher::deleteLines(std::size_t node)
{
    const std::string &text = m_catalog.text();
    replace({lineBegin(text, m_tree[node].span.begin), nextLine(text, m_tree[node].span.end)}, "");
}

void EntryPatcher::replace(SourceSpan span, std::string text)
{
    m_patch.patches.push_back({span, std::move(text)});
}

EntryPatcher::Pair EntryPatcher::find(std::size_t mapping, std::string_view key) const
{
    Pair found;
    forEachPair(m_tree, mapping, [&](std::size_t keyNode, std::size_t value) {
        if (m_tree[keyNode].kind == YamlKind::Scalar && m_tree[keyNode].text == key) {
            found = {keyNode, value};
        }
    });
    return found;
}

/// The last of the keys before `key` in our order that the map has, or the map's last key for an entry without any.
EntryPatcher::Pair EntryPatcher::nearestBefore(std::size_t mapping, std::string_view key) const
{
    const bool isShapeMap = std::ranges::find(kShapeKeys, key) != kShapeKeys.end();
    const std::span<const std::string_view> order =
        isShapeMap ? std::span<const std::string_view>(kShapeKeys) : std::span<const std::string_view>(kEntryKeys);
    Pair nearest;
    for (const std::string_view before : order) {
        if (before == key) {
            break;
        }
        if (const Pair pair = find(mapping, before); pair.exists()) {
            nearest = pair;
        }
    }
    if (!nearest.exists() && !isShapeMap) {
        forEachPair(m_tree, mapping, [&](std::size_t keyNode, std::size_t value) { nearest = {keyNode, value}; });
    }
    return nearest;
}

/// The byte behind the ":" of a key on its line, or nothing for a key written with "?".
std::optional<std::size_t> EntryPatcher::afterColon(std::size_t key) const
{
    const std::string &text = m_catalog.text();
    const std::size_t at = text.find_first_not_of(" \t", m_tree[key].span.end);
    if (at == std::string::npos || text[at] != ':') {
        return std::nullopt;
    }
    return at + 1;
}

std::vector<std::size_t> EntryPatcher::itemsOf(std::size_t sequence) const
{
    std::vector<std::size_t> items;
    if (m_tree[sequence].kind == YamlKind::Sequence) {
        forEachItem(m_tree, sequence, [&](std::size_t item) { items.push_back(item); });
    }
    return items;
}

bool EntryPatcher::isListOfLines(std::size_t sequence) const
{
    const std::vector<std::size_t> items = itemsOf(sequence);
    return !items.empty() && std::ranges::all_of(items, [this](std::size_t item) {
        return m_tree[item].kind == YamlKind::Sequence && !m_tree[item].isAnchored && !m_tree[item].isAliased;
    });
}

bool EntryPatcher::isOnLineOf(std::size_t key, std::size_t value) const
{
    return lineBegin(m_catalog.text(), m_tree[key].span.begin) ==
               lineBegin(m_catalog.text(), m_tree[value].span.begin) &&
           m_tree[value].span.end <= lineEnd(m_catalog.text(), m_tree[key].span.begin);
}

bool EntryPatcher::isJson(std::size_t mapping) const
{
    return m_tree[mapping].style == YamlStyle::Flow && m_tree[mapping].size > 1 &&
           m_tree[mapping + 1].style == YamlStyle::DoubleQuoted;
}

std::size_t EntryPatcher::columnOf(std::size_t node) const
{
    const std::size_t begin = m_tree[node].span.begin;
    return begin - lineBegin(m_catalog.text(), begin);
}

const CatalogAnchor *EntryPatcher::anchorOf(SourceSpan alias) const
{
    const auto found = std::ranges::find_if(m_catalog.anchors(), [&](const CatalogAnchor &anchor) {
        return std::ranges::find(anchor.aliases, alias) != anchor.aliases.end();
    });
    return found == m_catalog.anchors().end() ? nullptr : &*found;
}

std::unexpected<Error> EntryPatcher::refuse(const std::string &why, std::size_t offset) const
{
    return failure("the entry cannot be changed safely: " + why + "; change it by hand",
                   SourceLines(m_catalog.text()).locate(offset, m_catalog.fileName()));
}

void EntryPatcher::note(std::string message, std::size_t offset)
{
    m_patch.diagnostics.push_back({Severity::Note,
                                   "alias-replaced",
                                   std::move(message),
                                   SourceLines(m_catalog.text()).locate(offset, m_catalog.fileName()),
                                   {},
                                   0});
}

} // namespace atlas
