#include "tests/app/katlasprocess.h"

#include <QRegularExpression>
#include <QTest>

#include <memory>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace atlas::test;
using namespace Qt::StringLiterals;

/// Where katlas writes and where not: targets of every kind, and what someone else's repository may decide.
class TestKatlasWrites : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void reportsGoThroughDevicesAndPipes_data();
    void reportsGoThroughDevicesAndPipes();
    void minusIsStandardOutput();
    void inputsAndCatalogsAreNotOverwritten_data();
    void inputsAndCatalogsAreNotOverwritten();
    void aReportReplacesAReport();
    void hardLinksAreReported();
    void waitingIsSaid();
    void outputThatCannotBeWrittenIsAnError_data();
    void outputThatCannotBeWrittenIsAnError();
    void aProjectFileDoesNotLeadOutside_data();
    void aProjectFileDoesNotLeadOutside();
    void aFileThatIsNoPackIsNotShown_data();
    void aFileThatIsNoPackIsNotShown();
    void aReviewFileBehindALinkIsRefused_data();
    void aReviewFileBehindALinkIsRefused();
    void foreignKeysOfAReviewFileStay();
    void otherBytesThanUtf8AreEscaped();
    void anAcceptedStateCountsForItsValuesOnly();

private:
    std::unique_ptr<ScratchDir> m_dir;

    Outcome katlas(const QStringList &arguments)
    {
        return runProgram(ATLAS_KATLAS, arguments, {}, QString::fromStdString(m_dir->path().string()));
    }
    /// `command` of a shell in the scratch folder, with katlas as $K.
    Outcome shell(const QString &command)
    {
        return runProgram("/bin/sh", {"-c", command}, {"K=" ATLAS_KATLAS},
                          QString::fromStdString(m_dir->path().string()));
    }
    [[nodiscard]] std::string bytes(const char *name) const { return bytesOf(m_dir->path() / name); }
    void write(const char *name, const std::string &text) { m_dir->write(name, text); }
};

namespace
{
const std::string kTable = "Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n"
                           "1000,10,100,100,90,110,5,f()\n500,5,100,100,90,110,5,k()\n";
const std::string kCatalog = "# Head.\n- raw_name: f()\n  friendly_name: F\n  source_lib: CUDA\n  description: d\n"
                             "- raw_name: g()\n  friendly_name: G\n  source_lib: CUDA\n  description: e\n";
} // namespace

void TestKatlasWrites::init()
{
    m_dir = std::make_unique<ScratchDir>();
    write("a.csv", kTable);
    write("b.csv", kTable);
    write("kernels.yaml", kCatalog);
}

void TestKatlasWrites::reportsGoThroughDevicesAndPipes_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("pipe") << "mkfifo p; cat p > got & \"$K\" $C -o p; code=$?; wait; test -p p || exit 9; exit $code"
                          << 0;
    QTest::newRow("link to a pipe") << "mkfifo q; ln -s q p; cat q > got & \"$K\" $C -o p; code=$?; wait; "
                                       "test -L p -a -p q || exit 9; exit $code"
                                    << 0;
    QTest::newRow("pipe without reader") << "mkfifo p; \"$K\" $C -o p; code=$?; test -p p || exit 9; exit $code" << 2;
    QTest::newRow("descriptor") << "\"$K\" $C -o /dev/fd/3 3> got" << 0;
    QTest::newRow("descriptor of a pipe") << "\"$K\" $C -o /dev/stdout | cat > got" << 0;
    QTest::newRow("standard output in a file") << "\"$K\" $C -o /proc/self/fd/1 > got" << 0;
    QTest::newRow("full device") << "test -c /dev/full || exit 2; \"$K\" $C -o /dev/full; code=$?; "
                                    "test -c /dev/full || exit 9; exit $code"
                                 << 2;
}

void TestKatlasWrites::reportsGoThroughDevicesAndPipes()
{
    QFETCH(QString, command);
    QFETCH(int, exitCode);
    for (const QString &report : {u"compare a.csv b.csv --format json"_s, u"export a.csv --to csv"_s}) {
        init();
        const Outcome outcome = shell("C='" + report + "'\n" + command);
        QVERIFY2(outcome.exitCode == exitCode, outcome.errors);
        if (exitCode == 0) {
            const Outcome printed = katlas(report.split(' '));
            QCOMPARE(QByteArray::fromStdString(bytes("got")), printed.output);
        }
    }
}

