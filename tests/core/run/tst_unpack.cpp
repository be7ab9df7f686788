#include "core/run/unpack.h"

#include <QTest>

#include <zlib.h>
#include <zstd.h>

#include <string>

using namespace atlas;

namespace
{
std::string gzip(const std::string &text)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, text.size()) + 64, '\0');
    std::string input = text;
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

std::string zstd(const std::string &text)
{
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    ZSTD_CCtx *const context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    packed.resize(ZSTD_compress2(context, packed.data(), packed.size(), text.data(), text.size()));
    ZSTD_freeCCtx(context);
    return packed;
}

std::string utf16(const std::u16string &text, bool isBigEndian, bool hasMark)
{
    std::string bytes;
    const auto add = [&](char16_t unit) {
        const char high = static_cast<char>(unit >> 8U);
        const char low = static_cast<char>(unit & 0xFFU);
        bytes += isBigEndian ? high : low;
        bytes += isBigEndian ? low : high;
    };
    if (hasMark) {
        add(0xFEFF);
    }
    for (const char16_t unit : text) {
        add(unit);
    }
    return bytes;
}

struct Outcome
{
    std::string text;
    std::string error;
};

/// Everything a source gives, asked for in pieces of `step` bytes.
Outcome drain(const ByteSource &source, std::size_t step = 4096)
{
    Outcome outcome;
    std::string buffer(step, '\0');
    for (;;) {
        const auto got = source(buffer.data(), buffer.size());
        if (!got) {
            outcome.error = got.error().message;
            return outcome;
        }
        if (*got == 0) {
            return outcome;
        }
        outcome.text.append(buffer, 0, *got);
    }
}

const std::string kText = "Time (%),Total Time (ns),Instances,Name\n" + std::string(3000, 'x') + "\xE2\x82\xAC\n";
} // namespace

class TestUnpack : public QObject
{
    Q_OBJECT

private slots:
    void givesPlainBytes_data();
    void givesPlainBytes();
    void keepsWhatCameBeforeDamage_data();
    void keepsWhatCameBeforeDamage();
    void refusesBombs_data();
    void refusesBombs();
};

void TestUnpack::givesPlainBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    const auto add = [](const char *row, const std::string &bytes, const std::string &text) {
        QTest::newRow(row) << QByteArray::fromStdString(bytes) << QByteArray::fromStdString(text);
    };
    const std::u16string wide = u"Time (%),Total Time (ns),Instances,Name\r\n1,2,3,\u20AC\U0001F600\r\n";
    const std::string narrow = "Time (%),Total Time (ns),Instances,Name\r\n1,2,3,\xE2\x82\xAC\xF0\x9F\x98\x80\r\n";
    add("nothing", "", "");
    add("plain", kText, kText);
    add("gzip", gzip(kText), kText);
    add("two gzip members", gzip(kText) + gzip("more"), kText + "more");
    add("gzip with padding", gzip(kText) + std::string(512, '\0'), kText);
    add("empty gzip", gzip(""), "");
    add("zstd", zstd(kText), kText);
    add("two zstd frames", zstd(kText) + zstd("more"), kText + "more");
    add("gzip in zstd", zstd(gzip(kText)), kText);
    add("UTF-16 LE with mark", utf16(wide, false, true), narrow);
    add("UTF-16 LE", utf16(wide, false, false), narrow);
    add("UTF-16 BE with mark", utf16(wide, true, true), narrow);
    add("UTF-16 BE", utf16(wide, true, false), narrow);
    add("UTF-16 in gzip", gzip(utf16(wide, false, true)), narrow);
    add("a lone surrogate", utf16(std::u16string(u"lone \xD800 surrogate"), false, true),
        "lone \xEF\xBF\xBD surrogate");
    add("half a unit", utf16(u"odd number of bytes", false, true) + "x", "odd number of bytes\xEF\xBF\xBD");
    add("binary stays", std::string("\1\0\2\0\3\0\4\0\5\0\6\0\7\0\1\0\1\0\1\0", 20),
        std::string("\1\0\2\0\3\0\4\0\5\0\6\0\7\0\1\0\1\0\1\0", 20));
}

void TestUnpack::givesPlainBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    const std::string_view input(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    for (const std::size_t step : {1U, 7U, 4096U}) {
        const Outcome outcome = drain(plainBytes(bytesOf(input)), step);
        QCOMPARE(QByteArray::fromStdString(outcome.error), QByteArray());
        QCOMPARE(QByteArray::fromStdString(outcome.text), text);
    }
}

void TestUnpack::keepsWhatCameBeforeDamage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    std::string noise;
    for (unsigned i = 0, x = 1; i < 400'000; ++i) {
        x = x * 1664525U + 1013904223U;
        noise += static_cast<char>('a' + (x >> 24U) % 26);
    }
    for (const auto &[name, packed] : {std::pair("gzip", gzip(noise)), std::pair("zstd", zstd(noise))}) {
        std::string broken = packed;
        broken[packed.size() / 2] = static_cast<char>(broken[packed.size() / 2] ^ 0x55);
        broken[packed.size() / 2 + 1] = static_cast<char>(broken[packed.size() / 2 + 1] ^ 0x55);
        QTest::addRow("%s cut off", name) << QByteArray::fromStdString(packed.substr(0, packed.size() / 2));
        QTest::addRow("%s damaged", name) << QByteArray::fromStdString(broken);
    }
}

void TestUnpack::keepsWhatCameBeforeDamage()
{
    QFETCH(QByteArray, bytes);
    const Outcome outcome =
        drain(plainBytes(bytesOf(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())))));
    QVERIFY(!outcome.text.empty());
    QVERIFY2(outcome.error.contains("damaged or cut off"), outcome.error.c_str());
}

void TestUnpack::refusesBombs_data()
{
    QTest::addColumn<int>("packing");
    QTest::newRow("gzip") << int(Packing::Gzip);
    QTest::newRow("zstd") << int(Packing::Zstd);
}

void TestUnpack::refusesBombs()
{
    QFETCH(int, packing);
    const std::string zeros(std::size_t{16} << 20U, '\0');
    const std::string bomb = Packing(packing) == Packing::Gzip ? gzip(zeros) : zstd(zeros);
    const UnpackLimits limits{.freeBytes = std::size_t{1} << 20U, .ratio = 20};
    const Outcome outcome = drain(unpacked(bytesOf(bomb), Packing(packing), limits));
    QVERIFY2(outcome.error.contains("20 times its size"), outcome.error.c_str());
    QVERIFY(outcome.text.size() <= (std::size_t{8} << 20U));
}

QTEST_APPLESS_MAIN(TestUnpack)
#include "tst_unpack.moc"
