#include "core/catalog/catalog.h"
#include "core/review/reviewdocument.h"
#include "core/review/reviewfile.h"
#include "tests/app/katlasprocess.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>

using namespace atlas;
using namespace atlas::test;

/// katlas at work while the disk fails, fills up, or the process is killed; and two of it at once. After each fault
/// both files are whole, and no state speaks of values that were not written.
class TestFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFaultLeavesStatesThatAreTrue_data();
    void everyFaultLeavesStatesThatAreTrue();
    void killsLeaveStatesThatAreTrue();
    void twoWritersLoseNothing();
};

namespace
{
const std::string kCatalog = "# Head.\n"
                             "- raw_name: f()\n  friendly_name: F # one\n  source_lib: CUDA\n  description: d\n"
                             "- raw_name: g()\n  friendly_name: G\n  source_lib: CUDA\n  description: e\n"
                             "- raw_name: h()\n  friendly_name: H\n  description: h\n";

std::string changed(std::string text, const std::string &what, const std::string &by)
{
    return text.replace(text.find(what), what.size(), by);
}

struct Files
{
    std::string catalog;
    std::string review;
    friend bool operator==(const Files &, const Files &) = default;
};

Files filesIn(const ScratchDir &dir)
{
    const auto review = dir.path() / ".kernel-atlas/kernels.yaml.review.yaml";
    return {bytesOf(dir.path() / "kernels.yaml"), std::filesystem::exists(review) ? bytesOf(review) : ""};
}

void write(const ScratchDir &dir, const Files &files)
{
    dir.write("kernels.yaml", files.catalog);
    if (!files.review.empty()) {
        dir.write(".kernel-atlas/kernels.yaml.review.yaml", files.review);
    }
}

/// A command that writes a catalog, its other files, and what it makes of the catalog and its review file.
struct Writer
{
    std::function<QStringList(const ScratchDir &)> arguments;
    Files before;
    Files after;
};

QString catalogIn(const ScratchDir &dir)
{
    return in(dir, "kernels.yaml");
}

QStringList applyArguments(const ScratchDir &dir)
{
    dir.write("log", R"j({"step":"a","edits":[{"raw_name":"f()","slot":"description","value":"applied"},)j"
                     R"j({"raw_name":"g()","slot":"note","value":"n"}]})j"
                     "\n");
    return {"apply", in(dir, "log"), catalogIn(dir)};
}

QStringList exportArguments(const ScratchDir &dir)
{
    dir.write("run.csv", "Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n"
                         "1000,10,100,100,90,110,5,f()\n500,5,100,100,90,110,5,k()\n");
    return {"export", in(dir, "run.csv"), "-o", catalogIn(dir), "--prune"};
}

QStringList mergeArguments(const ScratchDir &dir)
{
    dir.write("base", kCatalog);
    dir.write("theirs", changed(kCatalog, "source_lib: CUDA", "source_lib: cuBLAS"));
    return {"merge", in(dir, "base"), catalogIn(dir), in(dir, "theirs"), "-o", catalogIn(dir)};
}

/// What each command is called with.
const std::map<std::string, std::function<QStringList(const ScratchDir &)>> &commands()
{
    static const std::map<std::string, std::function<QStringList(const ScratchDir &)>> kCommands = {
        {"set",
         [](const ScratchDir &dir) {
             return QStringList{"set", catalogIn(dir), "--where", "^[fg]", "description=new", "state=accepted"};
         }},
        {"set state only",
         [](const ScratchDir &dir) {
             return QStringList{"set", catalogIn(dir), "--where", "h", "state=accepted", "note=n"};
         }},
        {"apply", applyArguments},
        {"merge", mergeArguments},
        {"export", exportArguments},
        {"format", [](const ScratchDir &dir) { return QStringList{"format", catalogIn(dir)}; }},
    };
    return kCommands;
}

/// Two kernels are accepted before anything goes wrong.
Files acceptedFiles()
{
    const ScratchDir dir;
    dir.write("kernels.yaml", changed(kCatalog, "description: h", "data_shape:\n    tiled: [[(M, K), \"->\", (M,)]]"));
    const Outcome set = runProgram(ATLAS_KATLAS, {"set", catalogIn(dir), "--where", "^[fh]", "state=accepted"});
    return set.exitCode == 0 ? filesIn(dir) : Files();
}

const Writer &writer(const std::string &name)
{
    static std::map<std::string, Writer> known;
    Writer &writer = known[name];
    if (writer.before.catalog.empty()) {
        writer.arguments = commands().at(name);
        writer.before = acceptedFiles();
        const ScratchDir dir;
        write(dir, writer.before);
        const Outcome outcome = runProgram(ATLAS_KATLAS, writer.arguments(dir));
        if (outcome.exitCode != 0) {
            QTest::qFail(outcome.errors.constData(), __FILE__, __LINE__);
        }
        writer.after = filesIn(dir);
    }
    return writer;
}

/// Name and values of what counts as accepted.
std::set<std::pair<std::string, std::string>> accepted(const Files &files)
{
    const ReviewDocument document(std::make_shared<const Catalog>(Catalog::read(files.catalog, "k").value()),
                                  readReviewFile(files.review, "r").value());
    std::set<std::pair<std::string, std::string>> found;
    for (std::size_t i = 0; i < document.entryCount(); ++i) {
        const auto entry = makeId<EntryId>(i);
        if (document.state(entry) == ReviewState::Accepted) {
            found.emplace(document.rawName(entry), valuesHash(document.info(entry)));
        }
    }
    return found;
}

/// Empty when all is well, else what is wrong.
std::string verdict(const ScratchDir &dir, const Writer &writer)
{
    const Files now = filesIn(dir);
    if (now.catalog != writer.before.catalog && now.catalog != writer.after.catalog) {
        return "the catalog is neither the old nor the new one:\n" + now.catalog;
    }
    if (now.review != writer.before.review && now.review != writer.after.review) {
        return "the review file is neither the old nor the new one:\n" + now.review;
    }
    const bool speaksAhead = now.catalog != writer.after.catalog && now.review != writer.before.review;
    if (speaksAhead) {
        return "the review file speaks of values that were not written";
    }
    auto allowed = accepted(writer.before);
    allowed.merge(accepted(writer.after));
    for (const auto &pair : accepted(now)) {
        if (!allowed.contains(pair)) {
            return pair.first + " counts as accepted with values that nobody accepted";
        }
    }
    return {};
}

std::size_t temporaryFiles(const ScratchDir &dir)
{
    std::size_t count = 0;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(dir.path())) {
        count += entry.path().filename().string().starts_with(".kernel-atlas-new-") ? 1U : 0U;
    }
    return count;
}

