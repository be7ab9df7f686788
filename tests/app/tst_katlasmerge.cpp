#include "tests/support/testpaths.h"

#include <QProcess>
#include <QTest>

using namespace atlas::test;

/// katlas merge, set, apply and the outputs of export, as their users meet them; merge with real git.
class TestKatlasMerge : public QObject
{
    Q_OBJECT

private slots:
    void gitMergesWhereFieldsDiffer();
    void gitStopsWithNamedConflictsWhereTheyClash();
    void setupGitTeachesGit();
    void setupGitSaysWhyNot();
    void aMarkedFileIsReported();
    void entriesComeAndGoOnBothSides();
    void reviewFilesMergeInGitToo();
    void clashesInReviewFilesHaveMarkers_data();
    void clashesInReviewFilesHaveMarkers();
    void badInputIsNotAMerge();
    void setChangesOnlyWhatMatches();
    void applyDoesWhatALogSays();
    void regularExpressionsMatchExactlyTheirKernels();
    void otherFormatsHoldTheSelection_data();
    void otherFormatsHoldTheSelection();
    void pruneNamesAndRemoves();
};

namespace
{
struct Outcome
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

Outcome run(const QString &program, const QStringList &arguments, const std::filesystem::path &folder = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_CONFIG_HOME", "/nonexistent");
    environment.insert("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.insert("GIT_CONFIG_SYSTEM", "/dev/null");
    for (const char *who : {"GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"}) {
        environment.insert(who, "tester@example.org");
    }
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(QString::fromStdString(folder.string()));
    process.start(program, arguments);
    process.waitForFinished(60'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

Outcome katlas(const QStringList &arguments)
{
    return run(ATLAS_KATLAS, arguments);
}

QString in(const ScratchDir &dir, const char *name)
{
    return QString::fromStdString((dir.path() / name).string());
}

const std::string kBase = "# Head.\n- raw_name: f()\n  friendly_name: F # one\n  source_lib: CUDA\n  description: d\n"
                          "- raw_name: g()\n  friendly_name: G\n  source_lib: CUDA\n  description: e\n"
                          "- raw_name: h()\n  friendly_name: H\n  description: h\n";

std::string changed(std::string text, const std::string &what, const std::string &by)
{
    return text.replace(text.find(what), what.size(), by);
}

/// A repository with `base` on main, `theirs` on a branch, `ours` on main after that, and katlas as merge driver.
class Repository
{
public:
    Repository(const char *file, const std::string &base, const std::string &ours, const std::string &theirs)
        : m_file(file)
    {
        git({"init", "-q", "-b", "main"});
        git({"config", "merge.katlas.driver", QString("'%1' merge %O %A %B -o %A").arg(ATLAS_KATLAS)});
        m_dir.write(".gitattributes", "*kernels.yaml merge=katlas\n*.review.yaml merge=katlas\n");
        commit(base);
        git({"checkout", "-q", "-b", "theirs"});
        commit(theirs);
        git({"checkout", "-q", "main"});
        commit(ours);
    }
    Outcome merge() { return git({"merge", "-q", "--no-edit", "theirs"}); }
    [[nodiscard]] std::string text() const { return bytesOf(m_dir.path() / m_file); }
    Outcome git(const QStringList &arguments) { return run("git", arguments, m_dir.path()); }

private:
    void commit(const std::string &text)
    {
        m_dir.write(m_file, text);
        git({"add", "-A"});
        git({"commit", "-q", "-m", "x"});
    }

    ScratchDir m_dir;
    std::string m_file;
};
} // namespace

void TestKatlasMerge::gitMergesWhereFieldsDiffer()
{
    // Neighbouring lines: git's own merge would call this a conflict.
    Repository repository(
        "docs/kernels.yaml", kBase, changed(kBase, "friendly_name: F", "friendly_name: Ours"),
        changed(changed(kBase, "source_lib: CUDA", "source_lib: cuBLAS"), "# Head.", "# Their head."));
    const Outcome merged = repository.merge();
    QVERIFY2(merged.exitCode == 0, merged.output + merged.errors);
    QCOMPARE(QByteArray::fromStdString(repository.text()),
             QByteArray::fromStdString(changed(changed(changed(kBase, "friendly_name: F", "friendly_name: Ours"),
                                                       "source_lib: CUDA", "source_lib: cuBLAS"),
                                               "# Head.", "# Their head.")));
    QVERIFY(repository.git({"status", "--porcelain"}).output.isEmpty());
}

void TestKatlasMerge::setupGitTeachesGit()
{
    const ScratchDir dir;
    dir.write(".gitattributes", "*.bin binary"); // without a last line break
    const auto git = [&](const QStringList &arguments) { return run("git", arguments, dir.path()); };
    git({"init", "-q", "-b", "main"});
    const Outcome done = run(ATLAS_KATLAS, {"setup-git"}, dir.path());
    QVERIFY2(done.exitCode == 0 && done.errors.contains("commit .gitattributes"), done.errors);
    QCOMPARE(bytesOf(dir.path() / ".gitattributes"),
             std::string("*.bin binary\n*kernels.yaml merge=katlas diff=katlas\n*.review.yaml merge=katlas\n"));
    QCOMPARE(git({"config", "merge.katlas.driver"}).output.trimmed(), QByteArray("katlas merge %O %A %B -o %A"));

    // A second time changes nothing.
    const std::string attributes = bytesOf(dir.path() / ".gitattributes");
    QCOMPARE(run(ATLAS_KATLAS, {"setup-git"}, dir.path()).exitCode, 0);
    QCOMPARE(bytesOf(dir.path() / ".gitattributes"), attributes);

    // git names the kernel above each hunk of a diff.
    dir.write("kernels.yaml", kBase);
    git({"add", "-A"});
    dir.write("kernels.yaml", changed(kBase, "description: h", "description: new"));
    QVERIFY2(git({"diff", "-U0"}).output.contains("@@ h()"), git({"diff", "-U0"}).output);

    QCOMPARE(run(ATLAS_KATLAS, {"setup-git", "--remove"}, dir.path()).exitCode, 0);
    QCOMPARE(bytesOf(dir.path() / ".gitattributes"), std::string("*.bin binary\n"));
    QVERIFY(git({"config", "merge.katlas.driver"}).output.isEmpty());
}

void TestKatlasMerge::setupGitSaysWhyNot()
{
    const ScratchDir dir;
    const Outcome outside = run(ATLAS_KATLAS, {"setup-git"}, dir.path());
    QCOMPARE(outside.exitCode, 2);
    QVERIFY2(outside.errors.contains("no git repository"), outside.errors);
    const Outcome without = run("env", {"PATH=/nonexistent", ATLAS_KATLAS, "setup-git"}, dir.path());
    QCOMPARE(without.exitCode, 2);
    QVERIFY2(without.errors.contains("git is not on the PATH"), without.errors);
}

void TestKatlasMerge::gitStopsWithNamedConflictsWhereTheyClash()
{
    Repository repository(
        "kernels.yaml", kBase,
        changed(changed(kBase, "friendly_name: G", "friendly_name: Ours"), "description: d", "description: ours"),
        changed(kBase, "friendly_name: G", "friendly_name: Theirs"));
    const Outcome merged = repository.merge();
    QVERIFY(merged.exitCode != 0);
    QVERIFY2((merged.output + merged.errors).contains("conflict: friendly_name of \"g()\" was changed on both sides"),
             merged.output + merged.errors);
    const std::string expected =
        changed(changed(kBase, "  friendly_name: G\n",
                        "<<<<<<< ours\n  friendly_name: Ours\n||||||| base\n  friendly_name: G\n=======\n"
                        "  friendly_name: Theirs\n>>>>>>> theirs\n"),
                "description: d", "description: ours");
    QCOMPARE(QByteArray::fromStdString(repository.text()), QByteArray::fromStdString(expected));
    QVERIFY(repository.git({"status", "--porcelain"}).output.contains("UU kernels.yaml"));
}

void TestKatlasMerge::aMarkedFileIsReported()
{
    const ScratchDir dir;
    dir.write("base", kBase);
    dir.write("ours", changed(changed(kBase, "friendly_name: G", "friendly_name: O"), "  description: h\n", ""));
    dir.write("theirs",
              changed(changed(kBase, "friendly_name: G", "friendly_name: T"), "description: h", "description: t"));
    QCOMPARE(katlas({"merge", in(dir, "base"), in(dir, "ours"), in(dir, "theirs"), "-o", in(dir, "out")}).exitCode, 1);
    const Outcome checked = katlas({"check", in(dir, "out")});
    QCOMPARE(checked.exitCode, 1);
    QVERIFY2(checked.output.contains("git left a conflict"), checked.output);
}

void TestKatlasMerge::entriesComeAndGoOnBothSides()
{
    const ScratchDir dir;
    const std::string h = "- raw_name: h()\n  friendly_name: H\n  description: h\n";
    dir.write("base", kBase);
    dir.write("ours", changed(kBase, h, "") + "- raw_name: ours()\n  friendly_name: O\n");
    dir.write("theirs", "- raw_name: theirs()\n  friendly_name: T\n" + kBase);
    const Outcome merged = katlas({"merge", in(dir, "base"), in(dir, "ours"), in(dir, "theirs"), "-o", in(dir, "out")});
    QVERIFY2(merged.exitCode == 0, merged.errors);
    const std::string text = bytesOf(dir.path() / "out");
    QVERIFY(text.contains("theirs()") && text.contains("raw_name: ours()") && !text.contains("h()"));
    dir.write("theirs", changed(kBase, "description: h", "description: changed"));
    const Outcome clash = katlas({"merge", in(dir, "base"), in(dir, "ours"), in(dir, "theirs"), "-o", in(dir, "out")});
    QCOMPARE(clash.exitCode, 1);
    QVERIFY2(clash.errors.contains("\"h()\" was deleted in ours and changed in theirs"), clash.errors);
    QVERIFY(bytesOf(dir.path() / "out").contains("<<<<<<< ours\n||||||| base\n- raw_name: h()"));
}

void TestKatlasMerge::reviewFilesMergeInGitToo()
{
    const std::string base = "version: 1\nentries:\n  - raw_name: \"f()\"\n    note: \"n\"\n";
    Repository repository(".kernel-atlas/kernels.yaml.review.yaml", base, base + "    state: accepted\n",
                          base + "  - raw_name: \"g()\"\n    state: accepted\n");
    const Outcome merged = repository.merge();
    QVERIFY2(merged.exitCode == 0, merged.output + merged.errors);
    QCOMPARE(QByteArray::fromStdString(repository.text()).count("accepted"), 2);
}

void TestKatlasMerge::clashesInReviewFilesHaveMarkers_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("ours");
    QTest::addColumn<QByteArray>("theirs");
    const QByteArray base = "version: 1\nentries:\n  - raw_name: \"f()\"\n    note: \"n\"\n";
    const auto add = [&](const char *row, const QByteArray &ours, const QByteArray &theirs) {
        QTest::newRow(row) << base << ours << theirs;
    };
    add("states", base + "    state: accepted\n    values: \"0000000000000001\"\n", base + "    state: needs-work\n");
    add("hashes", base + "    state: accepted\n    values: \"0000000000000001\"\n",
        base + "    state: accepted\n    values: \"0000000000000002\"\n");
    add("notes", QByteArray(base).replace("\"n\"", "mine"), QByteArray(base).replace("\"n\"", "theirs"));
    add("picked", base + "    picked: true\n", base + "    picked: false\n");
    add("keys not ours", base + "    ticket: A\n", base + "    ticket: B\n");
    add("keys of the file", base + "team: A\n", base + "team: B\n");
    add("one of them is no YAML", base + "    state: accepted\n", base + "    state: \"\n");
    add("what writing would lose", base + "    picked: maybe\n", base + "    picked: true\n");
    add("markers of a merge before", base + "<<<<<<< ours\n    picked: true\n=======\n>>>>>>> theirs\n",
        base + "    picked: true\n");
}

void TestKatlasMerge::clashesInReviewFilesHaveMarkers()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, ours);
    QFETCH(QByteArray, theirs);
    const ScratchDir dir;
    dir.write("base", base.toStdString());
    dir.write("ours", ours.toStdString());
    dir.write("theirs", theirs.toStdString());
    const Outcome merged = katlas({"merge", in(dir, "base"), in(dir, "ours"), in(dir, "theirs"), "-o", in(dir, "out")});
    QVERIFY2(merged.exitCode == 1, merged.errors);
    const QByteArray text = QByteArray::fromStdString(bytesOf(dir.path() / "out"));
    QVERIFY2(text.contains("<<<<<<< ours\n") && text.contains(">>>>>>> theirs\n"), text);
}

