#include "core/report/kernelwords.h"

#include <mutex>
#include <set>

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
} // namespace

KernelWords kernelWords(const std::shared_ptr<const Catalog> &catalog, const std::shared_ptr<const RuleSet> &rules)
{
    const auto reviewed = [catalog](std::string_view rawName, Field field) -> const std::string * {
        const CatalogEntry *entry = catalog->find(rawName);
        return entry != nullptr && !entry->info.text(field).empty() ? &entry->info.text(field) : nullptr;
    };
    KernelWords words;
    words.friendlyName = [reviewed, rules](std::string_view rawName) {
        const std::string *name = reviewed(rawName, Field::FriendlyName);
        return name != nullptr ? *name
                               : toDisplayText(rules->fieldAs(rawName, rules->match(rawName), Field::FriendlyName));
    };
    words.library = [reviewed, rules](std::string_view rawName) {
        const std::string *library = reviewed(rawName, Field::SourceLib);
        return library != nullptr ? std::string_view(*library) : rules->library(rules->match(rawName));
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
        return library.empty() ? rules->library(rules->match(rawName)) : kept->keep(library);
    };
    words.op = [rules](std::string_view rawName) { return rules->opAs(rawName, rules->match(rawName)); };
    return words;
}

} // namespace atlas
