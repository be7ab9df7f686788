#pragma once

#include "core/desk/rebase.h"
#include "ui/review/mergedialog.h"
#include "ui/session/latesttask.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace atlas::ui
{

class NoticeBar;
class RunPage;

/// Going to another text of the catalog: another file, the file as someone else changed it, conflict markers. Reads it
/// on a worker, asks where it says something else than what was decided, and then goes there, or leaves everything as
/// it was.
class CatalogFlow : public QObject
{
    Q_OBJECT

public:
    /// Dialogs belong to `window`; `bar` waits in it.
    CatalogFlow(QWidget &window, NoticeBar &bar);

    /// Null: none is open.
    void setPage(RunPage *page);
    /// Reviews into the catalog at `path` from now on.
    void open(const QString &path);
    /// The file may be another one than was read: says so, where it is, and waits.
    void look();
    /// The same, and asks at once.
    void ask();
    /// Asks about the rows of `plan`, of a catalog called `name`; `then` gets the answer unless it is to leave it.
    void decide(const RebasePlan &plan, const QString &name,
                const std::function<void(const std::vector<MergeSide> &)> &then);

Q_SIGNALS:
    void messageRequested(const QString &message, bool isWarning);

private:
    /// A text to go to, on the way.
    struct Journey
    {
        CheckedCatalog catalog;
        std::filesystem::path path;
        MergeReason reason = MergeReason::ChangedOnDisk;
        std::optional<std::vector<KernelEntry>> decided = {};
    };
    using JourneyPtr = std::shared_ptr<Journey>;

    [[nodiscard]] bool isBusy() const;
    /// What to go to: the open file where it is not as it was read; null when there is nothing.
    [[nodiscard]] JourneyPtr changed();
    void begin(const JourneyPtr &journey);
    void decideMarkers(const JourneyPtr &journey);
    void decideRows(const JourneyPtr &journey);
    [[nodiscard]] QString mergedWords(const RebasePlan &plan, const std::vector<MergeSide> &sides) const;
    void go(const JourneyPtr &journey, const RebasePlan &plan, const std::vector<MergeSide> &sides);
    /// Asks; `then` gets the sides when the answer is not to leave it.
    void question(MergeQuestion question, const std::function<void(const std::vector<MergeSide> &)> &then);
    void fail(const Error &error);

    QWidget &m_window;
    NoticeBar &m_bar;
    QPointer<RunPage> m_page;
    QPointer<MergeDialog> m_dialog;
    LatestTask<Result<CheckedCatalog>> m_task;
};

} // namespace atlas::ui