void TestKatlasMerge::badInputIsNotAMerge()
{
    const ScratchDir dir;
    dir.write("base", kBase);
    dir.write("bad", "- raw_name: \"f\n");
    const Outcome merged = katlas({"merge", in(dir, "base"), in(dir, "gone"), in(dir, "bad"), "-o", in(dir, "out")});
    QCOMPARE(merged.exitCode, 2);
    QVERIFY(!std::filesystem::exists(dir.path() / "out"));
    // What is no catalog has lines all the same: git would take an exit of 2 for a conflict, and there would be none to
    // see.
    dir.write("ours", changed(kBase, "friendly_name: F", "friendly_name: O"));
    const Outcome lines = katlas({"merge", in(dir, "base"), in(dir, "ours"), in(dir, "bad"), "-o", in(dir, "out")});
    QCOMPARE(lines.exitCode, 1);
    QVERIFY2(lines.errors.contains("line by line"), lines.errors);
    QVERIFY(bytesOf(dir.path() / "out").contains("<<<<<<< ours\n"));
}

void TestKatlasMerge::setChangesOnlyWhatMatches()
{
    const ScratchDir dir;
    dir.write("kernels.yaml", kBase);
    const QString file = in(dir, "kernels.yaml");
    const Outcome preview = katlas({"set", file, "--where", "^[fg]", "description=Set: \"it\"", "--diff"});
    QCOMPARE(preview.exitCode, 0);
    QVERIFY2(preview.output.count("+  description") == 2, preview.output);
    QCOMPARE(bytesOf(dir.path() / "kernels.yaml"), kBase);
    const Outcome set =
        katlas({"set", file, "--where", "^f", "tiled=(64, K) -> (64,)", "state=accepted", "note=by script"});
    QVERIFY2(set.exitCode == 0, set.errors);
    QVERIFY(bytesOf(dir.path() / "kernels.yaml").contains("- [\"(64, K)\", \"->\", \"(64,)\"]"));
    const std::string review = bytesOf(dir.path() / ".kernel-atlas/kernels.yaml.review.yaml");
    QVERIFY2(review.contains("state: accepted") && review.contains("by_person: [tiled]"), review.c_str());
    QCOMPARE(katlas({"set", file, "--where", "(", "note=x"}).exitCode, 2);
    QCOMPARE(katlas({"set", file, "--where", "f", "colour=x"}).exitCode, 2);
    QCOMPARE(katlas({"set", file, "--where", "f", "tiled=(("}).exitCode, 2);
}

