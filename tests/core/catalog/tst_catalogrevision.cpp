#include "core/catalog/catalogrevision.h"
#include "tests/core/catalog/catalogtext.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

class TestCatalogRevision : public QObject
{
    Q_OBJECT

private slots:
    void whatIsTakenBackGetsItsOldBytes_data();
    void whatIsTakenBackGetsItsOldBytes();
    void patchesLeadFromTheCurrentText();
    void addedAndRemovedEntriesGoBackToo();
    void aForeignTextIsChangedAsItIs();
};

namespace
{
const std::string kText =
    "# Head.\r\n- raw_name: f()\r\n  friendly_name: 'Old' # why\r\n  source_lib: CUDA\r\n"
    "  data_shape:\r\n    generic: [[(M, K), \"->\", (M,)]] # torn\r\n    fixed: ~\r\n  description: |\r\n"
    "    Two\r\n    lines\r\n  owner: me\r\n- raw_name: g()\r\n  friendly_name: G";

Catalog after(const Catalog &base, const Catalog &current, const CatalogChanges &changes)
{
    return reviseCatalog(base, current, changes).value().catalog;
}

CatalogChanges none()
{
    return {};
}
} // namespace

void TestCatalogRevision::whatIsTakenBackGetsItsOldBytes_data()
{
    QTest::addColumn<int>("field");
    for (const Field field : kFields) {
        QTest::newRow(std::string(key(field)).c_str()) << static_cast<int>(field);
    }
}

void TestCatalogRevision::whatIsTakenBackGetsItsOldBytes()
{
    QFETCH(int, field);
    const auto which = static_cast<Field>(field);
    const Catalog base = catalogFrom(kText);
    const FieldValue other =
        isShape(which) ? FieldValue(Shape{{"(A)", "->", "(B)"}}) : FieldValue(std::string("other"));
    CatalogChanges both = change(which, other);
    both.fields.push_back({1, Field::FriendlyName, std::string("H")});
    const Catalog changedBoth = after(base, base, both);
    QVERIFY(changedBoth.text() != base.text());
    const Catalog one = after(base, changedBoth, change(which, base.entries()[0].info[which]));
    QCOMPARE(QByteArray::fromStdString(one.text()), changed(base, change(Field::FriendlyName, std::string("H"), 1)));
    const Catalog back = after(base, one, change(Field::FriendlyName, std::string("G"), 1));
    QCOMPARE(QByteArray::fromStdString(back.text()), QByteArray::fromStdString(kText));
}

void TestCatalogRevision::patchesLeadFromTheCurrentText()
{
    const Catalog base = catalogFrom(kText);
    const Catalog first = after(base, base, change(Field::FriendlyName, std::string("A much longer name than before")));
    const CatalogRevision second = reviseCatalog(base, first, change(Field::Description, std::string("One."))).value();
    QCOMPARE(second.patches.size(), std::size_t{1});
    QCOMPARE(QByteArray::fromStdString(applyPatches(first.text(), second.patches)),
             QByteArray::fromStdString(second.catalog.text()));
    const CatalogRevision third =
        reviseCatalog(base, second.catalog, change(Field::FriendlyName, std::string("Old"))).value();
    QCOMPARE(QByteArray::fromStdString(applyPatches(second.catalog.text(), third.patches)),
             QByteArray::fromStdString(third.catalog.text()));
    QVERIFY(third.catalog.text().contains("'Old' # why"));
}

void TestCatalogRevision::addedAndRemovedEntriesGoBackToo()
{
    const Catalog base = catalogFrom(kText);
    CatalogChanges changes;
    changes.added = {kernel("new()")};
    changes.order = {"f()", "new()", "g()"};
    changes.removed = {1};
    const Catalog current = after(base, base, changes);
    QVERIFY(current.find("g()") == nullptr);
    const Catalog kept = after(base, current, none());
    QCOMPARE(kept.text(), current.text());
    CatalogChanges back;
    back.removed = {1};
    const Catalog without = after(base, current, back);
    QVERIFY(without.find("new()") == nullptr);
    QVERIFY(without.find("g()") == nullptr);
}

void TestCatalogRevision::aForeignTextIsChangedAsItIs()
{
    const Catalog base = catalogFrom(kText);
    const Catalog foreign = catalogFrom(kText + " # by someone else");
    const CatalogRevision revision =
        reviseCatalog(base, foreign, change(Field::FriendlyName, std::string("N"))).value();
    QVERIFY(revision.catalog.text().contains("by someone else"));
    QVERIFY(revision.catalog.text().contains("\"N\" # why"));
}

QTEST_APPLESS_MAIN(TestCatalogRevision)
#include "tst_catalogrevision.moc"
