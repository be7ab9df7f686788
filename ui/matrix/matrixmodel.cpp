#include "ui/matrix/matrixmodel.h"

#include "core/base/format.h"
#include "core/report/scopetext.h"
#include "ui/common/appearance.h"
#include "ui/common/corewords.h"
#include "ui/common/tabledelegate.h"
#include "ui/common/text.h"

#include <QGuiApplication>

#include <algorithm>
#include <cmath>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
QString duration(double ns)
{
    return std::isnan(ns) ? QString() : toQString(formatDuration(ns));
}

/// A difference with its sign; nothing for one that rounds to nothing of what there is.
QString signedDuration(double ns)
{
    return std::isnan(ns) ? QString() : (ns > 0 ? u"+"_s : ns < 0 ? u"−"_s : QString()) + duration(std::abs(ns));
}
} // namespace

MatrixModel::MatrixModel(RunSession &session, const StageMatrix &matrix, QObject *parent)
    : RowTableModel(parent), m_session(session), m_matrix(matrix),
      m_columns({{MatrixKey::FriendlyName, {}}, {MatrixKey::Spread, {}}, {MatrixKey::Library, {}}})
{
    for (std::size_t i = 0; i < session.run().stages().size(); ++i) {
        m_columns.push_back({MatrixKey::Stage, makeId<StageId>(i)});
    }
    if (matrix.isReconciled()) {
        m_columns.push_back({MatrixKey::Expected, {}});
        m_columns.push_back({MatrixKey::Difference, {}});
    }
}

void MatrixModel::setRows(std::vector<std::uint32_t> order)
{
    beginResetModel();
    m_order = std::move(order);
    endResetModel();
}

int MatrixModel::columnOf(MatrixKey key) const
{
    const auto found = std::ranges::find(m_columns, key, &Column::key);
    return found == m_columns.end() ? -1 : static_cast<int>(found - m_columns.begin());
}

QString MatrixModel::title(const Column &column) const
{
    switch (column.key) {
    case MatrixKey::FriendlyName:
        return tr("Friendly name");
    case MatrixKey::Library:
        return tr("Library");
    case MatrixKey::Expected:
        return tr("%1 × stages").arg(toQString(formatExact(m_session.run().combined().scope.iterations)));
    case MatrixKey::Difference:
        return tr("Difference");
    case MatrixKey::Spread:
        return tr("What is odd");
    case MatrixKey::Stage:
        break;
    }
    const Stage &stage = m_session.run().stage(column.stage);
    return stage.isCombined ? tr("Combined") : toQString(stage.name);
}

QString MatrixModel::headerTip(const Column &column) const
{
    switch (column.key) {
    case MatrixKey::Expected:
        return tr("What combined should hold: its iterations × the top-level stages, over the whole table");
    case MatrixKey::Difference:
        return tr("Combined's total less what it should hold; sorted by its size");
    case MatrixKey::Spread:
        return tr("Kernels of one stage only, averages that differ between stages, call counts that do not add up");
    case MatrixKey::Stage: {
        const Stage &stage = m_session.run().stage(column.stage);
        const QString scope = coreText(scopeText(m_session.run(), stage));
        return (stage.scope.iterations > 0 ? tr("Time of one iteration") : tr("Time of the whole table")) +
               (scope.isEmpty() ? QString() : u"; "_s + scope);
    }
    default:
        return {};
    }
}

