#include "core/base/file.h"
#include "core/base/folderlock.h"
#include "core/base/outputfile.h"
#include "core/base/replacement.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <atomic>
#include <filesystem>
#include <thread>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace atlas;
using namespace atlas::test;

class TestFile : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatWasWritten();
    void keepsModeAndLink();
    void leavesNothingBehind();
    void refusesWhatChangedMeanwhile();
    void refusesWhatAppearedMeanwhile();
    void saysWhatIsInTheWay();
    void refusesWhatIsTooLarge();
    void doesNotHangOnAPipe();
    void reportsAFolderWithoutPermission();
    void replacesOnlyRegularFiles_data();
    void replacesOnlyRegularFiles();
    void followsALinkToNothing();
    void writesThroughPipesAndDescriptors();
    void tellsOfHardLinks();
    void keepsExtendedAttributes();
    void removesWhatKilledWritersLeft();
    void saysThatItWaits();
};

namespace
{
std::size_t filesIn(const std::filesystem::path &folder)
{
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}
} // namespace

void TestFile::readsWhatWasWritten()
{
    const ScratchDir dir;
    const std::filesystem::path path = dir.path() / "k.yaml";
    for (const std::string &bytes : {std::string("a\r\nb\0c", 6), std::string(), std::string(300'000, 'x')}) {
        const Result<void> written = writeFileAtomically(path, bytes);
        QVERIFY2(written.has_value(), written ? "" : written.error().message.c_str());
        QCOMPARE(readFile(path).value(), bytes);
    }
}

void TestFile::keepsModeAndLink()
{
    const ScratchDir dir;
    const std::filesystem::path target = dir.write("real/k.yaml", "old");
    QCOMPARE(::chmod(target.c_str(), 0640), 0);
    const std::filesystem::path link = dir.path() / "link.yaml";
    std::filesystem::create_symlink("real/k.yaml", link);
    QVERIFY(writeFileAtomically(link, "new").has_value());
    QVERIFY(std::filesystem::is_symlink(link));
    QCOMPARE(bytesOf(target), std::string("new"));
    struct stat status = {};
    QCOMPARE(::stat(target.c_str(), &status), 0);
    QCOMPARE(status.st_mode & 07777U, 0640U);
}

void TestFile::leavesNothingBehind()
{
    const ScratchDir dir;
    const std::filesystem::path path = dir.write("k.yaml", "old");
    QVERIFY(writeFileAtomically(path, "new").has_value());
    QVERIFY(!writeFileAtomically(path, "newer", ExpectedContent{"other"}).has_value());
    QCOMPARE(filesIn(dir.path()), std::size_t{1});
}

void TestFile::refusesWhatChangedMeanwhile()
{
    const ScratchDir dir;
    const std::filesystem::path path = dir.write("k.yaml", "theirs");
    const Result<void> written = writeFileAtomically(path, "mine", ExpectedContent{"base"});
    QVERIFY(!written.has_value());
    QVERIFY2(written.error().message.contains("changed"), written.error().message.c_str());
    QCOMPARE(bytesOf(path), std::string("theirs"));
    QVERIFY(writeFileAtomically(path, "mine", ExpectedContent{"theirs"}).has_value());
    QCOMPARE(bytesOf(path), std::string("mine"));
}

void TestFile::refusesWhatAppearedMeanwhile()
{
    const ScratchDir dir;
    const std::filesystem::path path = dir.path() / "k.yaml";
    QVERIFY(writeFileAtomically(path, "mine", ExpectedContent{std::nullopt}).has_value());
    QVERIFY(!writeFileAtomically(path, "again", ExpectedContent{std::nullopt}).has_value());
    QCOMPARE(bytesOf(path), std::string("mine"));
    std::filesystem::remove(path);
    QVERIFY(!writeFileAtomically(path, "again", ExpectedContent{"mine"}).has_value());
    QVERIFY(!std::filesystem::exists(path));
}

void TestFile::saysWhatIsInTheWay()
{
    const ScratchDir dir;
    const Result<std::string> missing = readFile(dir.path() / "none");
    QVERIFY(!missing && missing.error().message.contains("no such file"));
    QCOMPARE(missing.error().location.file, (dir.path() / "none").string());
    const Result<std::string> folder = readFile(dir.path());
    QVERIFY(!folder && folder.error().message.contains("directory"));
    const Result<void> onFolder = writeFileAtomically(dir.path(), "x");
    QVERIFY(!onFolder && onFolder.error().message.contains("directory"));
    const Result<void> noFolder = writeFileAtomically(dir.path() / "no" / "k.yaml", "x");
    QVERIFY(!noFolder && noFolder.error().message.contains("no such"));
}

void TestFile::refusesWhatIsTooLarge()
{
    const ScratchDir dir;
    const std::filesystem::path path = dir.write("big", std::string(2'000'000, 'x'));
    const Result<std::string> bytes = readFile(path, 1'000'000);
    QVERIFY(!bytes && bytes.error().message.contains("larger"));
}

void TestFile::doesNotHangOnAPipe()
{
    const ScratchDir dir;
    const std::filesystem::path pipe = dir.path() / "pipe";
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    const Result<std::string> bytes = readFile(pipe);
    QVERIFY(!bytes && bytes.error().message.contains("pipe"));
}

void TestFile::reportsAFolderWithoutPermission()
{
    const ScratchDir dir;
    const std::filesystem::path path = dir.write("closed/k.yaml", "old");
    QCOMPARE(::chmod(path.parent_path().c_str(), 0500), 0);
    if (::access(path.parent_path().c_str(), W_OK) == 0) {
        QSKIP("this process may write everywhere (root with capabilities)");
    }
    const Result<void> written = writeFileAtomically(path, "new");
    ::chmod(path.parent_path().c_str(), 0700);
    QVERIFY(!written && written.error().message.contains("permission"));
    QCOMPARE(bytesOf(path), std::string("old"));
}

void TestFile::replacesOnlyRegularFiles_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"pipe", "socket", "link to a pipe", "link in a circle", "device"}) {
        QTest::newRow(kind) << QString(kind);
    }
}

