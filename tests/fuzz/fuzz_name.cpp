// Any bytes as a kernel name: both shipped packs read it without crash or hang, twice the same, with evidence that lies
// in the name; the skeleton that finds similar kernels is made of it too.

#include "core/base/text.h"
#include "core/inference/nameskeleton.h"
#include "core/inference/ruleset.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>

using namespace atlas;

namespace
{
std::shared_ptr<const RuleSet> load(const char *pack)
{
    auto loaded = loadRuleSet({.pack = pack});
    if (!loaded) {
        std::abort();
    }
    return loaded->rules;
}

void check(const Reading &reading, std::string_view name)
{
    for (const auto &spans : reading.evidence) {
        for (const ByteSpan &span : spans) {
            const bool isWhole = floorToCharacter(name, span.begin) == span.begin;
            if (span.begin >= span.end || span.end > name.size() || !isWhole) {
                std::abort();
            }
        }
    }
    if (reading.info.text(Field::FriendlyName).empty() || isNull(reading.info[Field::Generic])) {
        std::abort();
    }
    if (reading.confidence == Confidence::Guess &&
        (!isNull(reading.info[Field::Fixed]) || !isNull(reading.info[Field::Tiled]))) {
        std::abort();
    }
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t kMaxBytes = 16 * 1024;
    static const std::array packs = {load("standard"), load("seed")};
    if (size > kMaxBytes) {
        return 0;
    }
    // Names reach the rules as valid UTF-8.
    const std::string name = toValidUtf8(std::string_view(reinterpret_cast<const char *>(data), size));
    for (const auto &rules : packs) {
        const Reading reading = rules->read(name);
        check(reading, name);
        if (!(rules->read(name).info == reading.info) || rules->matching(name).front() != rules->match(name)) {
            std::abort();
        }
    }
    static_cast<void>(nameSkeleton(name));
    return 0;
}
