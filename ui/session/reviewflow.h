#pragma once

#include "core/review/reviewprogress.h"
#include "ui/session/runsession.h"

#include <QObject>
#include <QTimer>

namespace atlas::ui
{

/// How far the review of the selection is, and where it goes on. Follows the session; the selection is worked out anew
/// a moment after a change, because it sorts every table.
class ReviewFlow : public QObject
{
    Q_OBJECT

public:
    explicit ReviewFlow(RunSession &session, QObject *parent = nullptr);

    [[nodiscard]] const ReviewProgress &progress() const { return m_progress; }
    /// The nearest unreviewed kernel by time: of `stage` while it has one, else of the whole selection.
    [[nodiscard]] std::optional<EntryId> nearest(std::optional<EntryId> from, StageId stage, Direction direction) const;
    /// Whether publishing would bring the entry into the catalog.
    [[nodiscard]] bool isSelected(EntryId entry) const
    {
        return entry.index() < m_wanted.size() && m_wanted[entry.index()];
    }
    /// The same of all entries, by EntryId; may end before the last one.
    [[nodiscard]] const std::vector<bool> &wanted() const { return m_wanted; }
    [[nodiscard]] std::optional<EntryId> similar(EntryId from) const;

Q_SIGNALS:
    void progressChanged();

private:
    void refresh();

    RunSession &m_session;
    std::vector<EntryId> m_selection;
    std::vector<bool> m_wanted;
    ReviewProgress m_progress;
    QTimer m_pause;
};

} // namespace atlas::ui
