#include "core/catalog/catalogreader.h"
#include "core/kernel/library.h"
#include "tests/core/catalog/catalogtext.h"
#include "tests/support/testpaths.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <regex>

using namespace atlas;
using namespace atlas::test;
using nlohmann::json;

/// The schema must say what core says; each keyword that it uses is looked at here.
class TestSchema : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void hasOurKeys();
    void offersTheLibraries();
    void knowsOperands_data();
    void knowsOperands();

private:
    json m_schema;
};

void TestSchema::initTestCase()
{
    m_schema = json::parse(bytesOf(sourceDir() / "resources/schema/kernels.schema.json"), nullptr, false);
    QVERIFY(!m_schema.is_discarded());
    QCOMPARE(m_schema.at("$schema").get<std::string>(), std::string("http://json-schema.org/draft-07/schema#"));
}

void TestSchema::hasOurKeys()
{
    std::vector<std::string> entryKeys = {std::string(kRawNameKey), std::string(kDataShapeKey)};
    std::vector<std::string> shapeKeys;
    for (const Field field : kFields) {
        (isShape(field) ? shapeKeys : entryKeys).emplace_back(key(field));
    }
    const json &kernelSchema = m_schema.at("definitions").at("kernel");
    const auto sorted = [](std::vector<std::string> list) {
        std::ranges::sort(list);
        return list;
    };
    QCOMPARE(sorted(kernelSchema.at("required").get<std::vector<std::string>>()), sorted(entryKeys));
    QCOMPARE(sorted(kernelSchema.at("properties").at("data_shape").at("required").get<std::vector<std::string>>()),
             sorted(shapeKeys));
    for (const std::string &name : entryKeys) {
        QVERIFY(kernelSchema.at("properties").contains(name));
    }
    for (const std::string &name : shapeKeys) {
        QCOMPARE(kernelSchema.at("properties").at("data_shape").at("properties").at(name).at("$ref").get<std::string>(),
                 std::string("#/definitions/shape"));
    }
}

void TestSchema::offersTheLibraries()
{
    const json &choices =
        m_schema.at("definitions").at("kernel").at("properties").at("source_lib").at("anyOf").at(0).at("enum");
    QVERIFY(std::ranges::equal(choices.get<std::vector<std::string>>(), kCanonicalLibraries));
}

void TestSchema::knowsOperands_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"(M, K)", "(K,)", "(K)", "()", "Q:(B,H,T,64)", " Q : ( 64 ) ", "(…)", "(B, …)", "(M",
                             "(M) x", "(M,,K)", "(,)", "((M), K)", "(64k)", "Q(M)", "", "->", "M"}) {
        QTest::newRow(QByteArray(text).append('.').constData()) << QByteArray(text);
    }
}

void TestSchema::knowsOperands()
{
    QFETCH(QByteArray, text);
    const std::regex pattern(m_schema.at("definitions").at("operand").at("pattern").get<std::string>());
    // std::regex works on bytes; in this pattern that makes no difference.
    QCOMPARE(std::regex_search(text.toStdString(), pattern), parseOperand(text.toStdString()).has_value());
}

QTEST_APPLESS_MAIN(TestSchema)
#include "tst_schema.moc"
