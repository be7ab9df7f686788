#include "ui/comparison/comparisonsession.h"

#include "core/comparison/keptpairs.h"
#include "ui/common/text.h"

#include <algorithm>

namespace atlas::ui
{

ComparisonSession::ComparisonSession(ComparisonInput input, std::shared_ptr<const ComparisonResult> result,
                                     std::filesystem::path pairsFolder, QObject *parent)
    : QObject(parent), m_input(std::move(input)), m_result(std::move(result)), m_pairsFolder(std::move(pairsFolder))
{
}

void ComparisonSession::setCandidate(std::size_t candidate)
{
    if (candidate != m_candidate && candidate < m_result->comparisons.size()) {
        m_candidate = candidate;
        Q_EMIT changed();
    }
}

void ComparisonSession::compareAnew(ComparisonInput input, std::size_t candidate)
{
    const auto shared = std::make_shared<const ComparisonInput>(std::move(input));
    m_task.start([shared](const std::stop_token &stop) { return compareAll(*shared, stop); },
                 [this, shared, candidate](Result<std::shared_ptr<const ComparisonResult>> result) {
                     if (result) {
                         m_input = *shared;
                         m_result = std::move(*result);
                         m_candidate = std::min(candidate, m_result->comparisons.size() - 1);
                         Q_EMIT changed();
                     } else {
                         Q_EMIT failed(errorText(result.error()));
                     }
                     Q_EMIT busyChanged();
                 });
    Q_EMIT busyChanged();
}

void ComparisonSession::swapSides()
{
    ComparisonInput input = m_input;
    std::swap(input.baseline, input.candidates[m_candidate]);
    std::vector<std::string> problems;
    if (input.candidates.size() > 1) { // the other pairs are other runs now
        loadDecisions(input, m_pairsFolder, problems);
    }
    input.decisions[m_candidate] = swapped(m_input.decisions[m_candidate]);
    forgetUndo();
    compareAnew(std::move(input), m_candidate);
    for (const std::string &problem : problems) {
        Q_EMIT failed(toQString(problem));
    }
}

void ComparisonSession::setThreshold(double threshold)
{
    if (threshold != m_input.threshold) {
        ComparisonInput input = m_input;
        input.threshold = threshold;
        compareAnew(std::move(input), m_candidate);
    }
}

void ComparisonSession::setWords(KernelWords words)
{
    m_input.words = std::move(words); // at once: what is compared next uses them
    compareAnew(m_input, m_candidate);
}

void ComparisonSession::addCandidate(std::shared_ptr<const Run> run)
{
    ComparisonInput input = m_input;
    input.candidates.push_back({std::move(run)});
    std::vector<std::string> problems;
    loadDecisions(input, m_pairsFolder, problems);
    compareAnew(std::move(input), m_input.candidates.size());
    for (const std::string &problem : problems) {
        Q_EMIT failed(toQString(problem));
    }
}

void ComparisonSession::removeCandidate()
{
    if (m_input.candidates.size() < 2) {
        return;
    }
    ComparisonInput input = m_input;
    const auto at = static_cast<std::ptrdiff_t>(m_candidate);
    input.candidates.erase(input.candidates.begin() + at);
    input.decisions.erase(input.decisions.begin() + at);
    forgetUndo();
    compareAnew(std::move(input), m_candidate == 0 ? 0 : m_candidate - 1);
}

const PairDecision *ComparisonSession::decisionOn(std::string_view baseline, std::string_view candidate,
                                                  std::string_view stage) const
{
    const std::vector<PairDecision> &pairs = m_input.decisions[m_candidate].pairs;
    const auto found = std::ranges::find_if(pairs, [&](const PairDecision &pair) {
        return pair.baseline == baseline && pair.candidate == candidate && (pair.stage.empty() || pair.stage == stage);
    });
    return found != pairs.end() ? &*found : nullptr;
}

void ComparisonSession::decide(PairDecision decision)
{
    PairDecisions decisions = m_input.decisions[m_candidate];
    m_undo.emplace_back(m_candidate, decisions);
    atlas::decide(decisions, std::move(decision));
    setDecisions(m_candidate, std::move(decisions));
}

Result<void> ComparisonSession::addRename(std::string_view text)
{
    Result<NameSubstitution> rename = NameSubstitution::parse(text);
    if (!rename) {
        return std::unexpected(rename.error());
    }
    PairDecisions decisions = m_input.decisions[m_candidate];
    if (!std::ranges::contains(decisions.renames, *rename)) {
        m_undo.emplace_back(m_candidate, decisions);
        decisions.renames.push_back(std::move(*rename));
        setDecisions(m_candidate, std::move(decisions));
    }
    return {};
}

void ComparisonSession::removeRename(std::string_view text)
{
    PairDecisions decisions = m_input.decisions[m_candidate];
    m_undo.emplace_back(m_candidate, decisions);
    std::erase_if(decisions.renames, [text](const NameSubstitution &rename) { return rename.text() == text; });
    setDecisions(m_candidate, std::move(decisions));
}

void ComparisonSession::undoDecision()
{
    if (!m_undo.empty()) {
        auto [candidate, decisions] = std::move(m_undo.back());
        m_undo.pop_back();
        setDecisions(candidate, std::move(decisions));
    }
}

void ComparisonSession::setDecisions(std::size_t candidate, PairDecisions decisions)
{
    const Result<void> kept = keepPairs(m_pairsFolder, m_input.baseline, m_input.candidates[candidate], decisions);
    if (!kept) {
        Q_EMIT failed(tr("The decision holds for now but could not be kept: %1").arg(errorText(kept.error())));
    }
    m_input.decisions[candidate] = std::move(decisions); // at once: the next decision builds on it
    compareAnew(m_input, m_candidate);
}

} // namespace atlas::ui
