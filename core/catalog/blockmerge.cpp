#include "core/catalog/blockmerge.h"

#include "core/base/text.h"
#include "core/catalog/catalogreader.h"
#include "core/catalog/catalogwriter.h"

#include <algorithm>

namespace atlas
{

namespace
{
std::string quotedName(const CatalogBlock &block)
{
    return block.rawName.empty() ? "an item without raw_name" : "\"" + elideMiddle(block.rawName, 100) + "\"";
}

/// Blank lines between items are layout: they come and go with the neighbours.
bool isSame(const CatalogBlock &a, const CatalogBlock &b)
{
    return a.body == b.body && (a.lead == b.lead || commentLinesOf(a.lead) == commentLinesOf(b.lead));
}

/// Of three versions of a text the one that a side changed; nothing when both did, and not alike. No base: nothing is
/// known of what it was.
const std::string *changedOf(const std::string *base, const std::string &ours, const std::string &theirs)
{
    if (ours == theirs || (base != nullptr && ours == *base)) {
        return &theirs;
    }
    return base != nullptr && theirs == *base ? &ours : nullptr;
}

/// The six values that a body gives its entry; nothing when it is no entry.
std::optional<Catalog> readAlone(const std::string &body)
{
    Result<Catalog> catalog = Catalog::read(body, {});
    return catalog && catalog->entries().size() == 1 ? std::optional(std::move(*catalog)) : std::nullopt;
}

/// The text of an entry without the values of its six fields.
std::string restOf(const Catalog &catalog)
{
    std::vector<TextPatch> values;
    for (const FieldSource &source : catalog.entries().front().fields) {
        if (source.isPresent) {
            values.push_back({source.value, {}});
        }
    }
    std::ranges::sort(values, {}, [](const TextPatch &patch) { return patch.span.begin; });
    std::string rest;
    for (const char c : applyPatches(catalog.text(), values)) {
        if (c != ' ' && c != '\n') {
            rest += c;
        }
    }
    return rest;
}

/// The values of one entry in three versions.
struct Values
{
    std::optional<KernelInfo> base;
    KernelInfo ours;
    KernelInfo theirs;

    /// Whose value counts; nothing when both sides changed it.
    [[nodiscard]] std::optional<MergeSide> sideFor(Field field) const
    {
        if (ours[field] == theirs[field] || (base && ours[field] == (*base)[field])) {
            return MergeSide::Theirs;
        }
        return base && theirs[field] == (*base)[field] ? std::optional(MergeSide::Mine) : std::nullopt;
    }
};

/// Whether every comment of `from` that `base` does not have is in `to` too, each as often.
bool keepsComments(const std::string &base, const std::string &from, const std::string &to)
{
    const auto find = [](const std::string &text) { return commentsOf(text); };
    const auto inBase = find(base);
    const auto inFrom = find(from);
    const auto inTo = find(to);
    if (!inBase || !inFrom || !inTo) {
        return false;
    }
    return std::ranges::all_of(*inFrom, [&](const std::string &comment) {
        return std::ranges::count(*inFrom, comment) <=
               std::max(std::ranges::count(*inBase, comment), std::ranges::count(*inTo, comment));
    });
}

/// The comments above a key or an item. Blank lines go with whoever changed the comments.
MergePieces mergeAbove(const std::string &base, const std::string &ours, const std::string &theirs,
                       const std::string &what)
{
    const std::string said = commentLinesOf(base);
    const std::string saidByOurs = commentLinesOf(ours);
    const std::string saidByTheirs = commentLinesOf(theirs);
    if (ours != base && theirs != base && (saidByOurs == said || saidByTheirs == said || saidByOurs == saidByTheirs)) {
        return {{saidByTheirs == said && saidByOurs != said ? ours : theirs}};
    }
    return mergeLines(base, ours, theirs, what);
}

/// Merges two bodies key by key.
class PartMerger
{
public:
    PartMerger(std::string name, const BlockParts &base, const BlockParts &ours, const BlockParts &theirs,
               const Values &values)
        : m_name(std::move(name)), m_base(base), m_ours(ours), m_theirs(theirs), m_values(values)
    {
    }

    /// Nothing where the "-" finds no place.
    std::optional<MergePieces> run()
    {
        const MergedOrder order = mergeOrder(keysOf(m_base), keysOf(m_ours), keysOf(m_theirs));
        for (const std::string &key : order.keys) {
            mergePart(find(m_base, key), find(m_ours, key), find(m_theirs, key));
        }
        add(mergeLines(m_base.tail, m_ours.tail, m_theirs.tail,
                       "the comment below " + m_name + " was changed on both sides"));
        return addDash() ? std::optional(std::move(m_pieces)) : std::nullopt;
    }

private:
    static std::vector<std::string> keysOf(const BlockParts &parts)
    {
        std::vector<std::string> keys;
        std::ranges::transform(parts.parts, std::back_inserter(keys), &BlockPart::key);
        return keys;
    }
    static const BlockPart *find(const BlockParts &parts, const std::string &key)
    {
        const auto found = std::ranges::find(parts.parts, key, &BlockPart::key);
        return found == parts.parts.end() ? nullptr : &*found;
    }

