#include "ui/comparison/seriesmodel.h"

#include "core/base/format.h"
#include "core/report/comparisoncharts.h"
#include "core/report/comparisontext.h"
#include "ui/common/corewords.h"
#include "ui/common/tabledelegate.h"
#include "ui/common/text.h"
#include "ui/common/verdictappearance.h"
#include "ui/comparison/comparisonresult.h"

#include <QGuiApplication>

#include <cmath>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

void SeriesModel::setTable(std::shared_ptr<const ComparisonResult> result, const std::string &stage)
{
    beginResetModel();
    m_result = std::move(result);
    m_stage = stage;
    m_series = collectSeries(m_result->comparisons, m_stage);
    endResetModel();
}

int SeriesModel::columns() const
{
    return m_result == nullptr ? 0 : FirstCandidateColumn + static_cast<int>(m_result->comparisons.size());
}

const ComparisonRow *SeriesModel::rowOf(int row, int column) const
{
    return seriesAt(row).rows[static_cast<std::size_t>(column - FirstCandidateColumn)];
}

const ComparisonRow *SeriesModel::withBaseline(int row) const
{
    for (const ComparisonRow *each : seriesAt(row).rows) {
        if (each != nullptr && each->baseline.isThere()) {
            return each;
        }
    }
    return nullptr;
}

QString SeriesModel::name(int row) const
{
    const auto &words = m_result->comparisons.front().options.words.friendlyName;
    const std::string friendly = words ? words(seriesAt(row).rawName) : std::string();
    return cellText(friendly.empty() ? seriesAt(row).rawName : std::string_view(friendly));
}

QVariant SeriesModel::header(int column, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((column >= BaselineColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && column == TrendColumn) {
        return tr("Mean time of one call: the baseline, then each candidate");
    }
    if (role == Qt::ToolTipRole && column >= FirstCandidateColumn) {
        return tr("Δ total to the baseline, change of one call, verdict");
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case NameColumn:
        return tr("Kernel");
    case TrendColumn:
        return tr("Trend");
    case BaselineColumn:
        return tr("Baseline %1").arg(toQString(m_result->comparisons.front().baseline->firstRun().identity().label));
    default:
        return toQString(m_result->comparisons[static_cast<std::size_t>(column - FirstCandidateColumn)]
                             .candidate->firstRun()
                             .identity()
                             .label);
    }
}

QVariant SeriesModel::cell(int row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::AccessibleTextRole:
        return column == TrendColumn ? toQString(sparklineText(seriesAt(row).meansNs())) : text(row, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>((column >= BaselineColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case TableDelegate::ElideRole:
        return static_cast<int>(column == NameColumn ? Qt::ElideMiddle : Qt::ElideRight);
    case Qt::ToolTipRole:
        if (column == NameColumn) {
            return plainToolTip(toQString(seriesAt(row).rawName));
        }
        return column >= FirstCandidateColumn && rowOf(row, column) != nullptr
                   ? explanation(rowOf(row, column)->verdict)
                   : QVariant();
    case Qt::ForegroundRole:
        return column >= FirstCandidateColumn && rowOf(row, column) != nullptr
                   ? QVariant(color(tone(rowOf(row, column)->verdict), QGuiApplication::palette()))
                   : QVariant();
    case ValuesRole: {
        const std::vector<double> means = seriesAt(row).meansNs();
        return QVariant::fromValue(QList<double>(means.begin(), means.end()));
    }
    default:
        return {};
    }
}

QString SeriesModel::text(int row, int column) const
{
    if (column == NameColumn) {
        return name(row);
    }
    if (column == TrendColumn) {
        return {}; // drawn
    }
    if (column == BaselineColumn) {
        const ComparisonRow *there = withBaseline(row);
        return there == nullptr ? u"—"_s
                                : toQString(formatDuration(static_cast<double>(there->baseline.perIteration.totalNs)));
    }
    const ComparisonRow *there = rowOf(row, column);
    if (there == nullptr) {
        return u"—"_s;
    }
    const QString delta = toQString(signedDuration(there->parts.deltaNs));
    if (!there->isPair()) {
        return u"%1  %2"_s.arg(delta, glyphAndWords(there->verdict));
    }
    // A refused change stands in brackets, as everywhere; the verdict's glyph is enough for the others.
    const bool isRefused = there->verdict == Verdict::Refused;
    return u"%1  %2  %3"_s.arg(delta, coreText(isRefused ? changeText(*there) : formatChange(there->logRatio)),
                               glyphAndWords(there->verdict));
}

} // namespace atlas::ui
