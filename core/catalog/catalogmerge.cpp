#include "core/catalog/catalogmerge.h"

#include "core/base/text.h"
#include "core/catalog/catalogrevision.h"

#include <algorithm>
#include <unordered_map>

namespace atlas
{

namespace
{
/// The entries of one side by name.
class Side
{
public:
    explicit Side(const std::vector<KernelEntry> &entries)
    {
        for (const KernelEntry &entry : entries) {
            m_byName.try_emplace(entry.rawName, &entry.info);
        }
    }
    [[nodiscard]] const KernelInfo *find(std::string_view name) const
    {
        const auto found = m_byName.find(name);
        return found == m_byName.end() ? nullptr : found->second;
    }

private:
    std::unordered_map<std::string_view, const KernelInfo *> m_byName;
};

std::optional<KernelInfo> copyOf(const KernelInfo *info)
{
    return info != nullptr ? std::optional(*info) : std::nullopt;
}

/// Plans entry by entry.
class MergePlanner
{
public:
    MergePlanner(const std::vector<KernelEntry> &base, bool hasBase, const std::vector<KernelEntry> &mine,
                 const Catalog &theirs)
        : m_base(base), m_mine(mine), m_hasBase(hasBase), m_theirs(theirs)
    {
    }

    MergePlan plan(const std::vector<KernelEntry> &base, const std::vector<KernelEntry> &mine)
    {
        for (const KernelEntry &entry : mine) {
            m_plan.changes.order.push_back(entry.rawName);
            planMine(entry);
        }
        for (const KernelEntry &entry : base) {
            if (m_mine.find(entry.rawName) == nullptr) {
                planDeleted(entry);
            }
        }
        return std::move(m_plan);
    }

private:
    void planMine(const KernelEntry &mine)
    {
        const KernelInfo *base = m_base.find(mine.rawName);
        const CatalogEntry *theirs = m_theirs.find(mine.rawName);
        if (theirs != nullptr) {
            planFields(base, mine, *theirs);
        } else if (base == nullptr) {
            m_plan.changes.added.push_back(mine);
        } else if (*base != mine.info) {
            m_plan.conflicts.push_back(
                {MergeConflict::Kind::DeletedTheirs, mine.rawName, {}, *base, mine.info, std::nullopt});
        }
    }

    void planFields(const KernelInfo *base, const KernelEntry &mine, const CatalogEntry &theirs)
    {
        const auto index = static_cast<std::size_t>(&theirs - m_theirs.entries().data());
        for (const Field field : kFields) {
            const FieldValue &value = mine.info[field];
            if (value == theirs.info[field] || (base != nullptr && value == (*base)[field])) {
                continue;
            }
            if (base != nullptr && theirs.info[field] == (*base)[field]) {
                m_plan.changes.fields.push_back({index, field, value});
            } else {
                m_plan.conflicts.push_back(
                    {MergeConflict::Kind::Field, mine.rawName, field, copyOf(base), mine.info, theirs.info});
            }
        }
    }

    void planDeleted(const KernelEntry &base)
    {
        const CatalogEntry *theirs = m_theirs.find(base.rawName);
        if (theirs == nullptr || !m_hasBase) {
            return;
        }
        if (theirs->info == base.info) {
            m_plan.changes.removed.push_back(static_cast<std::size_t>(theirs - m_theirs.entries().data()));
        } else {
            m_plan.conflicts.push_back(
                {MergeConflict::Kind::DeletedMine, base.rawName, {}, base.info, std::nullopt, theirs->info});
        }
    }

    Side m_base;
    Side m_mine;
    bool m_hasBase;
    const Catalog &m_theirs;
    MergePlan m_plan;
};

} // namespace

MergePlan planMerge(const std::optional<std::vector<KernelEntry>> &base, const std::vector<KernelEntry> &mine,
                    const Catalog &theirs)
{
    const std::vector<KernelEntry> none;
    const std::vector<KernelEntry> &ancestor = base ? *base : none;
    return MergePlanner(ancestor, base.has_value(), mine, theirs).plan(ancestor, mine);
}

CatalogChanges decided(const MergePlan &plan, const Catalog &theirs, std::span<const MergeSide> sides)
{
    CatalogChanges changes = plan.changes;
    for (std::size_t i = 0; i < plan.conflicts.size() && i < sides.size(); ++i) {
        const MergeConflict &conflict = plan.conflicts[i];
        if (sides[i] == MergeSide::Theirs) {
            continue;
        }
        if (conflict.kind == MergeConflict::Kind::DeletedTheirs) {
            changes.added.push_back({conflict.rawName, *conflict.mine});
            continue;
        }
        const CatalogEntry *entry = theirs.find(conflict.rawName);
        const auto index = static_cast<std::size_t>(entry - theirs.entries().data());
        if (conflict.kind == MergeConflict::Kind::DeletedMine) {
            changes.removed.push_back(index);
        } else {
            changes.fields.push_back({index, conflict.field, (*conflict.mine)[conflict.field]});
        }
    }
    return changes;
}

std::string describe(const MergeConflict &conflict)
{
    const std::string name = "\"" + elideMiddle(conflict.rawName, 100) + "\"";
    switch (conflict.kind) {
    case MergeConflict::Kind::DeletedMine:
        return name + " was deleted in ours and changed in theirs";
    case MergeConflict::Kind::DeletedTheirs:
        return name + " was changed in ours and deleted in theirs";
    case MergeConflict::Kind::Field:
        break;
    }
    return std::string(key(conflict.field)) + " of " + name + " was changed on both sides";
}

} // namespace atlas