    void add(MergePieces pieces)
    {
        for (MergePiece &piece : pieces) {
            if (!piece.isEmpty()) {
                m_pieces.push_back(std::move(piece));
            }
        }
    }
    void agree(std::string text) { add({{std::move(text)}}); }

    [[nodiscard]] std::string whatOf(const BlockPart &part) const
    {
        const std::size_t slash = part.key.rfind('/');
        return (slash == std::string::npos ? part.key : part.key.substr(slash + 1)) + " of " + m_name;
    }

    void mergePart(const BlockPart *base, const BlockPart *ours, const BlockPart *theirs)
    {
        if (ours != nullptr && theirs != nullptr) {
            mergeBoth(base, *ours, *theirs);
            return;
        }
        if (ours == nullptr && theirs == nullptr) {
            return;
        }
        const bool isOurs = ours != nullptr;
        const BlockPart &left = isOurs ? *ours : *theirs;
        const std::string text = left.above + left.text;
        if (base == nullptr) {
            agree(text);
        } else if (base->text != left.text || commentLinesOf(base->above) != commentLinesOf(left.above)) {
            add({{isOurs ? text : std::string(), base->above + base->text, isOurs ? std::string() : text,
                  whatOf(left) + (isOurs ? " was changed in ours and deleted in theirs"
                                         : " was deleted in ours and changed in theirs")}});
        }
    }

    void mergeBoth(const BlockPart *base, const BlockPart &ours, const BlockPart &theirs)
    {
        add(mergeAbove(base != nullptr ? base->above : std::string(), ours.above, theirs.above,
                       "the comment above " + whatOf(ours) + " was changed on both sides"));
        if (const std::string *text = changedOf(base != nullptr ? &base->text : nullptr, ours.text, theirs.text)) {
            agree(*text);
        } else if (std::optional<std::string> merged = ours.field || ours.key == kRawNameKey
                                                           ? mergeValue(base, ours, theirs)
                                                           : mergeUnknown(base, ours, theirs)) {
            agree(std::move(*merged));
        } else {
            add({{ours.text, base != nullptr ? base->text : std::string(), theirs.text,
                  whatOf(ours) + " was changed on both sides"}});
        }
    }

    static std::optional<std::string> mergeUnknown(const BlockPart *base, const BlockPart &ours,
                                                   const BlockPart &theirs)
    {
        const MergePieces pieces =
            mergeLines(base != nullptr ? base->text : std::string(), ours.text, theirs.text, "lines");
        return hasConflict(pieces) ? std::nullopt : std::optional(resolvedPieces(pieces, MergeSide::Mine));
    }

    /// Whose value of a part counts: that of a field, or of raw_name, which is the same on both sides.
    [[nodiscard]] std::optional<MergeSide> sideFor(const BlockPart &part) const
    {
        return part.field ? m_values.sideFor(*part.field) : MergeSide::Theirs;
    }

    [[nodiscard]] std::optional<std::string> mergeValue(const BlockPart *base, const BlockPart &ours,
                                                        const BlockPart &theirs) const
    {
        const std::optional<MergeSide> side = sideFor(ours);
        if (!side) {
            return std::nullopt;
        }
        const BlockPart &chosen = *side == MergeSide::Theirs ? theirs : ours;
        const BlockPart &other = *side == MergeSide::Theirs ? ours : theirs;
        if (std::optional<std::string> line = mergeOneLine(base, ours, theirs, chosen)) {
            return line;
        }
        const std::string before = base != nullptr ? base->text : std::string();
        if (keepsComments(before, other.text, chosen.text)) {
            return chosen.text;
        }
        return mergeUnknown(base, ours, theirs);
    }

    /// Values that stand behind their keys on one line: the comment behind is merged by itself.
    static std::optional<std::string> mergeOneLine(const BlockPart *base, const BlockPart &ours,
                                                   const BlockPart &theirs, const BlockPart &chosen)
    {
        const auto isOneLine = [](const BlockPart &part) { return part.value.size() > 0; };
        const auto behind = [](const BlockPart &part) { return part.text.substr(part.value.end); };
        if (!isOneLine(ours) || !isOneLine(theirs) || (base != nullptr && !isOneLine(*base))) {
            return std::nullopt;
        }
        const std::string before = base != nullptr ? behind(*base) : std::string("\n");
        const std::string ourEnd = behind(ours);
        const std::string theirEnd = behind(theirs);
        const std::string *end = changedOf(&before, ourEnd, theirEnd);
        return end != nullptr ? std::optional(chosen.text.substr(0, chosen.value.end) + *end) : std::nullopt;
    }

    /// The first line gets its "-" again, in every version.
    bool addDash()
    {
        if (m_pieces.empty()) {
            return false;
        }
        MergePiece &first = m_pieces.front();
        const std::vector<std::string *> versions =
            first.isConflict() ? std::vector{&first.ours, &first.theirs} : std::vector{&first.ours};
        for (std::string *text : versions) {
            std::optional<std::string> dashed = withDash(std::move(*text), m_theirs.dashColumn);
            if (!dashed) {
                return false;
            }
            *text = std::move(*dashed);
        }
        if (first.isConflict()) {
            first.base = withDash(first.base, m_theirs.dashColumn).value_or(first.base);
        }
        return true;
    }

