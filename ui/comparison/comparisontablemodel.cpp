#include "ui/comparison/comparisontablemodel.h"

#include "core/base/format.h"
#include "core/report/comparisoncharts.h"
#include "core/report/comparisontext.h"
#include "ui/common/corewords.h"
#include "ui/common/tabledelegate.h"
#include "ui/common/text.h"
#include "ui/common/verdictappearance.h"
#include "ui/comparison/comparisonresult.h"

#include <QCoreApplication>
#include <QFont>
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
    ComparisonSort sort;
    bool isNumber;
    const char *name;
    const char *toolTip;
};

constexpr std::array<ColumnTraits, ComparisonTableModel::ColumnCount> kColumns = {{
    {ComparisonSort::Mark, false, "", QT_TRANSLATE_NOOP("ComparisonTable", "How the two kernels were paired")},
    {ComparisonSort::Name, false, QT_TRANSLATE_NOOP("ComparisonTable", "Kernel"),
     QT_TRANSLATE_NOOP("ComparisonTable", "Reviewed name where there is one")},
    {ComparisonSort::Baseline, true, QT_TRANSLATE_NOOP("ComparisonTable", "Baseline"),
     QT_TRANSLATE_NOOP("ComparisonTable", "Total time in the baseline, per iteration when the multiplier is not 1")},
    {ComparisonSort::Candidate, true, QT_TRANSLATE_NOOP("ComparisonTable", "Candidate"),
     QT_TRANSLATE_NOOP("ComparisonTable", "Total time in the candidate, per iteration when the multiplier is not 1")},
    {ComparisonSort::Delta, true, QT_TRANSLATE_NOOP("ComparisonTable", "Δ total"),
     QT_TRANSLATE_NOOP("ComparisonTable", "Candidate − baseline; sorts by size")},
    {ComparisonSort::Delta, false, "", QT_TRANSLATE_NOOP("ComparisonTable", "Δ total: left is less, right is more")},
    {ComparisonSort::Change, true, QT_TRANSLATE_NOOP("ComparisonTable", "Average"),
     QT_TRANSLATE_NOOP("ComparisonTable", "Change of the mean time of one call; in brackets when refused")},
    {ComparisonSort::Interval, true, QT_TRANSLATE_NOOP("ComparisonTable", "95 % interval"),
     QT_TRANSLATE_NOOP("ComparisonTable", "Of that change in percent, with the noise between runs")},
    {ComparisonSort::Verdict, false, QT_TRANSLATE_NOOP("ComparisonTable", "Verdict"),
     QT_TRANSLATE_NOOP("ComparisonTable", "What may be concluded")},
    {ComparisonSort::Calls, true, QT_TRANSLATE_NOOP("ComparisonTable", "Calls"),
     QT_TRANSLATE_NOOP("ComparisonTable", "Calls as the files have them, baseline → candidate")},
    {ComparisonSort::Library, false, QT_TRANSLATE_NOOP("ComparisonTable", "Library"),
     QT_TRANSLATE_NOOP("ComparisonTable", "Where the kernel's code comes from")},
    {ComparisonSort::Op, false, QT_TRANSLATE_NOOP("ComparisonTable", "Op"),
     QT_TRANSLATE_NOOP("ComparisonTable", "Kind of operation")},
    {ComparisonSort::Delta, false, QT_TRANSLATE_NOOP("ComparisonTable", "Note"),
     QT_TRANSLATE_NOOP("ComparisonTable", "Why there is no verdict, badges, what would decide")},
}};

QString translated(const char *text)
{
    return *text == '\0' ? QString() : QCoreApplication::translate("ComparisonTable", text);
}

QString durationText(const ComparedKernel &kernel)
{
    return kernel.isThere() ? toQString(formatDuration(static_cast<double>(kernel.perIteration.totalNs))) : u"—"_s;
}

/// The reason of a refusal first: it is what a person asks.
QString noteOf(const StageComparison &stage, const ComparisonRow &row)
{
    const QString reason = words(row.refusal);
    const QString note = coreText(noteText(stage, row));
    return reason.isEmpty() || note.isEmpty() ? reason + note : reason + u"; "_s + note;
}

