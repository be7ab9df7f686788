#include "core/base/file.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <filesystem>

#include <sys/stat.h>
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

QTEST_APPLESS_MAIN(TestFile)
#include "tst_file.moc"