    std::string m_name;
    const BlockParts &m_base;
    const BlockParts &m_ours;
    const BlockParts &m_theirs;
    const Values &m_values;
    MergePieces m_pieces;
};

/// Merges the bodies of an item that both sides changed.
class BodyMerger
{
public:
    explicit BodyMerger(const BlockVersions &blocks) : m_blocks(blocks) {}

    MergePieces run()
    {
        const std::string *base = m_blocks.base != nullptr ? &m_blocks.base->body : nullptr;
        if (const std::string *body = changedOf(base, m_blocks.ours->body, m_blocks.theirs->body)) {
            return {{*body}};
        }
        readValues();
        std::optional<MergePieces> parts = mergeParts();
        if (parts && !hasConflict(*parts)) {
            return std::move(*parts);
        }
        if (std::optional<std::string> patched = patch()) {
            return {{std::move(*patched)}};
        }
        return parts ? std::move(*parts) : wholeBody();
    }

private:
    void readValues()
    {
        m_ours = readAlone(m_blocks.ours->body);
        m_theirs = readAlone(m_blocks.theirs->body);
        m_base = m_blocks.base != nullptr ? readAlone(m_blocks.base->body) : std::nullopt;
        if (m_ours && m_theirs && (m_base || m_blocks.base == nullptr)) {
            m_values =
                Values{m_base ? std::optional(infoOf(*m_base)) : std::nullopt, infoOf(*m_ours), infoOf(*m_theirs)};
        }
    }
    static const KernelInfo &infoOf(const Catalog &catalog) { return catalog.entries().front().info; }

    std::optional<MergePieces> mergeParts()
    {
        const std::optional<BlockParts> ours = cutBlock(m_blocks.ours->body);
        const std::optional<BlockParts> theirs = cutBlock(m_blocks.theirs->body);
        const std::optional<BlockParts> base =
            m_blocks.base != nullptr ? cutBlock(m_blocks.base->body) : std::optional(BlockParts());
        if (!m_values || !ours || !theirs || !base || ours->dashColumn != theirs->dashColumn ||
            ours->keyColumn != theirs->keyColumn) {
            return std::nullopt;
        }
        return PartMerger(quotedName(*m_blocks.ours), *base, *ours, *theirs, *m_values).run();
    }

    /// Where one side changed nothing but values, they are put into the other side's text.
    [[nodiscard]] std::optional<std::string> patch() const
    {
        if (!m_values || !m_base) {
            return std::nullopt;
        }
        const std::string rest = restOf(*m_base);
        const bool isIntoTheirs = restOf(*m_ours) == rest;
        if (!isIntoTheirs && restOf(*m_theirs) != rest) {
            return std::nullopt;
        }
        const Catalog &target = isIntoTheirs ? *m_theirs : *m_ours;
        CatalogChanges changes;
        for (const Field field : kFields) {
            const std::optional<MergeSide> side = m_values->sideFor(field);
            if (!side) {
                return std::nullopt;
            }
            changes.fields.push_back(
                {0, field, *side == MergeSide::Mine ? m_values->ours[field] : m_values->theirs[field]});
        }
        Result<Catalog> patched = changeCatalog(target, changes);
        return patched ? std::optional(patched->text()) : std::nullopt;
    }

    [[nodiscard]] MergePieces wholeBody() const
    {
        return {{m_blocks.ours->body, m_blocks.base != nullptr ? m_blocks.base->body : std::string(),
                 m_blocks.theirs->body, quotedName(*m_blocks.ours) + " was changed on both sides"}};
    }

    BlockVersions m_blocks;
    std::optional<Catalog> m_base;
    std::optional<Catalog> m_ours;
    std::optional<Catalog> m_theirs;
    std::optional<Values> m_values;
};

/// What is left of an item that one side does not have.
MergePieces oneSided(const CatalogBlock *base, const CatalogBlock &left, bool isOurs)
{
    if (base == nullptr) {
        return {{left.text()}};
    }
    if (isSame(*base, left)) {
        return {};
    }
    return {{isOurs ? left.text() : std::string(), base->text(), isOurs ? std::string() : left.text(),
             quotedName(left) + (isOurs ? " was changed in ours and deleted in theirs"
                                        : " was deleted in ours and changed in theirs")}};
}
} // namespace

MergePieces mergeBlock(const BlockVersions &versions)
{
    const auto &[base, ours, theirs] = versions;
    if (ours == nullptr || theirs == nullptr) {
        return oneSided(base, ours != nullptr ? *ours : *theirs, ours != nullptr);
    }
    MergePieces pieces = mergeAbove(base != nullptr ? base->lead : std::string(), ours->lead, theirs->lead,
                                    "the comment above " + quotedName(*ours) + " was changed on both sides");
    std::ranges::move(BodyMerger(versions).run(), std::back_inserter(pieces));
    return pieces;
}

} // namespace atlas
