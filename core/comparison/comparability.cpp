#include "core/comparison/comparability.h"

#include "core/base/format.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace atlas
{

namespace
{
struct Member
{
    const char *name;
    std::string RunIdentity::*value;
};
constexpr std::array<Member, 6> kMembers = {{{"GPU", &RunIdentity::gpu},
                                             {"CUDA", &RunIdentity::cuda},
                                             {"torch", &RunIdentity::torch},
                                             {"transformers", &RunIdentity::transformers},
                                             {"command", &RunIdentity::command},
                                             {"capture range", &RunIdentity::captureRange}}};

/// What all runs say, each value once.
std::string valueOf(const RunSide &side, std::string RunIdentity::*member)
{
    std::vector<std::string> values;
    for (const auto &run : side.runs()) {
        const std::string &value = run->identity().*member;
        if (!value.empty() && std::ranges::find(values, value) == values.end()) {
            values.push_back(value);
        }
    }
    std::string text;
    for (const std::string &value : values) {
        text += (text.empty() ? "" : ", ") + value;
    }
    return text;
}

/// A command without the file that it wrote to, which differs from run to run and changes nothing.
std::string withoutOutput(const std::string &command)
{
    std::string kept;
    bool isPath = false;
    for (const std::string_view word : split(command, ' ')) {
        const bool isOption = word == "-o" || word == "--output";
        if (!isPath && !isOption && !word.starts_with("--output=")) {
            kept.append(kept.empty() ? "" : " ").append(word);
        }
        isPath = isOption;
    }
    return kept;
}

bool differ(const IdentityField &field, std::string RunIdentity::*member)
{
    const bool isCommand = member == &RunIdentity::command;
    return isCommand ? withoutOutput(field.baseline) != withoutOutput(field.candidate)
                     : field.baseline != field.candidate;
}

/// What is true of one table or of both; a table "holds", both "hold".
void explainIn(std::vector<std::string> &reasons, bool baselineIs, bool candidateIs, const std::string &ofOne,
               const std::string &ofBoth = {})
{
    if (baselineIs && candidateIs) {
        reasons.push_back("both tables " + ofBoth);
    } else if (baselineIs || candidateIs) {
        reasons.push_back(std::string(baselineIs ? "the baseline's" : "the candidate's") + " table " + ofOne);
    }
}
} // namespace

std::vector<IdentityField> compareIdentity(const RunSide &baseline, const RunSide &candidate)
{
    std::vector<IdentityField> fields;
    for (const Member &member : kMembers) {
        IdentityField field{member.name, valueOf(baseline, member.value), valueOf(candidate, member.value), false};
        field.isChanged = !field.baseline.empty() && !field.candidate.empty() && differ(field, member.value);
        if (!field.baseline.empty() || !field.candidate.empty()) {
            fields.push_back(std::move(field));
        }
    }
    std::ranges::stable_partition(fields, &IdentityField::isChanged);
    return fields;
}

std::vector<std::string> whyRunsDiffer(const RunSide &baseline, const RunSide &candidate)
{
    const std::string gpuA = valueOf(baseline, &RunIdentity::gpu);
    const std::string gpuB = valueOf(candidate, &RunIdentity::gpu);
    if (gpuA.empty() || gpuB.empty() || gpuA == gpuB) {
        return {};
    }
    return {"the runs are from different GPUs (" + gpuA + " and " + gpuB + ")"};
}

std::vector<std::string> whatIsAssumed(const RunSide &baseline, const RunSide &candidate)
{
    const bool knowsA = !valueOf(baseline, &RunIdentity::gpu).empty();
    const bool knowsB = !valueOf(candidate, &RunIdentity::gpu).empty();
    if (knowsA && knowsB) {
        return {};
    }
    const char *which = knowsA ? "the candidate's GPU is" : knowsB ? "the baseline's GPU is" : "the GPUs are";
    return {std::string(which) + " not known; taken to be the same"};
}

std::vector<std::string> whyTablesDiffer(const SideTable &baseline, const SideTable &candidate, std::size_t shared)
{
    std::vector<std::string> reasons;
    explainIn(reasons, baseline.rows.empty(), candidate.rows.empty(), "holds no kernels", "hold no kernels");
    explainIn(reasons, baseline.isPartial, candidate.isPartial, "lists only part of the kernels",
              "list only part of the kernels");
    if (baseline.lostDigits != candidate.lostDigits) {
        explainIn(reasons, baseline.lostDigits, candidate.lostDigits, "was rounded by its unit, the other was not");
    }
    const std::size_t smaller = std::min(baseline.rows.size(), candidate.rows.size());
    if (smaller > 0 && static_cast<double>(shared) < kLeastShared * static_cast<double>(smaller)) {
        reasons.push_back("only " + formatCount(static_cast<std::int64_t>(shared)) + " of " +
                          formatCount(static_cast<std::int64_t>(smaller)) + " kernels are in both tables");
    }
    return reasons;
}

} // namespace atlas