void TestKatlasMerge::applyDoesWhatALogSays()
{
    const ScratchDir dir;
    dir.write("kernels.yaml", kBase);
    dir.write("edits.jsonl", R"j({"step":"a","edits":[{"raw_name":"f()","slot":"description","value":"new"},)j"
                             R"j({"raw_name":"gone()","slot":"note","value":"x"}]})j"
                             "\n"
                             R"j({"step":"b","edits":[{"raw_name":"g()","slot":"description","value":"no"}]})j"
                             "\n{\"undo\":true}\n");
    const Outcome applied = katlas({"apply", in(dir, "edits.jsonl"), in(dir, "kernels.yaml")});
    QVERIFY2(applied.exitCode == 0, applied.errors);
    QVERIFY2(applied.errors.contains("gone()"), applied.errors);
    QCOMPARE(QByteArray::fromStdString(bytesOf(dir.path() / "kernels.yaml")),
             QByteArray::fromStdString(changed(kBase, "description: d", "description: \"new\"")));
    dir.write("bad.jsonl", "{\"step\":1}\n");
    QCOMPARE(katlas({"apply", in(dir, "bad.jsonl"), in(dir, "kernels.yaml")}).exitCode, 2);
}

void TestKatlasMerge::regularExpressionsMatchExactlyTheirKernels()
{
    const auto shared = sharedDir();
    const QString runFolder = QString::fromStdString((shared ? *shared / "runs/dsocr-20251107" : sampleRun()).string());
    const ScratchDir dir;
    QCOMPARE(katlas({"export", runFolder, "--all", "--to", "ncu", "-o", in(dir, "ncu.yaml")}).exitCode, 0);
    const Outcome tables = katlas({"tables", runFolder, "--format", "json"});
    dir.write("tables.json", tables.output.toStdString());
    dir.write("check.py", "import json, re, sys, yaml\n"
                          "kernels = yaml.safe_load(open(sys.argv[1]))['kernels']\n"
                          "def names(x):\n"
                          "    if isinstance(x, dict):\n"
                          "        if 'raw_name' in x: yield x['raw_name']\n"
                          "        for v in x.values(): yield from names(v)\n"
                          "    elif isinstance(x, list):\n"
                          "        for v in x: yield from names(v)\n"
                          "all_names = set(names(json.load(open(sys.argv[2]))))\n"
                          "assert len(kernels) == len(all_names) > 10, (len(kernels), len(all_names))\n"
                          "for k in kernels:\n"
                          "    assert [n for n in all_names if re.search(k['regex'], n)] == [k['name']], k\n"
                          "    assert k['description'] and k['launch_skip'] >= 0\n"
                          "print('ok', len(kernels))\n");
    const Outcome checked = run("python3", {in(dir, "check.py"), in(dir, "ncu.yaml"), in(dir, "tables.json")});
    if (checked.errors.contains("No module named 'yaml'")) {
        QSKIP("no PyYAML here");
    }
    QVERIFY2(checked.output.startsWith("ok"), checked.errors);
}

