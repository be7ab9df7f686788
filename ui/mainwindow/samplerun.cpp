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
const QString kResource = u":/sample-run"_s;

/// Removed at the end of the program.
QTemporaryDir &folder()
{
    static QTemporaryDir instance(QDir::tempPath() + u"/kernel-atlas-XXXXXX"_s);
    return instance;
}

bool copyOut(const QString &target)
{
    bool good = true;
    QDirIterator files(kResource, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString source = files.next();
        const QString copy = target + source.mid(kResource.size());
        good = QDir().mkpath(QFileInfo(copy).path()) && (QFile::exists(copy) || QFile::copy(source, copy)) && good;
        QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner); // resources are read-only
    }
    return good;
}
} // namespace

Result<std::filesystem::path> sampleRunPath()
{
    const QString target = folder().filePath(u"sample-run"_s);
    if (!folder().isValid() || !copyOut(target)) {
        return failure("the sample run could not be written to " + toUtf8(QDir::tempPath()) +
                       "; is there room and permission?");
    }
    return toPath(target);
}

bool isSampleRun(const std::filesystem::path &path)
{
    return fromPath(path).startsWith(folder().path());
}

} // namespace atlas::ui
