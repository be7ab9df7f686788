#include "core/catalog/mergepieces.h"

#include "core/catalog/linematch.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace atlas
{

namespace
{
using Lines = std::vector<std::string_view>;

std::string textOf(const Lines &lines, std::size_t begin, std::size_t end)
{
    std::string text;
    for (std::size_t i = begin; i < end; ++i) {
        text += lines[i];
    }
    return text;
}

/// Lines in which a marker follows have to end.
std::string ended(std::string text)
{
    return text.empty() || text.ends_with('\n') ? text : text + '\n';
}

void addPiece(MergePieces &pieces, MergePiece piece)
{
    if (piece.isEmpty()) {
        return;
    }
    if (!piece.isConflict() && !pieces.empty() && !pieces.back().isConflict()) {
        pieces.back().ours += piece.ours;
        return;
    }
    pieces.push_back(std::move(piece));
}

/// What stands between two places where all three versions agree.
MergePiece decided(std::string base, std::string ours, std::string theirs, std::string_view what)
{
    if (ours == base) {
        return {std::move(theirs)};
    }
    if (theirs == base || ours == theirs) {
        return {std::move(ours)};
    }
    return {std::move(ours), std::move(base), std::move(theirs), std::string(what)};
}

/// Whether the keys that both lists have stand in the same order in both.
bool isSameOrder(const std::vector<std::string> &base, const std::vector<std::string> &side)
{
    std::unordered_map<std::string_view, std::size_t> places;
    for (const std::string &key : base) {
        places.emplace(key, places.size());
    }
    std::size_t last = 0;
    for (const std::string &key : side) {
        const auto found = places.find(key);
        if (found == places.end()) {
            continue;
        }
        if (found->second < last) {
            return false;
        }
        last = found->second;
    }
    return true;
}
} // namespace

bool hasConflict(const MergePieces &pieces)
{
    return std::ranges::any_of(pieces, &MergePiece::isConflict);
}

std::string printPieces(const MergePieces &pieces, bool withBase)
{
    std::string text;
    for (const MergePiece &piece : pieces) {
        if (!piece.isConflict()) {
            text += piece.ours;
            continue;
        }
        text = ended(std::move(text)) + "<<<<<<< ours\n" + ended(piece.ours);
        text += withBase ? "||||||| base\n" + ended(piece.base) : std::string();
        text += "=======\n" + ended(piece.theirs) + ">>>>>>> theirs\n";
    }
    return text;
}

std::string resolvedPieces(const MergePieces &pieces, MergeSide side)
{
    std::string text;
    for (const MergePiece &piece : pieces) {
        text += piece.isConflict() && side == MergeSide::Theirs ? piece.theirs : piece.ours;
    }
    return text;
}

MergePieces mergeLines(std::string_view base, std::string_view ours, std::string_view theirs, std::string_view what)
{
    const Lines baseLines = linesWithBreaks(base);
    const Lines ourLines = linesWithBreaks(ours);
    const Lines theirLines = linesWithBreaks(theirs);
    const std::vector<std::size_t> inOurs = matchLines(baseLines, ourLines);
    const std::vector<std::size_t> inTheirs = matchLines(baseLines, theirLines);
    MergePieces pieces;
    std::size_t fromBase = 0;
    std::size_t fromOurs = 0;
    std::size_t fromTheirs = 0;
    const auto addUpTo = [&](std::size_t baseEnd, std::size_t ourEnd, std::size_t theirEnd) {
        addPiece(pieces, decided(textOf(baseLines, fromBase, baseEnd), textOf(ourLines, fromOurs, ourEnd),
                                 textOf(theirLines, fromTheirs, theirEnd), what));
    };
    for (std::size_t line = 0; line < baseLines.size(); ++line) {
        if (inOurs[line] == kNoLine || inTheirs[line] == kNoLine) {
            continue;
        }
        addUpTo(line, inOurs[line], inTheirs[line]);
        addPiece(pieces, {std::string(baseLines[line])});
        fromBase = line + 1;
        fromOurs = inOurs[line] + 1;
        fromTheirs = inTheirs[line] + 1;
    }
    addUpTo(baseLines.size(), ourLines.size(), theirLines.size());
    return pieces;
}

MergedOrder mergeOrder(const std::vector<std::string> &base, const std::vector<std::string> &ours,
                       const std::vector<std::string> &theirs)
{
    const bool isTheirsKept = isSameOrder(base, theirs);
    MergedOrder order;
    order.areBothChanged = !isTheirsKept && !isSameOrder(base, ours) && !isSameOrder(ours, theirs);
    const std::vector<std::string> &first = isTheirsKept ? ours : theirs;
    const std::vector<std::string> &second = isTheirsKept ? theirs : ours;
    const std::unordered_set<std::string_view> inFirst(first.begin(), first.end());
    const std::unordered_set<std::string_view> inSecond(second.begin(), second.end());
    std::unordered_map<std::string_view, std::vector<std::string>> behind; // by the key before; empty: at the begin
    std::string_view before;
    for (const std::string &key : second) {
        if (inFirst.contains(key)) {
            before = key;
        } else {
            behind[before].push_back(key);
        }
    }
    std::vector<std::string> waiting = std::move(behind[std::string_view()]);
    const auto flush = [&] {
        std::ranges::move(waiting, std::back_inserter(order.keys));
        waiting.clear();
    };
    for (const std::string &key : first) {
        if (inSecond.contains(key)) {
            flush(); // what is new on both sides behind one key: first's own, then the other's
        }
        order.keys.push_back(key);
        if (const auto found = behind.find(key); found != behind.end()) {
            std::ranges::move(found->second, std::back_inserter(waiting));
        }
    }
    flush();
    return order;
}

} // namespace atlas
