#include "core/capture/rankspread.h"

#include "core/base/character.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <span>

namespace atlas
{

namespace
{
constexpr std::string_view kRankWord = "rank ";
/// Beyond this many numbers (stages × kernels × ranks) nothing is split by rank.
constexpr std::size_t kMostTotals = std::size_t{1} << 26U;

/// Total times by stage (the last one: in none), kernel and rank.
class RankTotals
{
public:
    RankTotals(const Capture &capture, const StageAssignment &assignment, const std::vector<std::uint16_t> &devices)
        : m_stages(assignment.stages.size() + 1), m_kernels(capture.names.size()), m_ranks(devices.size()),
          m_totals(m_stages * m_kernels * m_ranks)
    {
        std::vector<std::size_t> rankOf(capture.devices.size());
        for (std::size_t i = 0; i < devices.size(); ++i) {
            rankOf[devices[i]] = i;
        }
        capture.launches.forEach([&](std::size_t, const Launch &launch, std::int64_t durationNs) {
            const std::size_t stage = std::min<std::size_t>(assignment.of(launch), m_stages - 1);
            const std::size_t kernel = capture.variants[launch.variant].kernel.index();
            m_totals[(stage * m_kernels + kernel) * m_ranks + rankOf[launch.device]] += durationNs;
        });
    }

    /// The table of some stages.
    [[nodiscard]] RankTable tableOf(const std::vector<std::size_t> &stages) const
    {
        RankTable table;
        table.reserve(m_kernels);
        std::vector<std::int64_t> ofRanks(m_ranks);
        for (std::size_t kernel = 0; kernel < m_kernels; ++kernel) {
            std::ranges::fill(ofRanks, 0);
            for (const std::size_t stage : stages) {
                for (std::size_t rank = 0; rank < m_ranks; ++rank) {
                    ofRanks[rank] += m_totals[(stage * m_kernels + kernel) * m_ranks + rank];
                }
            }
            table.push_back(useOf(ofRanks));
        }
        return table;
    }

private:
    [[nodiscard]] static RankUse useOf(const std::vector<std::int64_t> &ofRanks)
    {
        RankUse use;
        const auto [least, most] = std::ranges::minmax_element(ofRanks);
        use.leastNs = *least;
        use.mostNs = *most;
        use.slowest = static_cast<std::uint32_t>(most - ofRanks.begin());
        std::vector<std::int64_t> sorted = ofRanks;
        std::ranges::sort(sorted);
        const std::size_t middle = sorted.size() / 2;
        const auto at = [&](std::size_t i) { return static_cast<double>(sorted[i]); };
        use.medianNs = sorted.size() % 2 == 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2.0;
        return use;
    }

    std::size_t m_stages;
    std::size_t m_kernels;
    std::size_t m_ranks;
    std::vector<std::int64_t> m_totals;
};

/// The number behind "rank", "rank_", "rank-" in a file's name.
std::optional<std::int64_t> rankInName(std::string_view name)
{
    const std::string lower = toLowerAscii(name);
    for (std::size_t at = lower.find("rank"); at != std::string::npos; at = lower.find("rank", at + 1)) {
        const std::size_t digits = lower.find_first_not_of("_-= ", at + 4);
        std::int64_t number = 0;
        if (digits != std::string::npos && isDigit(lower[digits])) {
            const auto [end, error] = std::from_chars(lower.data() + digits, lower.data() + lower.size(), number);
            if (error == std::errc()) {
                return number;
            }
        }
    }
    return std::nullopt;
}

std::string withoutEndings(std::string name)
{
    constexpr std::array<std::string_view, 8> kEndings = {".gz",     ".zst", ".json", ".trace",
                                                          ".sqlite", ".db",  ".csv",  ".pt"};
    for (bool isCut = true; isCut;) {
        isCut = false;
        for (const std::string_view ending : kEndings) {
            if (name.size() > ending.size() && name.ends_with(ending)) {
                name.resize(name.size() - ending.size());
                isCut = true;
            }
        }
    }
    return name;
}
} // namespace

std::vector<std::uint16_t> rankDevices(const Capture &capture)
{
    std::vector<bool> isUsed(capture.devices.size());
    capture.launches.forEach([&](std::size_t, const Launch &launch, std::int64_t) { isUsed[launch.device] = true; });
    std::vector<std::uint16_t> devices;
    for (std::size_t i = 0; i < isUsed.size(); ++i) {
        if (isUsed[i]) {
            devices.push_back(static_cast<std::uint16_t>(i));
        }
    }
    return devices.size() > 1 ? devices : std::vector<std::uint16_t>();
}

void addRanks(const Capture &capture, const StageAssignment &assignment, std::vector<Stage> &tables)
{
    const std::vector<std::uint16_t> devices = rankDevices(capture);
    const std::size_t none = assignment.stages.size();
    if (devices.empty() || !assignment.stageOfDevice.empty() ||
        (none + 1) * capture.names.size() * devices.size() > kMostTotals) {
        return;
    }
    const RankTotals totals(capture, assignment, devices);
    for (std::size_t i = 0; i < tables.size(); ++i) { // combined, the stages, and what is in none
        std::vector<std::size_t> members;
        for (std::size_t stage = 0; stage <= none; ++stage) {
            const bool isInner =
                i > 0 && i <= none && stage < none &&
                assignment.isWithin(static_cast<std::uint32_t>(stage), static_cast<std::uint32_t>(i - 1));
            if (i == 0 || isInner || (i > none && stage == none)) {
                members.push_back(stage);
            }
        }
        // Where only sums were asked for, the ranks are all that is known beyond them.
        auto distributions = tables[i].distributions != nullptr
                                 ? std::make_shared<Distributions>(*tables[i].distributions)
                                 : std::make_shared<Distributions>(capture.names.size());
        distributions->setRanks(totals.tableOf(members));
        tables[i].distributions = std::move(distributions);
    }
}

std::string rankLabel(const std::filesystem::path &file, const Capture &capture)
{
    const std::string name = toValidUtf8(file.filename().string());
    const std::optional<std::int64_t> number = capture.rank ? capture.rank : rankInName(name);
    return number ? std::string(kRankWord) + std::to_string(*number) : withoutEndings(name);
}

std::optional<std::int64_t> rankNumber(std::string_view label)
{
    if (!label.starts_with(kRankWord)) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(label.data() + kRankWord.size(), label.data() + label.size(), number);
    return error == std::errc() ? std::optional(number) : std::nullopt;
}

void keepDevice(Capture &capture, std::uint16_t device)
{
    LaunchStore kept;
    capture.launches.forEach([&](std::size_t, const Launch &launch, std::int64_t durationNs) {
        if (launch.device == device) {
            kept.add(launch, durationNs);
        }
    });
    capture.launches = std::move(kept);
    std::erase_if(capture.intervals, [&](const DeviceInterval &interval) { return interval.device != device; });
}

} // namespace atlas
