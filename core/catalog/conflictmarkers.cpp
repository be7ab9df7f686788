// Conflicts as git marks them in a text, taken apart.
#include "core/catalog/catalogmerge.h"
#include "core/catalog/sourcelines.h"

namespace atlas
{

namespace
{
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