void TestKatlasMerge::otherFormatsHoldTheSelection_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("holds");
    QTest::newRow("markdown") << "markdown" << QByteArray("## Signatures");
    QTest::newRow("csv") << "csv" << QByteArray("rank,friendly_name,source_lib,state");
    QTest::newRow("html") << "html" << QByteArray("<th scope=\"col\">Signature</th>");
    QTest::newRow("ncu") << "ncu" << QByteArray("    regex: \"^");
}

void TestKatlasMerge::otherFormatsHoldTheSelection()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, holds);
    const Outcome out = katlas({"export", QString::fromStdString(sampleRun().string()), "--top", "2", "--to", format});
    QCOMPARE(out.exitCode, 0);
    QVERIFY2(out.output.contains(holds), out.output.left(500));
}

void TestKatlasMerge::pruneNamesAndRemoves()
{
    const ScratchDir dir;
    dir.write("kernels.yaml", kBase);
    const QString sample = QString::fromStdString(sampleRun().string());
    const Outcome preview =
        katlas({"export", sample, "--top", "1", "-o", in(dir, "kernels.yaml"), "--prune", "--diff"});
    QVERIFY2(preview.errors.contains("would remove: f()"), preview.errors);
    QCOMPARE(bytesOf(dir.path() / "kernels.yaml"), kBase);
    const Outcome pruned =
        katlas({"export", sample, "--top", "1", "-o", in(dir, "kernels.yaml"), "--prune", "--refresh"});
    QVERIFY2(pruned.exitCode == 0 && pruned.errors.contains("3 removed"), pruned.errors);
    QVERIFY(!bytesOf(dir.path() / "kernels.yaml").contains("f()\n"));
}

QTEST_GUILESS_MAIN(TestKatlasMerge)
#include "tst_katlasmerge.moc"
