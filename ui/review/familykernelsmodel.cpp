#include "ui/review/familykernelsmodel.h"

#include "core/base/format.h"
#include "core/base/text.h"
#include "core/review/entrychecks.h"
#include "core/review/reviewprogress.h"
#include "ui/common/appearance.h"
#include "ui/common/tabledelegate.h"
#include "ui/common/text.h"

#include <QGuiApplication>

#include <algorithm>
#include <unordered_map>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

FamilyKernelsModel::FamilyKernelsModel(const RunSession &session, QObject *parent)
    : RowTableModel(parent), m_session(session)
{
}

void FamilyKernelsModel::setFamily(const EntryFamily &family, const FamilyDifferences &differences)
{
    std::unordered_map<EntryId, Row> before;
    for (const Row &row : m_rows) {
        before.emplace(row.entry, row);
    }
    std::unordered_map<EntryId, std::size_t> rowOfEntry;
    beginResetModel();
    m_rows.clear();
    for (const EntryId entry : family.entries) {
        const ReviewState state = m_session.document().state(entry);
        const auto old = before.find(entry);
        const bool isKept = old != before.end() && old->second.state == state;
        rowOfEntry.emplace(entry, m_rows.size());
        m_rows.push_back(
            {entry, state, isKept ? old->second.isIncluded : state == ReviewState::Unreviewed, false, false});
    }
    for (const EntryId entry : differences.withFailedChecks) {
        m_rows[rowOfEntry.at(entry)].failsCheck = true;
    }
    for (const EntryId entry : differences.guessed) {
        m_rows[rowOfEntry.at(entry)].isGuess = true;
    }
    std::ranges::stable_sort(m_rows, {}, [](const Row &row) {
        const bool deservesLook = row.state == ReviewState::NeedsWork || row.failsCheck || row.isGuess;
        return row.state == ReviewState::Accepted ? 2 : deservesLook ? 0 : 1;
    });
    endResetModel();
    Q_EMIT includedChanged();
}

int FamilyKernelsModel::rowOf(EntryId entry) const
{
    const auto found = std::ranges::find(m_rows, entry, &Row::entry);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

std::vector<EntryId> FamilyKernelsModel::included() const
{
    std::vector<EntryId> entries;
    for (const Row &row : m_rows) {
        if (row.isIncluded) {
            entries.push_back(row.entry);
        }
    }
    return entries;
}

std::size_t FamilyKernelsModel::openCount() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_rows, [](const Row &row) { return row.state != ReviewState::Accepted; }));
}

Qt::ItemFlags FamilyKernelsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = RowTableModel::flags(index);
    const bool isBox = index.isValid() && index.data(Qt::CheckStateRole).isValid();
    return isBox ? flags | Qt::ItemIsUserCheckable : flags;
}

bool FamilyKernelsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !flags(index).testFlag(Qt::ItemIsUserCheckable)) {
        return false;
    }
    m_rows[static_cast<std::size_t>(index.row())].isIncluded = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT includedChanged();
    return true;
}

QVariant FamilyKernelsModel::header(int column, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((column == TimeColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case NameColumn:
        return tr("Friendly name");
    case StateColumn:
        return tr("State");
    case TimeColumn:
        return tr("Total");
    case LookColumn:
        return tr("Look at");
    default:
        return tr("Raw name");
    }
}

QString FamilyKernelsModel::lookText(const Row &row) const
{
    QStringList reasons;
    if (row.failsCheck) {
        const std::vector<Diagnostic> failed = failedChecks(m_session.document(), row.entry);
        reasons += failed.empty() ? tr("fails a check") : toQString(escapeControls(failed.front().message));
    }
    if (row.isGuess) {
        reasons += tr("a guess of the rules");
    }
    if (row.state == ReviewState::NeedsWork) {
        const std::string &note = m_session.document().note(row.entry);
        reasons += note.empty() ? tr("marked as needing work") : tr("note: %1").arg(toQString(escapeControls(note)));
    }
    return reasons.join(u"; "_s);
}

QString FamilyKernelsModel::text(const Row &row, int column) const
{
    const ReviewDocument &document = m_session.document();
    switch (column) {
    case NameColumn:
        return toQString(escapeControls(toDisplayText(document.effective(row.entry, Field::FriendlyName).value)));
    case StateColumn:
        return glyphAndWords(row.state);
    case TimeColumn:
        return toQString(formatDuration(static_cast<double>(gpuTime(document, row.entry))));
    case LookColumn:
        return lookText(row);
    default:
        return toQString(escapeControls(document.rawName(row.entry)));
    }
}

QVariant FamilyKernelsModel::foreground(const Row &row, int column) const
{
    const QPalette palette = QGuiApplication::palette();
    if (column == StateColumn) {
        return color(tone(row.state), palette);
    }
    if (column == LookColumn) {
        return color(row.failsCheck ? Tone::Bad : Tone::Caution, palette);
    }
    return row.state == ReviewState::Accepted || column == RawNameColumn ? QVariant(color(Tone::Quiet, palette))
                                                                         : QVariant();
}

QVariant FamilyKernelsModel::cell(int row, int column, int role) const
{
    const Row &shown = m_rows[static_cast<std::size_t>(row)];
    switch (role) {
    case Qt::DisplayRole:
        return cellText(toUtf8(text(shown, column)));
    case Qt::ToolTipRole:
        return plainToolTip(text(shown, column == NameColumn ? RawNameColumn : column));
    case Qt::CheckStateRole:
        return column == NameColumn && shown.state != ReviewState::Accepted
                   ? QVariant(shown.isIncluded ? Qt::Checked : Qt::Unchecked)
                   : QVariant();
    case Qt::ForegroundRole:
        return foreground(shown, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>((column == TimeColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case TableDelegate::ElideRole:
        return static_cast<int>(column == NameColumn || column == RawNameColumn ? Qt::ElideMiddle : Qt::ElideRight);
    default:
        return {};
    }
}

} // namespace atlas::ui
