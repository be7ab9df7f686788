#include "app/cli/namerun.h"

#include "core/inference/canonicalname.h"

#include <algorithm>

namespace atlas::cli
{

namespace
{
bool haveOneCanonicalName(const std::vector<std::string_view> &names)
{
    const std::string first = canonicalName(names.front());
    return !first.empty() &&
           std::ranges::all_of(names, [&](std::string_view name) { return canonicalName(name) == first; });
}
} // namespace

void NameRun::add(std::string_view name)
{
    auto found = m_numbers.find(name);
    if (found == m_numbers.end()) {
        m_names.push_back(m_texts.emplace_back(name));
        found = m_numbers.emplace(m_names.back(), m_names.size() - 1).first;
    }
    m_lines.push_back(found->second);
}

void NameRun::read()
{
    m_matched.reserve(m_names.size());
    for (const std::string_view name : m_names) {
        m_matched.push_back(m_rules->match(name));
    }
    m_evidence = RunEvidence::of(*m_rules, m_names, m_matched);
}

Reading NameRun::readingOf(std::size_t name) const
{
    Reading reading = m_rules->readAs(m_names[name], m_matched[name]);
    m_evidence.addTo(name, reading);
    return reading;
}

Reading NameRun::reading(std::size_t line) const
{
    return readingOf(m_lines[line]);
}

std::vector<NameClash> NameRun::clashes() const
{
    std::vector<NameClash> sharing;
    std::unordered_map<std::string, std::size_t> byFriendlyName;
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const std::string friendly = readingOf(i).info.text(Field::FriendlyName);
        const auto [found, isNew] = byFriendlyName.emplace(friendly, sharing.size());
        if (isNew) {
            sharing.push_back({friendly, {}, false});
        }
        sharing[found->second].rawNames.push_back(m_names[i]);
    }
    std::erase_if(sharing, [](const NameClash &clash) { return clash.rawNames.size() < 2; });
    for (NameClash &clash : sharing) {
        clash.isOneKernel = haveOneCanonicalName(clash.rawNames);
    }
    return sharing;
}

} // namespace atlas::cli