void TestFile::replacesOnlyRegularFiles()
{
    QFETCH(QString, kind);
    const ScratchDir dir;
    const std::filesystem::path path = dir.path() / "target";
    if (kind == "pipe" || kind == "link to a pipe") {
        QCOMPARE(::mkfifo((dir.path() / "pipe").c_str(), 0600), 0);
        std::filesystem::create_symlink("pipe", path);
        if (kind == "pipe") {
            std::filesystem::rename(dir.path() / "pipe", path);
        }
    } else if (kind == "socket") {
        sockaddr_un address = {AF_UNIX, {}};
        const std::string name = path.string();
        QVERIFY(name.size() < sizeof address.sun_path);
        name.copy(address.sun_path, name.size());
        const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int bound = ::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address);
        ::close(socket);
        QCOMPARE(bound, 0);
    } else if (kind == "link in a circle") {
        std::filesystem::create_symlink("target", path);
    } else if (::mknod(path.c_str(), S_IFCHR | 0600, makedev(1, 3)) != 0) {
        QSKIP("this process may not make devices");
    }
    struct stat before = {};
    QCOMPARE(::lstat(path.c_str(), &before), 0);
    const Result<void> written = writeFileAtomically(path, "x");
    struct stat after = {};
    QCOMPARE(::lstat(path.c_str(), &after), 0);
    QVERIFY(!written.has_value());
    QCOMPARE(after.st_ino, before.st_ino);
    QCOMPARE(after.st_mode, before.st_mode);
    if (kind != "device") { // into which a report may go
        QVERIFY(!writeOutputFile(path, "x").has_value());
        QCOMPARE(::lstat(path.c_str(), &after), 0);
        QCOMPARE(after.st_ino, before.st_ino);
    }
}

void TestFile::followsALinkToNothing()
{
    const ScratchDir dir;
    std::filesystem::create_directory(dir.path() / "real");
    std::filesystem::create_symlink("real/new.yaml", dir.path() / "link");
    QVERIFY(writeFileAtomically(dir.path() / "link", "x").has_value());
    QVERIFY(std::filesystem::is_symlink(dir.path() / "link"));
    QCOMPARE(bytesOf(dir.path() / "real/new.yaml"), std::string("x"));
}

