#include "core/catalog/catalogwriter.h"

#include "core/base/text.h"
#include "core/catalog/aliasrelease.h"
#include "core/catalog/catalogblocks.h"
#include "core/catalog/entrypatcher.h"
#include "core/catalog/entryprinter.h"
#include "core/catalog/secondreader.h"
#include "core/catalog/sourcelines.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <unordered_set>

namespace atlas
{

namespace
{
constexpr std::size_t kBeforeFirst = static_cast<std::size_t>(-1);
constexpr std::size_t kAtEnd = static_cast<std::size_t>(-2);

/// A new entry and the entry of the file that it goes behind (or one of the constants above).
struct Placement
{
    std::size_t after;
    const KernelEntry *entry;
};

/// What is to become of the file, in terms of its entries.
struct WritePlan
{
    std::map<std::size_t, std::vector<Field>> changedFields;
    std::map<std::size_t, KernelInfo> changedInfos;
    std::unordered_set<std::size_t> removed;
    std::vector<Placement> placements;
};

bool canHold(Field field, const FieldValue &value)
{
    return isNull(value) || std::holds_alternative<Shape>(value) == isShape(field);
}

bool isWritable(const FieldValue &value)
{
    if (const auto *text = std::get_if<std::string>(&value)) {
        return isValidUtf8(*text);
    }
    const Shape *shape = std::get_if<Shape>(&value);
    return shape == nullptr || std::ranges::all_of(*shape, [](const ShapeLine &line) {
               return std::ranges::all_of(line, [](const std::string &item) { return isValidUtf8(item); });
           });
}

Result<void> checkValue(const std::string &rawName, Field field, const FieldValue &value)
{
    if (!canHold(field, value) || !isWritable(value)) {
        return failure("the value for " + std::string(key(field)) + " of \"" + elideMiddle(rawName, 80) + "\" " +
                       (canHold(field, value) ? "is not UTF-8"
                        : isShape(field)      ? "is not a shape"
                                              : "is not a text"));
    }
    return {};
}

Result<void> planFields(const Catalog &catalog, const CatalogChanges &changes, WritePlan &plan)
{
    for (const CatalogChanges::FieldChange &change : changes.fields) {
        if (change.entry >= catalog.entries().size()) {
            return failure("there is no entry " + std::to_string(change.entry) + " in the catalog",
                           {catalog.fileName()});
        }
        const CatalogEntry &entry = catalog.entries()[change.entry];
        if (Result<void> checked = checkValue(entry.rawName, change.field, change.value); !checked) {
            return checked;
        }
        if (!plan.removed.contains(change.entry)) {
            plan.changedInfos.try_emplace(change.entry, entry.info).first->second[change.field] = change.value;
        }
    }
    for (const auto &[index, info] : plan.changedInfos) {
        for (const Field field : kFields) {
            if (info[field] != catalog.entries()[index].info[field]) {
                plan.changedFields[index].push_back(field);
            }
        }
    }
    return {};
}

Result<void> checkAdded(const Catalog &catalog, const CatalogChanges &changes)
{
    std::unordered_set<std::string_view> names;
    for (const KernelEntry &entry : changes.added) {
        const std::string shown = "\"" + elideMiddle(entry.rawName, 80) + "\"";
        if (entry.rawName.empty() || !isValidUtf8(entry.rawName)) {
            return failure("a kernel cannot be added: its raw name is empty or not UTF-8");
        }
        if (!names.insert(entry.rawName).second || catalog.find(entry.rawName) != nullptr) {
            return failure("the kernel " + shown + " cannot be added: it is there already", {catalog.fileName()});
        }
        for (const Field field : kFields) {
            if (Result<void> checked = checkValue(entry.rawName, field, entry.info[field]); !checked) {
                return checked;
            }
        }
    }
    if (!changes.added.empty() && catalog.style().isFlow) {
        return failure(
            "kernels cannot be added: the list is written as [...]; write it as lines that begin with \"-\" first",
            {catalog.fileName()});
    }
    return {};
}

/// Walks over the wanted order once; what it does not name goes to the end.
void planPlacements(const Catalog &catalog, const CatalogChanges &changes, WritePlan &plan)
{
    std::unordered_map<std::string_view, const KernelEntry *> waiting;
    for (const KernelEntry &entry : changes.added) {
        waiting.emplace(entry.rawName, &entry);
    }
    std::size_t after = kBeforeFirst;
    for (const std::string &name : changes.order) {
        if (const auto found = waiting.find(name); found != waiting.end()) {
            plan.placements.push_back({catalog.entries().empty() ? kAtEnd : after, found->second});
            waiting.erase(found);
        } else if (const CatalogEntry *entry = catalog.find(name)) {
            const auto index = static_cast<std::size_t>(entry - catalog.entries().data());
            after = plan.removed.contains(index) ? after : index;
        }
    }
    for (const KernelEntry &entry : changes.added) {
        if (waiting.contains(entry.rawName)) {
            plan.placements.push_back({kAtEnd, &entry});
        }
    }
}

Result<WritePlan> makePlan(const Catalog &catalog, const CatalogChanges &changes)
{
    WritePlan plan;
    plan.removed.insert(changes.removed.begin(), changes.removed.end());
    if (std::ranges::any_of(plan.removed, [&](std::size_t index) { return index >= catalog.entries().size(); })) {
        return failure("an entry to remove is not in the catalog", {catalog.fileName()});
    }
    if (!plan.removed.empty() && catalog.style().isFlow) {
        return failure(
            "kernels cannot be removed: the list is written as [...]; write it as lines that begin with \"-\" first",
            {catalog.fileName()});
    }
    if (Result<void> planned = planFields(catalog, changes, plan); !planned) {
        return std::unexpected(planned.error());
    }
    if (Result<void> checked = checkAdded(catalog, changes); !checked) {
        return std::unexpected(checked.error());
    }
    planPlacements(catalog, changes, plan);
    return plan;
}

/// The first line that goes with an entry: comment lines directly above it are its own, unless they are the head of the
/// file.
std::size_t leadBegin(const Catalog &catalog, const CatalogEntry &entry)
{
    const std::string_view text = catalog.text();
    const std::size_t own = lineBegin(text, entry.span.begin);
    std::size_t begin = own;
    while (begin > bomSize(text)) {
        const std::size_t above = lineBegin(text, begin - 1);
        const std::string_view line = trimmed(text.substr(above, lineEnd(text, above) - above));
        if (!line.starts_with('#') || text.find('#', above) - above > catalog.style().dashColumn) {
            return line.starts_with("---") ? own : begin;
        }
        begin = above;
    }
    return own;
}

/// The first of the blank lines above `begin`, not before `limit`.
std::size_t blanksBefore(std::string_view text, std::size_t begin, std::size_t limit)
{
    while (begin > limit) {
        const std::size_t above = lineBegin(text, begin - 1);
        if (above < limit || !trimmed(text.substr(above, lineEnd(text, above) - above)).empty()) {
            break;
        }
        begin = above;
    }
    return begin;
}

/// Blank lines above an entry go with it, unless they are the end of a text ("|+") of the entry before.
SourceSpan removedSpan(const Catalog &catalog, std::size_t index)
{
    const CatalogEntry &entry = catalog.entries()[index];
    const std::size_t limit = index > 0 ? catalog.entries()[index - 1].span.end : bomSize(catalog.text());
    return {blanksBefore(catalog.text(), leadBegin(catalog, entry), limit), entry.span.end};
}

void addRemovals(const Catalog &catalog, const WritePlan &plan, CatalogPatch &out, TouchedSpans &touched)
{
    for (const std::size_t index : plan.removed) {
        const SourceSpan span = removedSpan(catalog, index);
        out.patches.push_back({span, {}});
        touched.gone.push_back(span);
    }
}

std::string headerOf(const CatalogChanges &changes, const std::string &lineBreak)
{
    std::string text;
    for (const std::string &line : changes.header) {
        text += (line.empty() ? "#" : "# " + escapeControls(line)) + lineBreak;
    }
    return text;
}

/// Where entries go that come before the first one. When that one is removed, the blank lines above it are taken with
/// it; the new entry brings them again.
struct FirstPlace
{
    std::size_t at;
    std::string blanks;
};
FirstPlace firstPlace(const Catalog &catalog, const WritePlan &plan)
{
    const std::size_t lead = leadBegin(catalog, catalog.entries().front());
    if (!plan.removed.contains(0)) {
        return {lead, {}};
    }
    const std::size_t at = removedSpan(catalog, 0).begin;
    return {at, catalog.text().substr(at, lead - at)};
}

/// The entry's text at byte `at`, with the line breaks that its place needs.
TextPatch entryPatch(const Catalog &catalog, const Placement &placement, std::size_t at)
{
    const CatalogStyle &style = catalog.style();
    std::string text = printEntry(*placement.entry, style);
    if (style.hasBlankBetween) {
        text = placement.after == kBeforeFirst ? text + style.lineBreak : style.lineBreak + text;
    }
    if (at > bomSize(catalog.text()) && catalog.text()[at - 1] != '\n') {
        text.resize(text.size() - style.lineBreak.size());
        text.insert(0, style.lineBreak);
    }
    return {{at, at}, std::move(text)};
}

void addPlacements(const Catalog &catalog, const CatalogChanges &changes, const WritePlan &plan,
                   std::vector<TextPatch> &patches)
{
    const bool isNew = catalog.text().size() == bomSize(catalog.text());
    if (isNew && !changes.header.empty()) {
        patches.push_back(
            {{catalog.text().size(), catalog.text().size()}, headerOf(changes, catalog.style().lineBreak)});
    }
    bool isFirst = true;
    for (const Placement &placement : plan.placements) {
        if (placement.after == kBeforeFirst) {
            FirstPlace place = firstPlace(catalog, plan);
            TextPatch patch = entryPatch(catalog, placement, place.at);
            patch.text.insert(0, isFirst ? place.blanks : std::string());
            isFirst = false;
            patches.push_back(std::move(patch));
            continue;
        }
        const std::size_t at =
            placement.after == kAtEnd ? catalog.listEnd() : catalog.entries()[placement.after].span.end;
        patches.push_back(entryPatch(catalog, placement, at));
    }
}

void dropLastBreak(std::string &text)
{
    for (const char c : {'\n', '\r'}) {
        if (text.ends_with(c)) {
            text.pop_back();
        }
    }
}

/// A file whose last line has no line break gets none. Lines that are put behind it bring the break that it lacks
/// (see insertLines()); where the last line itself gives way that would be a blank line.
void keepMissingBreak(std::string_view text, std::vector<TextPatch> &patches)
{
    if (text.size() == bomSize(text) || text.ends_with('\n') || patches.empty() ||
        patches.back().span.end != text.size()) {
        return;
    }
    TextPatch &last = patches.back();
    const bool isBehindDeleted =
        last.span.size() == 0 && patches.size() > 1 && patches[patches.size() - 2].span.end == text.size() &&
        patches[patches.size() - 2].text.empty() &&
        lineBegin(text, patches[patches.size() - 2].span.begin) == patches[patches.size() - 2].span.begin;
    if (isBehindDeleted && !last.text.empty()) {
        last.text.erase(0, last.text.starts_with("\r\n") ? 2 : last.text.starts_with('\n') ? 1 : 0);
        return;
    }
    if (!last.text.empty()) {
        dropLastBreak(last.text);
        return;
    }
    // Lines go from the end: the break before them goes too, whether it is the file's or an insertion's.
    std::size_t first = patches.size() - 1;
    while (first > 0 && patches[first - 1].span.end == patches[first].span.begin && patches[first - 1].text.empty()) {
        --first;
    }
    TextPatch &gone = patches[first];
    if (first > 0 && patches[first - 1].span.end == gone.span.begin) {
        dropLastBreak(patches[first - 1].text);
        return;
    }
    for (const char c : {'\n', '\r'}) {
        if (gone.span.begin > bomSize(text) && text[gone.span.begin - 1] == c) {
            --gone.span.begin;
        }
    }
}

/// Comments that go with what is replaced are named.
void reportLostComments(const Catalog &catalog, const CatalogEntry &entry, CatalogPatch &patch)
{
    const std::string_view text = catalog.text();
    const SourceLines lines(text);
    for (const FoundComment &comment : commentsIn(text, entry.span.begin, entry.span.end)) {
        const bool isGone = std::ranges::any_of(patch.patches, [&](const TextPatch &p) {
            return p.span.begin <= comment.offset && comment.offset < p.span.end && !p.text.contains(comment.text);
        });
        if (isGone) {
            patch.diagnostics.push_back(
                {Severity::Note,
                 "comment-removed",
                 "the comment \"" + elideMiddle(comment.text, 80) + "\" goes with the value that it stood beside",
                 lines.locate(comment.offset, catalog.fileName()),
                 {},
                 0});
        }
    }
}

/// An entry that the file should have afterwards; points into the catalog, the plan or the changes.
struct ExpectedEntry
{
    const std::string *rawName;
    const KernelInfo *info;
};

/// All of them in order.
std::vector<ExpectedEntry> expectedEntries(const Catalog &catalog, const WritePlan &plan)
{
    std::map<std::size_t, std::vector<const KernelEntry *>> behind;
    for (const Placement &placement : plan.placements) {
        behind[placement.after].push_back(placement.entry);
    }
    std::vector<ExpectedEntry> expected;
    const auto addBehind = [&](std::size_t place) {
        for (const KernelEntry *entry : behind[place]) {
            expected.push_back({&entry->rawName, &entry->info});
        }
    };
    addBehind(kBeforeFirst);
    for (std::size_t i = 0; i < catalog.entries().size(); ++i) {
        if (!plan.removed.contains(i)) {
            const auto changed = plan.changedInfos.find(i);
            const CatalogEntry &entry = catalog.entries()[i];
            expected.push_back({&entry.rawName, changed == plan.changedInfos.end() ? &entry.info : &changed->second});
        }
        addBehind(i);
    }
    addBehind(kAtEnd);
    return expected;
}

Result<void> compare(const std::vector<ExpectedEntry> &expected, const Catalog &written)
{
    const std::vector<CatalogEntry> &entries = written.entries();
    for (std::size_t i = 0; i < std::max(expected.size(), entries.size()); ++i) {
        const bool isThere = i < expected.size() && i < entries.size();
        if (isThere && *expected[i].rawName == entries[i].rawName && *expected[i].info == entries[i].info) {
            continue;
        }
        const std::string &name = i < expected.size() ? *expected[i].rawName : entries[i].rawName;
        return failure("nothing was written: the file would not say of \"" + elideMiddle(name, 80) +
                           "\" what was meant; change this entry by hand",
                       {written.fileName(), isThere ? entries[i].line : 0});
    }
    return {};
}

/// The raw names of the entries that the plan changes. What it adds is printed in one form, which tests hold against
/// other readers once for all.
std::vector<std::string_view> changedNames(const Catalog &catalog, const WritePlan &plan)
{
    std::vector<std::string_view> names;
    for (const auto &[index, fields] : plan.changedFields) {
        names.push_back(catalog.entries()[index].rawName);
    }
    return names;
}

Result<CatalogPatch> patchPlanned(const Catalog &catalog, const CatalogChanges &changes, const WritePlan &plan)
{
    CatalogPatch all;
    TouchedSpans touched;
    for (const auto &[index, fields] : plan.changedFields) {
        EntryPatcher patcher(catalog, catalog.entries()[index]);
        Result<CatalogPatch> patch = patcher.patch(fields, plan.changedInfos.at(index));
        if (!patch) {
            return patch;
        }
        reportLostComments(catalog, catalog.entries()[index], *patch);
        std::ranges::move(patch->patches, std::back_inserter(all.patches));
        std::ranges::move(patch->diagnostics, std::back_inserter(all.diagnostics));
        std::ranges::copy(patcher.touched().gone, std::back_inserter(touched.gone));
        std::ranges::copy(patcher.touched().changed, std::back_inserter(touched.changed));
    }
    addPlacements(catalog, changes, plan, all.patches);
    addRemovals(catalog, plan, all, touched);
    if (Result<void> arranged = arrangePatches(catalog, all.patches); !arranged) {
        return std::unexpected(arranged.error());
    }
    keepMissingBreak(catalog.text(), all.patches);
    releaseAliases(catalog, std::move(touched), all);
    return all;
}
} // namespace

Result<CatalogPatch> patchCatalog(const Catalog &catalog, const CatalogChanges &changes)
{
    const Result<WritePlan> plan = makePlan(catalog, changes);
    return plan ? patchPlanned(catalog, changes, *plan) : Result<CatalogPatch>(std::unexpected(plan.error()));
}

std::string applyPatches(std::string_view text, std::span<const TextPatch> patches)
{
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    for (const TextPatch &patch : patches) {
        out += text.substr(at, patch.span.begin - at);
        out += patch.text;
        at = patch.span.end;
    }
    return out += text.substr(at);
}

Result<std::vector<KernelEntry>> entriesAfter(const Catalog &catalog, const CatalogChanges &changes)
{
    const Result<WritePlan> plan = makePlan(catalog, changes);
    if (!plan) {
        return std::unexpected(plan.error());
    }
    std::vector<KernelEntry> entries;
    std::unordered_set<std::string_view> seen;
    for (const ExpectedEntry &entry : expectedEntries(catalog, *plan)) {
        if (seen.insert(*entry.rawName).second) {
            entries.push_back({*entry.rawName, *entry.info});
        }
    }
    return entries;
}

Result<Catalog> changeCatalog(const Catalog &catalog, const CatalogChanges &changes)
{
    const Result<WritePlan> plan = makePlan(catalog, changes);
    if (!plan) {
        return std::unexpected(plan.error());
    }
    const Result<CatalogPatch> patch = patchPlanned(catalog, changes, *plan);
    if (!patch) {
        return std::unexpected(patch.error());
    }
    Result<Catalog> written = Catalog::read(applyPatches(catalog.text(), patch->patches), catalog.fileName());
    if (!written) {
        return failure("nothing was written, because the result could not be read: " + written.error().message,
                       written.error().location);
    }
    if (Result<void> compared = compare(expectedEntries(catalog, *plan), *written); !compared) {
        return std::unexpected(compared.error());
    }
    if (Result<void> agreed = secondReaderAgrees(catalog, *written, changedNames(catalog, *plan)); !agreed) {
        return std::unexpected(agreed.error());
    }
    return written;
}

} // namespace atlas
