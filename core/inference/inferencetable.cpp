#include "core/base/parallel.h"
#include "core/inference/inference.h"
#include "core/inference/ruleset.h"
#include "core/inference/runevidence.h"
#include "core/inference/vocabulary.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace atlas
{

namespace
{
/// Names read by one thread between looks at the stop token; also the least that is worth a second thread.
constexpr std::size_t kBlock = 2'000;
/// Stands for "the rule does not say" in the column of ops.
constexpr auto kNoOp = static_cast<std::uint8_t>(kOps.size());

std::vector<std::string_view> namesOf(const Run &run)
{
    std::vector<std::string_view> names;
    names.reserve(run.kernelCount());
    for (std::size_t i = 0; i < run.kernelCount(); ++i) {
        names.push_back(run.name(makeId<KernelId>(i)));
    }
    return names;
}
} // namespace

InferenceTable::InferenceTable() = default;
InferenceTable::~InferenceTable() = default;

std::string_view toString(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Certain:
        return "certain";
    case Confidence::Likely:
        return "likely";
    case Confidence::Guess:
        break;
    }
    return "guess";
}

std::shared_ptr<const InferenceTable> InferenceTable::build(std::shared_ptr<const Run> run,
                                                            std::shared_ptr<const RuleSet> rules, std::stop_token stop,
                                                            const ProgressCallback &progress)
{
    std::shared_ptr<InferenceTable> table(new InferenceTable);
    const std::size_t count = run->kernelCount();
    table->m_rule.resize(count);
    table->m_op.resize(count);
    std::atomic<std::size_t> next = 0;
    RunEvidence::Reader evidence(*rules, count);
    const auto readBlocks = [&] {
        for (std::size_t begin = next.fetch_add(kBlock); begin < count && !stop.stop_requested();
             begin = next.fetch_add(kBlock)) {
            const std::size_t end = std::min(count, begin + kBlock);
            for (std::size_t i = begin; i < end; ++i) {
                const std::string_view name = run->name(makeId<KernelId>(i));
                table->m_rule[i] = rules->match(name);
                const std::string_view op = rules->opAs(name, table->m_rule[i]);
                table->m_op[i] = op.empty() ? kNoOp : static_cast<std::uint8_t>(opIndex(op));
                evidence.read(i, name, table->m_rule[i]);
            }
        }
    };
    const auto readAndTell = [&] {
        if (progress) {
            progress(0.0, "reading kernel names");
        }
        readBlocks();
    };
    {
        std::vector<std::jthread> others;
        const std::size_t threads =
            std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), count / kBlock);
        for (std::size_t i = 1; i < threads; ++i) {
            others.emplace_back(readBlocks);
        }
        readAndTell();
    }
    if (stop.stop_requested()) {
        return nullptr;
    }
    table->m_evidence = std::make_unique<const RunEvidence>(evidence.evidence(namesOf(*run), table->m_rule));
    if (progress) {
        progress(1.0, "reading kernel names");
    }
    table->m_run = std::move(run);
    table->m_rules = std::move(rules);
    return table;
}

std::shared_ptr<const InferenceTable> InferenceTable::onDemand(std::shared_ptr<const Run> run,
                                                               std::shared_ptr<const RuleSet> rules)
{
    std::shared_ptr<InferenceTable> table(new InferenceTable);
    table->m_run = std::move(run);
    table->m_rules = std::move(rules);
    return table;
}

std::uint16_t InferenceTable::rule(KernelId kernel) const
{
    return m_rule.empty() ? m_rules->match(m_run->name(kernel)) : m_rule[kernel.index()];
}

const RunEvidence &InferenceTable::evidence() const
{
    if (m_rule.empty()) {
        std::call_once(m_evidenceFound, [this] {
            std::vector<std::uint16_t> matched(m_run->kernelCount());
            RunEvidence::Reader reader(*m_rules, matched.size());
            forEachPart(matched.size(), kBlock, [&](std::size_t begin, std::size_t end, std::size_t) {
                for (std::size_t i = begin; i < end; ++i) {
                    const std::string_view name = m_run->name(makeId<KernelId>(i));
                    matched[i] = m_rules->match(name);
                    reader.read(i, name, matched[i]);
                }
            });
            m_evidence = std::make_unique<const RunEvidence>(reader.evidence(namesOf(*m_run), matched));
        });
    }
    return *m_evidence;
}

Reading InferenceTable::reading(KernelId kernel) const
{
    Reading reading = readingAlone(kernel);
    evidence().addTo(kernel.index(), reading);
    return reading;
}

Reading InferenceTable::readingAlone(KernelId kernel) const
{
    return m_rules->readAs(m_run->name(kernel), rule(kernel));
}

FieldValue InferenceTable::value(KernelId kernel, Field field) const
{
    FieldValue alone = m_rules->fieldAs(m_run->name(kernel), rule(kernel), field);
    const bool isAffected = field == Field::FriendlyName || field == Field::SourceLib;
    return isAffected ? evidence().addTo(kernel.index(), field, std::move(alone)) : alone;
}

std::string_view InferenceTable::library(KernelId kernel) const
{
    const std::string_view library = evidence().library(kernel.index());
    return library.empty() ? m_rules->libraryAs(m_run->name(kernel), rule(kernel)) : library;
}

std::string_view InferenceTable::op(KernelId kernel) const
{
    if (m_op.empty()) {
        return m_rules->opAs(m_run->name(kernel), rule(kernel));
    }
    const std::uint8_t op = m_op[kernel.index()];
    return op == kNoOp ? std::string_view() : kOps[op];
}

std::string_view InferenceTable::ruleId(KernelId kernel) const
{
    return m_rules->ruleId(rule(kernel));
}

} // namespace atlas
