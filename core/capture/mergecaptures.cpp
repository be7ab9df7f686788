#include "core/capture/mergecaptures.h"

#include "core/run/kerneltable.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

namespace atlas
{

namespace
{
std::uint32_t moved(std::uint32_t number, std::size_t offset, std::uint32_t none)
{
    return number != none ? static_cast<std::uint32_t>(number + offset) : none;
}

/// Numbers of `other`'s nodes in `capture`, which gets those it lacks.
std::vector<std::uint32_t> joinNodes(Capture &capture, const std::vector<RangeNode> &others)
{
    std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> known;
    for (std::size_t i = 0; i < capture.nodes.size(); ++i) {
        known.emplace(std::pair(capture.nodes[i].parent, capture.nodes[i].text), static_cast<std::uint32_t>(i));
    }
    std::vector<std::uint32_t> numbers;
    for (const RangeNode &node : others) { // an outer node comes before those in it
        const std::uint32_t parent = node.parent != RangeNode::kRoot ? numbers[node.parent] : RangeNode::kRoot;
        const auto [found, isNew] =
            known.try_emplace({parent, node.text}, static_cast<std::uint32_t>(capture.nodes.size()));
        if (isNew) {
            capture.nodes.push_back({node.text, parent});
        }
        numbers.push_back(found->second);
    }
    return numbers;
}

std::vector<std::uint32_t> joinVariants(Capture &capture, const Capture &other)
{
    VariantTable table;
    for (const LaunchVariant &variant : capture.variants) {
        static_cast<void>(table.intern(variant));
    }
    std::vector<std::uint32_t> numbers;
    for (LaunchVariant variant : other.variants) {
        variant.kernel = capture.names.intern(other.names[variant.kernel]);
        numbers.push_back(table.intern(variant));
    }
    capture.variants = table.take();
    return numbers;
}

template<class Items>
void moveInto(Items &items, Items &&others)
{
    items.insert(items.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
}
} // namespace

void appendCapture(Capture &capture, Capture other, const std::string &label)
{
    const std::size_t devices = capture.devices.size();
    const std::size_t streams = capture.streams.size();
    const std::size_t blocks = capture.blocks.size();
    const std::size_t operations = capture.operations.size();
    const std::vector<std::uint32_t> nodeOf = joinNodes(capture, other.nodes);
    const std::vector<std::uint32_t> variantOf = joinVariants(capture, other);
    for (RangeBlock &block : other.blocks) {
        block.node = nodeOf[block.node];
        block.parent = moved(block.parent, blocks, Launch::kNoBlock);
    }
    other.launches.change([&](std::size_t, Launch &launch) {
        launch.variant = variantOf[launch.variant];
        launch.block = moved(launch.block, blocks, Launch::kNoBlock);
        launch.device = static_cast<std::uint16_t>(launch.device + devices);
        launch.stream = static_cast<std::uint16_t>(launch.stream + streams);
    });
    for (DeviceInterval &interval : other.intervals) {
        interval.block = moved(interval.block, blocks, Launch::kNoBlock);
        interval.device = static_cast<std::uint16_t>(interval.device + devices);
    }
    for (VariantOperation &use : other.variantOperations) {
        use.variant = variantOf[use.variant];
        use.operation = static_cast<std::uint32_t>(use.operation + operations);
        use.block = moved(use.block, blocks, Launch::kNoBlock);
    }
    for (WrappedKernel &wrapped : other.wrapped) {
        wrapped.kernel = capture.names.intern(other.names[wrapped.kernel]);
    }
    for (KernelRow &row : other.summaries) {
        row.kernel = capture.names.intern(other.names[row.kernel]);
    }
    for (std::vector<std::string> *names : {&other.devices, &other.streams}) {
        for (std::string &name : *names) {
            name = label + " · " + name;
        }
    }
    capture.launches.append(std::move(other.launches));
    moveInto(capture.blocks, std::move(other.blocks));
    moveInto(capture.intervals, std::move(other.intervals));
    moveInto(capture.variantOperations, std::move(other.variantOperations));
    moveInto(capture.operations, std::move(other.operations));
    for (const KernelRow &row : other.summaries) {
        const auto same = std::ranges::find(capture.summaries, row.kernel, &KernelRow::kernel);
        const std::optional<KernelTiming> both =
            same != capture.summaries.end() ? pooled(same->timing, row.timing) : std::nullopt;
        if (both) {
            same->timing = *both;
        } else if (same == capture.summaries.end()) {
            capture.summaries.push_back(row);
        }
    }
    moveInto(capture.wrapped, std::move(other.wrapped));
    moveInto(capture.devices, std::move(other.devices));
    moveInto(capture.streams, std::move(other.streams));
    moveInto(capture.diagnostics, std::move(other.diagnostics));
    capture.hasRanges = capture.hasRanges || other.hasRanges;
    capture.hasOperations = capture.hasOperations || other.hasOperations;
    capture.withoutCall += other.withoutCall;
    capture.worldSize = std::max(capture.worldSize, other.worldSize);
    capture.files += other.files;
}

} // namespace atlas
