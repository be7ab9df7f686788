#include "ui/rules/readingchangesmodel.h"

#include "core/base/format.h"
#include "ui/common/appearance.h"
#include "ui/common/rowview.h"
#include "ui/common/tabledelegate.h"
#include "ui/common/text.h"

#include <QGuiApplication>
#include <QHeaderView>
#include <QTableView>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
QString valueText(const FieldValue &value)
{
    return isNull(value) ? ReadingChangesModel::tr("none") : toQString(toDisplayText(value));
}

/// Why a field that would be read otherwise is shown as before.
QString whyHidden(const TrialField &field)
{
    switch (field.shownBy) {
    case Origin::Override:
        return ReadingChangesModel::tr("hidden: you set this field");
    case Origin::Catalog:
        return ReadingChangesModel::tr("hidden: the catalog says it");
    case Origin::Rule:
        break;
    }
    return ReadingChangesModel::tr("hidden: accepted as it was");
}
} // namespace

ReadingChangesModel::ReadingChangesModel(const RunSession &session, QString before, QString after, QObject *parent)
    : RowTableModel(parent), m_session(session), m_before(std::move(before)), m_after(std::move(after))
{
}

void ReadingChangesModel::setTrial(const RuleTrial &trial, std::string_view ruleId)
{
    std::vector<Row> rows;
    for (const TrialKernel &kernel : trial.kernels) {
        bool isFirst = true;
        for (const TrialField &field : kernel.fields) {
            rows.push_back({kernel.kernel, std::exchange(isFirst, false), !field.isVisible, words(field.field),
                            valueText(field.before), valueText(field.after),
                            field.isVisible ? QString() : whyHidden(field)});
        }
        if (isFirst) {
            const QString why = kernel.speaks == ruleId ? tr("says the same as %1").arg(toQString(kernel.spoke))
                                                        : tr("rule %1 goes before it").arg(toQString(kernel.speaks));
            rows.push_back({kernel.kernel, true, true, {}, {}, {}, why});
        }
    }
    replace(std::move(rows));
}

void ReadingChangesModel::setDifferences(const std::vector<KernelDifference> &differences)
{
    std::vector<Row> rows;
    for (const KernelDifference &kernel : differences) {
        bool isFirst = true;
        const QString by = tr("%1 → %2").arg(toQString(kernel.ruleBefore), toQString(kernel.ruleAfter));
        for (const ReadingDifference &field : kernel.fields) {
            const bool first = std::exchange(isFirst, false);
            rows.push_back({kernel.kernel, first, false, words(field.field), valueText(field.before),
                            valueText(field.after), first ? by : QString()});
        }
    }
    replace(std::move(rows));
}

void ReadingChangesModel::clear()
{
    replace({});
}

void ReadingChangesModel::replace(std::vector<Row> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_share = 0.0;
    for (const Row &row : m_rows) {
        m_share += row.isFirst ? shareOf(row.kernel) : 0.0;
    }
    endResetModel();
}

double ReadingChangesModel::shareOf(KernelId kernel) const
{
    const Stage &stage = m_session.run().stages().front();
    const auto row = stage.rowOf(kernel);
    return row ? stage.share(stage.rows[*row].timing) : 0.0;
}

QVariant ReadingChangesModel::header(int column, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((column == ShareColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case KernelColumn:
        return tr("Kernel");
    case ShareColumn:
        return tr("Share");
    case FieldColumn:
        return tr("Field");
    case BeforeColumn:
        return m_before;
    case AfterColumn:
        return m_after;
    default:
        return tr("Note");
    }
}

QString ReadingChangesModel::text(const Row &row, int column) const
{
    switch (column) {
    case KernelColumn: {
        const EntryId entry = m_session.document().entryOf(row.kernel);
        return row.isFirst ? cellText(m_session.document().info(entry).text(Field::FriendlyName)) : QString();
    }
    case ShareColumn:
        return row.isFirst ? toQString(formatPercent(shareOf(row.kernel))) : QString();
    case FieldColumn:
        return row.field;
    case BeforeColumn:
        return cellText(toUtf8(row.before));
    case AfterColumn:
        return cellText(toUtf8(row.after));
    default:
        return row.note;
    }
}

QVariant ReadingChangesModel::cell(int row, int column, int role) const
{
    const Row &at = m_rows[static_cast<std::size_t>(row)];
    switch (role) {
    case Qt::DisplayRole:
        return text(at, column);
    case Qt::ToolTipRole:
        return plainToolTip(column == BeforeColumn  ? at.before
                            : column == AfterColumn ? at.after
                            : column == NoteColumn  ? at.note
                                                    : toQString(m_session.run().name(at.kernel)));
    case Qt::TextAlignmentRole:
        return static_cast<int>((column == ShareColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return at.isQuiet ? QVariant(color(Tone::Quiet, QGuiApplication::palette())) : QVariant();
    case TableDelegate::ElideRole:
        return static_cast<int>(column == KernelColumn ? Qt::ElideMiddle : Qt::ElideRight);
    default:
        return {};
    }
}

QTableView *makeReadingChangesView(ReadingChangesModel *model, QWidget *parent)
{
    auto *view = new QTableView(parent);
    view->setModel(model);
    showAsRows(*view);
    view->setSelectionMode(QTableView::SingleSelection);
    for (const int column : {ReadingChangesModel::BeforeColumn, ReadingChangesModel::AfterColumn}) {
        view->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    }
    const int character = view->fontMetrics().averageCharWidth();
    view->setColumnWidth(ReadingChangesModel::KernelColumn, character * 42);
    view->setColumnWidth(ReadingChangesModel::ShareColumn, character * 12);
    view->setColumnWidth(ReadingChangesModel::FieldColumn, character * 18);
    view->setColumnWidth(ReadingChangesModel::NoteColumn, character * 30);
    return view;
}

} // namespace atlas::ui
