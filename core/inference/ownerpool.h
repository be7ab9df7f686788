#pragma once

#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_set>

namespace atlas
{

/// Libraries that only names tell, each kept once: views of them live as long as the pool. Any thread may ask.
class OwnerPool
{
public:
    [[nodiscard]] std::string_view keep(std::string_view library) const
    {
        const std::string text(library);
        {
            const std::shared_lock lock(m_lock);
            if (const auto found = m_owners.find(text); found != m_owners.end()) {
                return *found;
            }
        }
        const std::unique_lock lock(m_lock);
        return *m_owners.insert(text).first;
    }

private:
    mutable std::shared_mutex m_lock;
    mutable std::unordered_set<std::string> m_owners;
};

} // namespace atlas
