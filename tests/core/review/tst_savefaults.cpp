#include "core/base/file.h"
#include "core/review/conflicteddocument.h"
#include "tests/core/review/reviewdesk.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <csignal>
#include <functional>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace atlas;
using namespace atlas::test;

namespace
{
using Folder = const std::filesystem::path &;

/// What goes wrong with a file between opening and saving, and what a person is told.
struct Fault
{
    const char *name;
    std::function<void(Folder)> happen;
    std::function<void(Folder)> mend;
    const char *message;
    bool needsNoRoot = false;
};

void limitFileSize(rlim_t bytes)
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit = {};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

void write(const std::filesystem::path &path, const std::string &text)
{
    QVERIFY(writeFileAtomically(path, text).has_value());
}

const std::vector<Fault> &faults()
{
    static const std::vector<Fault> kFaults = {
        {"no room for the file", [](Folder) { limitFileSize(10); }, [](Folder) { limitFileSize(RLIM_INFINITY); },
         "larger than"},
        {"folder may not be written", [](Folder dir) { ::chmod(dir.c_str(), 0500); },
         [](Folder dir) { ::chmod(dir.c_str(), 0700); }, "no permission", true},
        {"file may not be read any more", [](Folder dir) { ::chmod((dir / "kernels.yaml").c_str(), 0); },
         [](Folder dir) { ::chmod((dir / "kernels.yaml").c_str(), 0600); }, "permission", true},
        {"changed under us", [](Folder dir) { write(dir / "kernels.yaml", "# other\n"); },
         [](Folder dir) { write(dir / "kernels.yaml", kMineText); }, "changed by someone else"},
        {"removed under us", [](Folder dir) { std::filesystem::remove(dir / "kernels.yaml"); },
         [](Folder dir) { write(dir / "kernels.yaml", kMineText); }, ""},
        {"replaced by a directory",
         [](Folder dir) {
             std::filesystem::remove(dir / "kernels.yaml");
             std::filesystem::create_directory(dir / "kernels.yaml");
         },
         [](Folder dir) {
             std::filesystem::remove(dir / "kernels.yaml");
             write(dir / "kernels.yaml", kMineText);
         },
         "directory"},
        {"review folder is a file", [](Folder dir) { write(dir / ".kernel-atlas", "x"); },
         [](Folder dir) { std::filesystem::remove(dir / ".kernel-atlas"); }, "folder of the review file"},
        {"folder is gone", [](Folder dir) { std::filesystem::rename(dir, dir.string() + ".away"); },
         [](Folder dir) { std::filesystem::rename(dir.string() + ".away", dir); }, ""},
    };
    return kFaults;
}
} // namespace

class TestSaveFaults : public QObject
{
    Q_OBJECT

private slots:
    void theWorkStaysWhateverGoesWrong_data();
    void theWorkStaysWhateverGoesWrong();
    void aLinkStaysALink();
    void conflictMarkersOpenAsAMerge();
};

void TestSaveFaults::theWorkStaysWhateverGoesWrong_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < faults().size(); ++i) {
        QTest::newRow(faults()[i].name) << static_cast<int>(i);
    }
}

void TestSaveFaults::theWorkStaysWhateverGoesWrong()
{
    QFETCH(int, index);
    const Fault &fault = faults()[static_cast<std::size_t>(index)];
    const ScratchDir scratch;
    const std::filesystem::path dir = scratch.write("docs/kernels.yaml", kMineText).parent_path();
    ReviewDesk desk;
    desk.document.setField(desk.entry(kMine), Field::Description, std::string("Work."));
    desk.document.setState(desk.entry(kMine), ReviewState::Accepted);
    const Publication publication = planPublication(desk.document, {}, dir / "kernels.yaml").value();
    fault.happen(dir);
    if (fault.needsNoRoot && ::access(dir.c_str(), W_OK) == 0 && ::access((dir / "kernels.yaml").c_str(), R_OK) == 0) {
        fault.mend(dir);
        QSKIP("this process may do everything (root with capabilities)");
    }
    const Result<void> written = writePublication(publication, desk.document, dir / "kernels.yaml");
    fault.mend(dir);
    QVERIFY2(!written.has_value(), "it was written all the same");
    QVERIFY2(written.error().message.contains(fault.message), written.error().message.c_str());
    QCOMPARE(bytesOf(dir / "kernels.yaml"), kMineText);
    QVERIFY(desk.document.isModified());
    const Result<void> again = writePublication(publication, desk.document, dir / "kernels.yaml");
    QVERIFY2(again.has_value(), again ? "" : again.error().message.c_str());
    QCOMPARE(bytesOf(dir / "kernels.yaml"), publication.result->text());
    QVERIFY(std::distance(std::filesystem::directory_iterator(dir), {}) == 2); // no temporary files
}

void TestSaveFaults::aLinkStaysALink()
{
    const ScratchDir dir;
    dir.write("real/kernels.yaml", kMineText);
    std::filesystem::create_symlink("real/kernels.yaml", dir.path() / "link.yaml");
    ReviewDesk desk;
    desk.document.setState(desk.entry(kMine), ReviewState::Accepted);
    const Publication publication = planPublication(desk.document, {}, dir.path() / "link.yaml").value();
    QVERIFY(writePublication(publication, desk.document, dir.path() / "link.yaml").has_value());
    QVERIFY(std::filesystem::is_symlink(dir.path() / "link.yaml"));
    QCOMPARE(bytesOf(dir.path() / "real/kernels.yaml"), publication.result->text());
    QVERIFY(std::filesystem::exists(dir.path() / "real/.kernel-atlas/kernels.yaml.review.yaml"));
}

void TestSaveFaults::conflictMarkersOpenAsAMerge()
{
    const auto with = [](const std::string &name) {
        std::string text = kMineText;
        return text.replace(text.find("'Mine'"), 6, name);
    };
    const std::string marked = mergeCatalogs(kMineText, with("Ours"), with("Theirs")).text;
    const ScratchDir dir;
    const auto path = dir.write("kernels.yaml", marked);
    const ConflictedDocument conflicted = openConflicted(marked, "kernels.yaml").value();
    QCOMPARE(conflicted.plan.conflicts.size(), std::size_t{1});
    decideConflicts(*conflicted.document, conflicted.plan, {});
    QCOMPARE(toDisplayText(
                 conflicted.document->effective(conflicted.document->find(kMine).value(), Field::FriendlyName).value),
             std::string("Ours"));
    const Publication publication = planPublication(*conflicted.document, {}).value();
    QVERIFY(writeDecided(publication, *conflicted.document, conflicted.onDisk, path).has_value());
    QCOMPARE(bytesOf(path), with("\"Ours\""));
    QVERIFY(!openConflicted(kMineText, "k").has_value());
    QVERIFY(!openConflicted("<<<<<<< ours\n- raw_name: f\n", "k").has_value());
    const std::string twoWay = "<<<<<<< HEAD\n- raw_name: a\n=======\n- raw_name: b\n>>>>>>> x\n";
    const ConflictedDocument added = openConflicted(twoWay, "k").value();
    decideConflicts(*added.document, added.plan, {});
    QCOMPARE(planPublication(*added.document, {}).value().result->entries().size(), std::size_t{2});
}

QTEST_APPLESS_MAIN(TestSaveFaults)
#include "tst_savefaults.moc"
