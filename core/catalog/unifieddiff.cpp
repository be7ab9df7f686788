#include "core/catalog/catalogwriter.h"
#include "core/catalog/sourcelines.h"

#include <algorithm>

namespace atlas
{

namespace
{
/// Whole lines, each with its line break.
using Lines = std::vector<std::string_view>;

Lines linesOf(std::string_view text)
{
    Lines lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        lines.push_back(text.substr(at, end - at));
        at = end;
    }
    return lines;
}

std::size_t firstByteOfLine(std::string_view text, std::size_t offset)
{
    const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    return before == std::string_view::npos ? 0 : before + 1;
}

/// Whole lines of the old text and what takes their place.
struct Change
{
    SourceSpan span;
    std::string text;
};

bool endsLine(std::string_view text)
{
    return text.empty() || text.ends_with('\n');
}

/// A patch widened to whole lines. One that takes or adds whole lines stays as it is.
Change widened(std::string_view before, const TextPatch &patch)
{
    const std::size_t begin = firstByteOfLine(before, patch.span.begin);
    const bool isWhole =
        begin == patch.span.begin && firstByteOfLine(before, patch.span.end) == patch.span.end && endsLine(patch.text);
    const std::size_t end = isWhole ? patch.span.end : nextLine(before, patch.span.end);
    std::string text(before.substr(begin, patch.span.begin - begin));
    text += patch.text;
    text += before.substr(patch.span.end, end - patch.span.end);
    return {{begin, end}, std::move(text)};
}

std::vector<Change> changesOf(std::string_view before, std::span<const TextPatch> patches)
{
    std::vector<Change> changes;
    for (std::size_t i = 0; i < patches.size(); ++i) {
        std::size_t last = i;
        SourceSpan span = widened(before, patches[i]).span;
        // Patches on the same line are one change.
        while (last + 1 < patches.size() && widened(before, patches[last + 1]).span.begin < span.end) {
            span.end = std::max(span.end, widened(before, patches[++last]).span.end);
        }
        if (last == i) {
            changes.push_back(widened(before, patches[i]));
            continue;
        }
        std::vector<TextPatch> shifted(patches.begin() + static_cast<std::ptrdiff_t>(i),
                                       patches.begin() + static_cast<std::ptrdiff_t>(last) + 1);
        for (TextPatch &patch : shifted) {
            patch.span = {patch.span.begin - span.begin, patch.span.end - span.begin};
        }
        changes.push_back({span, applyPatches(before.substr(span.begin, span.size()), shifted)});
        i = last;
    }
    return changes;
}

/// Lines from `first` (index from 0) on that give way to others.
struct Edit
{
    std::size_t first;
    Lines removed;
    Lines added;
};

void dropCommonLines(Edit &edit)
{
    while (!edit.removed.empty() && !edit.added.empty() && edit.removed.front() == edit.added.front()) {
        edit.removed.erase(edit.removed.begin());
        edit.added.erase(edit.added.begin());
        ++edit.first;
    }
    while (!edit.removed.empty() && !edit.added.empty() && edit.removed.back() == edit.added.back()) {
        edit.removed.pop_back();
        edit.added.pop_back();
    }
}

void appendLine(std::string &out, char sign, std::string_view line)
{
    out += sign;
    out += line;
    if (!line.ends_with('\n')) {
        out += "\n\\ No newline at end of file\n";
    }
}

/// How a hunk's header names a range: the line before it when it is empty.
std::string range(std::size_t first, std::size_t count)
{
    return std::to_string(count == 0 ? first : first + 1) + (count == 1 ? std::string() : "," + std::to_string(count));
}

/// Prints hunks and remembers how far the new text has moved.
class HunkPrinter
{
public:
    HunkPrinter(Lines lines, std::size_t context) : m_lines(std::move(lines)), m_context(context) {}

    std::string print(std::span<const Edit> edits)
    {
        const std::size_t begin = edits.front().first - std::min(edits.front().first, m_context);
        const std::size_t lastEnd = edits.back().first + edits.back().removed.size();
        const std::size_t end = std::min(lastEnd + m_context, m_lines.size());
        std::string body;
        std::size_t at = begin;
        std::size_t added = 0;
        std::size_t removed = 0;
        for (const Edit &edit : edits) {
            printContext(body, at, edit.first);
            std::ranges::for_each(edit.removed, [&](std::string_view line) { appendLine(body, '-', line); });
            std::ranges::for_each(edit.added, [&](std::string_view line) { appendLine(body, '+', line); });
            at = edit.first + edit.removed.size();
            added += edit.added.size();
            removed += edit.removed.size();
        }
        printContext(body, at, end);
        const std::string header = "@@ -" + range(begin, end - begin) + " +" +
                                   range(begin + m_added - m_removed, end - begin + added - removed) + " @@\n";
        m_added += added;
        m_removed += removed;
        return header + body;
    }

    /// Whether so few lines lie between two edits that they share a hunk.
    [[nodiscard]] bool areNear(const Edit &a, const Edit &b) const
    {
        return b.first - (a.first + a.removed.size()) <= 2 * m_context;
    }

private:
    void printContext(std::string &out, std::size_t from, std::size_t to) const
    {
        for (std::size_t i = from; i < to; ++i) {
            appendLine(out, ' ', m_lines[i]);
        }
    }

    Lines m_lines;
    std::size_t m_context;
    std::size_t m_added = 0;
    std::size_t m_removed = 0;
};
} // namespace

std::string unifiedDiff(std::string_view before, std::span<const TextPatch> patches, std::string_view fileName,
                        std::size_t context)
{
    const std::vector<Change> changes = changesOf(before, patches);
    std::vector<Edit> edits;
    std::size_t line = 0;
    std::size_t at = 0;
    for (const Change &change : changes) {
        line +=
            static_cast<std::size_t>(std::count(before.begin() + static_cast<std::ptrdiff_t>(at),
                                                before.begin() + static_cast<std::ptrdiff_t>(change.span.begin), '\n'));
        at = change.span.begin;
        Edit edit{line, linesOf(before.substr(change.span.begin, change.span.size())), linesOf(change.text)};
        dropCommonLines(edit);
        if (!edit.removed.empty() || !edit.added.empty()) {
            edits.push_back(std::move(edit));
        }
    }
    if (edits.empty()) {
        return {};
    }
    std::string out = "--- " + std::string(fileName) + "\n+++ " + std::string(fileName) + "\n";
    HunkPrinter printer(linesOf(before), context);
    for (std::size_t i = 0; i < edits.size();) {
        std::size_t end = i + 1;
        while (end < edits.size() && printer.areNear(edits[end - 1], edits[end])) {
            ++end;
        }
        out += printer.print(std::span(edits).subspan(i, end - i));
        i = end;
    }
    return out;
}

} // namespace atlas
