#include "ui/session/catalogwatch.h"

#include "ui/common/text.h"

#include <QFileInfo>

#include <chrono>

namespace atlas::ui
{

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

CatalogWatch::CatalogWatch(QObject *parent) : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(150ms);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&m_pause, &QTimer::timeout, this, [this] {
        watchAgain();
        Q_EMIT changed();
    });
}

void CatalogWatch::setPath(const std::filesystem::path &path)
{
    if (const QStringList watched = m_watcher.files() + m_watcher.directories(); !watched.isEmpty()) {
        m_watcher.removePaths(watched);
    }
    m_path = path.empty() ? QString() : QFileInfo(fromPath(path)).absoluteFilePath();
    watchAgain();
}

void CatalogWatch::watchAgain()
{
    // A file that is replaced by a rename is no longer watched, and its folder tells of the new one.
    const QString folder = QFileInfo(m_path).absolutePath();
    for (const QString &path : {m_path, folder, folder + u"/.kernel-atlas"_s}) { // the review file lies there
        if (!m_path.isEmpty() && QFileInfo::exists(path)) {
            m_watcher.addPath(path);
        }
    }
}

} // namespace atlas::ui
