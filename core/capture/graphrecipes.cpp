#include "core/capture/graphrecipes.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/capture/jsoncutter.h"
#include "core/capture/operationjoin.h"
#include "core/capture/readahead.h"
#include "core/capture/torchtrace.h"
#include "core/capture/tracecategory.h"
#include "core/capture/traceevent.h"
#include "core/run/unpack.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace atlas
{

namespace
{
namespace fs = std::filesystem;
constexpr std::size_t kMaxDetailsBytes = std::size_t{4} << 20U;
constexpr std::uint32_t kUnknown = GraphRecipes::kUnknown;

/// One trace of capturing, as execution_details.json names it.
struct CaptureTrace
{
    fs::path path;
    std::int64_t batchSize = 0;
};

Result<std::vector<CaptureTrace>> listedTraces(const fs::path &folder)
{
    const fs::path details = folder / "execution_details.json";
    const Result<std::string> text = readFile(details, kMaxDetailsBytes);
    if (!text) {
        return std::unexpected(text.error());
    }
    const nlohmann::json list = nlohmann::json::parse(*text, nullptr, false);
    if (!list.is_array()) {
        return failure("this is no list of capture traces ([{\"file\": ..., \"batch_size\": ...}])",
                       {details.string()});
    }
    std::vector<CaptureTrace> traces;
    for (const nlohmann::json &item : list) {
        const auto file = item.is_object() ? item.find("file") : item.end();
        if (!item.is_object() || file == item.end() || !file->is_string()) {
            continue;
        }
        const auto batch = item.find("batch_size");
        // Only its name: a list never leads out of its folder.
        traces.push_back({folder / fs::path(file->get<std::string>()).filename(),
                          batch != item.end() && batch->is_number_integer() ? batch->get<std::int64_t>() : 0});
    }
    return traces;
}

/// Reads one trace of capturing into recipes: what was launched between the begin and the end of each capture, and,
/// behind that, what ran before any.
class CaptureTraceReader
{
public:
    CaptureTraceReader(const CaptureTrace &trace, GraphRecipes &recipes) : m_trace(trace), m_recipes(recipes) {}

    [[nodiscard]] Result<void> read(const std::stop_token &stop)
    {
        Result<FileBlocks> file = FileBlocks::open(m_trace.path);
        if (!file) {
            return std::unexpected(file.error());
        }
        JsonCutter cutter(readAhead(plainBytes(bytesOf(std::move(*file)))));
        const auto wish = [](const JsonCutter::Path &path) {
            const bool isEvent = path.size() == 2 || (path.size() == 1 && path[0].empty());
            const bool isAbove = path.empty() || (path.size() == 1 && path[0] == "traceEvents");
            return isEvent ? JsonWish::Deliver : isAbove ? JsonWish::Descend : JsonWish::Skip;
        };
        const Result<void> cut = cutter.run(wish, [&](const JsonCutter::Path &, std::string_view text) {
            take(text);
            return !stop.stop_requested();
        });
        if (!cut) {
            return cut; // half a capture is no recipe
        }
        makeRecipes();
        return {};
    }

private:
    /// A kernel that a call launched, or the begin or end of capturing.
    struct Event
    {
        enum class Kind : std::uint8_t
        {
            Begin,
            End,
            Launch
        };
        std::int64_t startNs = 0;
        Kind kind = Kind::Launch;
        std::uint32_t name = kUnknown;
        std::int64_t externalId = -1;
        std::uint32_t thread = 0;
    };

    void take(std::string_view text)
    {
        const std::string_view category = categoryAtBeginning(text);
        if (!category.empty() && traceCategoryOf(category) == TraceCategory::Other) {
            return;
        }
        const TraceEvent *event = m_reader.read(text);
        if (event == nullptr || event->phase != "X" || !event->startNs) {
            return;
        }
        switch (traceCategoryOf(event->category)) {
        case TraceCategory::Operation:
            takeOperation(*event);
            break;
        case TraceCategory::Call:
            takeCall(*event);
            break;
        case TraceCategory::Kernel:
            m_eager.push_back({*event->startNs, Event::Kind::Launch, m_recipes.internName(toValidUtf8(event->name)),
                               event->externalId.value_or(-1), kUnknown});
            break;
        default:
            break;
        }
    }

    void takeOperation(const TraceEvent &event)
    {
        const std::uint32_t operation = m_recipes.internOperation(
            {toValidUtf8(event.name), std::string(event.inputDims), std::string(event.inputTypes)});
        if (event.externalId) {
            m_operationOf.set(*event.externalId, operation);
        }
        if (hasTime(event)) {
            m_spans.add(threadOf(event), *event.startNs, *event.startNs + *event.durationNs, operation);
        }
    }

    void takeCall(const TraceEvent &event)
    {
        Event call{*event.startNs, Event::Kind::Launch, kUnknown, event.externalId.value_or(-1), threadOf(event)};
        if (event.name.contains("BeginCapture")) {
            call.kind = Event::Kind::Begin;
        } else if (event.name.contains("EndCapture")) {
            call.kind = Event::Kind::End;
        } else if (event.kernel.empty()) {
            return; // no launch, or one whose kernel the profiler does not name
        } else {
            call.name = m_recipes.internName(toValidUtf8(event.kernel));
        }
        m_calls.push_back(call);
    }

    [[nodiscard]] std::uint32_t threadOf(const TraceEvent &event)
    {
        return m_threads.intern(std::string(event.process) + '/' + std::string(event.thread));
    }

    void makeRecipes()
    {
        m_spans.sort();
        std::ranges::stable_sort(m_calls, {}, &Event::startNs);
        std::ranges::stable_sort(m_eager, {}, &Event::startNs);
        GraphRecipes::Recipe captured{m_trace.batchSize, {}, {}};
        bool isCapturing = false;
        for (const Event &event : m_calls) {
            if (event.kind == Event::Kind::Launch && isCapturing) {
                addStep(captured, event);
            } else if (event.kind == Event::Kind::Begin) {
                isCapturing = true;
            } else if (event.kind == Event::Kind::End) {
                isCapturing = false;
                addRecipe(captured);
            }
        }
        GraphRecipes::Recipe eager{m_trace.batchSize, {}, {}};
        for (const Event &event : m_eager) {
            addStep(eager, event);
        }
        addRecipe(eager);
    }

    void addRecipe(GraphRecipes::Recipe &recipe)
    {
        if (!recipe.names.empty()) {
            m_recipes.add(std::exchange(recipe, {m_trace.batchSize, {}, {}}));
        }
    }

    void addStep(GraphRecipes::Recipe &recipe, const Event &event)
    {
        const std::uint32_t own = event.externalId >= 0 ? m_operationOf.find(event.externalId) : kUnknown;
        recipe.names.push_back(event.name);
        recipe.operations.push_back(own != kUnknown ? own : m_spans.around(event.thread, event.startNs));
    }

    const CaptureTrace &m_trace;
    GraphRecipes &m_recipes;
    TraceEventReader m_reader;
    TextTable m_threads;
    NumberMap m_operationOf; // by External id
    OperationSpans m_spans;
    std::vector<Event> m_calls;
    std::vector<Event> m_eager;
};

/// What two recipes both say of a kernel: all, the name alone, or nothing.
Operation agreed(const Operation &a, const Operation &b)
{
    if (a == b) {
        return a;
    }
    return a.name == b.name ? Operation{a.name, {}, {}} : Operation();
}

/// Of a recipe with the same kernels in another order (streams): the operation of each name that has but one.
std::vector<Operation> byName(std::span<const std::uint32_t> names, const GraphRecipes::Recipe &recipe,
                              const std::vector<Operation> &operations)
{
    std::map<std::uint32_t, Operation> ofName;
    for (std::size_t i = 0; i < recipe.names.size(); ++i) {
        const Operation own = recipe.operations[i] != kUnknown ? operations[recipe.operations[i]] : Operation();
        const auto [found, isNew] = ofName.try_emplace(recipe.names[i], own);
        found->second = agreed(found->second, own);
    }
    std::vector<Operation> result;
    std::ranges::transform(names, std::back_inserter(result), [&](std::uint32_t name) { return ofName[name]; });
    return result;
}

bool haveSameKernels(std::span<const std::uint32_t> a, const std::vector<std::uint32_t> &b)
{
    return a.size() == b.size() &&
           std::multiset<std::uint32_t>(a.begin(), a.end()) == std::multiset<std::uint32_t>(b.begin(), b.end());
}
} // namespace

GraphRecipes GraphRecipes::beside(const fs::path &trace, const std::stop_token &stop,
                                  std::vector<Diagnostic> &diagnostics)
{
    GraphRecipes recipes;
    const fs::path folder = trace.parent_path() / "capture_traces";
    std::error_code error;
    if (!fs::exists(folder / "execution_details.json", error)) {
        return recipes;
    }
    const Result<std::vector<CaptureTrace>> traces = listedTraces(folder);
    if (!traces) {
        diagnostics.push_back(toDiagnostic(traces.error(), "capture-trace-unreadable"));
        return recipes;
    }
    for (const CaptureTrace &each : *traces) {
        if (const Result<void> read = CaptureTraceReader(each, recipes).read(stop); !read) {
            diagnostics.push_back(toDiagnostic(read.error(), "capture-trace-unreadable"));
        }
    }
    return recipes;
}

std::uint32_t GraphRecipes::internName(std::string_view name)
{
    return m_nameNumbers.try_emplace(std::string(name), static_cast<std::uint32_t>(m_nameNumbers.size())).first->second;
}

std::uint32_t GraphRecipes::internOperation(Operation operation)
{
    const std::string key = operation.name + '\n' + operation.inputDims + '\n' + operation.inputTypes;
    const auto [found, isNew] = m_operationNumbers.try_emplace(key, static_cast<std::uint32_t>(m_operations.size()));
    if (isNew) {
        m_operations.push_back(std::move(operation));
    }
    return found->second;
}

std::uint32_t GraphRecipes::nameOf(std::string_view name) const
{
    const auto found = m_nameNumbers.find(std::string(name));
    return found != m_nameNumbers.end() ? found->second : kUnknown;
}

/// A batch runs the graph of the next larger size that was captured.
std::vector<const GraphRecipes::Recipe *> GraphRecipes::recipesFor(std::optional<std::int64_t> batch) const
{
    std::int64_t size = 0;
    for (const Recipe &recipe : m_recipes) {
        const bool isLargeEnough = batch && recipe.batchSize >= *batch;
        size = isLargeEnough && (size == 0 || recipe.batchSize < size) ? recipe.batchSize : size;
    }
    std::vector<const Recipe *> fitting;
    for (const Recipe &recipe : m_recipes) {
        if (!batch || recipe.batchSize == 0 || recipe.batchSize == size) {
            fitting.push_back(&recipe);
        }
    }
    return fitting;
}

std::vector<Operation> GraphRecipes::matched(std::span<const std::uint32_t> names,
                                             std::optional<std::int64_t> batch) const
{
    std::optional<std::vector<Operation>> result;
    const auto merge = [&](const std::vector<Operation> &found) {
        if (!result) {
            result = found;
        }
        for (std::size_t i = 0; i < found.size(); ++i) {
            (*result)[i] = agreed((*result)[i], found[i]);
        }
    };
    const std::vector<const Recipe *> recipes = recipesFor(batch);
    for (const Recipe *recipe : recipes) {
        auto at = recipe->names.begin();
        while (true) {
            const auto found = std::search(at, recipe->names.end(), names.begin(), names.end());
            if (found == recipe->names.end()) {
                break;
            }
            const auto offset = static_cast<std::size_t>(found - recipe->names.begin());
            std::vector<Operation> operations;
            for (std::size_t i = 0; i < names.size(); ++i) {
                const std::uint32_t operation = recipe->operations[offset + i];
                operations.push_back(operation != kUnknown ? m_operations[operation] : Operation());
            }
            merge(operations);
            at = found + 1;
        }
    }
    if (!result) {
        for (const Recipe *recipe : recipes) {
            if (haveSameKernels(names, recipe->names)) {
                merge(byName(names, *recipe, m_operations));
            }
        }
    }
    return result.value_or(std::vector<Operation>(names.size()));
}

const std::vector<Operation> &GraphRecipes::Matcher::operationsOf(const std::vector<std::uint32_t> &names,
                                                                  std::optional<std::int64_t> batch)
{
    const auto [found, isNew] = m_known.try_emplace({batch.value_or(-1), names});
    if (isNew) {
        found->second = m_recipes.matched(names, batch);
    }
    return found->second;
}

} // namespace atlas
