#pragma once

#include "core/base/progress.h"
#include "core/kernel/field.h"
#include "core/run/run.h"

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// How sure a rule is of its reading. A guess never fills fixed or tiled.
enum class Confidence : std::uint8_t
{
    Certain,
    Likely,
    Guess
};
[[nodiscard]] std::string_view toString(Confidence confidence);

/// Half-open range of UTF-8 bytes of the raw name.
struct ByteSpan
{
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    friend bool operator==(const ByteSpan &, const ByteSpan &) = default;
};

/// What a name encodes beside the six fields; absent facts are not known.
struct KernelFacts
{
    std::string op;
    std::string dtype;
    std::optional<std::array<int, 3>> tile = {}; ///< [M, N, K]; attention: [query block, key block, head dimension]
    std::optional<int> stages = {};
    std::optional<int> headDim = {};

    friend bool operator==(const KernelFacts &, const KernelFacts &) = default;
};

/// What the rules say of one name: rendered on demand from the rule that matched.
struct Reading
{
    KernelInfo info;
    KernelFacts facts;
    Confidence confidence = Confidence::Guess;
    std::string ruleId;
    /// Where the rule stands, for "why".
    SourceLocation ruleLocation = {};
    /// The rule's own sentence on why it reads so; may be empty.
    std::string reason;
    /// Per field, the bytes of the raw name that it was read from; sorted, not overlapping.
    std::array<std::vector<ByteSpan>, kFieldCount> evidence;

    [[nodiscard]] const std::vector<ByteSpan> &spans(Field field) const
    {
        return evidence[static_cast<std::size_t>(field)];
    }
};

class RuleSet;
class RunEvidence;

/// The readings of all names of one run, for one rule set: a rule number a kernel; text is rendered when asked for.
/// What the run's other names say is part of them (see RunEvidence).
class InferenceTable
{
public:
    ~InferenceTable();
    InferenceTable(const InferenceTable &) = delete;
    InferenceTable &operator=(const InferenceTable &) = delete;

    /// Reads every name of `run`, in parallel when there are many. Null when stopped.
    [[nodiscard]] static std::shared_ptr<const InferenceTable> build(std::shared_ptr<const Run> run,
                                                                     std::shared_ptr<const RuleSet> rules,
                                                                     std::stop_token stop = {},
                                                                     const ProgressCallback &progress = {});

    /// A table that reads a name each time it is asked: for work that looks at few of the run's kernels, once.
    [[nodiscard]] static std::shared_ptr<const InferenceTable> onDemand(std::shared_ptr<const Run> run,
                                                                        std::shared_ptr<const RuleSet> rules);

    [[nodiscard]] Reading reading(KernelId kernel) const;
    /// What the rules read from the name alone, whatever else the run holds.
    [[nodiscard]] Reading readingAlone(KernelId kernel) const;
    /// One field of the reading (cheaper than all).
    [[nodiscard]] FieldValue value(KernelId kernel, Field field) const;
    [[nodiscard]] std::string_view library(KernelId kernel) const;
    [[nodiscard]] std::string_view op(KernelId kernel) const;
    [[nodiscard]] std::string_view ruleId(KernelId kernel) const;
    [[nodiscard]] const RuleSet &rules() const { return *m_rules; }

private:
    InferenceTable();
    [[nodiscard]] std::uint16_t rule(KernelId kernel) const;
    /// Found when first asked for, where names are read on demand.
    [[nodiscard]] const RunEvidence &evidence() const;

    std::shared_ptr<const Run> m_run;
    std::shared_ptr<const RuleSet> m_rules;
    std::vector<std::uint16_t> m_rule; // by KernelId; empty when read on demand
    std::vector<std::uint8_t> m_op; // by KernelId: index of kOps, or their number for none; empty when read on demand
    mutable std::once_flag m_evidenceFound;
    mutable std::unique_ptr<const RunEvidence> m_evidence;
};

} // namespace atlas
