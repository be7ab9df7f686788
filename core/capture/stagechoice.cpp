#include "core/capture/stagechoice.h"

#include "core/base/character.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace atlas
{

namespace
{
/// More outermost ranges than this are no stages but calls.
constexpr std::size_t kMostOwnStages = 24;
constexpr std::string_view kStepName = "step";

constexpr std::array<std::string_view, 24> kKnownStages = {
    "prefill",  "decode",       "sam",           "clip",   "projector", "vision",   "vision_encoder", "encoder",
    "decoder",  "text_encoder", "image_encoder", "vae",    "unet",      "dit",      "lm_head",        "sampler",
    "sampling", "sample",       "draft",         "verify", "forward",   "backward", "optimizer",      "embedding"};

constexpr std::array<std::string_view, 12> kLeftOutWords = {
    "warmup",        "warm-up",       "warm_up",   "warming up",    "autotun",  "capture_model",
    "graph_capture", "graph capture", "cudagraph", "torch.compile", "inductor", "dynamo"};

/// The whole number behind `key` in `text`.
std::optional<std::int64_t> numberBehind(std::string_view text, std::string_view key)
{
    const std::size_t at = text.find(key);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    constexpr std::int64_t kLargest = 1'000'000'000;
    std::int64_t number = 0;
    std::size_t digits = 0;
    for (const char c : text.substr(at + key.size())) {
        if (!isDigit(c) || number > kLargest) {
            break;
        }
        number = number * 10 + (c - '0');
        ++digits;
    }
    return digits > 0 ? std::optional(number) : std::nullopt;
}

std::string decodeOf(std::optional<std::int64_t> batch)
{
    return batch ? "decode bs " + std::to_string(*batch) : "decode";
}

/// SGLang: "step[DECODE bs=32]", "step[EXTEND bs=15 toks=15360]".
std::string sglangStage(std::string_view text)
{
    if (!text.starts_with("step[")) {
        return {};
    }
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kModes = {{{"EXTEND", "prefill"},
                                                                                      {"PREFILL", "prefill"},
                                                                                      {"MIXED", "mixed"},
                                                                                      {"TARGET_VERIFY", "verify"},
                                                                                      {"DRAFT", "draft"},
                                                                                      {"IDLE", "idle"}}};
    const std::string_view mode = text.substr(5);
    if (mode.starts_with("DECODE")) {
        return decodeOf(numberBehind(text, "bs="));
    }
    const auto found = std::ranges::find_if(kModes, [&](const auto &known) { return mode.starts_with(known.first); });
    return found != kModes.end() ? std::string(found->second) : std::string();
}

/// vLLM: "execute_32_context_0(…)_generation_32(…)", "execute_context_1(888_788544)_generation_0(0)".
std::string vllmStage(std::string_view text)
{
    const std::optional<std::int64_t> context = numberBehind(text, "context_");
    const std::optional<std::int64_t> generation = numberBehind(text, "generation_");
    if (!text.starts_with("execute_") || !context || !generation) {
        return {};
    }
    if (*context > 0) {
        return *generation > 0 ? "mixed" : "prefill";
    }
    return *generation > 0 ? decodeOf(generation) : std::string();
}

std::string vllmRunnerStage(std::string_view text)
{
    constexpr std::string_view kRunner = "gpu_model_runner: ";
    return text.starts_with(kRunner) ? toValidUtf8(text.substr(kRunner.size())) : std::string();
}

std::string knownStage(std::string_view text)
{
    // "prefill::sam" is sam, which lies in prefill; "aten::embedding" is an operation.
    const std::size_t scope = text.rfind("::");
    if (scope != std::string_view::npos) {
        return knownStage(text.substr(0, scope)).empty() ? std::string() : knownStage(text.substr(scope + 2));
    }
    const std::string lower = toLowerAscii(text);
    return std::ranges::contains(kKnownStages, std::string_view(lower)) ? lower : std::string();
}

/// What each node's text gives.
struct NodeStages
{
    std::vector<std::string> names; ///< by node; empty for none
    std::vector<bool> isLeftOut;
};

NodeStages namesOf(const Capture &capture)
{
    NodeStages stages;
    for (const RangeNode &node : capture.nodes) {
        stages.isLeftOut.push_back(isLeftOut(node.text));
        stages.names.push_back(stages.isLeftOut.back() ? std::string() : stageNameOf(node.text));
    }
    return stages;
}

/// The stage of the nearest node around `node`; for "prefill::sam" the one that its own text names.
std::string outerStage(const Capture &capture, const NodeStages &stages, std::size_t node)
{
    const std::string &own = stages.names[node];
    for (std::uint32_t at = capture.nodes[node].parent; at != RangeNode::kRoot; at = capture.nodes[at].parent) {
        if (!stages.names[at].empty() && stages.names[at] != own) {
            return stages.names[at];
        }
    }
    const std::string_view text = capture.nodes[node].text;
    const std::size_t scope = text.rfind("::");
    return scope != std::string_view::npos && !knownStage(text).empty() ? knownStage(text.substr(0, scope))
                                                                        : std::string();
}

/// Ranges that nobody named by convention: steps of the profiler, else the outermost ones.
void nameByPlace(const Capture &capture, NodeStages &stages)
{
    const auto isStep = [](const RangeNode &node) { return node.text.starts_with("ProfilerStep#"); };
    const bool hasSteps = std::ranges::any_of(capture.nodes, isStep);
    std::set<std::string_view> outermost;
    for (std::size_t i = 0; i < capture.nodes.size(); ++i) {
        const RangeNode &node = capture.nodes[i];
        if (hasSteps ? isStep(node) : node.parent == RangeNode::kRoot && !stages.isLeftOut[i]) {
            outermost.insert(node.text);
            stages.names[i] = hasSteps ? std::string(kStepName) : node.text;
        }
    }
    if (outermost.size() > kMostOwnStages) {
        std::ranges::fill(stages.names, std::string());
    }
}
} // namespace

bool matchesGlob(std::string_view glob, std::string_view text)
{
    std::size_t at = 0;
    std::size_t in = 0;
    std::size_t star = std::string_view::npos;
    std::size_t retry = 0;
    while (in < text.size()) {
        if (at < glob.size() && glob[at] == '*') {
            star = at++;
            retry = in;
        } else if (at < glob.size() && (glob[at] == '?' || glob[at] == text[in])) {
            ++at;
            ++in;
        } else if (star != std::string_view::npos) {
            at = star + 1;
            in = ++retry;
        } else {
            return false;
        }
    }
    return glob.find_first_not_of('*', at) == std::string_view::npos;
}

bool isLeftOut(std::string_view text)
{
    const std::string lower = toLowerAscii(text);
    return lower.starts_with("capture_") ||
           std::ranges::any_of(kLeftOutWords, [&](std::string_view word) { return lower.contains(word); });
}

std::string stageNameOf(std::string_view text)
{
    for (const auto grammar : {sglangStage, vllmStage, vllmRunnerStage, knownStage}) {
        if (std::string name = grammar(text); !name.empty()) {
            return name;
        }
    }
    return {};
}

std::optional<std::int64_t> decodeBatchOf(std::string_view text)
{
    const std::string stage = stageNameOf(text);
    return stage.starts_with("decode bs ") ? numberBehind(stage, "bs ") : std::nullopt;
}

StageChoice proposeStages(const Capture &capture)
{
    NodeStages stages = namesOf(capture);
    if (std::ranges::all_of(stages.names, [](const std::string &name) { return name.empty(); })) {
        nameByPlace(capture, stages);
    }
    StageChoice choice;
    std::set<std::pair<std::string, std::string>> seen;
    std::map<std::string, std::string> outerOf; // a stage lies in one other, whichever is met first
    for (std::size_t i = 0; i < capture.nodes.size(); ++i) {
        const std::string &text = capture.nodes[i].text;
        if (stages.isLeftOut[i] && !std::ranges::contains(choice.leftOut, text)) {
            choice.leftOut.push_back(text);
        }
        const std::string &name = stages.names[i];
        if (!name.empty() && seen.emplace(text, name).second) {
            const std::string &outer = outerOf.try_emplace(name, outerStage(capture, stages, i)).first->second;
            choice.rules.push_back({text, name, outer});
        }
    }
    return choice;
}

namespace
{
/// Stages in the order that the assignment wants: an outer one before those in it, else as first named.
std::vector<StageAssignment::Stage> orderedStages(const StageChoice &choice)
{
    std::map<std::string, std::string> outerOf;
    std::vector<std::string> names;
    for (const StageRule &rule : choice.rules) {
        if (outerOf.try_emplace(rule.name, rule.in).second) {
            names.push_back(rule.name);
        }
    }
    std::vector<StageAssignment::Stage> stages;
    const auto numberOf = [&](const std::string &name) {
        const auto found = std::ranges::find(stages, name, &StageAssignment::Stage::name);
        return found != stages.end() ? static_cast<std::uint32_t>(found - stages.begin()) : StageAssignment::kNone;
    };
    // Each round places those whose outer stage is placed; circles and unknown outer stages are placed as if outermost.
    for (bool isForced = false; stages.size() < names.size();) {
        const std::size_t before = stages.size();
        for (const std::string &name : names) {
            const std::string &outer = outerOf[name];
            const bool isReady = outer.empty() || !outerOf.contains(outer) || numberOf(outer) != StageAssignment::kNone;
            if (numberOf(name) == StageAssignment::kNone && (isReady || isForced)) {
                stages.push_back({name, numberOf(outer), 0});
            }
        }
        isForced = stages.size() == before;
    }
    return stages;
}

/// Assigns block after block; the one around a block comes before it.
class Assigner
{
public:
    Assigner(const Capture &capture, const StageChoice &choice, StageAssignment &assignment)
        : m_capture(capture), m_choice(choice), m_assignment(assignment), m_occurrences(choice.rules.size())
    {
        for (const RangeNode &node : capture.nodes) {
            const auto fits = [&](const std::string &glob) {
                return glob == node.text || matchesGlob(glob, node.text);
            };
            const auto rule = std::ranges::find_if(choice.rules, fits, &StageRule::match);
            m_ruleOfNode.push_back(rule != choice.rules.end() ? static_cast<std::size_t>(rule - choice.rules.begin())
                                                              : kNoRule);
            m_isLeftOut.push_back(std::ranges::any_of(choice.leftOut, fits));
        }
    }

    void assignAll()
    {
        std::vector<bool> isLeft(m_capture.blocks.size());
        for (const std::size_t block : blocksByTime()) {
            const RangeBlock &range = m_capture.blocks[block];
            const bool hasParent = range.parent < block;
            isLeft[block] = m_isLeftOut[range.node] || (hasParent && isLeft[range.parent]);
            std::uint32_t stage = hasParent ? m_assignment.stageOfBlock[range.parent] : StageAssignment::kNone;
            if (!isLeft[block] && m_ruleOfNode[range.node] != kNoRule) {
                const StageRule &rule = m_choice.rules[m_ruleOfNode[range.node]];
                if (!rule.isOutermost || stage == StageAssignment::kNone) {
                    countOccurrence(numberOf(rule.name), stage);
                    stage = isChosen(rule, ++m_occurrences[m_ruleOfNode[range.node]]) ? numberOf(rule.name)
                                                                                      : StageAssignment::kNone;
                }
            }
            m_assignment.stageOfBlock[block] = isLeft[block] ? StageAssignment::kNone : stage;
        }
    }

private:
    static constexpr std::size_t kNoRule = static_cast<std::size_t>(-1);

    /// Blocks in the order of their starts; of equal ones the outer first, as they are numbered.
    [[nodiscard]] std::vector<std::size_t> blocksByTime() const
    {
        std::vector<std::size_t> order(m_capture.blocks.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = i;
        }
        std::ranges::stable_sort(order, {}, [&](std::size_t block) { return m_capture.blocks[block].startNs; });
        return order;
    }

    /// A range of a stage within another of the same one is no step of its own.
    void countOccurrence(std::uint32_t stage, std::uint32_t around)
    {
        if (!m_assignment.isWithin(around, stage)) {
            ++m_assignment.stages[stage].occurrences;
        }
    }

    [[nodiscard]] static bool isChosen(const StageRule &rule, std::int64_t occurrence)
    {
        return !rule.steps || (occurrence >= rule.steps->first && occurrence <= rule.steps->second);
    }

    [[nodiscard]] std::uint32_t numberOf(const std::string &name) const
    {
        const auto found = std::ranges::find(m_assignment.stages, name, &StageAssignment::Stage::name);
        return static_cast<std::uint32_t>(found - m_assignment.stages.begin());
    }

    const Capture &m_capture;
    const StageChoice &m_choice;
    StageAssignment &m_assignment;
    std::vector<std::size_t> m_ruleOfNode;
    std::vector<bool> m_isLeftOut;           // by node
    std::vector<std::int64_t> m_occurrences; // by rule
};
} // namespace

StageAssignment assignStages(const Capture &capture, const StageChoice &choice)
{
    StageAssignment assignment;
    if (choice.isByDevice) {
        for (std::size_t i = 0; i < capture.devices.size(); ++i) {
            assignment.stages.push_back({capture.devices[i], StageAssignment::kNone, 0});
            assignment.stageOfDevice.push_back(static_cast<std::uint32_t>(i));
        }
        return assignment;
    }
    if (!choice.stageOfDevice.empty()) {
        for (const std::string &name : choice.stageOfDevice) {
            auto stage = std::ranges::find(assignment.stages, name, &StageAssignment::Stage::name);
            if (stage == assignment.stages.end() && !name.empty()) {
                stage = assignment.stages.insert(stage, {name, StageAssignment::kNone, 0});
            }
            assignment.stageOfDevice.push_back(
                name.empty() ? StageAssignment::kNone : static_cast<std::uint32_t>(stage - assignment.stages.begin()));
        }
        return assignment;
    }
    assignment.stages = orderedStages(choice);
    assignment.stageOfBlock.assign(capture.blocks.size(), StageAssignment::kNone);
    if (!assignment.stages.empty()) {
        Assigner(capture, choice, assignment).assignAll();
    }
    return assignment;
}

} // namespace atlas
