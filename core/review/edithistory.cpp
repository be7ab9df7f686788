#include "core/review/edithistory.h"

#include <utility>

namespace atlas
{

void EditHistory::push(EditGroup group)
{
    if (m_cleanIndex && *m_cleanIndex > m_index) {
        m_cleanIndex.reset();
    }
    m_groups.resize(m_index);
    m_groups.push_back(std::move(group));
    ++m_index;
}

} // namespace atlas
