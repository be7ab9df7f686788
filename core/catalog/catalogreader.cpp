#include "core/catalog/catalogreader.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/catalog/yamltext.h"

#include <algorithm>

namespace atlas
{

namespace
{
constexpr std::string_view kMergeKey = "<<";

bool isMarkerLine(std::string_view line)
{
    return line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") || line.starts_with("||||||| ") ||
           line == "=======";
}

/// The first byte of the first line of a git conflict, or npos.
std::size_t findConflict(std::string_view text)
{
    for (std::size_t at = text.find("<<<<<<< "); at != std::string_view::npos; at = text.find("<<<<<<< ", at + 1)) {
        if (at == lineBegin(text, at)) {
            return at;
        }
    }
    return std::string_view::npos;
}

bool isMergeKey(const YamlNode &key)
{
    return key.kind == YamlKind::Scalar && key.style == YamlStyle::Plain && key.text == kMergeKey;
}
} // namespace

CatalogReader::CatalogReader(std::string text, std::string fileName) : m_lines({}), m_shapes({})
{
    m_catalog.m_text = std::move(text);
    m_catalog.m_fileName = std::move(fileName);
    m_text = m_catalog.m_text;
    m_shapes = ShapeReader(m_text);
}

Result<Catalog> CatalogReader::read()
{
    if (Result<void> checked = checkBytes(); !checked) {
        return std::unexpected(checked.error());
    }
    if (std::optional<OwnForm> form = readOwnForm(m_text)) {
        return takeOwnForm(*std::move(form));
    }
    return readAnyForm();
}

Catalog CatalogReader::takeOwnForm(OwnForm form)
{
    m_catalog.m_entries = std::move(form.entries);
    m_catalog.m_style.hasBlankBetween = form.hasBlankBetween;
    m_catalog.m_listEnd = form.listEnd;
    indexNames();
    return std::move(m_catalog);
}

void CatalogReader::indexNames()
{
    m_catalog.m_byName.reserve(m_catalog.m_entries.size());
    for (std::size_t i = 0; i < m_catalog.m_entries.size(); ++i) {
        m_catalog.m_byName.try_emplace(m_catalog.m_entries[i].rawName, i);
    }
}

Result<Catalog> CatalogReader::readAnyForm()
{
    if (Result<void> checked = checkBytes(); !checked) {
        return std::unexpected(checked.error());
    }
    m_lines = SourceLines(m_text);
    const std::size_t firstBreak = m_text.find('\n');
    const bool isCrlf = firstBreak != std::string_view::npos && firstBreak > 0 && m_text[firstBreak - 1] == '\r';
    m_catalog.m_style.lineBreak = isCrlf ? "\r\n" : "\n";
    m_catalog.m_listEnd = m_text.size();
    YamlEvents events(m_text);
    if (Result<void> read = readStream(events); !read) {
        return std::unexpected(explained(std::move(read.error())));
    }
    findConflictMarkers();
    indexNames();
    std::ranges::stable_sort(m_catalog.m_unsafeSpellings, {}, [](const UnsafeSpelling &s) { return s.span.begin; });
    std::ranges::stable_sort(m_catalog.m_diagnostics, {}, [](const Diagnostic &d) { return d.location.line; });
    return std::move(m_catalog);
}

Result<void> CatalogReader::checkBytes() const
{
    if (m_text.size() > kMaxWholeFileBytes) {
        return failure("the file is too large for a kernel catalog", {m_catalog.m_fileName});
    }
    if (isValidUtf8(m_text)) {
        return {};
    }
    std::size_t line = 1;
    for (const std::string_view text : lines(m_text)) {
        if (!isValidUtf8(text)) {
            break;
        }
        ++line;
    }
    return failure("not UTF-8; save the file as UTF-8", {m_catalog.m_fileName, line});
}

Error CatalogReader::explained(Error error) const
{
    error.location.file = m_catalog.m_fileName;
    if (const std::size_t conflict = findConflict(m_text); conflict != std::string_view::npos) {
        return {"git left a conflict here; decide between the two sides and remove the lines with <<<<<<<, ======= and "
                ">>>>>>>",
                m_lines.locate(conflict, m_catalog.m_fileName)};
    }
    return error;
}

Result<void> CatalogReader::readStream(YamlEvents &events)
{
    for (;;) {
        const Result<YamlEvent> event = events.next();
        if (!event) {
            return std::unexpected(event.error());
        }
        if (event->kind == YamlEvent::Kind::StreamEnd) {
            return {};
        }
        if (event->kind == YamlEvent::Kind::DocumentStart) {
            if (Result<void> read = readDocument(events); !read) {
                return read;
            }
            return skipRest(events);
        }
    }
}

Result<void> CatalogReader::readDocument(YamlEvents &events)
{
    const Result<YamlEvent> root = events.next();
    if (!root) {
        return std::unexpected(root.error());
    }
    const bool isEmpty = root->kind == YamlEvent::Kind::Scalar && root->style == YamlStyle::Plain && root->text.empty();
    if (root->kind != YamlEvent::Kind::SequenceStart && !isEmpty) {
        return failure("a catalog is a list of kernels (\"- raw_name: ...\"); this is " +
                           std::string(root->kind == YamlEvent::Kind::MappingStart ? "a map" : "one value"),
                       m_lines.locate(root->span.begin, m_catalog.m_fileName));
    }
    YamlTreeBuilder builder(m_text, events);
    if (!isEmpty) {
        m_listColumn = columnOf(root->span.begin);
        m_catalog.m_style.isFlow = root->style == YamlStyle::Flow;
        if (Result<void> read = readItems(events, builder); !read) {
            return read;
        }
    }
    keepAnchors(builder);
    const Result<YamlEvent> end = events.next();
    if (!end) {
        return std::unexpected(end.error());
    }
    if (m_items == 0) {
        m_catalog.m_listEnd = end->span.begin;
    }
    return {};
}

Result<void> CatalogReader::readItems(YamlEvents &events, YamlTreeBuilder &builder)
{
    YamlTree tree;
    for (;;) {
        const Result<YamlEvent> event = events.next();
        if (!event) {
            return std::unexpected(event.error());
        }
        if (event->kind == YamlEvent::Kind::SequenceEnd) {
            return {};
        }
        if (Result<void> read = builder.read(*event, tree); !read) {
            return read;
        }
        readItem(tree);
    }
}

/// What follows the first document only has to be valid; nothing of it is read.
Result<void> CatalogReader::skipRest(YamlEvents &events)
{
    bool isReported = false;
    std::size_t depth = 0;
    for (;;) {
        const Result<YamlEvent> event = events.next();
        if (!event) {
            return std::unexpected(event.error());
        }
        if (event->kind == YamlEvent::Kind::StreamEnd) {
            return {};
        }
        if (event->kind == YamlEvent::Kind::DocumentStart && !isReported) {
            report(Severity::Warning, "several-documents", event->span.begin,
                   "a second YAML document begins here; only the first is read and changed");
            isReported = true;
        }
        const bool opens =
            event->kind == YamlEvent::Kind::SequenceStart || event->kind == YamlEvent::Kind::MappingStart;
        const bool closes = event->kind == YamlEvent::Kind::SequenceEnd || event->kind == YamlEvent::Kind::MappingEnd;
        depth += opens ? 1U : 0U;
        depth -= closes ? 1U : 0U;
        constexpr std::size_t kMaxSkippedDepth = 64;
        if (depth > kMaxSkippedDepth) {
            return failure("lists and maps lie too deep in each other; this is no kernel catalog",
                           m_lines.locate(event->span.begin, m_catalog.m_fileName));
        }
    }
}

void CatalogReader::readItem(const YamlTree &tree)
{
    const YamlNode &item = tree.front();
    const std::size_t dash = m_catalog.m_style.isFlow ? item.span.begin : dashOf(item);
    const std::size_t end = m_catalog.m_style.isFlow ? item.span.end : endOfLines(item.span.end);
    m_catalog.m_listEnd = end;
    if (m_items++ == 0 && !m_catalog.m_style.isFlow) {
        noteStyle(tree, dash);
        const std::size_t breakEnd = nextLine(m_text, end);
        m_catalog.m_style.hasBlankBetween =
            end < breakEnd && trimmed(m_text.substr(end, lineEnd(m_text, end) - end)).empty();
    }
    if (item.kind != YamlKind::Mapping) {
        report(Severity::Error, "entry-not-map", item.span.begin,
               "this item is not a kernel: it has no keys; it is left as it is");
        return;
    }
    CatalogEntry entry;
    entry.span = {dash, end};
    entry.line = m_lines.lineAt(dash);
    readEntry(tree, entry);
}

void CatalogReader::readEntry(const YamlTree &tree, CatalogEntry &entry)
{
    checkKeys(tree, 0, false);
    const Found name = find(tree, 0, kRawNameKey);
    const bool isText = name.exists() && tree[name.value].kind == YamlKind::Scalar && !isNullNode(tree[name.value]);
    if (!isText || tree[name.value].text.empty()) {
        report(Severity::Error, "no-raw-name", name.exists() ? tree[name.value].span.begin : entry.span.begin,
               name.exists() ? "raw_name is not a text; the entry is left as it is"
                             : "the entry has no raw_name; it is left as it is");
        return;
    }
    entry.rawName = tree[name.value].text;
    noteUnsafe(tree[name.value]);
    readTexts(tree, entry);
    readShapes(tree, entry);
    m_catalog.m_entries.push_back(std::move(entry));
}

void CatalogReader::readTexts(const YamlTree &tree, CatalogEntry &entry)
{
    for (const Field field : kFields) {
        if (!isShape(field)) {
            readText(tree, find(tree, 0, key(field)), field, entry);
        }
    }
}

void CatalogReader::readText(const YamlTree &tree, const Found &found, Field field, CatalogEntry &entry)
{
    if (!found.exists()) {
        return;
    }
    noteSource(tree, found, tree[0].isAnchored || tree[0].isAliased, entry.fields[static_cast<std::size_t>(field)]);
    const YamlNode &value = tree[found.value];
    if (isNullNode(value) || value.kind == YamlKind::Alias) {
        return;
    }
    entry.info[field] = textOf(tree, found.value);
    if (value.kind != YamlKind::Scalar) {
        report(Severity::Warning, "not-a-text", value.span.begin, std::string(key(field)) + " is not a text");
    } else {
        noteUnsafe(value);
    }
}

std::string CatalogReader::textOf(const YamlTree &tree, std::size_t node)
{
    return tree[node].kind == YamlKind::Scalar ? tree[node].text : printFlow(tree, node);
}

void CatalogReader::readShapes(const YamlTree &tree, CatalogEntry &entry)
{
    const Found found = find(tree, 0, kDataShapeKey);
    if (!found.exists() || isNullNode(tree[found.value]) || tree[found.value].kind == YamlKind::Alias) {
        return;
    }
    if (tree[found.value].kind != YamlKind::Mapping) {
        report(Severity::Warning, "data-shape-not-map", tree[found.value].span.begin,
               "data_shape is not a map with generic, fixed and tiled; it is left as it is");
        return;
    }
    noteShapeStyle(tree, found);
    checkKeys(tree, found.value, true);
    for (const Field field : kFields) {
        if (!isShape(field)) {
            continue;
        }
        Found shape = find(tree, found.value, key(field));
        shape.isMerged = shape.isMerged || found.isMerged;
        const bool isUnderAnchor = tree[0].isAnchored || tree[0].isAliased || tree[found.value].isAnchored;
        if (shape.exists()) {
            noteSource(tree, shape, isUnderAnchor, entry.fields[static_cast<std::size_t>(field)]);
            readShape(tree, shape, field, entry);
        }
    }
}

void CatalogReader::readShape(const YamlTree &tree, const Found &found, Field field, CatalogEntry &entry)
{
    ShapeReader::Reading reading = m_shapes.read(tree, found.value);
    entry.info[field] = std::move(reading.value);
    if (tree[found.value].isAliased) {
        return;
    }
    for (ShapeReader::Finding &finding : reading.findings) {
        report(Severity::Warning, finding.code, finding.offset, std::string(key(field)) + ": " + finding.message);
    }
    for (UnsafeSpelling &torn : reading.torn) {
        m_catalog.m_unsafeSpellings.push_back(std::move(torn));
    }
}

void CatalogReader::noteSource(const YamlTree &tree, const Found &found, bool isUnderAnchor, FieldSource &source)
{
    const YamlNode &value = tree[found.value];
    source.isAliased =
        found.isMerged || isUnderAnchor || value.isAliased || value.isAnchored || value.kind == YamlKind::Alias;
    if (found.isMerged) {
        return;
    }
    source.isPresent = true;
    source.value = value.span;
    source.line = m_lines.lineAt(tree[found.key].span.begin);
}

void CatalogReader::noteUnsafe(const YamlNode &node)
{
    if (node.style == YamlStyle::Plain && node.tag.empty() && !node.isAliased && isAmbiguous(node.text)) {
        // With an anchor the span begins at "&"; quoting is then left to the person.
        const bool canRewrite = !node.isAnchored && node.span.size() == node.text.size();
        m_catalog.m_unsafeSpellings.push_back({node.span, canRewrite ? doubleQuoted(node.text) : std::string(), false});
    }
}

void CatalogReader::checkKeys(const YamlTree &tree, std::size_t mapping, bool isShapeMap)
{
    std::vector<std::pair<std::string_view, std::size_t>> keys;
    forEachPair(tree, mapping, [&](std::size_t keyNode, std::size_t value) {
        const YamlNode &node = tree[keyNode];
        if (tree[value].kind == YamlKind::Alias) {
            report(Severity::Error, "unknown-alias", tree[value].span.begin,
                   "\"*" + tree[value].text + "\" has no anchor before it, or lies in its own anchor");
        }
        if (!node.isAliased && !tree[mapping].isAliased) {
            keys.emplace_back(node.text, node.span.begin);
            checkKey(node, isShapeMap);
        }
    });
    std::ranges::sort(keys);
    for (std::size_t i = 1; i < keys.size(); ++i) {
        if (keys[i].first == keys[i - 1].first) {
            report(Severity::Error, "duplicate-key", keys[i].second,
                   "\"" + elideMiddle(keys[i].first, 60) +
                       "\" is there twice; readers differ in which they take, here the last counts");
        }
    }
}

void CatalogReader::checkKey(const YamlNode &node, bool isShapeMap)
{
    const std::optional<Field> field = node.kind == YamlKind::Scalar ? fieldForKey(node.text) : std::nullopt;
    const bool isKnown =
        field ? isShape(*field) == isShapeMap : !isShapeMap && (node.text == kRawNameKey || node.text == kDataShapeKey);
    if (isKnown || !m_unknownKeys.insert(node.text).second) {
        return;
    }
    if (isMergeKey(node)) {
        report(Severity::Note, "merge-key", node.span.begin,
               "\"<<\" is followed here and by PyYAML, but not by every YAML reader");
    } else {
        report(Severity::Note, "unknown-key", node.span.begin,
               "\"" + elideMiddle(node.text, 60) + "\" is no key that we know; it is kept (said once)");
    }
}

CatalogReader::Found CatalogReader::find(const YamlTree &tree, std::size_t mapping, std::string_view key) const
{
    Found found;
    Found merged;
    forEachPair(tree, mapping, [&](std::size_t keyNode, std::size_t value) {
        const YamlNode &node = tree[keyNode];
        if (node.kind == YamlKind::Scalar && node.text == key) {
            found = {keyNode, value, false};
        } else if (isMergeKey(node) && !merged.exists()) {
            merged = findMerged(tree, value, key);
        }
    });
    return found.exists() ? found : merged;
}

CatalogReader::Found CatalogReader::findMerged(const YamlTree &tree, std::size_t merged, std::string_view key) const
{
    Found found;
    if (tree[merged].kind == YamlKind::Mapping) {
        found = find(tree, merged, key);
    } else if (tree[merged].kind == YamlKind::Sequence) {
        forEachItem(tree, merged, [&](std::size_t item) {
            if (!found.exists() && tree[item].kind == YamlKind::Mapping) {
                found = find(tree, item, key);
            }
        });
    }
    found.isMerged = true;
    return found;
}

/// Between an entry's "-" and its first key there may be comments and line breaks.
std::size_t CatalogReader::dashOf(const YamlNode &item) const
{
    for (std::size_t at = lineBegin(m_text, item.span.begin);; at = lineBegin(m_text, at - 1)) {
        const std::size_t first = m_text.find_first_not_of(' ', at);
        if (first != std::string_view::npos && m_text[first] == '-' && first - at == m_listColumn) {
            return first;
        }
        if (at <= bomSize(m_text)) {
            return item.span.begin;
        }
    }
}

/// The end of the lines that belong to what ends at `contentEnd`: its own, and comments below it that are indented
/// deeper than the list.
std::size_t CatalogReader::endOfLines(std::size_t contentEnd) const
{
    std::size_t end = nextLine(m_text, contentEnd);
    for (std::size_t at = end; at < m_text.size(); at = nextLine(m_text, at)) {
        const std::string_view line = m_text.substr(at, lineEnd(m_text, at) - at);
        const std::size_t first = line.find_first_not_of(" \t");
        if (first == std::string_view::npos) {
            continue;
        }
        if (line[first] != '#' || first <= m_listColumn) {
            break;
        }
        end = nextLine(m_text, at);
    }
    return end;
}

std::size_t CatalogReader::columnOf(std::size_t offset) const
{
    return offset - lineBegin(m_text, offset);
}

void CatalogReader::noteStyle(const YamlTree &tree, std::size_t dash)
{
    CatalogStyle &style = m_catalog.m_style;
    style.dashColumn = columnOf(dash);
    if (tree[0].kind == YamlKind::Mapping && tree[0].style == YamlStyle::Block && tree[0].size > 1) {
        style.keyOffset = std::max<std::size_t>(columnOf(tree[1].span.begin), style.dashColumn + 1) - style.dashColumn;
    }
}

void CatalogReader::noteShapeStyle(const YamlTree &tree, const Found &dataShape)
{
    const YamlNode &map = tree[dataShape.value];
    if (m_hasShapeStyle || dataShape.isMerged || map.isAliased || map.style == YamlStyle::Flow || map.size < 2) {
        return;
    }
    forEachPair(tree, dataShape.value, [&](std::size_t keyNode, std::size_t value) {
        const YamlNode &list = tree[value];
        if (list.kind != YamlKind::Sequence || list.style != YamlStyle::Block || list.isAliased || list.isAnchored ||
            m_hasShapeStyle) {
            return;
        }
        const std::size_t keyColumn = columnOf(tree[keyNode].span.begin);
        m_catalog.m_style.nestOffset =
            std::max(keyColumn - std::min(keyColumn, columnOf(tree[dataShape.key].span.begin)), std::size_t{1});
        m_catalog.m_style.listOffset = columnOf(list.span.begin) - std::min(keyColumn, columnOf(list.span.begin));
        m_hasShapeStyle = true;
    });
}

void CatalogReader::keepAnchors(const YamlTreeBuilder &builder)
{
    for (const YamlTreeBuilder::Anchor &anchor : builder.anchors()) {
        m_catalog.m_anchors.push_back({anchor.span, {}, {}});
    }
    for (const YamlTreeBuilder::AliasUse &use : builder.aliases()) {
        CatalogAnchor &anchor = m_catalog.m_anchors[use.anchor];
        if (anchor.aliases.empty()) {
            anchor.value = printFlow(builder.anchors()[use.anchor].tree, 0);
        }
        anchor.aliases.push_back(use.span);
    }
}

/// Markers that YAML took for text, such as in a block of text.
void CatalogReader::findConflictMarkers()
{
    if (findConflict(m_text) == std::string_view::npos) {
        return;
    }
    for (std::size_t at = bomSize(m_text); at < m_text.size(); at = nextLine(m_text, at)) {
        if (isMarkerLine(m_text.substr(at, lineEnd(m_text, at) - at))) {
            report(Severity::Error, "conflict-marker", at,
                   "git left a conflict here; decide between the two sides and remove this line");
        }
    }
}

void CatalogReader::report(Severity severity, std::string_view code, std::size_t offset, std::string message,
                           std::size_t length)
{
    SourceLocation location = m_lines.locate(offset, m_catalog.m_fileName);
    std::string source = m_lines.shownText(location.line);
    m_catalog.m_diagnostics.push_back(
        {severity, std::string(code), std::move(message), std::move(location), std::move(source), length});
}

} // namespace atlas
