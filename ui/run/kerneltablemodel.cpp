#include "ui/run/kerneltablemodel.h"

#include "core/base/format.h"
#include "ui/common/appearance.h"
#include "ui/common/tabledelegate.h"
#include "ui/common/text.h"

#include <QCoreApplication>
#include <QGuiApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
struct ColumnTraits
{
    SortKey key;
    const char *name;
    const char *toolTip;
};

constexpr std::array<ColumnTraits, KernelTableModel::ColumnCount> kColumns = {{
    {SortKey::Total, QT_TRANSLATE_NOOP("KernelTable", "Share"),
     QT_TRANSLATE_NOOP("KernelTable", "Share of this table's own total")},
    {SortKey::Total, QT_TRANSLATE_NOOP("KernelTable", "Total"),
     QT_TRANSLATE_NOOP("KernelTable", "GPU time of all launches")},
    {SortKey::Total, QT_TRANSLATE_NOOP("KernelTable", "Per iteration"),
     QT_TRANSLATE_NOOP("KernelTable", "Total divided by the iterations in this table")},
    {SortKey::Instances, QT_TRANSLATE_NOOP("KernelTable", "Instances"),
     QT_TRANSLATE_NOOP("KernelTable", "Number of launches")},
    {SortKey::Average, QT_TRANSLATE_NOOP("KernelTable", "Average"),
     QT_TRANSLATE_NOOP("KernelTable", "Mean time of a launch")},
    {SortKey::Median, QT_TRANSLATE_NOOP("KernelTable", "Median"),
     QT_TRANSLATE_NOOP("KernelTable", "Median time of a launch")},
    {SortKey::Min, QT_TRANSLATE_NOOP("KernelTable", "Min"), QT_TRANSLATE_NOOP("KernelTable", "Shortest launch")},
    {SortKey::Max, QT_TRANSLATE_NOOP("KernelTable", "Max"), QT_TRANSLATE_NOOP("KernelTable", "Longest launch")},
    {SortKey::StandardDeviation, QT_TRANSLATE_NOOP("KernelTable", "StdDev"),
     QT_TRANSLATE_NOOP("KernelTable", "Sample standard deviation of the launches")},
    {SortKey::FriendlyName, QT_TRANSLATE_NOOP("KernelTable", "Friendly name"),
     QT_TRANSLATE_NOOP("KernelTable", "What the kernel is called in the catalog")},
    {SortKey::Library, QT_TRANSLATE_NOOP("KernelTable", "Library"),
     QT_TRANSLATE_NOOP("KernelTable", "Where the kernel's code comes from")},
    {SortKey::State, QT_TRANSLATE_NOOP("KernelTable", "State"),
     QT_TRANSLATE_NOOP("KernelTable", "How far the review of the kernel is")},
    {SortKey::Op, QT_TRANSLATE_NOOP("KernelTable", "Op"),
     QT_TRANSLATE_NOOP("KernelTable", "Kind of operation, as the rules read it")},
    {SortKey::RawName, QT_TRANSLATE_NOOP("KernelTable", "Raw name"),
     QT_TRANSLATE_NOOP("KernelTable", "The name as the profiler wrote it")},
}};

QString translated(const char *text)
{
    return QCoreApplication::translate("KernelTable", text);
}

Field fieldOfColumn(int column)
{
    return column == KernelTableModel::LibraryColumn ? Field::SourceLib : Field::FriendlyName;
}
} // namespace

KernelTableModel::KernelTableModel(RunSession &session, QObject *parent) : RowTableModel(parent), m_session(session)
{
    connect(&session, &RunSession::entryChanged, this, &KernelTableModel::onEntryChanged);
    connect(&session, &RunSession::reviewChanged, this, &KernelTableModel::onEntryChanged);
    connect(&session, &RunSession::catalogChanged, this, &KernelTableModel::repaintAll);
}

void KernelTableModel::setRows(StageId stage, RowOrder order)
{
    beginResetModel();
    m_stage = stage;
    m_order = std::move(order);
    endResetModel();
}

KernelId KernelTableModel::kernelAt(int row) const
{
    return m_session.run().stage(m_stage).rows[m_order[static_cast<std::size_t>(row)]].kernel;
}

ReviewState KernelTableModel::stateAt(int row) const
{
    const ReviewDocument &document = m_session.document();
    return document.state(document.entryOf(kernelAt(row)));
}

const KernelTiming &KernelTableModel::timingAt(int row) const
{
    return m_session.run().stage(m_stage).rows[m_order[static_cast<std::size_t>(row)]].timing;
}

int KernelTableModel::rowOf(KernelId kernel) const
{
    const std::optional<std::size_t> source = m_session.run().stage(m_stage).rowOf(kernel);
    const auto found = source ? std::ranges::find(m_order, static_cast<std::uint32_t>(*source)) : m_order.end();
    return found == m_order.end() ? -1 : static_cast<int>(found - m_order.begin());
}

SortKey KernelTableModel::sortKey(int column)
{
    return kColumns[static_cast<std::size_t>(column)].key;
}

bool KernelTableModel::isNumber(int column)
{
    return column < FriendlyNameColumn;
}

QString KernelTableModel::columnName(int column)
{
    return translated(kColumns[static_cast<std::size_t>(column)].name);
}