void TestKatlasWrites::minusIsStandardOutput()
{
    for (const QStringList &command :
         {QStringList{"compare", "a.csv", "b.csv", "-o", "-"},
          QStringList{"export", "a.csv", "--to", "html", "-o", "-"}, QStringList{"export", "a.csv", "-o", "-"},
          QStringList{"merge", "kernels.yaml", "kernels.yaml", "kernels.yaml", "-o", "-"}}) {
        const Outcome outcome = katlas(command);
        QVERIFY2(outcome.exitCode == 0, outcome.errors);
        QVERIFY2(outcome.output.size() > 100, outcome.output);
        QVERIFY(!std::filesystem::exists(m_dir->path() / "-"));
    }
    QVERIFY(katlas({"export", "a.csv", "-o", "-"}).output.contains("- raw_name: \"k()\""));
    QCOMPARE(bytes("kernels.yaml"), kCatalog);
}

void TestKatlasWrites::inputsAndCatalogsAreNotOverwritten_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("target");
    QTest::newRow("compare, baseline") << "compare a.csv b.csv -o a.csv" << "a.csv";
    QTest::newRow("compare, candidate by another name") << "compare a.csv b.csv -o ./b.csv" << "b.csv";
    QTest::newRow("compare, pairs") << "compare a.csv b.csv --pairs pairs.yaml -o pairs.yaml" << "pairs.yaml";
    QTest::newRow("compare, a table of the run") << "compare run b.csv -o run/per-stage/decode/nsys/k.csv"
                                                 << "run/per-stage/decode/nsys/k.csv";
    QTest::newRow("compare, hard link") << "compare a.csv b.csv -o linked.csv" << "linked.csv";
    QTest::newRow("compare, rules") << "compare a.csv b.csv --rules rules.yaml -o rules.yaml" << "rules.yaml";
    QTest::newRow("export, input") << "export a.csv --to csv -o a.csv" << "a.csv";
    QTest::newRow("export, as catalog over the input") << "export a.csv -o a.csv" << "a.csv";
    for (const char *format : {"csv", "html", "markdown", "ncu"}) {
        QTest::addRow("export %s, catalog", format)
            << QString("export a.csv --to %1 -o kernels.yaml").arg(format) << "kernels.yaml";
    }
    QTest::newRow("export, broken catalog") << "export a.csv --to html --catalog kernels.yaml -o broken.yaml"
                                            << "broken.yaml";
    QTest::newRow("export, review file") << "export a.csv --to csv -o .kernel-atlas/kernels.yaml.review.yaml"
                                         << ".kernel-atlas/kernels.yaml.review.yaml";
    QTest::newRow("compare, review file elsewhere") << "compare a.csv b.csv -o moved.yaml" << "moved.yaml";
    QTest::newRow("compare, project file") << "compare a.csv b.csv -o kernel-atlas.yaml" << "kernel-atlas.yaml";
    QTest::newRow("merge, theirs") << "merge kernels.yaml kernels.yaml theirs.yaml -o theirs.yaml" << "theirs.yaml";
    QTest::newRow("merge, review file") << "merge kernels.yaml kernels.yaml kernels.yaml -o moved.yaml"
                                        << "moved.yaml";
}

void TestKatlasWrites::inputsAndCatalogsAreNotOverwritten()
{
    QFETCH(QString, command);
    QFETCH(QString, target);
    const std::string review = "version: 1\nentries:\n  - raw_name: \"f()\"\n    note: \"n\"\n";
    write("pairs.yaml", "");
    write("rules.yaml", "pack: mine\nversion: 1\nrules: []\nfallback: {friendly: \"{function}\", confidence: guess}\n");
    write("run/per-stage/decode/nsys/k.csv", kTable);
    write("broken.yaml", kCatalog + "- raw_name: \"x\n");
    write("theirs.yaml", kCatalog);
    write(".kernel-atlas/kernels.yaml.review.yaml", review);
    write("moved.yaml", review);
    write("kernel-atlas.yaml", "runs: runs\n");
    std::filesystem::create_hard_link(m_dir->path() / "a.csv", m_dir->path() / "linked.csv");
    const std::string before = bytes(target.toLatin1().constData());
    const Outcome outcome = katlas(command.split(' '));
    QVERIFY2(outcome.exitCode == 2 && !outcome.errors.isEmpty(), outcome.errors);
    QCOMPARE(bytes(target.toLatin1().constData()), before);
    if (!command.startsWith("export a.csv -o") &&
        !command.contains("--rules")) { // these cannot be read as what they are
        const Outcome forced = katlas(command.split(' ') << "--force");
        QVERIFY2(forced.exitCode == 0, forced.errors);
    }
}

