#include "core/run/listedshare.h"

#include "core/base/format.h"
#include "core/run/numbertext.h"

#include <algorithm>
#include <cmath>

namespace atlas
{

namespace
{
constexpr std::size_t kRowsThatTell = 64;
/// Rows listed that make less than this of all time are a part. The percentages that people cut and round by hand do
/// not add up better, and shares of so nearly the whole are right to half of a percent.
constexpr double kWhole = 0.995;
/// The last digit printed is rounded; a percentage without decimals may be a whole one.
constexpr double kRounding = 0.05;
constexpr double kWholeRounding = 0.5;
} // namespace

std::string listedPercent(double share)
{
    const double percent = share * 100.0;
    const double shown = percent < 1.0 || percent > 99.0 ? std::round(percent * 10.0) / 10.0 : std::round(percent);
    return formatExact(shown) + "\u00A0%";
}

void ListedShare::add(std::string_view percentCell, std::int64_t totalNs, char decimalSign)
{
    if (m_rows >= kRowsThatTell || totalNs <= 0) {
        return;
    }
    ++m_rows;
    const auto percent = parseNsReal(withoutUnit(percentCell).digits, 1, decimalSign);
    // Some tools write 0 everywhere; a row of 0.0 % tells nothing.
    if (!percent || !(*percent > 0.0)) {
        return;
    }
    const double most = *percent + (percentCell.contains(decimalSign) ? kRounding : kWholeRounding);
    m_sharePerNs = std::min(m_sharePerNs, most / 100.0 / static_cast<double>(totalNs));
    m_percents += *percent;
    m_ns += static_cast<double>(totalNs);
}

bool ListedShare::isPartial(std::int64_t sumNs) const
{
    // Rows that make 100 % are all there are, even where a person changed a time and left the percentages alone.
    return !m_isStopped && m_percents < 100.0 * kWhole && m_sharePerNs * static_cast<double>(sumNs) < kWhole;
}

double ListedShare::of(std::int64_t sumNs) const
{
    // Percentages that contradict each other say at least that it is no more than their bound.
    return isPartial(sumNs) ? std::min(m_percents / 100.0 / m_ns, m_sharePerNs) * static_cast<double>(sumNs) : 1.0;
}

} // namespace atlas
