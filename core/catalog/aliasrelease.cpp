#include "core/catalog/aliasrelease.h"

#include "core/catalog/sourcelines.h"

#include <algorithm>

namespace atlas
{

namespace
{
bool isBefore(const TextPatch &a, const TextPatch &b)
{
    // What is inserted comes before what is taken away at the same place.
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.size() == 0 && b.span.size() != 0;
}

/// Whether one of `spans` (sorted by begin, none inside another) holds `span`.
bool isInside(const std::vector<SourceSpan> &spans, SourceSpan span)
{
    const auto after = std::ranges::upper_bound(spans, span.begin, {}, &SourceSpan::begin);
    return after != spans.begin() && span.end <= std::prev(after)->end;
}

bool isReplaced(const std::vector<TextPatch> &patches, SourceSpan span)
{
    const auto after =
        std::ranges::upper_bound(patches, span.begin, {}, [](const TextPatch &p) { return p.span.begin; });
    return after != patches.begin() && span.begin < std::prev(after)->span.end;
}
} // namespace

Result<void> arrangePatches(const Catalog &catalog, std::vector<TextPatch> &patches)
{
    std::ranges::stable_sort(patches, isBefore);
    for (std::size_t i = 1; i < patches.size(); ++i) {
        if (patches[i].span.begin < patches[i - 1].span.end) {
            return failure("two of the changes touch the same text; save them one after the other",
                           SourceLines(catalog.text()).locate(patches[i].span.begin, catalog.fileName()));
        }
    }
    return {};
}

void releaseAliases(const Catalog &catalog, TouchedSpans touched, CatalogPatch &patch)
{
    std::ranges::sort(touched.gone, {}, &SourceSpan::begin);
    std::vector<TextPatch> released;
    for (const CatalogAnchor &anchor : catalog.anchors()) {
        const bool isTouched = isInside(touched.gone, anchor.span) ||
                               std::ranges::find(touched.changed, anchor.span) != touched.changed.end();
        for (const SourceSpan alias : isTouched ? anchor.aliases : std::vector<SourceSpan>()) {
            if (!isReplaced(patch.patches, alias)) {
                released.push_back({alias, anchor.value});
            }
        }
    }
    if (released.empty()) {
        return;
    }
    const SourceLines lines(catalog.text());
    for (TextPatch &alias : released) {
        patch.diagnostics.push_back({Severity::Note,
                                     "alias-replaced",
                                     "this alias of a value that changes is replaced by what it stood for",
                                     lines.locate(alias.span.begin, catalog.fileName()),
                                     {},
                                     0});
        patch.patches.push_back(std::move(alias));
    }
    std::ranges::stable_sort(patch.patches, isBefore);
}

} // namespace atlas
