#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/catalogwriter.h"

#include <QByteArray>
#include <QTest>

#include <string>

/// Short ways to a catalog for the tests of this folder.
namespace atlas::test
{

/// A catalog read from `text`; fails the test and returns an empty one when it cannot be read.
inline Catalog catalogFrom(const std::string &text)
{
    Result<Catalog> catalog = Catalog::read(text, "kernels.yaml");
    if (!catalog) {
        QTest::qFail((format(catalog.error().location) + ": " + catalog.error().message).c_str(), __FILE__, __LINE__);
        return Catalog::empty("kernels.yaml");
    }
    return std::move(*catalog);
}

/// The text of `catalog` after `changes`, or "error: ...".
inline QByteArray changed(const Catalog &catalog, const CatalogChanges &changes)
{
    const Result<Catalog> after = changeCatalog(catalog, changes);
    return QByteArray::fromStdString(after ? after->text() : "error: " + after.error().message);
}

/// A change of one field of the first entry.
inline CatalogChanges change(Field field, FieldValue value, std::size_t entry = 0)
{
    CatalogChanges changes;
    changes.fields.emplace_back(entry, field, std::move(value));
    return changes;
}

/// An entry as the rules would make it.
inline KernelEntry kernel(const std::string &rawName)
{
    KernelEntry entry{rawName, {}};
    entry.info[Field::FriendlyName] = "Friendly";
    entry.info[Field::SourceLib] = "CUDA";
    entry.info[Field::Generic] = Shape{{"(…)", "->", "(…)"}};
    entry.info[Field::Description] = "CUDA device kernel.";
    return entry;
}

/// `diagnostics` as "line code" each.
inline QList<QByteArray> codes(const std::vector<Diagnostic> &diagnostics)
{
    QList<QByteArray> list;
    for (const Diagnostic &diagnostic : diagnostics) {
        list.append(QByteArray::number(static_cast<qulonglong>(diagnostic.location.line)) + ' ' +
                    QByteArray::fromStdString(diagnostic.code));
    }
    return list;
}

} // namespace atlas::test
