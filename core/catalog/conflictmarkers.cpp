// Conflicts as git marks them in a text: written for those of a merge, taken apart where a file has them.
#include "core/catalog/catalogmerge.h"
#include "core/catalog/catalogrevision.h"
#include "core/catalog/sourcelines.h"

#include <algorithm>

namespace atlas
{

namespace
{
/// A clash: lines of the merged text, and what the other versions have in their place.
struct Clash
{
    SourceSpan lines;
    std::vector<std::size_t> conflicts; ///< indices in the plan
};

/// Changes that give the entry of `conflict` what `side` (of mine or the common ancestor) has.
void addSide(const Catalog &merged, const MergeConflict &conflict, const std::optional<KernelInfo> &side,
             CatalogChanges &changes)
{
    const CatalogEntry *entry = merged.find(conflict.rawName);
    if (entry == nullptr) {
        if (side) {
            changes.added.push_back({conflict.rawName, *side});
        }
        return;
    }
    const auto index = static_cast<std::size_t>(entry - merged.entries().data());
    if (!side) {
        changes.removed.push_back(index);
    } else if (conflict.kind == MergeConflict::Kind::Field) {
        changes.fields.push_back({index, conflict.field, (*side)[conflict.field]});
    } else {
        for (const Field field : kFields) {
            changes.fields.push_back({index, field, (*side)[field]});
        }
    }
}

/// The versions of a text in conflict.
class ConflictPrinter
{
public:
    ConflictPrinter(const Catalog &merged, const MergePlan &plan) : m_merged(merged), m_plan(plan) {}

    Result<std::string> print()
    {
        std::vector<Clash> clashes;
        for (std::size_t i = 0; i < m_plan.conflicts.size(); ++i) {
            Result<SourceSpan> lines = linesOf(i);
            if (!lines) {
                return std::unexpected(lines.error());
            }
            clashes.push_back({*lines, {i}});
        }
        std::string out;
        std::size_t at = 0;
        for (const Clash &clash : joined(std::move(clashes))) {
            out += m_merged.text().substr(at, clash.lines.begin - at);
            Result<std::string> marked = printClash(clash);
            if (!marked) {
                return marked;
            }
            out += (out.empty() || out.ends_with('\n') ? "" : lineBreak()) + *marked;
            at = clash.lines.end;
        }
        return out + m_merged.text().substr(at);
    }

private:
    [[nodiscard]] const std::string &lineBreak() const { return m_merged.style().lineBreak; }

    [[nodiscard]] Result<std::vector<TextPatch>> patches(const std::vector<std::size_t> &conflicts, bool isMine) const
    {
        CatalogChanges changes;
        changes.order = m_plan.changes.order;
        for (const std::size_t i : conflicts) {
            const MergeConflict &conflict = m_plan.conflicts[i];
            addSide(m_merged, conflict, isMine ? conflict.mine : conflict.base, changes);
        }
        return patchCatalog(m_merged, changes).transform([](CatalogPatch &&patch) { return std::move(patch.patches); });
    }

    /// The whole lines that my version or the common ancestor's replace.
    [[nodiscard]] Result<SourceSpan> linesOf(std::size_t conflict) const
    {
        const std::string &text = m_merged.text();
        std::optional<SourceSpan> lines;
        for (const bool isMine : {true, false}) {
            const auto replaced = patches({conflict}, isMine);
            if (!replaced) {
                return std::unexpected(replaced.error());
            }
            for (const TextPatch &patch : *replaced) {
                const std::size_t begin = lineBegin(text, patch.span.begin);
                const bool isInsertion = patch.span.size() == 0 && begin == patch.span.begin;
                const bool endsAtLine = patch.span.end > begin && text[patch.span.end - 1] == '\n';
                const std::size_t end = isInsertion || endsAtLine ? patch.span.end : nextLine(text, patch.span.end);
                lines = lines ? SourceSpan{std::min(lines->begin, begin), std::max(lines->end, end)}
                              : SourceSpan{begin, end};
            }
        }
        return lines.value_or(SourceSpan{text.size(), text.size()});
    }