Outcome withFault(const Writer &writer, const ScratchDir &dir, const char *variable, std::size_t at)
{
    return runProgram(ATLAS_KATLAS, writer.arguments(dir),
                      {"LD_PRELOAD=" ATLAS_FAULT_POINTS, QString("%1=%2").arg(variable).arg(at),
                       "ATLAS_POINTS_TO=" + in(dir, "points")});
}

std::size_t pointsOf(const Writer &writer)
{
    const ScratchDir dir;
    write(dir, writer.before);
    withFault(writer, dir, "ATLAS_FAIL_AT", 0);
    return QByteArray::fromStdString(bytesOf(dir.path() / "points")).toULongLong();
}

/// The command once more, without a fault: it finishes what was begun. (What the rules read of a kernel is written
/// where it comes into the catalog; a second export finds it there already. What counted as not accepted after the
/// fault does so until a person accepts it again.)
std::string verdictOfRetry(const ScratchDir &dir, const Writer &writer)
{
    const Outcome again = runProgram(ATLAS_KATLAS, writer.arguments(dir));
    if (again.exitCode != 0 || filesIn(dir).catalog != writer.after.catalog ||
        !std::ranges::includes(accepted(writer.after), accepted(filesIn(dir))) || temporaryFiles(dir) != 0) {
        return "trying again does not finish it: " + again.errors.toStdString() + filesIn(dir).review;
    }
    return {};
}
} // namespace

void TestFaults::initTestCase()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("a sanitizer wants to be the first library that is preloaded");
#endif
    QVERIFY(!acceptedFiles().review.empty());
}

void TestFaults::everyFaultLeavesStatesThatAreTrue_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("fault");
    for (const auto &[name, arguments] : commands()) {
        for (const char *fault : {"ATLAS_FAIL_AT", "ATLAS_FULL_AT", "ATLAS_CRASH_AT"}) {
            QTest::addRow("%s %s", name.c_str(), fault) << QString::fromStdString(name) << QString(fault);
        }
    }
}

