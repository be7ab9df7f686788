#include "ui/mainwindow/samplerun.h"

#include "ui/common/text.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// Removed at the end of the program.
QTemporaryDir &folder()
{
    static QTemporaryDir instance(QDir::tempPath() + u"/kernel-atlas-XXXXXX"_s);
    return instance;
}

bool copyOut(const QString &resource, const QString &target)
{
    bool good = true;
    QDirIterator files(resource, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString source = files.next();
        const QString copy = target + source.mid(resource.size());
        good = QDir().mkpath(QFileInfo(copy).path()) && (QFile::exists(copy) || QFile::copy(source, copy)) && good;
        QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner); // resources are read-only
    }
    return good;
}

Result<std::filesystem::path> pathOf(const QString &name)
{
    const QString target = folder().filePath(name);
    if (!folder().isValid() || !copyOut(u":/"_s + name, target)) {
        return failure("the sample run could not be written to " + toUtf8(QDir::tempPath()) +
                       "; is there room and permission?");
    }
    return toPath(target);
}
} // namespace

Result<std::filesystem::path> sampleRunPath()
{
    return pathOf(u"sample-run"_s);
}

Result<std::filesystem::path> sampleCandidatePath()
{
    return pathOf(u"sample-candidate"_s);
}

bool isSampleRun(const std::filesystem::path &path)
{
    return fromPath(path).startsWith(folder().path());
}

} // namespace atlas::ui