    static std::vector<Clash> joined(std::vector<Clash> clashes)
    {
        std::ranges::stable_sort(clashes, {}, [](const Clash &clash) { return clash.lines.begin; });
        std::vector<Clash> out;
        for (Clash &clash : clashes) {
            if (!out.empty() && (clash.lines.begin < out.back().lines.end || clash.lines == out.back().lines)) {
                out.back().lines.end = std::max(out.back().lines.end, clash.lines.end);
                out.back().conflicts.push_back(clash.conflicts.front());
            } else {
                out.push_back(std::move(clash));
            }
        }
        return out;
    }

    [[nodiscard]] Result<std::string> versionOf(const Clash &clash, bool isMine) const
    {
        return patches(clash.conflicts, isMine).transform([&](std::vector<TextPatch> &&list) {
            std::vector<TextPatch> inside;
            for (TextPatch &patch : list) {
                patch.span = {patch.span.begin - clash.lines.begin, patch.span.end - clash.lines.begin};
                inside.push_back(std::move(patch));
            }
            const std::string_view text = m_merged.text();
            return applyPatches(text.substr(clash.lines.begin, clash.lines.size()), inside);
        });
    }

    [[nodiscard]] Result<std::string> printClash(const Clash &clash) const
    {
        const Result<std::string> mine = versionOf(clash, true);
        const Result<std::string> base = versionOf(clash, false);
        if (!mine || !base) {
            return mine ? base : mine;
        }
        const std::string theirs = m_merged.text().substr(clash.lines.begin, clash.lines.size());
        std::string out = "<<<<<<< ours" + lineBreak() + ended(*mine);
        if (std::ranges::all_of(clash.conflicts,
                                [this](std::size_t i) { return m_plan.conflicts[i].base.has_value(); })) {
            out += "||||||| base" + lineBreak() + ended(*base);
        }
        return out + "=======" + lineBreak() + ended(theirs) + ">>>>>>> theirs" + lineBreak();
    }

    [[nodiscard]] std::string ended(std::string text) const
    {
        if (text.starts_with(lineBreak()) &&
            m_merged.text().find(text.substr(lineBreak().size())) == std::string::npos) {
            text.erase(0, lineBreak().size()); // the text before had no line break at its end; a marker brings one
        }
        return text.empty() || text.ends_with('\n') ? text : text + lineBreak();
    }

    const Catalog &m_merged;
    const MergePlan &m_plan;
};

enum class Part : std::uint8_t
{
    Common,
    Ours,
    Base,
    Theirs
};

std::string_view withoutBreak(std::string_view line)
{
    while (line.ends_with('\n') || line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

/// The part that begins after the marker line, or nothing for a line that is none (or out of order).
std::optional<Part> partAfter(std::string_view line, Part now)
{
    if (line.starts_with("<<<<<<< ") && now == Part::Common) {
        return Part::Ours;
    }
    if ((line.starts_with("||||||| ") || line == "|||||||") && now == Part::Ours) {
        return Part::Base;
    }
    if (line == "=======" && (now == Part::Ours || now == Part::Base)) {
        return Part::Theirs;
    }
    if (line.starts_with(">>>>>>> ") && now == Part::Theirs) {
        return Part::Common;
    }
    return std::nullopt;
}
} // namespace

Result<std::string> mergedText(const MergePlan &plan, const Catalog &theirs)
{
    return changeCatalog(theirs, plan.changes).and_then([&](Catalog &&merged) -> Result<std::string> {
        return plan.conflicts.empty() ? Result<std::string>(merged.text()) : ConflictPrinter(merged, plan).print();
    });
}

std::optional<ConflictSides> splitConflicts(std::string_view text)
{
    ConflictSides sides;
    std::string base;
    Part part = Part::Common;
    std::size_t conflicts = 0;
    std::size_t withBase = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view line = text.substr(at, nextLine(text, at) - at);
        at += line.size();
        if (const std::optional<Part> next = partAfter(withoutBreak(line), part)) {
            conflicts += *next == Part::Ours ? 1U : 0U;
            withBase += *next == Part::Base ? 1U : 0U;
            part = *next;
            continue;
        }
        for (const auto &[own, side] : {std::pair(Part::Ours, &sides.ours), std::pair(Part::Base, &base),
                                        std::pair(Part::Theirs, &sides.theirs)}) {
            if (part == Part::Common || part == own) {
                side->append(line);
            }
        }
    }
    if (conflicts == 0 || part != Part::Common) {
        return std::nullopt;
    }
    if (withBase == conflicts) {
        sides.base = std::move(base);
    }
    return sides;
}

} // namespace atlas
