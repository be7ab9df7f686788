#pragma once

#include "core/review/membership.h"
#include "core/table/rowgroups.h"
#include "core/table/roworder.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace atlas::ui
{

/// How a person left the kernel table.
struct TableState
{
    struct Sort
    {
        QString column; ///< its name in settings, which no translation changes
        bool descending = true;

        friend bool operator==(const Sort &, const Sort &) = default;
    };

    QList<Sort> sort = {}; ///< the first key first; empty: as a run opens
    RowFilter filter = {};
    MembershipFilter membership = MembershipFilter::Any;
    GroupBy groupBy = GroupBy::None;
    QStringList closedGroups = {};
    QByteArray columns = {}; ///< order, widths and which are hidden, as the view saves them; empty: not known
    bool isNameInSight = true;
    QString kernel = {}; ///< raw name of the current one; empty: none
};

/// How a person left the page of a run: what comes back when it is opened again.
struct RunView
{
    enum class Page : std::uint8_t
    {
        Table,
        Matrix,
        Overview
    };

    Page page = Page::Table;
    QString stage = {}; ///< of the table
    TableState table = {};
};

/// For settings: JSON on one line. Stages of the filter are written by their names in `run`.
[[nodiscard]] QByteArray toBytes(const RunView &view, const Run &run);

/// What toBytes() wrote, for `run` as it is now: stages that it does not have any more, and words that are not known,
/// are left out. Nothing where it is no view at all.
[[nodiscard]] std::optional<RunView> runViewFrom(const QByteArray &bytes, const Run &run);

} // namespace atlas::ui
