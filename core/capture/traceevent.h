#pragma once

#include "core/run/distribution.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace atlas
{

/// One event of a PyTorch trace, as far as kernels need it. Texts are valid until the next event is read.
struct TraceEvent
{
    std::string_view phase;
    std::string_view category;
    std::string_view name;
    std::string_view process; ///< as the file spells it
    std::string_view thread;
    std::optional<std::int64_t> startNs;
    std::optional<std::int64_t> durationNs;
    std::optional<std::int64_t> externalId;
    std::optional<std::int64_t> correlation;
    LaunchShape grid = {};
    LaunchShape block = {};
    bool hasShape = false;
    std::string_view inputDims;  ///< JSON
    std::string_view inputTypes; ///< JSON
    std::string_view kernel;     ///< that a call launches, where the profiler names it
    std::string_view collective; ///< "Collective name" of NCCL kernels
    std::string_view collectiveElements;
    std::string_view collectiveType;
};

/// Reads events one by one. Control characters within strings, bytes that are not UTF-8 and Infinity or NaN, which
/// traces have, are mended.
class TraceEventReader
{
public:
    TraceEventReader();
    ~TraceEventReader();
    TraceEventReader(const TraceEventReader &) = delete;
    TraceEventReader &operator=(const TraceEventReader &) = delete;

    /// The event in `text`, behind which JsonCutter::kPadding bytes may be read; nothing when it cannot be made out.
    [[nodiscard]] const TraceEvent *read(std::string_view text);

private:
    struct Parser;

    [[nodiscard]] bool parse(std::string_view text);

    std::unique_ptr<Parser> m_parser;
    TraceEvent m_event;
    std::string m_mended;
};

/// Microseconds as decimal text in whole ns, rounded half up: never passed through a double, which loses ns in absolute
/// times. Nothing when it is no number or does not fit.
[[nodiscard]] std::optional<std::int64_t> parseMicroseconds(std::string_view text);

/// The category of an event that begins as Kineto writes it, `{"ph": "X", "cat": "kernel"`, without reading all of it;
/// empty when it begins otherwise.
[[nodiscard]] std::string_view categoryAtBeginning(std::string_view text);

/// `text` of one JSON value with what strict readers refuse replaced: control characters by spaces, ill-formed UTF-8 by
/// U+FFFD, Infinity and NaN by null.
[[nodiscard]] std::string mendedJson(std::string_view text);

} // namespace atlas
