#include "ui/run/kerneltablemodel.h"

#include "core/base/format.h"
#include "ui/common/appearance.h"
#include "ui/common/membershipwords.h"
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
    const char *word; ///< in settings
    SortKey key;
    const char *name;
    const char *toolTip;
};

constexpr std::array<ColumnTraits, KernelTableModel::ColumnCount> kColumns = {{
    {"share", SortKey::Total, QT_TRANSLATE_NOOP("KernelTable", "Share"),
     QT_TRANSLATE_NOOP("KernelTable", "Share of this table's own total")},
    {"total", SortKey::Total, QT_TRANSLATE_NOOP("KernelTable", "Total"),
     QT_TRANSLATE_NOOP("KernelTable", "GPU time of all launches")},
    {"per-iteration", SortKey::Total, QT_TRANSLATE_NOOP("KernelTable", "Per iteration"),
     QT_TRANSLATE_NOOP("KernelTable", "Total divided by the iterations in this table")},
    {"instances", SortKey::Instances, QT_TRANSLATE_NOOP("KernelTable", "Instances"),
     QT_TRANSLATE_NOOP("KernelTable", "Number of launches")},
    {"average", SortKey::Average, QT_TRANSLATE_NOOP("KernelTable", "Average"),
     QT_TRANSLATE_NOOP("KernelTable", "Mean time of a launch")},
    {"median", SortKey::Median, QT_TRANSLATE_NOOP("KernelTable", "Median"),
     QT_TRANSLATE_NOOP("KernelTable", "Median time of a launch")},
    {"min", SortKey::Min, QT_TRANSLATE_NOOP("KernelTable", "Min"), QT_TRANSLATE_NOOP("KernelTable", "Shortest launch")},
    {"max", SortKey::Max, QT_TRANSLATE_NOOP("KernelTable", "Max"), QT_TRANSLATE_NOOP("KernelTable", "Longest launch")},
    {"deviation", SortKey::StandardDeviation, QT_TRANSLATE_NOOP("KernelTable", "StdDev"),
     QT_TRANSLATE_NOOP("KernelTable", "Sample standard deviation of the launches")},
    {"friendly-name", SortKey::FriendlyName, QT_TRANSLATE_NOOP("KernelTable", "Friendly name"),
     QT_TRANSLATE_NOOP("KernelTable", "What the kernel is called in the catalog")},
    {"library", SortKey::Library, QT_TRANSLATE_NOOP("KernelTable", "Library"),
     QT_TRANSLATE_NOOP("KernelTable", "Where the kernel's code comes from")},
    {"state", SortKey::State, QT_TRANSLATE_NOOP("KernelTable", "State"),
     QT_TRANSLATE_NOOP("KernelTable", "How far the review of the kernel is")},
    {"op", SortKey::Op, QT_TRANSLATE_NOOP("KernelTable", "Op"),
     QT_TRANSLATE_NOOP("KernelTable", "Kind of operation, as the rules read it")},
    {"rule", SortKey::Rule, QT_TRANSLATE_NOOP("KernelTable", "Rule"),
     QT_TRANSLATE_NOOP("KernelTable", "The rule that reads the name")},
    {"raw-name", SortKey::RawName, QT_TRANSLATE_NOOP("KernelTable", "Raw name"),
     QT_TRANSLATE_NOOP("KernelTable", "The name as the profiler wrote it")},
    {"picked", SortKey::State, QT_TRANSLATE_NOOP("KernelTable", "Picked"),
     QT_TRANSLATE_NOOP("KernelTable", "Whether publishing brings the kernel into the catalog: ● selected, ✚ picked by "
                                      "hand, ✕ left out by hand")},
}};

QString translated(const char *text)
{
    return QCoreApplication::translate("KernelTable", text);
}

/// The column of RowTexts that a column shows.
TextColumn textColumn(int column)
{
    switch (column) {
    case KernelTableModel::LibraryColumn:
        return TextColumn::Library;
    case KernelTableModel::StateColumn:
        return TextColumn::State;
    case KernelTableModel::OpColumn:
        return TextColumn::Op;
    case KernelTableModel::RuleColumn:
        return TextColumn::Rule;
    default:
        return TextColumn::FriendlyName;
    }
}
} // namespace

KernelTableModel::KernelTableModel(RunSession &session, QObject *parent) : RowTableModel(parent), m_session(session)
{
    connect(&session, &RunSession::entriesChanged, this, &KernelTableModel::onEntriesChanged);
    connect(&session, &RunSession::catalogChanged, this, &KernelTableModel::repaintAll);
}

void KernelTableModel::setLines(StageId stage, GroupedRows lines)
{
    beginResetModel();
    m_stage = stage;
    m_lines = std::move(lines);
    endResetModel();
}

bool KernelTableModel::isHead(int row) const
{
    return row >= 0 && m_lines.isGrouped() && !m_lines.at(static_cast<std::size_t>(row)).row;
}

