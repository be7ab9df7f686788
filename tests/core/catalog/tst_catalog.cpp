#include "core/base/file.h"
#include "core/catalog/catalogchecker.h"
#include "tests/core/catalog/catalogtext.h"
#include "tests/support/testpaths.h"

using namespace atlas;
using namespace atlas::test;

class TestCatalog : public QObject
{
    Q_OBJECT

private slots:
    void readsTheReviewedFile();
};

void TestCatalog::readsTheReviewedFile()
{
    if (!sharedDir()) {
        QSKIP("needs the reference material");
    }
    const std::string text = bytesOf(*sharedDir() / "runs/dsocr-20251107/kernels.reviewed.yaml");
    const Catalog catalog = catalogFrom(text);
    QCOMPARE(catalog.entries().size(), std::size_t{54});
}

QTEST_APPLESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
