#include "core/run/fingerprint.h"

#include <algorithm>

namespace atlas
{

namespace
{
/// The finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014): each bit of
/// a word reaches all bits of the result.
class Mixer
{
public:
    void add(std::uint64_t word)
    {
        std::uint64_t z = m_state + word + 0x9e3779b97f4a7c15U;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        m_state = z ^ (z >> 31U);
    }
    void add(std::int64_t number) { add(static_cast<std::uint64_t>(number)); }
    [[nodiscard]] std::uint64_t result() const { return m_state; }

private:
    std::uint64_t m_state = 0;
};
} // namespace

std::uint64_t fingerprint(const Run &run)
{
    Mixer mixer;
    for (const Stage &stage : run.stages()) {
        mixer.add(std::uint64_t{stage.rows.size()});
        for (const KernelRow &row : stage.rows) {
            mixer.add(row.timing.totalNs);
            mixer.add(row.timing.instances);
            mixer.add(row.timing.minNs);
            mixer.add(row.timing.maxNs);
            mixer.add(std::uint64_t{run.name(row.kernel).size()});
        }
    }
    return mixer.result();
}

std::uint64_t fingerprint(std::span<const std::shared_ptr<const Run>> runs)
{
    std::vector<std::uint64_t> each;
    for (const std::shared_ptr<const Run> &run : runs) {
        each.push_back(fingerprint(*run));
    }
    if (each.size() == 1) {
        return each.front();
    }
    std::ranges::sort(each);
    Mixer mixer;
    for (const std::uint64_t one : each) {
        mixer.add(one);
    }
    return mixer.result();
}

} // namespace atlas
