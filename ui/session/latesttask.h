#pragma once

#include <QFuture>
#include <QObject>
#include <QtConcurrentRun>

#include <functional>
#include <memory>
#include <stop_token>
#include <utility>

namespace atlas::ui
{

/// Work off the GUI thread of which only the latest result counts: starting again stops the one before and drops its
/// result. The destructor stops and waits, so work may use what outlives the task. Lives on the GUI thread.
template<class T>
class LatestTask
{
public:
    using Work = std::function<T(std::stop_token)>;
    using Done = std::function<void(T)>;

    LatestTask() = default;
    LatestTask(const LatestTask &) = delete;
    LatestTask &operator=(const LatestTask &) = delete;
    ~LatestTask()
    {
        cancel();
        for (QFuture<void> &future : m_futures) {
            future.waitForFinished();
        }
    }

    /// Runs `work` on a worker; `done` gets its result on the GUI thread, unless start() or cancel() came first.
    void start(Work work, Done done)
    {
        cancel();
        m_stop = std::stop_source();
        m_isRunning = true;
        m_futures.removeIf([](const QFuture<void> &future) { return future.isFinished(); });
        m_futures.append(QtConcurrent::run(
            [this, number = m_number, stop = m_stop.get_token(), work = std::move(work), done = std::move(done)] {
                auto result = std::make_shared<T>(work(stop));
                post(number, [this, result, done] {
                    m_isRunning = false;
                    done(std::move(*result));
                });
            }));
    }
    void cancel()
    {
        m_stop.request_stop();
        ++m_number;
        m_isRunning = false;
    }
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// The number of the work that counts now: pass it to post().
    [[nodiscard]] quint64 number() const { return m_number; }
    /// Runs `call` on the GUI thread if `number` is still the latest; any thread.
    void post(quint64 number, std::function<void()> call)
    {
        QMetaObject::invokeMethod(
            &m_receiver,
            [this, number, call = std::move(call)] {
                if (number == m_number) {
                    call();
                }
            },
            Qt::QueuedConnection);
    }

private:
    QObject m_receiver; // its queued calls die with it
    std::stop_source m_stop;
    QList<QFuture<void>> m_futures;
    quint64 m_number = 0;
    bool m_isRunning = false;
};

} // namespace atlas::ui