void TestKatlasWrites::aReportReplacesAReport()
{
    for (const QString &command : {u"export a.csv --to ncu -o out.yaml"_s, u"export a.csv --to csv -o out.csv"_s,
                                   u"compare a.csv b.csv --format json -o out.json"_s}) {
        QCOMPARE(katlas(command.split(' ')).exitCode, 0);
        const Outcome again = katlas(command.split(' '));
        QVERIFY2(again.exitCode == 0, again.errors);
    }
}

void TestKatlasWrites::hardLinksAreReported()
{
    std::filesystem::create_hard_link(m_dir->path() / "kernels.yaml", m_dir->path() / "other.yaml");
    const Outcome set = katlas({"set", "kernels.yaml", "--where", "f", "description=new"});
    QVERIFY2(set.exitCode == 0 && set.errors.contains("hard links"), set.errors);
    QCOMPARE(bytes("other.yaml"), kCatalog);
    QVERIFY(bytes("kernels.yaml").contains("new"));
}

void TestKatlasWrites::waitingIsSaid()
{
    const int folder = ::open(m_dir->path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    QCOMPARE(::flock(folder, LOCK_EX), 0);
    QProcess process;
    process.setProcessEnvironment(katlasEnvironment());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(ATLAS_KATLAS, {"set", in(*m_dir, "kernels.yaml"), "--where", "f", "description=new"});
    QByteArray said;
    while (!said.contains("waiting for another program")) {
        QVERIFY2(process.waitForReadyRead(30'000), said);
        said += process.readAllStandardOutput();
    }
    QCOMPARE(bytes("kernels.yaml"), kCatalog);
    ::close(folder);
    const Outcome outcome = outcomeOf(process);
    QVERIFY2(outcome.exitCode == 0, outcome.errors);
    QVERIFY(bytes("kernels.yaml").contains("new"));
}

void TestKatlasWrites::outputThatCannotBeWrittenIsAnError_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command :
         {"tables a.csv", "tables a.csv --format json", "infer --name f", "export a.csv --to csv", "export a.csv -o -",
          "export a.csv --diff -o new.yaml", "compare a.csv b.csv", "check torn.yaml", "format --diff torn.yaml",
          "set kernels.yaml --where f description=new --diff", "apply log kernels.yaml --diff", "rules check",
          "rules test", "rules list", "completion bash", "--help", "tables --help", "--version",
          "merge kernels.yaml kernels.yaml kernels.yaml -o -"}) {
        QTest::newRow(command) << QString(command);
    }
}

void TestKatlasWrites::outputThatCannotBeWrittenIsAnError()
{
    QFETCH(QString, command);
    write("torn.yaml", kCatalog + "- raw_name: h()\n  data_shape:\n    tiled: [[(M, K), \"->\", (M,)]]\n");
    write("log", R"j({"step":"a","edits":[{"raw_name":"f()","slot":"description","value":"x"}]})j"
                 "\n");
    const Outcome closed = shell("\"$K\" " + command + " >&-");
    QVERIFY2(closed.exitCode == 2, closed.errors);
    QVERIFY2(closed.errors.contains("standard output: cannot write: it is closed"), closed.errors);
    if (std::filesystem::is_character_file("/dev/full")) {
        const Outcome full = shell("\"$K\" " + command + " > /dev/full");
        QVERIFY2(full.exitCode == 2, full.errors);
        QVERIFY2(full.errors.contains("standard output: cannot write: the disk is full"), full.errors);
    }
    QCOMPARE(bytes("kernels.yaml"), kCatalog);
}

void TestKatlasWrites::aProjectFileDoesNotLeadOutside_data()
{
    QTest::addColumn<QString>("catalog");
    QTest::newRow("above") << "../home/file";
    QTest::newRow("above by a detour") << "docs/../../home/file";
    QTest::newRow("absolute") << "ABSOLUTE";
    QTest::newRow("link") << "link.yaml";
    QTest::newRow("folder that is a link") << "linked/file";
    QTest::newRow("new file above") << "../home/new";
    QTest::newRow("git's own") << ".git/hooks/post-checkout";
}

void TestKatlasWrites::aProjectFileDoesNotLeadOutside()
{
    QFETCH(QString, catalog);
    write("home/file", kCatalog);
    write("repo/runs/r1/all-stage/nsys/k.csv", kTable);
    write("repo/docs/x", "");
    write("repo/.git/hooks/x", "");
    std::filesystem::create_symlink("../home/file", m_dir->path() / "repo/link.yaml");
    std::filesystem::create_symlink("../home", m_dir->path() / "repo/linked");
    write("repo/kernel-atlas.yaml",
          "runs: runs\ncatalog: " + catalog.replace("ABSOLUTE", in(*m_dir, "home/file")).toStdString() + "\n");
    const QString folder = in(*m_dir, "repo");
    const Outcome refused = runProgram(ATLAS_KATLAS, {"export"}, {}, folder);
    QVERIFY2(refused.exitCode == 2, refused.errors);
    QVERIFY2(refused.errors.contains("outside its folder") && refused.errors.contains("-o"), refused.errors);
    QVERIFY(runProgram(ATLAS_KATLAS, {"export", "--to", "csv"}, {}, folder).errors.contains("--catalog"));
    QCOMPARE(bytes("home/file"), kCatalog);
    QVERIFY(!std::filesystem::exists(m_dir->path() / "home/new"));
    QVERIFY(!std::filesystem::exists(m_dir->path() / "repo/.git/hooks/post-checkout"));
    const Outcome said = runProgram(ATLAS_KATLAS, {"export", "-o", in(*m_dir, "home/file")}, {}, folder);
    QVERIFY2(said.exitCode == 0, said.errors);
    QVERIFY(bytes("home/file").contains("k()"));
}

void TestKatlasWrites::aFileThatIsNoPackIsNotShown_data()
{
    QTest::addColumn<QString>("rules");
    QTest::addColumn<QByteArray>("text");
    const QByteArray secret = "aws_secret_access_key: hunter2\n";
    QTest::newRow("map") << "secret.txt" << secret;
    QTest::newRow("list") << "[secret.txt]" << QByteArray("- hunter2\n");
    QTest::newRow("text") << "secret.txt" << QByteArray("hunter2\n");
    QTest::newRow("broken") << "secret.txt" << QByteArray("key: \"hunter2\n");
    QTest::newRow("rules that are none") << "secret.txt" << QByteArray("rules: hunter2\n");
    QTest::newRow("outside") << "../outside.txt" << secret;
    QTest::newRow("link") << "link.txt" << secret;
}

void TestKatlasWrites::aFileThatIsNoPackIsNotShown()
{
    QFETCH(QString, rules);
    QFETCH(QByteArray, text);
    write("outside.txt", text.toStdString());
    write("repo/secret.txt", text.toStdString());
    write("repo/a.csv", kTable);
    write("repo/kernel-atlas.yaml", "rules: " + rules.toStdString() + "\n");
    std::filesystem::create_symlink("../outside.txt", m_dir->path() / "repo/link.txt");
    const Outcome outcome = katlas({"tables", "repo/a.csv", "--format", "json"});
    QVERIFY2(outcome.exitCode == 0, outcome.errors);
    QVERIFY2(!outcome.errors.contains("hunter2") && !outcome.output.contains("hunter2"), outcome.errors);
    QVERIFY2(outcome.errors.contains(".txt"), outcome.errors);
    QVERIFY(outcome.output.contains("k()"));
}

void TestKatlasWrites::aReviewFileBehindALinkIsRefused_data()
{
    QTest::addColumn<bool>("isFolder");
    QTest::newRow("file") << false;
    QTest::newRow("folder") << true;
}

void TestKatlasWrites::aReviewFileBehindALinkIsRefused()
{
    QFETCH(bool, isFolder);
    const std::string other = "apiVersion: v1\nclusters:\n  - name: prod\n    token: \"SECRET\"\n";
    write("home/kernels.yaml.review.yaml", other);
    if (isFolder) {
        std::filesystem::create_symlink("home", m_dir->path() / ".kernel-atlas");
    } else {
        std::filesystem::create_directory(m_dir->path() / ".kernel-atlas");
        std::filesystem::create_symlink("../home/kernels.yaml.review.yaml",
                                        m_dir->path() / ".kernel-atlas/kernels.yaml.review.yaml");
    }
    for (const QStringList &command : {QStringList{"set", "kernels.yaml", "--where", "f", "state=accepted"},
                                       QStringList{"export", "a.csv", "-o", "kernels.yaml"}}) {
        const Outcome outcome = katlas(command);
        QVERIFY2(outcome.exitCode == 2 && outcome.errors.contains("link"), outcome.errors);
        QVERIFY2(!outcome.errors.contains("SECRET"), outcome.errors);
    }
    QCOMPARE(bytes("home/kernels.yaml.review.yaml"), other);
    QCOMPARE(bytes("kernels.yaml"), kCatalog);
    // Without a link a file of something else is refused for what it is.
    std::filesystem::remove(m_dir->path() / ".kernel-atlas/kernels.yaml.review.yaml");
    std::filesystem::remove(m_dir->path() / ".kernel-atlas");
    write(".kernel-atlas/kernels.yaml.review.yaml", other);
    const Outcome outcome = katlas({"set", "kernels.yaml", "--where", "f", "state=accepted"});
    QVERIFY2(outcome.exitCode == 2 && outcome.errors.contains("no review file"), outcome.errors);
    QCOMPARE(bytes(".kernel-atlas/kernels.yaml.review.yaml"), other);
}

void TestKatlasWrites::foreignKeysOfAReviewFileStay()
{
    write(".kernel-atlas/kernels.yaml.review.yaml", "version: 1\nteam: {lead: \"M\u00fcller\", floor: 3}\nentries:\n"
                                                    "  - raw_name: \"f()\"\n    ticket: [A-1, 12:30]\n    note: n\n");
    const Outcome set = katlas({"set", "kernels.yaml", "--where", "f", "state=accepted"});
    QVERIFY2(set.exitCode == 0, set.errors);
    const std::string review = bytes(".kernel-atlas/kernels.yaml.review.yaml");
    QVERIFY2(review.contains("team: {") && review.contains("M\u00fcller") && review.contains("floor: 3"),
             review.c_str());
    QVERIFY2(review.contains("ticket: [") && review.contains("12:30") && review.contains("accepted"), review.c_str());
    // What cannot be kept is not written over.
    const std::string odd = "version: 1\nentries:\n  - raw_name: \"f()\"\n    state: perfect\n";
    write(".kernel-atlas/kernels.yaml.review.yaml", odd);
    const Outcome refused = katlas({"set", "kernels.yaml", "--where", "f", "note=x", "description=y"});
    QVERIFY2(refused.exitCode == 2 && refused.errors.contains("review.yaml:4"), refused.errors);
    QCOMPARE(bytes(".kernel-atlas/kernels.yaml.review.yaml"), odd);
}

void TestKatlasWrites::otherBytesThanUtf8AreEscaped()
{
    const std::string damaged = "version: 1\nentries:\n  - raw_name: \"f()\"\n    note: \"m\xfcller\"\n"
                                "  - raw_name: \"g()\"\n    state: accepted\n    note: with care\n";
    write(".kernel-atlas/kernels.yaml.review.yaml", damaged);
    const Outcome set = shell("\"$K\" set kernels.yaml --where g \"note=$(printf 'caf\\351')\"");
    QVERIFY2(set.exitCode == 0, set.errors);
    const std::string review = bytes(".kernel-atlas/kernels.yaml.review.yaml");
    QVERIFY2(review.contains("m\\\\xFCller") && review.contains("caf\\\\xE9") && review.contains("state: accepted"),
             review.c_str());
    // A run whose folder's name is no UTF-8.
    const Outcome exported = shell("D=\"$(printf 'r\\374n')\"; mkdir \"$D\" && cp a.csv \"$D/k.csv\" && "
                                   "\"$K\" export \"$D\" -o new.yaml && "
                                   "\"$K\" set new.yaml --where k state=accepted && "
                                   "\"$K\" set new.yaml --where k note=again");
    QVERIFY2(exported.exitCode == 0, exported.errors + exported.output);
    QVERIFY2(bytes("new.yaml").contains("r\\xFCn"), bytes("new.yaml").c_str());
    QVERIFY(bytes(".kernel-atlas/new.yaml.review.yaml").contains("again"));
}

void TestKatlasWrites::anAcceptedStateCountsForItsValuesOnly()
{
    QCOMPARE(katlas({"set", "kernels.yaml", "--where", "f", "description=seen", "state=accepted"}).exitCode, 0);
    const std::string review = bytes(".kernel-atlas/kernels.yaml.review.yaml");
    QVERIFY2(QString::fromStdString(review).contains(QRegularExpression("\n    values: \"?[0-9a-f]{16}\"?\n")),
             review.c_str());
    std::string text = bytes("kernels.yaml");
    write("kernels.yaml", text.replace(text.find("seen"), 4, "else"));
    const Outcome noted = katlas({"set", "kernels.yaml", "--where", "g", "note=n"});
    QVERIFY2(noted.errors.contains("changed since it was accepted"), noted.errors);
    const QStringList report = {"export", "a.csv", "--to", "csv", "--catalog", "kernels.yaml"};
    QVERIFY2(!katlas(report).output.contains("accepted"), katlas(report).output);
    write("kernels.yaml", text.replace(text.find("else"), 4, "seen"));
    QVERIFY(katlas(report).output.contains("accepted")); // its block stayed as it was
    // Layout and quotes are no values.
    write("kernels.yaml", text.replace(text.find("\"seen\""), 6, ">-\n    seen"));
    QVERIFY(katlas(report).output.contains("accepted"));
}

QTEST_GUILESS_MAIN(TestKatlasWrites)
#include "tst_katlaswrites.moc"
