// Shapes as people type them: what can be parsed prints as something that parses to the same, and what cannot is kept.
#include "core/kernel/shapetext.h"

#include <cstdint>
#include <cstdlib>

using namespace atlas;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    if (const Result<Operand> operand = parseOperand(text)) {
        if (parseOperand(printOperand(*operand)) != operand.value()) {
            std::abort();
        }
    }
    if (const Result<Shape> shape = parseShape(text)) {
        const Result<Shape> again = parseShape(printShape(*shape));
        if (!again || *again != *shape) {
            std::abort();
        }
    }
    const FieldValue unfinished = fromUnfinishedText(Field::Tiled, text);
    if (fromUnfinishedText(Field::Tiled, toDisplayText(unfinished)) != unfinished) {
        std::abort();
    }
    return 0;
}
