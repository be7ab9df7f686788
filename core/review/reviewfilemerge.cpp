#include "core/review/reviewfilemerge.h"

#include "core/base/text.h"
#include "core/catalog/mergepieces.h"

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

/// Three versions of something: what they agree on after the merge is equal in all of them.
template<class T>
struct Three
{
    T base;
    T ours;
    T theirs;
};

/// Merges what `part` gives of each version into `out`; on a clash each of `out` keeps its own. Returns whether it is.
template<class T, class Part>
bool mergePart(const Three<const T &> &in, Three<T> &out, Part part)
{
    bool isClash = false;
    const auto value = merged(part(in.base), part(in.ours), part(in.theirs), isClash);
    part(out.base) = isClash ? part(in.base) : value;
    part(out.ours) = isClash ? part(in.ours) : value;
    part(out.theirs) = isClash ? part(in.theirs) : value;
    return isClash;
}

class ReviewMerger
{
public:
    ReviewMerger(const ReviewFile &base, const ReviewFile &ours, const ReviewFile &theirs)
        : m_in{base, ours, theirs}, m_base(blocksOf(base)), m_ours(blocksOf(ours)), m_theirs(blocksOf(theirs))
    {
    }

    MergedReviewFile merge()
    {
        for (const auto part : {&ReviewFile::run, &ReviewFile::rulesPack, &ReviewFile::rulesVersion}) {
            bool isClash = false; // of runs and rules nobody decided anything
            const std::string value = merged(m_in.base.*part, m_in.ours.*part, m_in.theirs.*part, isClash);
            m_files.base.*part = m_files.ours.*part = m_files.theirs.*part = value;
        }
        mergeForeign(m_in, m_files, "the file");
        mergeCommentsOf(m_in, m_files);
        for (const ReviewEntry &entry : m_in.theirs.entries) {
            add(entry.rawName);
        }
        for (const ReviewEntry &entry : m_in.ours.entries) {
            if (find(m_theirs, entry.rawName) == nullptr) {
                add(entry.rawName);
            }
        }
        m_out.file = std::move(m_files.ours);
        m_out.file.text = printReviewFile(m_out.file);
        if (!m_out.conflicts.empty()) {
            m_out.file.text = printPieces(mergeLines(printReviewFile(m_files.base), m_out.file.text,
                                                     printReviewFile(m_files.theirs), "the review file"));
        }
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
        Three<ReviewEntry> entry = mergeBlocks({orNone(m_base), orNone(m_ours), orNone(m_theirs)});
        if (entry.ours.saysSomething() || entry.theirs.saysSomething()) {
            m_files.base.entries.push_back(std::move(entry.base));
            m_files.ours.entries.push_back(std::move(entry.ours));
            m_files.theirs.entries.push_back(std::move(entry.theirs));
        }
    }

    Three<ReviewEntry> mergeBlocks(const Three<const ReviewEntry &> &in)
    {
        const std::string &name = in.base.rawName;
        Three<ReviewEntry> out{{.rawName = name}, {.rawName = name}, {.rawName = name}};
        mergeState(in, out);
        if (mergePart(in, out, [](auto &entry) -> auto & { return entry.note; })) {
            report("note", name);
        }
        if (mergePart(in, out, [](auto &entry) -> auto & { return entry.picked; })) {
            report("picked", name);
        }
        mergePart(in, out, [](auto &entry) -> auto & { return entry.isInRun; }); // two values: no clash
        mergeForeign(in, out, name);
        mergeCommentsOf(in, out);
        for (std::size_t field = 0; field < kFieldCount; ++field) {
            bool isClash = false;
            const bool isByPerson = merged(in.base.byPerson.test(field), in.ours.byPerson.test(field),
                                           in.theirs.byPerson.test(field), isClash);
            out.base.byPerson.set(field, isByPerson);
            out.ours.byPerson.set(field, isByPerson);
            out.theirs.byPerson.set(field, isByPerson);
        }
        return out;
    }

    /// A state and the values it speaks of are one: by their hash where the catalog holds them, else themselves. What
    /// the rules read goes with them; where the states agree, it is ours that stays.
    void mergeState(const Three<const ReviewEntry &> &in, Three<ReviewEntry> &out)
    {
        const auto unit = [](const ReviewEntry &side) { return std::tie(side.state, side.acceptedHash, side.values); };
        bool isClash = false;
        const auto value = merged(unit(in.base), unit(in.ours), unit(in.theirs), isClash);
        const auto take = [&](ReviewEntry &to, const ReviewEntry &own) {
            std::tie(to.state, to.acceptedHash, to.values) = isClash ? unit(own) : value;
            bool isOther = false;
            to.read = isClash ? own.read : merged(in.base.read, in.ours.read, in.theirs.read, isOther);
        };
        take(out.base, in.base);
        take(out.ours, in.ours);
        take(out.theirs, in.theirs);
        if (isClash) {
            report(in.ours.values != in.theirs.values ? "state or values" : "state", in.base.rawName);
        }
    }

    template<class T>
    static void mergeCommentsOf(const Three<const T &> &in, Three<T> &out)
    {
        out.base.comments = out.ours.comments = out.theirs.comments =
            mergeComments(in.base.comments, in.ours.comments, in.theirs.comments);
    }

    /// Keys that are not ours: key by key, in the order of theirs.
    template<class T>
    void mergeForeign(const Three<const T &> &in, Three<T> &out, const std::string &name)
    {
        std::vector<ForeignKey> keys = in.theirs.foreign;
        std::ranges::copy_if(in.ours.foreign, std::back_inserter(keys),
                             [&](const ForeignKey &own) { return valueOf(in.theirs.foreign, own.key).empty(); });
        const auto put = [](std::vector<ForeignKey> &to, const std::string &key, const std::string &value) {
            if (!value.empty()) {
                to.push_back({key, value});
            }
        };
        for (const ForeignKey &foreign : keys) {
            bool isClash = false;
            const Three<std::string> own{valueOf(in.base.foreign, foreign.key), valueOf(in.ours.foreign, foreign.key),
                                         valueOf(in.theirs.foreign, foreign.key)};
            const std::string value = merged(own.base, own.ours, own.theirs, isClash);
            put(out.base.foreign, foreign.key, isClash ? own.base : value);
            put(out.ours.foreign, foreign.key, isClash ? own.ours : value);
            put(out.theirs.foreign, foreign.key, isClash ? own.theirs : value);
            if (isClash) {
                report(foreign.key, name);
            }
        }
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

    Three<const ReviewFile &> m_in;
    Three<ReviewFile> m_files;
    Blocks m_base;
    Blocks m_ours;
    Blocks m_theirs;
    MergedReviewFile m_out;
};
} // namespace

MergedReviewFile mergeReviewFiles(const ReviewFile &base, const ReviewFile &ours, const ReviewFile &theirs)
{
    return ReviewMerger(base, ours, theirs).merge();
}

} // namespace atlas
