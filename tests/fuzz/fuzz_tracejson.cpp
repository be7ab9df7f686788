// The scanner that cuts traces and the reader of their events, on any bytes in any blocks.

#include "core/capture/jsoncutter.h"
#include "core/capture/traceevent.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace
{
atlas::ByteSource inPieces(std::string_view text, std::size_t step)
{
    return [text, step](char *buffer, std::size_t size) mutable -> atlas::Result<std::size_t> {
        const std::size_t count = std::min({size, step, text.size()});
        std::copy_n(text.data(), count, buffer);
        text.remove_prefix(count);
        return count;
    };
}

std::size_t eventsIn(std::string_view text, std::size_t step)
{
    std::size_t events = 0;
    atlas::TraceEventReader reader;
    atlas::JsonCutter cutter(inPieces(text, step));
    static_cast<void>(cutter.run(
        [](const atlas::JsonCutter::Path &path) {
            return path.size() < 2 ? atlas::JsonWish::Descend : atlas::JsonWish::Deliver;
        },
        [&](const atlas::JsonCutter::Path &, std::string_view event) {
            static_cast<void>(atlas::categoryAtBeginning(event));
            events += reader.read(event) != nullptr ? 1 : 0;
            return true;
        }));
    return events;
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    const std::string_view text(reinterpret_cast<const char *>(data) + 1, size - 1);
    if (eventsIn(text, text.size() + 1) != eventsIn(text, std::size_t{data[0]} + 1)) {
        std::abort(); // what is read must not depend on where blocks end
    }
    return 0;
}