/// The verdicts that a group tells the number of.
constexpr std::array kToldOfGroups = {Verdict::Slower, Verdict::Faster, Verdict::Added, Verdict::Removed};

double shareOf(std::int64_t deltaNs, std::int64_t largestNs)
{
    return largestNs > 0 ? static_cast<double>(deltaNs) / static_cast<double>(largestNs) : 0.0;
}
} // namespace

void ComparisonTableModel::setTable(std::shared_ptr<const ComparisonResult> result, std::size_t candidate,
                                    std::size_t stage)
{
    beginResetModel();
    m_result = std::move(result);
    m_candidate = candidate;
    m_stage = stage;
    m_order.clear();
    m_groups.clear();
    m_lines.clear();
    endResetModel();
}

void ComparisonTableModel::setOrder(std::vector<std::uint32_t> order, ComparisonGrouping grouping)
{
    beginResetModel();
    m_order = std::move(order);
    m_grouping = grouping;
    m_groups = groupComparison(stage(), texts(), m_order, grouping);
    fillLines();
    endResetModel();
}

void ComparisonTableModel::fillLines()
{
    m_lines.clear();
    if (m_grouping == ComparisonGrouping::None) {
        for (const std::uint32_t row : m_order) {
            m_lines.push_back({-1, row});
        }
        return;
    }
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        const auto group = static_cast<std::int32_t>(i);
        m_lines.push_back({group, -1});
        if (m_open.contains(m_groups[i].name)) {
            for (const std::uint32_t row : m_groups[i].rows) {
                m_lines.push_back({group, row});
            }
        }
    }
}

const StageComparison &ComparisonTableModel::stage() const
{
    return m_result->comparisons[m_candidate].stages[m_stage];
}

const ComparisonTexts &ComparisonTableModel::texts() const
{
    return m_result->texts[m_candidate][m_stage];
}

const ComparisonRow *ComparisonTableModel::rowAt(int line) const
{
    if (line < 0 || line >= rows()) {
        return nullptr;
    }
    const std::int64_t row = m_lines[static_cast<std::size_t>(line)].row;
    return row < 0 ? nullptr : &stage().rows[static_cast<std::size_t>(row)];
}

const ComparisonGroup *ComparisonTableModel::groupAt(int line) const
{
    if (line < 0 || line >= rows() || m_lines[static_cast<std::size_t>(line)].row >= 0) {
        return nullptr;
    }
    return &m_groups[static_cast<std::size_t>(m_lines[static_cast<std::size_t>(line)].group)];
}

bool ComparisonTableModel::isOpen(int line) const
{
    const ComparisonGroup *group = groupAt(line);
    return group != nullptr && m_open.contains(group->name);
}

void ComparisonTableModel::setOpen(int line, bool open)
{
    const ComparisonGroup *group = groupAt(line);
    if (group == nullptr || isOpen(line) == open) {
        return;
    }
    const int last = line + static_cast<int>(group->rows.size());
    if (open) {
        m_open.insert(group->name);
    } else {
        m_open.erase(group->name);
    }
    Q_EMIT dataChanged(index(line, 0), index(line, ColumnCount - 1));
    open ? beginInsertRows({}, line + 1, last) : beginRemoveRows({}, line + 1, last);
    fillLines();
    open ? endInsertRows() : endRemoveRows();
}

int ComparisonTableModel::lineOf(std::string_view baseline, std::string_view candidate) const
{
    for (int line = 0; line < rows(); ++line) {
        const ComparisonRow *row = rowAt(line);
        if (row != nullptr && row->baseline.rawName == baseline && row->candidate.rawName == candidate) {
            return line;
        }
    }
    return -1;
}

int ComparisonTableModel::groupLineOf(int line) const
{
    while (line >= 0 && groupAt(line) == nullptr) {
        --line;
    }
    return line;
}

ComparisonSort ComparisonTableModel::sortKey(int column)
{
    return kColumns[static_cast<std::size_t>(column)].sort;
}

QString ComparisonTableModel::columnName(int column)
{
    return column == BarColumn    ? QCoreApplication::translate("ComparisonTable", "Bar")
           : column == MarkColumn ? QCoreApplication::translate("ComparisonTable", "Pairing")
                                  : translated(kColumns[static_cast<std::size_t>(column)].name);
}

