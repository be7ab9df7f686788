#include "core/review/shapesinuse.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace atlas
{

namespace
{
using Uses = std::unordered_map<std::string, std::size_t>;

std::vector<std::string> mostUsedFirst(const Uses &uses)
{
    std::vector<const Uses::value_type *> order;
    order.reserve(uses.size());
    for (const Uses::value_type &use : uses) {
        order.push_back(&use);
    }
    std::ranges::sort(order, [](const auto *a, const auto *b) {
        return a->second != b->second ? a->second > b->second : a->first < b->first;
    });
    std::vector<std::string> texts;
    texts.reserve(order.size());
    for (const Uses::value_type *use : order) {
        texts.push_back(use->first);
    }
    return texts;
}

void countOperands(const Computation &computation, Uses &operands)
{
    for (const std::vector<Operand> *side : {&computation.inputs, &computation.outputs}) {
        for (const Operand &operand : *side) {
            ++operands[printOperand(operand)];
        }
    }
}

void countShape(const Shape &shape, Uses &shapes, Uses &operands)
{
    for (const ShapeLine &line : shape) {
        const Result<Computation> computation = parseLine(line);
        if (!computation) {
            return;
        }
        countOperands(*computation, operands);
    }
    ++shapes[printShape(shape)];
}
} // namespace

ShapesInUse shapesInUse(const ReviewDocument &document, std::stop_token stop, std::size_t mostEntries)
{
    std::array<Uses, kFieldCount> shapes;
    std::array<Uses, kFieldCount> operands;
    const std::size_t count = std::min(document.entryCount(), mostEntries);
    for (std::size_t i = 0; i < count && !stop.stop_requested(); ++i) {
        for (const Field field : {Field::Generic, Field::Fixed, Field::Tiled}) {
            const EffectiveValue value = document.effective(makeId<EntryId>(i), field);
            if (const auto *shape = std::get_if<Shape>(&value.value)) {
                const auto at = static_cast<std::size_t>(field);
                countShape(*shape, shapes[at], operands[at]);
            }
        }
    }
    ShapesInUse used;
    for (std::size_t at = 0; at < kFieldCount; ++at) {
        used[at] = {mostUsedFirst(shapes[at]), mostUsedFirst(operands[at])};
    }
    return used;
}

} // namespace atlas