QVariant KernelTableModel::header(int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return columnName(column);
    case Qt::ToolTipRole:
        return translated(kColumns[static_cast<std::size_t>(column)].toolTip);
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant KernelTableModel::cell(int row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return displayText(row, column);
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(row, column));
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::DecorationRole:
        return column == LibraryColumn ? QVariant(librarySquare(text(row, column))) : QVariant();
    case Qt::ForegroundRole:
        return column == StateColumn ? QVariant(color(tone(stateAt(row)), QGuiApplication::palette())) : QVariant();
    case TableDelegate::ElideRole:
        return static_cast<int>(column == FriendlyNameColumn ? Qt::ElideMiddle : Qt::ElideRight);
    case SortRole:
        return isNumber(column) ? QVariant(number(row, column)) : QVariant(toQString(text(row, column)));
    case LargestRole:
        return static_cast<double>(m_session.run().stage(m_stage).rows.front().timing.totalNs); // rows fall by total
    case CopyRole:
        return copyText(row, column);
    default:
        return {};
    }
}

double KernelTableModel::number(int row, int column) const
{
    const KernelTiming &timing = timingAt(row);
    switch (column) {
    case ShareColumn:
    case TotalColumn:
        return static_cast<double>(timing.totalNs);
    case PerIterationColumn:
        return static_cast<double>(timing.totalNs) / m_session.run().stage(m_stage).scope.iterations;
    case InstancesColumn:
        return static_cast<double>(timing.instances);
    case AverageColumn:
        return timing.averageNs();
    case MedianColumn:
        return timing.medianNs;
    case MinColumn:
        return static_cast<double>(timing.minNs);
    case MaxColumn:
        return static_cast<double>(timing.maxNs);
    default:
        return timing.standardDeviationNs;
    }
}

std::string KernelTableModel::text(int row, int column) const
{
    const KernelId kernel = kernelAt(row);
    if (column == RawNameColumn) {
        return std::string(m_session.run().name(kernel));
    }
    const ReviewDocument &document = m_session.document();
    if (column == OpColumn) {
        return std::string(document.readings()->op(kernel));
    }
    if (column == StateColumn) {
        return std::string(toString(stateAt(row)));
    }
    return toDisplayText(document.effective(document.entryOf(kernel), fieldOfColumn(column)).value);
}

QString KernelTableModel::displayText(int row, int column) const
{
    switch (column) {
    case ShareColumn:
        return toQString(formatPercent(m_session.run().stage(m_stage).share(timingAt(row))));
    case InstancesColumn:
        return toQString(formatCount(timingAt(row).instances));
    case FriendlyNameColumn: {
        const bool mixed = timingAt(row).isMixed();
        return cellText(text(row, column)) + (mixed ? u" ⚠"_s : timingAt(row).instances == 1 ? u" ①"_s : QString());
    }
    case StateColumn: {
        const ReviewDocument &document = m_session.document();
        const bool hasNews = !document.newReadings(document.entryOf(kernelAt(row))).empty();
        return glyphAndWords(stateAt(row)) + (hasNews ? u" ↻"_s : QString());
    }
    case LibraryColumn:
    case OpColumn:
        return cellText(text(row, column));
    case RawNameColumn:
        return cellText(m_session.run().name(kernelAt(row)));
    default:
        return toQString(formatDuration(number(row, column)));
    }
}

QString KernelTableModel::mixedNote(const KernelTiming &timing) const
{
    if (timing.isMixed()) {
        return tr("\n⚠ Launches of several shapes hide behind one average: average %1, median %2, deviation %3.")
            .arg(toQString(formatDuration(timing.averageNs())), toQString(formatDuration(timing.medianNs)),
                 toQString(formatDuration(timing.standardDeviationNs)));
    }
    return timing.instances == 1 ? tr("\n① A single launch: there is no spread to judge it by.") : QString();
}

QString KernelTableModel::toolTip(int row, int column) const
{
    if (column == FriendlyNameColumn) {
        return toQString(text(row, column)) + mixedNote(timingAt(row));
    }
    if (column == StateColumn) {
        return explanation(stateAt(row));
    }
    if (!isNumber(column)) {
        return toQString(text(row, column));
    }
    const double value = number(row, column);
    if (column == InstancesColumn) {
        return tr("%1 launches").arg(toQString(formatExact(value)));
    }
    return std::isnan(value) ? tr("The file does not say.") : tr("%1 ns").arg(toQString(formatExact(value)));
}

QString KernelTableModel::copyText(int row, int column) const
{
    if (column == ShareColumn) {
        return toQString(formatExact(m_session.run().stage(m_stage).share(timingAt(row))));
    }
    return isNumber(column) ? toQString(formatExact(number(row, column))) : toQString(text(row, column));
}

void KernelTableModel::onEntryChanged(EntryId entry)
{
    const std::optional<KernelId> kernel = m_session.document().kernelOf(entry);
    const int row = kernel ? rowOf(*kernel) : -1;
    if (row >= 0) {
        Q_EMIT dataChanged(index(row, FriendlyNameColumn), index(row, StateColumn));
    }
}

void KernelTableModel::repaintAll()
{
    if (!m_order.empty()) {
        Q_EMIT dataChanged(index(0, FriendlyNameColumn), index(rows() - 1, StateColumn));
    }
}

} // namespace atlas::ui