int KernelTableModel::headOf(int row) const
{
    return row >= 0 && m_lines.isGrouped()
               ? static_cast<int>(m_lines.headLine(m_lines.at(static_cast<std::size_t>(row)).group))
               : -1;
}

bool KernelTableModel::isOpen(int head) const
{
    return m_lines.groups()[m_lines.at(static_cast<std::size_t>(head)).group].isOpen;
}

void KernelTableModel::setOpen(int head, bool open)
{
    const std::size_t group = m_lines.at(static_cast<std::size_t>(head)).group;
    const auto count = static_cast<int>(m_lines.groups()[group].count());
    if (m_lines.groups()[group].isOpen == open) {
        return;
    }
    if (open) {
        beginInsertRows({}, head + 1, head + count);
        m_lines.setOpen(group, true);
        endInsertRows();
    } else {
        beginRemoveRows({}, head + 1, head + count);
        m_lines.setOpen(group, false);
        endRemoveRows();
    }
    Q_EMIT dataChanged(index(head, 0), index(head, ColumnCount - 1));
}

void KernelTableModel::setAllOpen(bool open)
{
    beginResetModel();
    m_lines.setAllOpen(open);
    endResetModel();
}

void KernelTableModel::openGroupOf(KernelId kernel)
{
    const std::optional<std::size_t> source = m_session.run().stage(m_stage).rowOf(kernel);
    const auto group = source ? m_lines.groupOf(static_cast<std::uint32_t>(*source)) : std::nullopt;
    if (group) {
        setOpen(static_cast<int>(m_lines.headLine(*group)), true);
    }
}

KernelId KernelTableModel::kernelAt(int row) const
{
    return m_session.run().stage(m_stage).rows[m_lines.at(static_cast<std::size_t>(row)).row.value_or(0)].kernel;
}

ReviewState KernelTableModel::stateAt(int row) const
{
    const ReviewDocument &document = m_session.document();
    return document.state(document.entryOf(kernelAt(row)));
}

Membership KernelTableModel::membershipOf(KernelId kernel) const
{
    const EntryId entry = m_session.document().entryOf(kernel);
    return atlas::membershipOf(m_session.document(), entry, entry.index() < m_wanted.size() && m_wanted[entry.index()]);
}

void KernelTableModel::setWanted(const std::vector<bool> &wanted)
{
    if (wanted == m_wanted) {
        return;
    }
    m_wanted = wanted;
    if (rows() > 0) {
        Q_EMIT dataChanged(index(0, PickedColumn), index(rows() - 1, PickedColumn));
    }
}

const KernelTiming &KernelTableModel::timingAt(int row) const
{
    const GroupedRows::Line line = m_lines.at(static_cast<std::size_t>(row));
    return line.row ? m_session.run().stage(m_stage).rows[*line.row].timing : m_lines.groups()[line.group].timing;
}

int KernelTableModel::rowOf(KernelId kernel) const
{
    const std::optional<std::size_t> source = m_session.run().stage(m_stage).rowOf(kernel);
    const auto line = source ? m_lines.lineOf(static_cast<std::uint32_t>(*source)) : std::nullopt;
    return line ? static_cast<int>(*line) : -1;
}

QString KernelTableModel::columnKey(int column)
{
    return QString::fromLatin1(kColumns[static_cast<std::size_t>(column)].word);
}

int KernelTableModel::columnOfKey(const QString &key)
{
    const auto found = std::ranges::find_if(
        kColumns, [&key](const ColumnTraits &column) { return key == QLatin1StringView(column.word); });
    return found != kColumns.end() ? static_cast<int>(found - kColumns.begin()) : -1;
}

void KernelTableModel::setSortColumns(const QList<SortColumn> &columns)
{
    m_sortColumns = columns;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

/// The place of a column among several that the table is sorted by; the view's own arrow shows the first.
QString KernelTableModel::sortMark(int column) const
{
    for (qsizetype i = 1; i < m_sortColumns.size(); ++i) {
        if (m_sortColumns[i].column == column) {
            return u" %1%2"_s.arg(m_sortColumns[i].descending ? u"▾"_s : u"▴"_s).arg(i + 1);
        }
    }
    return {};
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
        return columnName(column) + sortMark(column);
    case Qt::ToolTipRole:
        return translated(kColumns[static_cast<std::size_t>(column)].toolTip);
    case Qt::TextAlignmentRole:
        return alignment(column);
    default:
        return {};
    }
}