void TestFile::writesThroughPipesAndDescriptors()
{
    const ScratchDir dir;
    const std::filesystem::path pipe = dir.path() / "pipe";
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    QVERIFY(writeOutputFile(pipe, "through").has_value());
    char got[16] = {};
    QCOMPARE(::read(reader, got, sizeof got), ssize_t{7});
    ::close(reader);
    QCOMPARE(std::string(got), std::string("through"));
    // A descriptor that leads to a regular file: whoever opened it reads on in the same file.
    const std::filesystem::path file = dir.write("out", "");
    const int own = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
    QVERIFY(own >= 0);
    const std::string name = "/proc/self/fd/" + std::to_string(own);
    std::filesystem::create_symlink(name, dir.path() / "link");
    QVERIFY(writeOutputFile(name, "one ").has_value());
    QVERIFY(writeOutputFile(dir.path() / "link", "two").has_value());
    ::close(own);
    QCOMPARE(bytesOf(file), std::string("one two"));
}

void TestFile::tellsOfHardLinks()
{
    const ScratchDir dir;
    const std::filesystem::path path = dir.write("k.yaml", "old");
    QVERIFY(replaceFile(path, "old").value().empty());
    std::filesystem::create_hard_link(path, dir.path() / "other");
    const Result<std::vector<Diagnostic>> notes = replaceFile(path, "new");
    QVERIFY(notes.has_value());
    QCOMPARE(notes->size(), std::size_t{1});
    QVERIFY2(notes->front().message.contains("1 other name (hard links)"), notes->front().message.c_str());
    QCOMPARE(bytesOf(dir.path() / "other"), std::string("old"));
    QCOMPARE(bytesOf(path), std::string("new"));
}

void TestFile::keepsExtendedAttributes()
{
    const ScratchDir dir;
    const std::filesystem::path path = dir.write("k.yaml", "old");
    if (::setxattr(path.c_str(), "user.note", "kept", 4, 0) != 0) {
        QSKIP("no extended attributes on this file system");
    }
    QVERIFY(writeFileAtomically(path, "new").has_value());
    char value[8] = {};
    QCOMPARE(::getxattr(path.c_str(), "user.note", value, sizeof value), ssize_t{4});
    QCOMPARE(std::string(value), std::string("kept"));
}

void TestFile::removesWhatKilledWritersLeft()
{
    const ScratchDir dir;
    const std::filesystem::path path = dir.write("k.yaml", "old");
    dir.write(std::string(kTemporaryPrefix) + "a1B2c3", "half");
    dir.write(".k.yaml.a1B2c3", "of rsync");
    std::filesystem::create_symlink("k.yaml", dir.path() / (std::string(kTemporaryPrefix) + "link"));
    QVERIFY(writeFileAtomically(path, "new").has_value());
    QVERIFY(!std::filesystem::exists(dir.path() / (std::string(kTemporaryPrefix) + "a1B2c3")));
    QCOMPARE(filesIn(dir.path()), std::size_t{3});
}

void TestFile::saysThatItWaits()
{
    const ScratchDir dir;
    std::optional<Result<FolderLock>> other = FolderLock::take(dir.path());
    QVERIFY(other->has_value());
    std::atomic_bool hasTold = false;
    setLockWaitListener([&](const std::filesystem::path &folder) {
        hasTold = folder == dir.path();
        hasTold.notify_all();
    });
    std::thread writer([&] { static_cast<void>(writeFileAtomically(dir.path() / "k.yaml", "x")); });
    hasTold.wait(false);
    QVERIFY(!std::filesystem::exists(dir.path() / "k.yaml"));
    other.reset();
    writer.join();
    setLockWaitListener({});
    QCOMPARE(bytesOf(dir.path() / "k.yaml"), std::string("x"));
}

QTEST_GUILESS_MAIN(TestFile)
#include "tst_file.moc"
