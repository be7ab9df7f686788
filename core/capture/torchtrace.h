#pragma once

#include "core/capture/capture.h"
#include "core/capture/capturereader.h"
#include "core/capture/graphrecipes.h"
#include "core/capture/operationjoin.h"
#include "core/capture/rangeindex.h"
#include "core/capture/traceevent.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace atlas
{

/// Takes the events of a PyTorch trace; join() then puts launches, calls, operations and ranges together.
class TorchTrace
{
public:
    /// Both must outlive it.
    TorchTrace(const CaptureRequest &request, Capture &capture) : m_request(request), m_capture(capture) {}

    void take(const TraceEvent &event);
    /// The trace's kernels without a time, or with one that no clock has.
    [[nodiscard]] std::size_t withoutTime() const { return m_withoutTime; }
    /// Whether kernels were launched by graphs, so that no operation of the trace is theirs.
    [[nodiscard]] bool hasGraphs() const { return m_hasGraphs; }
    /// Kernels of graphs get their operations from `recipes`. Returns how many of them got one.
    std::size_t join(const GraphRecipes &recipes);

private:
    static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

    /// A call of the runtime or driver, until the launches are joined to it.
    struct Call
    {
        std::int64_t startNs = 0;
        std::uint32_t thread = 0;
        bool isGraph = false; ///< launches a graph: what it lies in is not what its kernels do
    };

    /// What a launch is joined by.
    struct LaunchKeys
    {
        std::int64_t correlation = -1;
        std::int64_t externalId = -1;
        std::uint32_t collective = kNone; ///< an operation made of the kernel's own arguments
    };

    [[nodiscard]] std::uint32_t threadOf(const TraceEvent &event);
    [[nodiscard]] std::uint32_t streamOf(const TraceEvent &event);
    void takeKernel(const TraceEvent &event);
    void takeCopy(const TraceEvent &event);
    void takeCall(const TraceEvent &event);
    void takeOperation(const TraceEvent &event);
    void takeAnnotation(const TraceEvent &event, std::vector<RecordedRange> &ranges);
    void buildRanges();
    [[nodiscard]] std::size_t joinLaunches(const GraphRecipes &recipes);
    [[nodiscard]] std::vector<std::uint32_t> graphOperations(const GraphRecipes &recipes);
    [[nodiscard]] std::optional<std::int64_t> batchAround(std::uint32_t block) const;
    [[nodiscard]] std::uint32_t blockOf(std::uint32_t call, std::uint32_t stream, std::int64_t startNs,
                                        std::int64_t endNs);
    [[nodiscard]] std::uint32_t stepAround(const Call &call);
    [[nodiscard]] std::uint32_t operationOf(const LaunchKeys &keys, std::uint32_t call) const;
    void nameDevices();

    const CaptureRequest &m_request;
    Capture &m_capture;
    VariantTable m_variants;
    TextTable m_devices;
    TextTable m_streams;
    TextTable m_threads;
    TextTable m_texts;
    std::vector<LaunchKeys> m_keys;               // by launch
    std::vector<std::int64_t> m_copyCorrelations; // by interval
    std::vector<Call> m_calls;
    std::vector<std::int64_t> m_callExternalIds; // by call
    NumberMap m_callOf;                          // by correlation
    NumberMap m_operationOf;                     // by External id
    OperationTable m_operations;
    OperationSpans m_spans;
    bool m_hasOperations = false;
    bool m_hasGraphs = false;
    std::map<std::uint32_t, std::vector<RecordedRange>> m_annotations;       // by thread
    std::map<std::uint32_t, std::vector<RecordedRange>> m_deviceAnnotations; // by stream
    std::map<std::uint32_t, RangeIndex> m_rangesOfThread;
    std::vector<std::uint32_t> m_stepThreads; // that mark the profiler's steps
    std::map<std::uint32_t, RangeIndex> m_rangesOfStream;
    RangeIndex::Cursor m_cursor;
    std::size_t m_withoutTime = 0;
};

/// Whether the event has a start and a length that a clock can have.
[[nodiscard]] bool hasTime(const TraceEvent &event);

} // namespace atlas
