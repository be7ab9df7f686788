#include "core/review/projectfile.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

class TestProjectFile : public QObject
{
    Q_OBJECT

private slots:
    void readsEverything();
    void isFoundFromBelow();
    void saysWhatItDoesNotUnderstand_data();
    void saysWhatItDoesNotUnderstand();
    void refusesWhatIsNoMapping();
};

void TestProjectFile::readsEverything()
{
    const ScratchDir dir;
    const auto path = dir.write("kernel-atlas.yaml", "catalog: docs/kernels.yaml\n"
                                                     "runs: [tmp/nsys-profile, reports]\n"
                                                     "nesting: {sam: prefill, clip: prefill}\n"
                                                     "rules: rules/mine.yaml\n"
                                                     "selection:\n  coverage: 95\n");
    const Result<ProjectFile> project = readProjectFile(path);
    QVERIFY2(project.has_value(), project ? "" : project.error().message.c_str());
    QVERIFY(project->diagnostics.empty());
    QCOMPARE(project->catalog.value(), dir.path() / "docs/kernels.yaml");
    QCOMPARE(project->runFolders.size(), std::size_t{2});
    QCOMPARE(project->nesting.size(), std::size_t{2});
    QCOMPARE(project->nesting.front().second, std::string("prefill"));
    QCOMPARE(project->rulePacks.front(), dir.path() / "rules/mine.yaml");
    QVERIFY(project->selection->kind == SelectionOptions::Kind::Coverage);
    QCOMPARE(project->selection->coveragePercent, 95.0);
}

void TestProjectFile::isFoundFromBelow()
{
    const ScratchDir dir;
    const auto table = dir.write("tmp/run/all-stage/nsys/t.csv", "x");
    QVERIFY(!findProjectFile(table).has_value());
    const auto path = dir.write("kernel-atlas.yaml", "");
    QCOMPARE(findProjectFile(table).value(), path);
    QCOMPARE(findProjectFile(dir.path()).value(), path);
    QVERIFY(readProjectFile(path).has_value()); // an empty file says nothing
}

void TestProjectFile::saysWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("line");
    QTest::newRow("unknown key") << QByteArray("catalog: a\ncatalogue: b\n") << QByteArray("project-unknown-key") << 2;
    QTest::newRow("catalog as list") << QByteArray("catalog: [a]\n") << QByteArray("project-bad-value") << 1;
    QTest::newRow("nesting as list") << QByteArray("nesting: [sam]\n") << QByteArray("project-bad-value") << 1;
    QTest::newRow("runs as map") << QByteArray("runs: {a: b}\n") << QByteArray("project-bad-value") << 1;
    QTest::newRow("negative top") << QByteArray("selection:\n  top: -3\n") << QByteArray("project-bad-value") << 2;
    QTest::newRow("coverage above 100") << QByteArray("selection: {coverage: 101}\n") << QByteArray("project-bad-value")
                                        << 1;
    QTest::newRow("top in words") << QByteArray("selection: {top: many}\n") << QByteArray("project-bad-value") << 1;
}

void TestProjectFile::saysWhatItDoesNotUnderstand()
{
    QFETCH(QByteArray, text);
    const ScratchDir dir;
    const Result<ProjectFile> project = readProjectFile(dir.write("kernel-atlas.yaml", text.toStdString()));
    QVERIFY(project.has_value());
    QCOMPARE(project->diagnostics.size(), std::size_t{1});
    QTEST(QByteArray::fromStdString(project->diagnostics.front().code), "code");
    QTEST(static_cast<int>(project->diagnostics.front().location.line), "line");
    QVERIFY(!project->selection.has_value());
}

void TestProjectFile::refusesWhatIsNoMapping()
{
    const ScratchDir dir;
    QVERIFY(!readProjectFile(dir.write("a.yaml", "- a\n")).has_value());
    const Result<ProjectFile> broken = readProjectFile(dir.write("b.yaml", "catalog: [a\n"));
    QVERIFY(!broken.has_value());
    QVERIFY(broken.error().location.line > 0);
    QVERIFY(!readProjectFile(dir.path() / "none.yaml").has_value());
}

QTEST_APPLESS_MAIN(TestProjectFile)
#include "tst_projectfile.moc"
