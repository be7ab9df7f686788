#include "core/report/sharednames.h"

#include "core/base/text.h"
#include "core/inference/kernelname.h"

namespace atlas
{

void SharedNames::add(std::string_view friendlyName)
{
    const auto found = m_counts.find(friendlyName);
    if (found == m_counts.end()) {
        m_counts.emplace(friendlyName, 1);
    } else {
        ++found->second;
    }
}

std::string SharedNames::shown(std::string_view friendlyName, std::string_view rawName, std::size_t width) const
{
    constexpr std::size_t functionWidth = 32;
    const auto found = m_counts.find(friendlyName);
    if (rawName.empty() || found == m_counts.end() || found->second < 2) {
        return elideMiddle(friendlyName, width);
    }
    KernelName name;
    name.assign(rawName);
    const std::string_view function = name.text(NamePart::Function);
    const std::size_t colons = function.rfind("::");
    const std::string own(colons == std::string_view::npos ? function : function.substr(colons + 2));
    return own.empty() ? elideMiddle(friendlyName, width)
                       : elideMiddle(friendlyName, width) + " [" + elideMiddle(own, functionWidth) + ']';
}

} // namespace atlas
