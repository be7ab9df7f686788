#include "core/report/kernelwords.h"

#include "core/inference/runevidence.h"
#include "core/review/entryindex.h"

#include <cstdint>
#include <mutex>
#include <set>
#include <unordered_map>
#include <utility>

namespace atlas
{

namespace
{
/// Texts that stay where they are: comparisons hold views of library names.
class KeptTexts
{
public:
    std::string_view keep(const std::string &text)
    {
        const std::lock_guard lock(m_mutex);
        return *m_texts.insert(text).first;
    }

private:
    std::mutex m_mutex;
    std::set<std::string> m_texts;
};

/// What a catalog holds for the kernels of several runs: by exact name, else as a desk finds an entry (EntryIndex).
class CatalogValues
{
public:
    CatalogValues(const std::shared_ptr<const Catalog> &catalog, const std::vector<std::shared_ptr<const Run>> &runs)
        : m_catalog(catalog)
    {
        for (const auto &run : runs) {
            EntryIndex &index = m_byRun.emplace_back(catalog);
            index.attach(run);
        }
    }
    /// A person's text of `field`; null where there is none.
    [[nodiscard]] const std::string *text(std::string_view rawName, Field field) const
    {
        const KernelInfo *info = find(rawName);
        return info != nullptr && !info->text(field).empty() ? &info->text(field) : nullptr;
    }

private:
    [[nodiscard]] const KernelInfo *find(std::string_view rawName) const
    {
        if (const CatalogEntry *entry = m_catalog->find(rawName)) {
            return &entry->info;
        }
        for (const EntryIndex &index : m_byRun) {
            const std::optional<EntryId> entry = index.find(rawName);
            if (entry && index.opened(*entry) != nullptr) {
                return index.opened(*entry);
            }
        }
        return nullptr;
    }

    std::shared_ptr<const Catalog> m_catalog;
    std::vector<EntryIndex> m_byRun; ///< each run's names may be spelled or numbered otherwise
};

/// What the rules read from the names of several runs that are taken as one.
class ReadNames
{
public:
    ReadNames(std::shared_ptr<const RuleSet> rules, const std::vector<std::shared_ptr<const Run>> &runs)
        : m_rules(std::move(rules)), m_runs(runs)
    {
        std::vector<std::string_view> names;
        std::vector<std::uint16_t> matched;
        for (const auto &run : m_runs) {
            for (std::size_t i = 0; i < run->kernelCount(); ++i) {
                const std::string_view name = run->name(makeId<KernelId>(i));
                if (m_numbers.try_emplace(name, names.size()).second) {
                    names.push_back(name);
                    matched.push_back(m_rules->match(name));
                }
            }
        }
        m_evidence = RunEvidence::of(*m_rules, std::move(names), matched);
    }
    [[nodiscard]] std::string friendlyName(std::string_view rawName) const
    {
        FieldValue alone = m_rules->fieldAs(rawName, m_rules->match(rawName), Field::FriendlyName);
        const auto found = m_numbers.find(rawName);
        return toDisplayText(
            found == m_numbers.end() ? alone : m_evidence.addTo(found->second, Field::FriendlyName, std::move(alone)));
    }
    [[nodiscard]] std::string_view library(std::string_view rawName) const
    {
        const auto found = m_numbers.find(rawName);
        const std::string_view others = found == m_numbers.end() ? "" : m_evidence.library(found->second);
        return others.empty() ? m_rules->libraryAs(rawName, m_rules->match(rawName)) : others;
    }

private:
    std::shared_ptr<const RuleSet> m_rules;
    std::vector<std::shared_ptr<const Run>> m_runs; ///< what the names are views of
    std::unordered_map<std::string_view, std::size_t> m_numbers;
    RunEvidence m_evidence;
};
} // namespace

KernelWords kernelWords(const std::shared_ptr<const Catalog> &catalog, const std::shared_ptr<const RuleSet> &rules,
                        const std::vector<std::shared_ptr<const Run>> &runs)
{
    const auto read = std::make_shared<const ReadNames>(rules, runs);
    const auto values = std::make_shared<const CatalogValues>(catalog, runs);
    const auto reviewed = [values](std::string_view rawName, Field field) { return values->text(rawName, field); };
    KernelWords words;
    words.friendlyName = [reviewed, read](std::string_view rawName) {
        const std::string *name = reviewed(rawName, Field::FriendlyName);
        return name != nullptr ? *name : read->friendlyName(rawName);
    };
    words.library = [reviewed, read](std::string_view rawName) {
        const std::string *library = reviewed(rawName, Field::SourceLib);
        return library != nullptr ? std::string_view(*library) : read->library(rawName);
    };
    words.op = [rules](std::string_view rawName) { return rules->opAs(rawName, rules->match(rawName)); };
    return words;
}

KernelWords kernelWords(const std::shared_ptr<const ReviewDocument> &document,
                        const std::shared_ptr<const RuleSet> &rules)
{
    const auto reviewed = [document](std::string_view rawName, Field field) {
        const std::optional<EntryId> entry = document->find(rawName);
        return entry ? toDisplayText(document->effective(*entry, field).value) : std::string();
    };
    const auto kept = std::make_shared<KeptTexts>();
    KernelWords words;
    words.friendlyName = [reviewed, rules](std::string_view rawName) {
        std::string name = reviewed(rawName, Field::FriendlyName);
        return !name.empty() ? std::move(name)
                             : toDisplayText(rules->fieldAs(rawName, rules->match(rawName), Field::FriendlyName));
    };
    words.library = [reviewed, rules, kept](std::string_view rawName) {
        const std::string library = reviewed(rawName, Field::SourceLib);
        return library.empty() ? rules->libraryAs(rawName, rules->match(rawName)) : kept->keep(library);
    };
    words.op = [rules](std::string_view rawName) { return rules->opAs(rawName, rules->match(rawName)); };
    return words;
}

} // namespace atlas
