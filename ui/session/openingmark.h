#pragma once

#include "ui/session/settings.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace atlas::ui
{

/// Says in the settings what is being opened, until it stands: a start that finds such a mark of a process that is gone
/// knows what ended the program, and offers it instead of opening it. The destructor takes the mark back: what leaves a
/// mark runs none.
class OpeningMark : public QObject
{
    Q_OBJECT

public:
    OpeningMark(Settings &settings, Settings::Opening opening, QObject *parent = nullptr);
    ~OpeningMark() override;

    /// `what` is opened from now on.
    void begin(const QString &what);
    /// It is open: the mark goes a while after `isDone` says that its background work is done.
    void settle(std::function<bool()> isDone);
    /// It failed, or nobody wants it any more.
    void end();

private:
    Settings &m_settings;
    Settings::Opening m_opening;
    bool m_isSet = false;
    QTimer m_wait;
    std::function<bool()> m_isDone;
};

} // namespace atlas::ui
