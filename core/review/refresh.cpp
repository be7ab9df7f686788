#include "core/review/refresh.h"

#include "core/kernel/library.h"

#include <algorithm>
#include <unordered_map>

namespace atlas
{

namespace
{
FieldValue asWritten(Field field, FieldValue value, bool strictLibraries)
{
    const auto *text = std::get_if<std::string>(&value);
    if (!strictLibraries || field != Field::SourceLib || text == nullptr) {
        return value;
    }
    return std::string(strictLibrary(*text));
}

/// Whether a value is a machine's, for one entry.
class MachineReadings
{
public:
    MachineReadings(const ReviewDocument &document, EntryId entry,
                    const std::vector<std::shared_ptr<const RuleSet>> &machines, const ReviewEntry *block)
    {
        for (const auto &machine : machines) {
            m_infos.push_back(machine->read(document.rawName(entry)).info);
        }
        if (block != nullptr && block->read) {
            m_infos.push_back(*block->read);
        }
    }
    [[nodiscard]] bool say(Field field, const FieldValue &value) const
    {
        return std::ranges::any_of(m_infos, [&](const KernelInfo &info) {
            return info[field] == value || asWritten(field, info[field], true) == value;
        });
    }

private:
    std::vector<KernelInfo> m_infos;
};

/// What the review file says, by raw name.
std::unordered_map<std::string_view, const ReviewEntry *> blocksOf(const ReviewFile *review)
{
    std::unordered_map<std::string_view, const ReviewEntry *> blocks;
    for (std::size_t i = 0; review != nullptr && i < review->entries.size(); ++i) {
        blocks.try_emplace(review->entries[i].rawName, &review->entries[i]);
    }
    return blocks;
}

/// Adds the edits of one entry of the catalog; whether there were any.
bool addNewReadings(const ReviewDocument &document, EntryId entry, const KernelInfo &written,
                    const MachineReadings &machine, bool strictLibraries, std::vector<Edit> &edits)
{
    const KernelInfo now = document.reading(entry).info;
    const std::size_t before = edits.size();
    for (const Field field : kFields) {
        const FieldValue wanted = asWritten(field, now[field], strictLibraries);
        if (!document.isByPerson(entry, field) && wanted != written[field] && machine.say(field, written[field])) {
            edits.push_back({entry, slotOf(field), Override(wanted, std::string(kSourceRefresh))});
        }
    }
    return edits.size() > before;
}

void takeBackAccepted(const ReviewDocument &document, EntryId entry, std::vector<Edit> &edits)
{
    if (document.state(entry) != ReviewState::Accepted) {
        return;
    }
    if (std::optional<Edit> edit = document.stateEdit(entry, ReviewState::Unreviewed)) {
        edits.push_back(std::move(*edit));
    }
}
} // namespace

Result<std::vector<std::shared_ptr<const RuleSet>>> machineRules()
{
    std::vector<std::shared_ptr<const RuleSet>> machines;
    for (const char *pack : {"seed", "standard"}) {
        RuleSetOptions options;
        options.pack = pack;
        Result<LoadedRuleSet> loaded = loadRuleSet(options);
        if (!loaded) {
            return std::unexpected(loaded.error());
        }
        machines.push_back(std::move(loaded->rules));
    }
    return machines;
}

EditGroup planRefresh(const ReviewDocument &document, const std::vector<std::shared_ptr<const RuleSet>> &machines,
                      bool strictLibraries)
{
    const std::shared_ptr<const ReviewFile> review = document.review();
    const auto blocks = blocksOf(review.get());
    EditGroup group;
    std::size_t kernels = 0;
    for (std::size_t i = 0; i < document.entryCount(); ++i) {
        const auto entry = makeId<EntryId>(i);
        const std::string_view name = document.rawName(entry);
        const CatalogEntry *written = document.kernelOf(entry) ? document.catalog()->find(name) : nullptr;
        if (written == nullptr) {
            continue;
        }
        const auto block = blocks.find(name);
        const MachineReadings machine(document, entry, machines, block == blocks.end() ? nullptr : block->second);
        if (addNewReadings(document, entry, written->info, machine, strictLibraries, group.edits)) {
            ++kernels;
            takeBackAccepted(document, entry, group.edits);
        }
    }
    group.text = "Take new readings: " + std::to_string(kernels) + (kernels == 1 ? " kernel" : " kernels");
    return group;
}

} // namespace atlas