QVariant KernelTableModel::cell(int row, int column, int role) const
{
    if (isHead(row)) {
        return headCell(row, column, role);
    }
    switch (role) {
    case Qt::DisplayRole:
        return displayText(row, column);
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(row, column));
    case Qt::TextAlignmentRole:
        return alignment(column);
    case Qt::DecorationRole:
        return column == LibraryColumn ? QVariant(librarySquare(text(row, column))) : QVariant();
    case Qt::ForegroundRole:
        return foreground(row, column);
    case Qt::AccessibleTextRole: // a glyph says nothing when it is read aloud
        return column == PickedColumn ? QVariant(words(membershipOf(kernelAt(row)))) : QVariant();
    case TableDelegate::ElideRole:
        return static_cast<int>(column == FriendlyNameColumn ? Qt::ElideMiddle : Qt::ElideRight);
    case SortRole:
        return isNumber(column) ? QVariant(number(row, column)) : QVariant(copyText(row, column));
    case LargestRole:
        return largestNs();
    case CopyRole:
        return copyText(row, column);
    default:
        return {};
    }
}

int KernelTableModel::alignment(int column)
{
    const Qt::AlignmentFlag side = isNumber(column)         ? Qt::AlignRight
                                   : column == PickedColumn ? Qt::AlignHCenter
                                                            : Qt::AlignLeft;
    return static_cast<int>(side | Qt::AlignVCenter);
}

/// What was left out by hand steps back; its mark and the state keep their own colours.
QVariant KernelTableModel::foreground(int row, int column) const
{
    const QPalette palette = QGuiApplication::palette();
    if (column == StateColumn) {
        return color(tone(stateAt(row)), palette);
    }
    const Membership membership = membershipOf(kernelAt(row));
    if (column == PickedColumn) {
        return color(tone(membership), palette);
    }
    return membership == Membership::LeftOut ? QVariant(palette.color(QPalette::PlaceholderText)) : QVariant();
}

/// The longest bar: the largest group, else the largest kernel (rows fall by total).
double KernelTableModel::largestNs() const
{
    return static_cast<double>(m_lines.isGrouped() ? m_lines.groups().front().timing.totalNs
                                                   : m_session.run().stage(m_stage).rows.front().timing.totalNs);
}

QVariant KernelTableModel::headCell(int row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return headText(row, column);
    case Qt::ToolTipRole:
        return isNumber(column) ? plainToolTip(toolTip(row, column))
                                : tr("Enter or a click opens and closes the group");
    case Qt::TextAlignmentRole:
        return alignment(column);
    case Qt::FontRole: {
        QFont bold = QGuiApplication::font();
        bold.setBold(true);
        return bold;
    }
    case SortRole:
        return isNumber(column) ? QVariant(number(row, column)) : QVariant();
    case LargestRole:
        return largestNs();
    case CopyRole:
        return isNumber(column) ? QVariant(copyText(row, column)) : QVariant(headText(row, column));
    default:
        return {};
    }
}

QString KernelTableModel::headText(int row, int column) const
{
    if (isNumber(column)) {
        return displayText(row, column);
    }
    if (column != FriendlyNameColumn) {
        return {};
    }
    const RowGroup &group = m_lines.groups()[m_lines.at(static_cast<std::size_t>(row)).group];
    const auto state = reviewStateFor(group.name);
    const QString name = group.name.empty() ? tr("none") : state ? words(*state) : toQString(group.name);
    const QString count = toQString(formatCount(static_cast<std::int64_t>(group.count())));
    return (group.isOpen ? u"▾ "_s : u"▸ "_s) +
           (group.count() == 1 ? tr("%1 (1 kernel)").arg(name) : tr("%1 (%2 kernels)").arg(name, count));
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
        return timing.minimumNs();
    case MaxColumn:
        return timing.maximumNs();
    default:
        return timing.standardDeviationNs;
    }
}

std::string_view KernelTableModel::text(int row, int column) const
{
    const KernelId kernel = kernelAt(row);
    return column == RawNameColumn ? m_session.run().name(kernel) : m_session.texts().text(textColumn(column), kernel);
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
    case PickedColumn:
        return glyph(membershipOf(kernelAt(row)));
    case LibraryColumn:
    case OpColumn:
    case RuleColumn:
    case RawNameColumn:
        return cellText(text(row, column));
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
    if (column == PickedColumn) {
        return explanation(membershipOf(kernelAt(row)));
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
    if (column == PickedColumn) {
        return words(membershipOf(kernelAt(row)));
    }
    return isNumber(column) ? toQString(formatExact(number(row, column))) : toQString(text(row, column));
}

void KernelTableModel::onEntriesChanged(std::span<const EntryChange> changes)
{
    // Finding a row looks through the lines: of many kernels all lines are painted anew.
    constexpr std::size_t kSearched = 24;
    if (changes.size() > kSearched) {
        repaintAll();
        return;
    }
    for (const EntryChange &change : changes) {
        const std::optional<KernelId> kernel = m_session.document().kernelOf(change.entry);
        const int row = kernel ? rowOf(*kernel) : -1;
        if (row >= 0) {
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1)); // all of it: it may be left out now
        }
    }
}

void KernelTableModel::repaintAll()
{
    if (rows() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rows() - 1, ColumnCount - 1));
    }
}

} // namespace atlas::ui