bool ComparisonTableModel::isNumber(int column)
{
    return kColumns[static_cast<std::size_t>(column)].isNumber;
}

QVariant ComparisonTableModel::header(int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return translated(kColumns[static_cast<std::size_t>(column)].name);
    case Qt::ToolTipRole:
        return plainToolTip(translated(kColumns[static_cast<std::size_t>(column)].toolTip));
    case Qt::AccessibleTextRole:
        return columnName(column);
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant ComparisonTableModel::cell(int line, int column, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((isNumber(column)       ? Qt::AlignRight
                                 : column == MarkColumn ? Qt::AlignHCenter
                                                        : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    }
    if (role == TableDelegate::ElideRole) {
        return static_cast<int>(column == KernelColumn ? Qt::ElideMiddle : Qt::ElideRight);
    }
    if (const ComparisonGroup *group = groupAt(line)) {
        return groupCell(*group, line, column, role);
    }
    const auto at = static_cast<std::size_t>(m_lines[static_cast<std::size_t>(line)].row);
    const ComparisonRow &row = stage().rows[at];
    switch (role) {
    case Qt::DisplayRole:
        return text(at, column);
    case Qt::AccessibleTextRole:
        return column == BarColumn ? text(at, DeltaColumn) : text(at, column);
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(at, column));
    case Qt::DecorationRole:
        return column == KernelColumn ? QVariant(librarySquare(texts().libraries[at])) : QVariant();
    case Qt::ForegroundRole:
        if (column == VerdictColumn) {
            return color(tone(row.verdict), QGuiApplication::palette());
        }
        return column == NoteColumn || column == IntervalColumn || column == MarkColumn
                   ? QVariant(QGuiApplication::palette().color(QPalette::PlaceholderText))
                   : QVariant();
    case BarRole:
        return shareOf(row.parts.deltaNs, largestDelta());
    case BarKindRole: {
        const Chart bar = divergingBar(row, largestDelta());
        return static_cast<int>(bar.rectangles.front().role);
    }
    case CopyRole:
        return copyText(at, column);
    case SortRole:
        return number(row, column);
    default:
        return {};
    }
}

QVariant ComparisonTableModel::groupCell(const ComparisonGroup &group, int line, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case CopyRole:
        return groupText(group, line, column);
    case Qt::AccessibleTextRole:
        return column == KernelColumn ? toQString(group.name) : groupText(group, line, column);
    case Qt::FontRole: {
        QFont bold = QGuiApplication::font();
        bold.setBold(true);
        return bold;
    }
    case BarRole:
        return shareOf(group.parts.deltaNs, largestDelta());
    case BarKindRole:
        return static_cast<int>(group.parts.deltaNs > 0   ? ChartRole::Increase
                                : group.parts.deltaNs < 0 ? ChartRole::Decrease
                                                          : ChartRole::Other);
    case SortRole:
        return static_cast<double>(group.parts.deltaNs);
    case Qt::ToolTipRole:
        return plainToolTip(
            translated(QGuiApplication::isRightToLeft()
                           ? QT_TRANSLATE_NOOP("ComparisonTable",
                                               "%1: calls %2, speed %3. Left opens the group, Right closes it.")
                           : QT_TRANSLATE_NOOP("ComparisonTable",
                                               "%1: calls %2, speed %3. Right opens the group, Left closes it."))
                .arg(coreWord(group.name), toQString(signedDuration(group.parts.callsNs)),
                     toQString(signedDuration(group.parts.speedNs))));
    default:
        return {};
    }
}

QString ComparisonTableModel::groupText(const ComparisonGroup &group, int line, int column) const
{
    switch (column) {
    case MarkColumn:
        return isOpen(line) ? u"▾"_s : u"▸"_s;
    case KernelColumn:
        return coreWord(group.name) + u" ("_s + toQString(formatCount(static_cast<std::int64_t>(group.rows.size()))) +
               u")"_s;
    case BaselineColumn:
        return toQString(formatDuration(static_cast<double>(group.baselineNs)));
    case CandidateColumn:
        return toQString(formatDuration(static_cast<double>(group.candidateNs)));
    case DeltaColumn:
        return toQString(signedDuration(group.parts.deltaNs));
    case VerdictColumn:
        return countsInWords(group.verdicts, kToldOfGroups);
    default:
        return {};
    }
}

