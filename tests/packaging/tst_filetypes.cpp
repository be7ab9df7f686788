#include "tests/support/testpaths.h"

#include <QDir>
#include <QFile>
#include <QMimeDatabase>
#include <QTemporaryDir>
#include <QtTest>

/// The types of files that packaging/desktop/kernel-atlas.xml tells by their first bytes.
class TestFileTypes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void typesAreTold_data();
    void typesAreTold();

private:
    QTemporaryDir m_folder;
};

void TestFileTypes::initTestCase()
{
    QVERIFY(QDir(m_folder.path()).mkpath("data/mime/packages"));
    QVERIFY(QFile::copy(ATLAS_TYPES, m_folder.filePath("data/mime/packages/kernel-atlas.xml")));
    qputenv("XDG_DATA_HOME", m_folder.filePath("data").toLocal8Bit());
}

void TestFileTypes::typesAreTold_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("type");

    const QByteArray sqlite = QByteArray("SQLite format 3\0\x10\0", 18).leftJustified(600, '\0');
    QTest::newRow("export of Nsight Systems")
        << "a.sqlite" << sqlite + "CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start INTEGER)"
        << "application/vnd.nsight-systems.export+sqlite3";
    QTest::newRow("another database") << "b.sqlite" << sqlite + "CREATE TABLE people (name)"
                                      << "application/vnd.sqlite3";
    QTest::newRow("kernel summary") << "a.csv"
                                    << QByteArray("Time (%),Total Time (ns),Instances,Avg (ns),Name\n1,2,3,4,k\n")
                                    << "text/vnd.nsight-systems.kernel-summary";
    QTest::newRow("kernel summary of 2021")
        << "c.csv" << QByteArray("Time(%),Total Time (ns),Instances,Name\n1,2,3,k\n")
        << "text/vnd.nsight-systems.kernel-summary";
    QTest::newRow("another table") << "b.csv" << QByteArray("name,age\nx,3\n") << "text/csv";
    QTest::newRow("trace of PyTorch") << "a.json"
                                      << QByteArray("{\n  \"schemaVersion\": 1,\n  \"deviceProperties\": [\n")
                                      << "application/vnd.pytorch.trace+json";
    QTest::newRow("rocprofv3") << "b.json" << QByteArray("{\n  \"rocprofiler-sdk-tool\": [\n")
                               << "application/vnd.rocprofiler.trace+json";
    QTest::newRow("other JSON") << "c.json" << QByteArray("{\"a\": 1}") << "application/json";
    QTest::newRow("catalog by its name") << "kernels.yaml" << QByteArray("[]\n")
                                         << "application/vnd.kernel-atlas.catalog+yaml";
    QTest::newRow("report") << "a.nsys-rep" << QByteArray("\x01\x02") << "application/vnd.nsight-systems.report";
}

void TestFileTypes::typesAreTold()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, content);
    QFETCH(const QString, type);
    const QString path = m_folder.filePath(name);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const QMimeDatabase database;
    const QMimeType found = database.mimeTypeForFile(path);
    const QString byContent = database.mimeTypeForData(content).name();
    QVERIFY2(found.name() == type || (found.inherits("text/plain") && byContent == type),
             qPrintable(found.name() + ", by content " + byContent));
}

QTEST_GUILESS_MAIN(TestFileTypes)
#include "tst_filetypes.moc"
