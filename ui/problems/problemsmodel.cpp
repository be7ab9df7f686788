#include "ui/problems/problemsmodel.h"

#include "core/base/text.h"
#include "ui/common/appearance.h"
#include "ui/common/tabledelegate.h"
#include "ui/common/text.h"

#include <QGuiApplication>

namespace atlas::ui
{

void ProblemsModel::setDiagnostics(std::vector<Diagnostic> diagnostics)
{
    beginResetModel();
    m_diagnostics = std::move(diagnostics);
    endResetModel();
}

QVariant ProblemsModel::header(int column, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case SeverityColumn:
        return tr("Severity");
    case MessageColumn:
        return tr("Problem");
    default:
        return tr("Where");
    }
}

QString ProblemsModel::text(const Diagnostic &diagnostic, int column)
{
    switch (column) {
    case SeverityColumn:
        return words(diagnostic.severity);
    case MessageColumn:
        return cellText(escapeControls(diagnostic.message));
    default:
        return toQString(format(diagnostic.location));
    }
}

QVariant ProblemsModel::cell(int row, int column, int role) const
{
    const Diagnostic &diagnostic = m_diagnostics[static_cast<std::size_t>(row)];
    switch (role) {
    case Qt::DisplayRole:
        return text(diagnostic, column);
    case Qt::ToolTipRole:
        return plainToolTip(toQString(format(diagnostic)));
    case Qt::DecorationRole:
        return column == SeverityColumn ? QVariant(icon(symbol(diagnostic.severity),
                                                        color(tone(diagnostic.severity), QGuiApplication::palette())))
                                        : QVariant();
    case TableDelegate::ElideRole:
        return static_cast<int>(column == LocationColumn ? Qt::ElideLeft : Qt::ElideRight);
    default:
        return {};
    }
}

} // namespace atlas::ui