QVariant MatrixModel::header(int column, int role) const
{
    const Column &shown = m_columns[static_cast<std::size_t>(column)];
    const bool isLeft = isText(shown.key) || shown.key == MatrixKey::Spread;
    switch (role) {
    case Qt::DisplayRole:
        return title(shown);
    case Qt::ToolTipRole:
        return plainToolTip(headerTip(shown));
    case Qt::TextAlignmentRole:
        return static_cast<int>((isLeft ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant MatrixModel::cell(int row, int column, int role) const
{
    const Column &shown = m_columns[static_cast<std::size_t>(column)];
    const MatrixRow &data = rowAt(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(data, shown);
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(data, shown));
    case Qt::TextAlignmentRole:
        return header(column, role);
    case Qt::DecorationRole:
        return shown.key == MatrixKey::Library ? QVariant(librarySquare(m_session.texts().library(data.kernel)))
                                               : QVariant();
    case Qt::ForegroundRole:
        return tone(data, shown);
    case TableDelegate::ElideRole:
        return static_cast<int>(shown.key == MatrixKey::FriendlyName ? Qt::ElideMiddle : Qt::ElideRight);
    case SortRole:
        return isText(shown.key) ? QVariant(text(data, shown)) : QVariant(number(data, shown));
    case CopyRole:
        return isText(shown.key) || shown.key == MatrixKey::Spread ? text(data, shown)
                                                                   : toQString(formatExact(number(data, shown)));
    default:
        return {};
    }
}

double MatrixModel::number(const MatrixRow &row, const Column &column) const
{
    switch (column.key) {
    case MatrixKey::Expected:
        return row.expectedNs;
    case MatrixKey::Difference:
        return row.differenceNs;
    case MatrixKey::Spread:
        return row.averageSpread;
    default:
        return m_matrix.perIterationNs(row, column.stage);
    }
}

QString MatrixModel::text(const MatrixRow &row, const Column &column) const
{
    switch (column.key) {
    case MatrixKey::Library:
        return toQString(m_session.texts().library(row.kernel));
    case MatrixKey::Spread:
        return notes(row);
    default:
        return toQString(m_session.texts().friendlyName(row.kernel));
    }
}

QString MatrixModel::notes(const MatrixRow &row) const
{
    QStringList notes;
    if (m_matrix.isReconciled() && !row.doCallsAgree) {
        notes += tr("calls do not add up");
    }
    if (row.doAveragesDiffer()) {
        notes +=
            tr("averages differ × %1").arg(QString::number(row.averageSpread, 'f', row.averageSpread < 10 ? 1 : 0));
    }
    if (row.onlyIn) {
        notes += tr("%1 only").arg(toQString(m_session.run().stage(*row.onlyIn).name));
    }
    return notes.isEmpty() ? QString() : (row.onlyIn && notes.size() == 1 ? QString() : u"⚠ "_s) + notes.join(u" · "_s);
}

QString MatrixModel::display(const MatrixRow &row, const Column &column) const
{
    switch (column.key) {
    case MatrixKey::FriendlyName:
    case MatrixKey::Library:
        return cellText(toUtf8(text(row, column)));
    case MatrixKey::Spread:
        return notes(row);
    case MatrixKey::Difference:
        return signedDuration(row.differenceNs);
    default:
        return duration(number(row, column));
    }
}

QString MatrixModel::toolTip(const MatrixRow &row, const Column &column) const
{
    switch (column.key) {
    case MatrixKey::FriendlyName:
        return text(row, column) + u'\n' + toQString(m_session.run().name(row.kernel));
    case MatrixKey::Library:
        return text(row, column);
    case MatrixKey::Spread:
        return noteToolTip(row);
    case MatrixKey::Stage: {
        const KernelTiming *const timing = m_matrix.timing(row, column.stage);
        return timing == nullptr ? tr("Not in this table")
                                 : tr("%1 ns in %2 launches, %3 each")
                                       .arg(toQString(formatExact(static_cast<double>(timing->totalNs))),
                                            toQString(formatCount(timing->instances)),
                                            toQString(formatDuration(timing->averageNs())));
    }
    default:
        return tr("%1 ns").arg(toQString(formatExact(std::round(number(row, column)))));
    }
}

QString MatrixModel::noteToolTip(const MatrixRow &row) const
{
    QString text = notes(row);
    if (row.doAveragesDiffer()) {
        text +=
            u'\n' + tr("One launch takes %1 times as long in one stage as in another: other shapes behind one name.")
                        .arg(QString::number(row.averageSpread, 'f', 2));
    }
    if (row.onlyIn) {
        text += u'\n' + tr("No other of the stages that follow one another has it; a stage inside %1 may.")
                            .arg(toQString(m_session.run().stage(*row.onlyIn).name));
    }
    return text;
}

QVariant MatrixModel::tone(const MatrixRow &row, const Column &column) const
{
    const bool isOdd = row.doAveragesDiffer() || (m_matrix.isReconciled() && !row.doCallsAgree);
    return column.key == MatrixKey::Spread
               ? QVariant(color(isOdd ? Tone::Caution : Tone::Quiet, QGuiApplication::palette()))
               : QVariant();
}

} // namespace atlas::ui
