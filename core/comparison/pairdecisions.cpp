#include "core/comparison/pairdecisions.h"

#include "core/base/file.h"
#include "core/base/spelling.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace atlas
{

namespace
{
constexpr std::size_t kMaxPairsFileBytes = std::size_t{16} << 20U;
constexpr std::size_t kMaxRenames = 100;
constexpr std::size_t kMaxPairs = 20'000; // nobody decides more; an alias bomb would
constexpr int kVersion = 1;
constexpr std::array<std::string_view, 5> kKeys = {"version", "baseline", "candidate", "pairs", "renames"};
constexpr std::array<std::string_view, 4> kPairKeys = {"baseline", "candidate", "decision", "stage"};
constexpr std::array<std::string_view, 3> kChoices = {"confirmed", "rejected", "by-hand"};

bool areOfOneTable(const PairDecision &a, const PairDecision &b)
{
    return a.stage.empty() || b.stage.empty() || a.stage == b.stage;
}

std::vector<std::string_view> namesOf(const std::string &first, const std::vector<std::string> &also)
{
    std::vector<std::string_view> names = {first};
    names.insert(names.end(), also.begin(), also.end());
    return names;
}

bool shareAny(const std::vector<std::string_view> &a, const std::vector<std::string_view> &b)
{
    return std::ranges::any_of(a, [&](std::string_view name) { return std::ranges::contains(b, name); });
}

bool contradict(const PairDecision &a, const PairDecision &b)
{
    if (!areOfOneTable(a, b)) {
        return false;
    }
    const bool sameNames = a.baseline == b.baseline && a.candidate == b.candidate && a.alsoBaseline == b.alsoBaseline &&
                           a.alsoCandidate == b.alsoCandidate;
    const bool shareName = shareAny(namesOf(a.baseline, a.alsoBaseline), namesOf(b.baseline, b.alsoBaseline)) ||
                           shareAny(namesOf(a.candidate, a.alsoCandidate), namesOf(b.candidate, b.alsoCandidate));
    const bool bothPair = a.choice != PairChoice::Rejected && b.choice != PairChoice::Rejected;
    return sameNames ? a.choice != b.choice || a.stage == b.stage : shareName && bothPair;
}

/// Turns the document into PairDecisions. yaml-cpp throws: only readPairDecisions() calls it, inside a try.
class PairsReader
{
public:
    explicit PairsReader(const std::string &file) : m_file(file) {}

    PairDecisions read(const YAML::Node &root)
    {
        for (const auto &pair : root) {
            readKey(pair.first, pair.second);
        }
        return std::move(m_decisions);
    }

private:
    void readKey(const YAML::Node &keyNode, const YAML::Node &value)
    {
        const std::string name = keyNode.IsScalar() ? keyNode.Scalar() : std::string();
        if (name == "baseline" || name == "candidate") {
            (name == "baseline" ? m_decisions.baselineLabel : m_decisions.candidateLabel) =
                value.IsScalar() ? value.Scalar() : std::string();
        } else if (name == "pairs") {
            readPairs(value);
        } else if (name == "renames") {
            readRenames(value);
        } else if (name != "version") {
            warn(keyNode, "pairs-unknown-key", "unknown key \"" + name + "\"" + didYouMean(name, kKeys));
        }
    }

    void readPairs(const YAML::Node &list)
    {
        if (!list.IsSequence()) {
            if (!list.IsNull()) {
                warn(list, "pairs-bad-value", "\"pairs\" must be a list");
            }
            return;
        }
        for (const auto &item : list) {
            if (m_decisions.pairs.size() >= kMaxPairs) {
                warn(item, "pairs-too-many", "more than 20,000 pairs; the rest is left out");
                return;
            }
            if (std::optional<PairDecision> decision = readPair(item)) {
                add(item, std::move(*decision));
            }
        }
    }

    void readRenames(const YAML::Node &list)
    {
        if (!list.IsSequence()) {
            if (!list.IsNull()) {
                warn(list, "pairs-bad-value", "\"renames\" must be a list of substitutions such as s/_jl_mod_/_jl_/");
            }
            return;
        }
        for (const auto &item : list) {
            if (m_decisions.renames.size() >= kMaxRenames) {
                warn(item, "pairs-too-many", "more than 100 renames; the rest is left out");
                return;
            }
            Result<NameSubstitution> rename = NameSubstitution::parse(item.IsScalar() ? item.Scalar() : std::string());
            if (!rename) {
                warn(item, "pairs-bad-value", rename.error().message + "; it is left out");
            } else {
                m_decisions.renames.push_back(std::move(*rename));
            }
        }
    }

    std::optional<PairDecision> readPair(const YAML::Node &item)
    {
        if (!item.IsMap()) {
            warn(item, "pairs-bad-value", "a pair is a mapping with baseline, candidate and decision");
            return std::nullopt;
        }
        PairDecision decision;
        bool hasChoice = false;
        for (const auto &pair : item) {
            const std::string name = pair.first.IsScalar() ? pair.first.Scalar() : std::string();
            const std::string text = pair.second.IsScalar() ? pair.second.Scalar() : std::string();
            if (name == "baseline") {
                readNames(pair.second, decision.baseline, decision.alsoBaseline);
            } else if (name == "candidate") {
                readNames(pair.second, decision.candidate, decision.alsoCandidate);
            } else if (name == "stage") {
                decision.stage = text;
            } else if (name == "decision") {
                hasChoice = readChoice(pair.second, text, decision.choice);
            } else {
                warn(pair.first, "pairs-unknown-key", "unknown key \"" + name + "\"" + didYouMean(name, kPairKeys));
            }
        }
        if (!hasChoice || decision.baseline.empty() || decision.candidate.empty()) {
            warn(
                item, "pairs-bad-value",
                "a pair needs the raw names baseline and candidate, and a decision: confirmed, rejected or by-hand; it "
                "is left out");
            return std::nullopt;
        }
        if (decision.choice == PairChoice::Rejected &&
            !(decision.alsoBaseline.empty() && decision.alsoCandidate.empty())) {
            warn(item, "pairs-bad-value", "a rejected pair is of one kernel a side; it is left out");
            return std::nullopt;
        }
        return decision;
    }

    /// One raw name, or a list of those that together are one side.
    static void readNames(const YAML::Node &value, std::string &first, std::vector<std::string> &also)
    {
        if (!value.IsSequence()) {
            first = value.IsScalar() ? value.Scalar() : std::string();
            return;
        }
        for (const auto &name : value) {
            const std::string text = name.IsScalar() ? name.Scalar() : std::string();
            if (first.empty()) {
                first = text;
            } else if (!text.empty() && text != first && !std::ranges::contains(also, text)) {
                also.push_back(text);
            }
        }
    }

    bool readChoice(const YAML::Node &at, const std::string &text, PairChoice &choice)
    {
        const auto found = std::ranges::find(kChoices, text);
        if (found == kChoices.end()) {
            warn(at, "pairs-bad-value", "unknown decision \"" + text + "\"" + didYouMean(text, kChoices));
            return false;
        }
        choice = static_cast<PairChoice>(found - kChoices.begin());
        return true;
    }

    void add(const YAML::Node &at, PairDecision decision)
    {
        const auto baseline = namesOf(decision.baseline, decision.alsoBaseline);
        const auto candidate = namesOf(decision.candidate, decision.alsoCandidate);
        if (contradictsAny(m_byBaseline, baseline, decision) || contradictsAny(m_byCandidate, candidate, decision)) {
            warn(at, "pairs-contradiction",
                 "this pair contradicts or repeats an earlier one about the same kernel; it is left out");
            return;
        }
        for (const std::string_view name : baseline) {
            m_byBaseline[std::string(name)].push_back(m_decisions.pairs.size());
        }
        for (const std::string_view name : candidate) {
            m_byCandidate[std::string(name)].push_back(m_decisions.pairs.size());
        }
        m_decisions.pairs.push_back(std::move(decision));
    }

    using Mentions = std::unordered_map<std::string, std::vector<std::size_t>>;

    bool contradictsAny(const Mentions &mentions, const std::vector<std::string_view> &names,
                        const PairDecision &decision) const
    {
        return std::ranges::any_of(names, [&](std::string_view name) {
            const auto found = mentions.find(std::string(name));
            return found != mentions.end() && std::ranges::any_of(found->second, [&](std::size_t i) {
                       return contradict(m_decisions.pairs[i], decision);
                   });
        });
    }

    void warn(const YAML::Node &at, std::string code, std::string message)
    {
        const YAML::Mark mark = at.Mark();
        SourceLocation location{m_file};
        if (mark.line >= 0) {
            location.line = static_cast<std::size_t>(mark.line) + 1;
            location.column = static_cast<std::size_t>(mark.column) + 1;
        }
        m_decisions.diagnostics.push_back(
            {Severity::Warning, std::move(code), std::move(message), std::move(location), {}, 0});
    }

    const std::string &m_file;
    PairDecisions m_decisions;
    Mentions m_byBaseline;
    Mentions m_byCandidate;
};

std::string quoted(const std::string &text)
{
    YAML::Emitter emitter;
    emitter << YAML::DoubleQuoted << text;
    return emitter.c_str();
}

/// One name, or a list where there are several.
std::string quotedNames(const std::string &first, const std::vector<std::string> &also)
{
    std::string text = quoted(first);
    for (const std::string &name : also) {
        text += ", " + quoted(name);
    }
    return also.empty() ? text : '[' + text + ']';
}
} // namespace

std::string_view toString(PairChoice choice)
{
    return kChoices[static_cast<std::size_t>(choice)];
}

void decide(PairDecisions &decisions, PairDecision decision)
{
    std::erase_if(decisions.pairs, [&](const PairDecision &old) { return contradict(old, decision); });
    decisions.pairs.push_back(std::move(decision));
}

PairDecisions swapped(PairDecisions decisions)
{
    std::swap(decisions.baselineLabel, decisions.candidateLabel);
    for (PairDecision &decision : decisions.pairs) {
        std::swap(decision.baseline, decision.candidate);
        std::swap(decision.alsoBaseline, decision.alsoCandidate);
    }
    return decisions;
}

Result<PairDecisions> readPairDecisions(std::string_view text, const std::string &file)
{
    try {
        const YAML::Node root = YAML::Load(std::string(text));
        if (!root.IsMap() && !root.IsNull()) {
            return failure("a pairs file is a mapping with \"version: 1\" and a list \"pairs\"", {file, 1, 1});
        }
        if (const YAML::Node version = root.IsMap() ? root["version"] : YAML::Node();
            version && version.IsScalar() && version.as<int>(0) != kVersion) {
            return failure("this pairs file is of version " + version.Scalar() + "; this program reads version 1",
                           {file, static_cast<std::size_t>(version.Mark().line + 1), 0});
        }
        return PairsReader(file).read(root);
    } catch (const YAML::Exception &error) {
        return failure("not valid YAML: " + error.msg, {file, static_cast<std::size_t>(error.mark.line + 1),
                                                        static_cast<std::size_t>(error.mark.column + 1)});
    }
}

Result<PairDecisions> loadPairDecisions(const std::filesystem::path &path)
{
    return readFile(path, kMaxPairsFileBytes).and_then([&](const std::string &text) {
        return readPairDecisions(text, path.string());
    });
}

std::string writePairDecisions(const PairDecisions &decisions)
{
    std::string text = "# Kernel Atlas: what a person said about the pairs of two runs\nversion: 1\n";
    text += "baseline: " + quoted(decisions.baselineLabel) + "\ncandidate: " + quoted(decisions.candidateLabel) + '\n';
    text += decisions.renames.empty() ? "" : "renames:\n";
    for (const NameSubstitution &rename : decisions.renames) {
        text += "  - " + quoted(rename.text()) + '\n';
    }
    text += decisions.pairs.empty() ? "pairs: []\n" : "pairs:\n";
    for (const PairDecision &decision : decisions.pairs) {
        text += "  - baseline: " + quotedNames(decision.baseline, decision.alsoBaseline) +
                "\n    candidate: " + quotedNames(decision.candidate, decision.alsoCandidate) +
                "\n    decision: " + std::string(toString(decision.choice)) + '\n';
        text += decision.stage.empty() ? std::string() : "    stage: " + quoted(decision.stage) + '\n';
    }
    return text;
}

} // namespace atlas