void TestFaults::everyFaultLeavesStatesThatAreTrue()
{
    QFETCH(QString, command);
    QFETCH(QString, fault);
    const std::string name = command.toStdString();
    const Writer &subject = writer(name);
    const std::size_t points = pointsOf(subject);
    QVERIFY2(points >= 10, QByteArray::number(static_cast<qulonglong>(points)));
    for (std::size_t at = 1; at <= points; ++at) {
        const ScratchDir dir;
        write(dir, subject.before);
        const Outcome outcome = withFault(subject, dir, fault.toLatin1(), at);
        const std::string where = "call " + std::to_string(at) + ": ";
        const std::string wrong = verdict(dir, subject);
        QVERIFY2(wrong.empty(), (where + wrong).c_str());
        const bool isDone = filesIn(dir) == subject.after;
        if (fault == "ATLAS_CRASH_AT") {
            QCOMPARE(outcome.exitCode, -1);
        } else {
            QVERIFY2(outcome.exitCode == 2 || (outcome.exitCode == 0 && isDone), (where + "ended well").c_str());
            QCOMPARE(temporaryFiles(dir), std::size_t{0});
        }
        const std::string retry = verdictOfRetry(dir, subject);
        QVERIFY2(retry.empty(), (where + retry).c_str());
    }
    qInfo("%zu calls", points);
}

void TestFaults::killsLeaveStatesThatAreTrue()
{
    const bool isSoak = qEnvironmentVariableIsSet("ATLAS_SOAK"); // its value is the seed
    const std::size_t wanted = isSoak ? 300 : 20;
    const auto seed = isSoak ? static_cast<std::uint32_t>(qgetenv("ATLAS_SOAK").toULongLong()) : 1U;
    std::mt19937 random(seed);
    qInfo("seed %u", seed);
    for (std::size_t round = 0; round < wanted; ++round) {
        auto command = commands().begin();
        std::advance(command, random() % commands().size());
        const Writer &subject = writer(command->first);
        const std::size_t at = random() % pointsOf(subject) + 1;
        const ScratchDir dir;
        write(dir, subject.before);
        QCOMPARE(withFault(subject, dir, "ATLAS_CRASH_AT", at).exitCode, -1);
        std::string wrong = verdict(dir, subject);
        wrong += verdictOfRetry(dir, subject);
        QVERIFY2(wrong.empty(), (command->first + " killed at " + std::to_string(at) + ": " + wrong).c_str());
    }
}

/// Each of two writers sets and accepts its own kernel; what katlas confirmed is there afterwards, in both files.
void TestFaults::twoWritersLoseNothing()
{
    const int rounds = qEnvironmentVariableIsSet("ATLAS_SOAK") ? 500 : 25;
    const ScratchDir dir;
    dir.write("kernels.yaml", kCatalog);
    int confirmed = 0;
    int refused = 0;
    for (int round = 0; round < rounds; ++round) {
        std::array<QProcess, 2> writers;
        for (std::size_t i = 0; i < writers.size(); ++i) {
            writers[i].setProcessEnvironment(katlasEnvironment());
            writers[i].start(ATLAS_KATLAS, {"set", catalogIn(dir), "--where", i == 0 ? "^f" : "^g",
                                            QString("description=round %1").arg(round), "state=accepted",
                                            QString("note=round %1").arg(round)});
        }
        std::array<Outcome, 2> outcomes = {outcomeOf(writers[0]), outcomeOf(writers[1])};
        const Files now = filesIn(dir);
        const ReviewDocument document(std::make_shared<const Catalog>(Catalog::read(now.catalog, "k").value()),
                                      readReviewFile(now.review, "r").value());
        const std::string words = "round " + std::to_string(round);
        for (std::size_t i = 0; i < writers.size(); ++i) {
            const EntryId entry = document.find(i == 0 ? "f()" : "g()").value();
            const bool isThere = document.info(entry).text(Field::Description) == words &&
                                 document.note(entry) == words && document.state(entry) == ReviewState::Accepted;
            QVERIFY2(outcomes[i].exitCode == 0 || outcomes[i].errors.contains("by someone else"), outcomes[i].errors);
            QCOMPARE(isThere, outcomes[i].exitCode == 0);
            confirmed += outcomes[i].exitCode == 0 ? 1 : 0;
            refused += outcomes[i].exitCode == 0 ? 0 : 1;
        }
        QVERIFY(outcomes[0].exitCode == 0 || outcomes[1].exitCode == 0);
    }
    QCOMPARE(temporaryFiles(dir), std::size_t{0});
    qInfo("%d rounds: %d confirmed, %d refused", rounds, confirmed, refused);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
