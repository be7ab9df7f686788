// The merge of three texts of a catalog: cut into items, merged item by item, checked, put together again.
#include "core/catalog/blockmerge.h"
#include "core/catalog/catalogblocks.h"
#include "core/catalog/catalogmerge.h"
#include "core/catalog/mergecheck.h"
#include "core/catalog/mergepieces.h"
#include "core/catalog/sourcelines.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace atlas
{

namespace
{
/// What a text has beside its lines; each is merged by itself.
struct Layout
{
    bool hasBom = false;
    bool isCrlf = false;       ///< every line ends so
    bool endsWithBreak = true; ///< the last line does
};

Layout layoutOf(std::string_view text)
{
    Layout layout;
    layout.hasBom = bomSize(text) > 0;
    layout.endsWithBreak = text.empty() || text.ends_with('\n');
    const std::size_t first = text.find('\n');
    layout.isCrlf = first != std::string_view::npos;
    for (std::size_t at = first; at != std::string_view::npos && layout.isCrlf; at = text.find('\n', at + 1)) {
        layout.isCrlf = at > 0 && text[at - 1] == '\r';
    }
    return layout;
}

bool changed(bool base, bool ours, bool theirs)
{
    return ours == base ? theirs : ours;
}

/// Without BOM, with "\n" at the end of each line.
std::string plainText(std::string_view text, const Layout &layout)
{
    std::string plain(text.substr(bomSize(text)));
    if (layout.isCrlf) {
        std::size_t to = 0;
        for (std::size_t from = 0; from < plain.size(); ++from) {
            const bool isBreak = plain[from] == '\r' && from + 1 < plain.size() && plain[from + 1] == '\n';
            if (!isBreak) {
                plain[to++] = plain[from];
            }
        }
        plain.resize(to);
    }
    return layout.endsWithBreak || plain.empty() ? plain : plain + '\n';
}

std::string laidOut(std::string text, const Layout &layout)
{
    if (!layout.endsWithBreak && text.ends_with('\n')) {
        text.pop_back();
    }
    std::string out = layout.hasBom ? "\xEF\xBB\xBF" : "";
    for (const char c : text) {
        if (c == '\n' && layout.isCrlf && !out.ends_with('\r')) {
            out += '\r';
        }
        out += c;
    }
    return out;
}

using Blocks = std::unordered_map<std::string_view, const CatalogBlock *>;

Blocks byKey(const CatalogCut &cut)
{
    Blocks blocks;
    for (const CatalogBlock &block : cut.blocks) {
        blocks.emplace(block.key, &block);
    }
    return blocks;
}

const CatalogBlock *find(const Blocks &blocks, const std::string &key)
{
    const auto found = blocks.find(key);
    return found == blocks.end() ? nullptr : found->second;
}

std::vector<std::string> keysOf(const CatalogCut &cut)
{
    std::vector<std::string> keys;
    std::ranges::transform(cut.blocks, std::back_inserter(keys), &CatalogBlock::key);
    return keys;
}

Diagnostic note(std::string_view code, std::string message)
{
    return {Severity::Note, std::string(code), std::move(message), {}, {}, 0};
}

/// Merges texts that have plain line breaks.
class TextMerger
{
public:
    TextMerger(std::string base, std::string ours, std::string theirs)
        : m_texts{std::move(base), std::move(ours), std::move(theirs)}
    {
    }

    MergePieces run(std::vector<Diagnostic> &notes)
    {
        const MergeCheck check(m_texts.base, m_texts.ours, m_texts.theirs);
        if (std::optional<MergePieces> pieces = mergeItems(notes); pieces && check.holds(*pieces)) {
            return std::move(*pieces);
        }
        notes.clear();
        notes.push_back(
            note("merged-by-line", "the versions cannot be merged entry by entry; they are merged line by line"));
        MergePieces pieces =
            mergeLines(m_texts.base, m_texts.ours, m_texts.theirs, "lines of the file were changed on both sides");
        if (hasConflict(pieces) || check.holds(pieces)) {
            return pieces;
        }
        return {{m_texts.ours, m_texts.base, m_texts.theirs, "the whole file was changed on both sides"}};
    }

private:
    struct Texts
    {
        std::string base;
        std::string ours;
        std::string theirs;
    };

    std::optional<MergePieces> mergeItems(std::vector<Diagnostic> &notes) const
    {
        const std::optional<CatalogCut> base = cutCatalog(m_texts.base);
        const std::optional<CatalogCut> ours = cutCatalog(m_texts.ours);
        const std::optional<CatalogCut> theirs = cutCatalog(m_texts.theirs);
        if (!base || !ours || !theirs) {
            return std::nullopt;
        }
        MergePieces pieces =
            mergeLines(base->head, ours->head, theirs->head, "the head of the file was changed on both sides");
        const MergedOrder order = mergeOrder(keysOf(*base), keysOf(*ours), keysOf(*theirs));
        if (order.areBothChanged) {
            notes.push_back(note("merge-order", "both sides changed the order of the entries; theirs stands"));
        }
        const Blocks inBase = byKey(*base);
        const Blocks inOurs = byKey(*ours);
        const Blocks inTheirs = byKey(*theirs);
        for (const std::string &key : order.keys) {
            std::ranges::move(mergeBlock({find(inBase, key), find(inOurs, key), find(inTheirs, key)}),
                              std::back_inserter(pieces));
        }
        std::ranges::move(
            mergeLines(base->foot, ours->foot, theirs->foot, "the foot of the file was changed on both sides"),
            std::back_inserter(pieces));
        return pieces;
    }

    Texts m_texts;
};
} // namespace

MergedCatalog mergeCatalogs(std::string_view base, std::string_view ours, std::string_view theirs)
{
    if (ours == base || ours == theirs) {
        return {std::string(theirs), {}, {}};
    }
    if (theirs == base) {
        return {std::string(ours), {}, {}};
    }
    const Layout was = layoutOf(base);
    const Layout our = layoutOf(ours);
    const Layout their = layoutOf(theirs);
    const Layout layout{changed(was.hasBom, our.hasBom, their.hasBom), changed(was.isCrlf, our.isCrlf, their.isCrlf),
                        changed(was.endsWithBreak, our.endsWithBreak, their.endsWithBreak)};
    MergedCatalog merged;
    const MergePieces pieces =
        TextMerger(plainText(base, was), plainText(ours, our), plainText(theirs, their)).run(merged.notes);
    for (const MergePiece &piece : pieces) {
        if (piece.isConflict()) {
            merged.conflicts.push_back(piece.conflict);
        }
    }
    // Of two new files nothing is known of what they were.
    merged.text = laidOut(printPieces(pieces, !base.empty()), layout);
    return merged;
}

} // namespace atlas
