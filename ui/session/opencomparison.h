#pragma once

#include "core/report/comparisonview.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace atlas::ui
{

/// A comparison that is open, and how a person left its page: what comes back at the next start.
struct OpenComparison
{
    enum class View : std::uint8_t
    {
        Differences,
        SideBySide,
        AllCandidates
    };

    QStringList baseline = {}; ///< paths of runs; empty: none is open
    QList<QStringList> candidates = {};
    QString catalog = {}; ///< that was chosen for its names; empty: the usual ones
    double threshold = 0.05;
    int candidate = 0;    ///< that is looked at
    bool isShown = false; ///< else it lies behind the run
    View view = View::Differences;
    QString stage = {}; ///< of the table
    ComparisonFilter filter = {};
    ComparisonGrouping grouping = ComparisonGrouping::None;
    int sortColumn = -1; ///< of the table of pairs; -1: as a comparison opens
    bool isDescending = true;
    QByteArray columns = {};     ///< order, widths and which are hidden, as the view saves them; empty: not known
    QString baselineKernel = {}; ///< raw names of the pair in hand
    QString candidateKernel = {};

    [[nodiscard]] bool isOpen() const { return !baseline.isEmpty() && !candidates.isEmpty(); }
};

/// For settings: JSON on one line; empty where none is open.
[[nodiscard]] QByteArray toBytes(const OpenComparison &comparison);

/// What toBytes() wrote; words and numbers that are not known are left out. Not open where it is no such thing.
[[nodiscard]] OpenComparison openComparisonFrom(const QByteArray &bytes);

} // namespace atlas::ui
