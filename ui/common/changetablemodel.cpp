#include "ui/common/changetablemodel.h"

#include "core/base/text.h"
#include "ui/common/appearance.h"
#include "ui/common/tabledelegate.h"
#include "ui/common/text.h"

#include <QGuiApplication>

#include <algorithm>

namespace atlas::ui
{

namespace
{
/// Equal characters shown before what differs; more of them are cut off, so that the difference is in sight.
constexpr qsizetype kContext = 24;

/// A value as its cell shows it, and which characters of that the other value does not have.
struct MarkedText
{
    QString text;
    qsizetype begin = 0;
    qsizetype length = 0;
};

/// `value` beside `other`: what both begin and end with is not marked.
MarkedText marked(const FieldValue &value, const FieldValue &other)
{
    const QString text = toQString(escapeControls(toDisplayText(value)));
    const QString there = toQString(escapeControls(toDisplayText(other)));
    const qsizetype shorter = std::min(text.size(), there.size());
    qsizetype before = 0;
    while (before < shorter && text[before] == there[before]) {
        ++before;
    }
    qsizetype behind = 0;
    while (behind < shorter - before && text[text.size() - 1 - behind] == there[there.size() - 1 - behind]) {
        ++behind;
    }
    const qsizetype cut = before > 2 * kContext ? before - kContext : 0;
    const QString ellipsis = cut > 0 ? QStringLiteral("…") : QString();
    return {cellText(toUtf8(ellipsis + text.mid(cut))), before - cut + ellipsis.size(), text.size() - before - behind};
}
} // namespace

void ChangeTableModel::setChanges(std::shared_ptr<const ReviewDocument> document, std::vector<BulkChange> changes)
{
    beginResetModel();
    m_document = std::move(document);
    m_changes = std::move(changes);
    m_included.assign(m_changes.size(), true);
    m_includedCount = m_changes.size();
    endResetModel();
    Q_EMIT includedChanged();
}

std::vector<BulkChange> ChangeTableModel::included() const
{
    std::vector<BulkChange> changes;
    changes.reserve(m_includedCount);
    for (std::size_t row = 0; row < m_changes.size(); ++row) {
        if (m_included[row]) {
            changes.push_back(m_changes[row]);
        }
    }
    return changes;
}

void ChangeTableModel::setIncluded(int first, int last, bool included)
{
    const auto begin = m_included.begin() + first;
    const auto end = m_included.begin() + last + 1;
    m_includedCount -= static_cast<std::size_t>(std::count(begin, end, true));
    std::fill(begin, end, included);
    m_includedCount += included ? static_cast<std::size_t>(end - begin) : 0;
    Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1), {Qt::CheckStateRole, Qt::ForegroundRole});
    Q_EMIT includedChanged();
}

Qt::ItemFlags ChangeTableModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = RowTableModel::flags(index);
    return index.isValid() && index.column() == KernelColumn ? flags | Qt::ItemIsUserCheckable : flags;
}

bool ChangeTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != KernelColumn || role != Qt::CheckStateRole) {
        return false;
    }
    setIncluded(index.row(), index.row(), value.toInt() == Qt::Checked);
    return true;
}

QVariant ChangeTableModel::header(int column, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case KernelColumn:
        return tr("Kernel");
    case FieldColumn:
        return tr("Field");
    case BeforeColumn:
        return tr("Before");
    default:
        return tr("After");
    }
}

QString ChangeTableModel::text(int row, int column) const
{
    const BulkChange &change = m_changes[static_cast<std::size_t>(row)];
    switch (column) {
    case KernelColumn:
        return toQString(escapeControls(m_document->rawName(change.entry)));
    case FieldColumn:
        return words(change.field);
    default: {
        const FieldValue &value = column == AfterColumn ? change.after : change.before;
        return isNull(value) ? tr("none") : toQString(escapeControls(toDisplayText(value)));
    }
    }
}

/// Raw names of a family are alike where a column cuts them, so the friendly name stands for them; the tooltip has the
/// raw one.
std::string ChangeTableModel::kernelLabel(EntryId entry) const
{
    const std::string name = m_document->info(entry).text(Field::FriendlyName);
    return escapeControls(name.empty() ? std::string(m_document->rawName(entry)) : name);
}

QVariant ChangeTableModel::valueCell(const BulkChange &change, bool isAfter, int role) const
{
    const FieldValue &value = isAfter ? change.after : change.before;
    if (isNull(value)) {
        return role == Qt::DisplayRole ? QVariant(tr("none")) : QVariant(0);
    }
    const MarkedText shown = marked(value, isAfter ? change.before : change.after);
    switch (role) {
    case MarkBeginRole:
        return static_cast<int>(shown.begin);
    case MarkLengthRole:
        return static_cast<int>(shown.length);
    default:
        return shown.text;
    }
}

QVariant ChangeTableModel::cell(int row, int column, int role) const
{
    const BulkChange &change = m_changes[static_cast<std::size_t>(row)];
    const bool isValue = column == BeforeColumn || column == AfterColumn;
    switch (role) {
    case Qt::DisplayRole:
        return isValue                  ? valueCell(change, column == AfterColumn, role)
               : column == KernelColumn ? cellText(kernelLabel(change.entry))
                                        : cellText(toUtf8(text(row, column)));
    case MarkBeginRole:
    case MarkLengthRole:
        return isValue ? valueCell(change, column == AfterColumn, role) : QVariant();
    case Qt::ToolTipRole:
        return plainToolTip(text(row, column));
    case Qt::CheckStateRole:
        return column == KernelColumn ? QVariant(isIncluded(row) ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::ForegroundRole:
        return isIncluded(row) ? QVariant() : QVariant(color(Tone::Quiet, QGuiApplication::palette()));
    case TableDelegate::ElideRole:
        return static_cast<int>(column == KernelColumn ? Qt::ElideMiddle : Qt::ElideRight);
    default:
        return {};
    }
}

} // namespace atlas::ui