std::int64_t ComparisonTableModel::largestDelta() const
{
    std::int64_t largest = stage().rows.empty() ? 0 : std::abs(stage().rows.front().parts.deltaNs);
    if (!m_groups.empty()) {
        largest = std::max(largest, std::abs(m_groups.front().parts.deltaNs));
    }
    return largest;
}

QString ComparisonTableModel::text(std::size_t at, int column) const
{
    const ComparisonRow &row = stage().rows[at];
    switch (column) {
    case MarkColumn:
        return toQString(symbol(row.mark)) + (row.isDecided ? u"✓"_s : QString());
    case KernelColumn:
        return cellText(texts().names[at]);
    case BaselineColumn:
        return durationText(row.baseline);
    case CandidateColumn:
        return durationText(row.candidate);
    case DeltaColumn:
        return toQString(signedDuration(row.parts.deltaNs));
    case ChangeColumn:
        return coreText(changeText(row));
    case IntervalColumn:
        return coreText(formatInterval(row));
    case VerdictColumn:
        return glyphAndWords(row.verdict);
    case CallsColumn:
        return toQString(callsText(row));
    case LibraryColumn:
        return cellText(texts().libraries[at]);
    case OpColumn:
        return cellText(texts().ops[at]);
    case NoteColumn:
        return noteOf(stage(), row);
    default:
        return {};
    }
}

double ComparisonTableModel::number(const ComparisonRow &row, int column) const
{
    switch (column) {
    case BaselineColumn:
        return row.baseline.isThere() ? static_cast<double>(row.baseline.perIteration.totalNs) : std::nan("");
    case CandidateColumn:
        return row.candidate.isThere() ? static_cast<double>(row.candidate.perIteration.totalNs) : std::nan("");
    case DeltaColumn:
    case BarColumn:
        return static_cast<double>(row.parts.deltaNs);
    case ChangeColumn:
        return row.ratio();
    case IntervalColumn:
        return row.interval().low;
    default:
        return std::nan("");
    }
}

QString ComparisonTableModel::copyText(std::size_t at, int column) const
{
    const ComparisonRow &row = stage().rows[at];
    const double value = number(row, column);
    switch (column) {
    case KernelColumn:
        return toQString(texts().names[at]);
    case IntervalColumn:
        return std::isnan(value)
                   ? QString()
                   : toQString(formatExact(value)) + u".."_s + toQString(formatExact(row.interval().high));
    case BarColumn:
        return {};
    case BaselineColumn:
    case CandidateColumn:
    case DeltaColumn:
    case ChangeColumn:
        return std::isnan(value) ? QString() : toQString(formatExact(value));
    default:
        return text(at, column);
    }
}

QString ComparisonTableModel::toolTip(std::size_t at, int column) const
{
    const ComparisonRow &row = stage().rows[at];
    switch (column) {
    case MarkColumn:
        return explanation(row.mark);
    case KernelColumn: {
        const QString name = toQString(texts().names[at]) + u"\n"_s;
        return row.isPair() && row.baseline.rawName != row.candidate.rawName
                   ? name + toQString(row.baseline.rawName) + u"\n→ "_s + toQString(row.candidate.rawName)
                   : name + toQString(row.rawName());
    }
    case VerdictColumn:
    case ChangeColumn:
    case IntervalColumn: {
        const QString test = coreText(testText(stage(), row));
        return explanation(row.verdict) + (test.isEmpty() ? QString() : u"\n"_s + test);
    }
    case DeltaColumn:
    case BarColumn:
        return QCoreApplication::translate("ComparisonTable", "%1 ns: calls %2, speed %3")
            .arg(toQString(formatExact(static_cast<double>(row.parts.deltaNs))),
                 toQString(signedDuration(row.parts.callsNs)), toQString(signedDuration(row.parts.speedNs)));
    case BaselineColumn:
    case CandidateColumn: {
        const double ns = number(row, column);
        return std::isnan(ns) ? explanation(row.mark) : toQString(formatExact(ns)) + u" ns"_s;
    }
    default:
        return text(at, column);
    }
}

} // namespace atlas::ui
