#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <filesystem>

namespace atlas::ui
{

/// Tells when a file may hold other bytes: after a write, a rename over it, or its return. Bursts are told once.
class CatalogWatch : public QObject
{
    Q_OBJECT

public:
    explicit CatalogWatch(QObject *parent = nullptr);

    /// Watches `path` alone; an empty one ends it.
    void setPath(const std::filesystem::path &path);

Q_SIGNALS:
    void changed();

private:
    void watchAgain();

    QFileSystemWatcher m_watcher;
    QString m_path;
    QTimer m_pause;
};

} // namespace atlas::ui
