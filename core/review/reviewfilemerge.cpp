#include "core/review/reviewfilemerge.h"

#include "core/base/text.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace atlas
{

namespace
{
using Blocks = std::unordered_map<std::string_view, const ReviewEntry *>;

Blocks blocksOf(const ReviewFile &file)
{
    Blocks blocks;
    for (const ReviewEntry &entry : file.entries) {
        blocks.try_emplace(entry.rawName, &entry);
    }
    return blocks;
}

const ReviewEntry *find(const Blocks &blocks, std::string_view name)
{
    const auto found = blocks.find(name);
    return found == blocks.end() ? nullptr : found->second;
}

/// The side that changed `member`; `isClash` when both did, differently. Ours then.
template<class T>
T merged(const T &base, const T &ours, const T &theirs, bool &isClash)
{
    isClash = ours != base && theirs != base && ours != theirs;
    return ours == base ? theirs : ours;
}

class ReviewMerger
{
public:
    ReviewMerger(const ReviewFile &base, const ReviewFile &ours, const ReviewFile &theirs)
        : m_base(blocksOf(base)), m_ours(blocksOf(ours)), m_theirs(blocksOf(theirs))
    {
    }

    MergedReviewFile merge(const ReviewFile &base, const ReviewFile &ours, const ReviewFile &theirs)
    {
        bool isClash = false; // of runs and rules nobody decided anything
        m_out.file.run = merged(base.run, ours.run, theirs.run, isClash);
        m_out.file.rulesPack = merged(base.rulesPack, ours.rulesPack, theirs.rulesPack, isClash);
        m_out.file.rulesVersion = merged(base.rulesVersion, ours.rulesVersion, theirs.rulesVersion, isClash);
        m_out.file.foreign = mergeForeign(base.foreign, ours.foreign, theirs.foreign, "the file");
        for (const ReviewEntry &entry : theirs.entries) {
            add(entry.rawName);
        }
        for (const ReviewEntry &entry : ours.entries) {
            if (find(m_theirs, entry.rawName) == nullptr) {
                add(entry.rawName);
            }
        }
        m_out.file.text = printReviewFile(m_out.file);
        return std::move(m_out);
    }

private:
    void add(const std::string &name)
    {
        const ReviewEntry none{.rawName = name};
        const auto orNone = [&](const Blocks &blocks) -> const ReviewEntry & {
            const ReviewEntry *found = find(blocks, name);
            return found != nullptr ? *found : none;
        };
        ReviewEntry entry = mergeBlocks(orNone(m_base), orNone(m_ours), orNone(m_theirs));
        if (entry.saysSomething()) {
            m_out.file.entries.push_back(std::move(entry));
        }
    }

    ReviewEntry mergeBlocks(const ReviewEntry &base, const ReviewEntry &ours, const ReviewEntry &theirs)
    {
        bool isClash = false;
        ReviewEntry entry{.rawName = base.rawName};
        mergeState(base, ours, theirs, entry);
        entry.note = merged(base.note, ours.note, theirs.note, isClash);
        if (isClash) {
            entry.note =
                ours.note.empty() || theirs.note.empty() ? ours.note + theirs.note : ours.note + "\n" + theirs.note;
            report("note", base.rawName);
        }
        entry.picked = merged(base.picked, ours.picked, theirs.picked, isClash);
        if (isClash) {
            report("picked", base.rawName);
        }
        entry.foreign = mergeForeign(base.foreign, ours.foreign, theirs.foreign, base.rawName);
        entry.isInRun = merged(base.isInRun, ours.isInRun, theirs.isInRun, isClash);
        entry.read = merged(base.read, ours.read, theirs.read, isClash);
        for (std::size_t field = 0; field < kFieldCount; ++field) {
            entry.byPerson.set(field, merged(base.byPerson.test(field), ours.byPerson.test(field),
                                             theirs.byPerson.test(field), isClash));
            entry.values[field] = merged(base.values[field], ours.values[field], theirs.values[field], isClash);
            if (isClash) {
                report(std::string(key(kFields[field])), base.rawName);
            }
        }
        return entry;
    }

    /// A state and the values it speaks of go together.
    void mergeState(const ReviewEntry &base, const ReviewEntry &ours, const ReviewEntry &theirs, ReviewEntry &entry)
    {
        bool isClash = false;
        const auto unit = [](const ReviewEntry &side) { return std::pair(side.state, side.acceptedHash); };
        std::tie(entry.state, entry.acceptedHash) = merged(unit(base), unit(ours), unit(theirs), isClash);
        if (isClash) {
            entry.state = ReviewState::NeedsWork;
            entry.acceptedHash.clear();
            report("state", base.rawName);
        }
    }

    /// Keys that are not ours: key by key; where both sides changed one, ours.
    std::vector<ForeignKey> mergeForeign(const std::vector<ForeignKey> &base, const std::vector<ForeignKey> &ours,
                                         const std::vector<ForeignKey> &theirs, const std::string &name)
    {
        std::vector<ForeignKey> keys = theirs;
        std::ranges::copy_if(ours, std::back_inserter(keys),
                             [&](const ForeignKey &own) { return valueOf(theirs, own.key).empty(); });
        for (ForeignKey &foreign : keys) {
            bool isClash = false;
            foreign.value =
                merged(valueOf(base, foreign.key), valueOf(ours, foreign.key), valueOf(theirs, foreign.key), isClash);
            if (isClash) {
                report(foreign.key, name);
            }
        }
        std::erase_if(keys, [](const ForeignKey &foreign) { return foreign.value.empty(); });
        return keys;
    }

    static std::string valueOf(const std::vector<ForeignKey> &keys, const std::string &key)
    {
        const auto found = std::ranges::find(keys, key, &ForeignKey::key);
        return found == keys.end() ? std::string() : found->value;
    }

    void report(const std::string &what, const std::string &name)
    {
        m_out.conflicts.push_back(what + " of \"" + elideMiddle(name, 100) + "\" was changed on both sides");
    }

    Blocks m_base;
    Blocks m_ours;
    Blocks m_theirs;
    MergedReviewFile m_out;
};
} // namespace

MergedReviewFile mergeReviewFiles(const ReviewFile &base, const ReviewFile &ours, const ReviewFile &theirs)
{
    return ReviewMerger(base, ours, theirs).merge(base, ours, theirs);
}

} // namespace atlas
