#pragma once

#include "ui/comparison/comparisonresult.h"
#include "ui/session/latesttask.h"

#include <QObject>

namespace atlas::ui
{

/// An open comparison: what is compared, its latest result, the candidate that is looked at, and the decisions about
/// pairs. Comparing anew runs on a worker; until it is done the result before stays. Lives on the GUI thread.
class ComparisonSession : public QObject
{
    Q_OBJECT

public:
    /// Decisions are kept below `pairsFolder`.
    ComparisonSession(ComparisonInput input, std::shared_ptr<const ComparisonResult> result,
                      std::filesystem::path pairsFolder, QObject *parent = nullptr);

    [[nodiscard]] const ComparisonInput &input() const { return m_input; }
    [[nodiscard]] const ComparisonResult &result() const { return *m_result; }
    [[nodiscard]] std::shared_ptr<const ComparisonResult> sharedResult() const { return m_result; }
    /// The candidate that is looked at, and its comparison.
    [[nodiscard]] std::size_t candidate() const { return m_candidate; }
    void setCandidate(std::size_t candidate);
    [[nodiscard]] const RunComparison &comparison() const { return m_result->comparisons[m_candidate]; }
    [[nodiscard]] const ComparisonTexts &texts(std::size_t stage) const { return m_result->texts[m_candidate][stage]; }
    [[nodiscard]] bool isComparing() const { return m_task.isRunning(); }

    /// The candidate that is looked at becomes the baseline and takes the baseline's place.
    void swapSides();
    void setThreshold(double threshold);
    /// Calls kernels otherwise from now on.
    void setWords(KernelWords words);
    void addCandidate(std::shared_ptr<const Run> run);
    /// Leaves the candidate that is looked at out, if another one stays.
    void removeCandidate();

    /// What was said of these two kernels in `stage` or in all tables; null when nothing was.
    [[nodiscard]] const PairDecision *decisionOn(std::string_view baseline, std::string_view candidate,
                                                 std::string_view stage) const;
    /// Says something of two kernels of the candidate that is looked at, keeps it and compares anew.
    void decide(PairDecision decision);
    /// Pairs kernels of the candidate that is looked at whose names are equal once `text` (s/PATTERN/REPLACEMENT/) is
    /// made of both, keeps it and compares anew; the error says what is wrong with `text`.
    [[nodiscard]] Result<void> addRename(std::string_view text);
    void removeRename(std::string_view text);
    [[nodiscard]] const std::vector<NameSubstitution> &renames() const
    {
        return m_input.decisions[m_candidate].renames;
    }
    /// Takes the last decision of this session back.
    void undoDecision();
    [[nodiscard]] bool canUndoDecision() const { return !m_undo.empty(); }

Q_SIGNALS:
    /// There is another result, or another candidate is looked at.
    void changed();
    /// Comparing began or ended.
    void busyChanged();
    void failed(const QString &message);

private:
    void compareAnew(ComparisonInput input, std::size_t candidate);
    void setDecisions(std::size_t candidate, PairDecisions decisions);
    /// Undo entries belong to the runs that they were made with.
    void forgetUndo() { m_undo.clear(); }

    ComparisonInput m_input;
    std::shared_ptr<const ComparisonResult> m_result;
    std::filesystem::path m_pairsFolder;
    std::size_t m_candidate = 0;
    std::vector<std::pair<std::size_t, PairDecisions>> m_undo; ///< candidate, decisions before
    LatestTask<Result<std::shared_ptr<const ComparisonResult>>> m_task;
};

} // namespace atlas::ui
