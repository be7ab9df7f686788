#include "core/run/unpack.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace atlas
{

namespace
{
using namespace std::string_view_literals;

constexpr std::size_t kInputBytes = std::size_t{256} << 10U;
/// Windows above this are refused: a hostile zstd frame may ask for 2 GiB.
constexpr int kMaxZstdWindowLog = 27;

/// Reads packed bytes and keeps account of what they grow to.
class PackedInput
{
public:
    PackedInput(ByteSource source, UnpackLimits limits) : m_source(std::move(source)), m_limits(limits) {}

    /// Fills the input when it is used up; false at the end.
    Result<bool> fill()
    {
        if (!m_rest.empty()) {
            return true;
        }
        const Result<std::size_t> got = m_source(m_bytes.data(), m_bytes.size());
        if (!got) {
            return std::unexpected(got.error());
        }
        m_rest = {m_bytes.data(), *got};
        m_packed += *got;
        return !m_rest.empty();
    }
    [[nodiscard]] std::string_view rest() const { return m_rest; }
    void use(std::size_t size) { m_rest.remove_prefix(size); }

    /// Counts unpacked bytes; an error when they are out of proportion.
    Result<std::size_t> account(std::size_t size)
    {
        m_unpacked += size;
        if (m_unpacked > m_limits.freeBytes && m_unpacked / m_limits.ratio > m_packed) {
            return failure("the packed file grows to more than " + std::to_string(m_limits.ratio) +
                           " times its size; that is no report. Unpack it yourself if you trust it");
        }
        return size;
    }

private:
    ByteSource m_source;
    UnpackLimits m_limits;
    std::vector<char> m_bytes = std::vector<char>(kInputBytes);
    std::string_view m_rest;
    std::size_t m_packed = 0;
    std::size_t m_unpacked = 0;
};

Error damaged(std::string_view what)
{
    return {"the packed data is damaged or cut off (" + std::string(what) + "); copy the file again", {}};
}

class GzipStream
{
public:
    GzipStream(ByteSource packed, UnpackLimits limits) : m_input(std::move(packed), limits)
    {
        m_isReady = inflateInit2(&m_stream, kGzipWindow) == Z_OK;
    }
    GzipStream(const GzipStream &) = delete;
    GzipStream &operator=(const GzipStream &) = delete;
    ~GzipStream() { inflateEnd(&m_stream); }

    Result<std::size_t> read(char *buffer, std::size_t size)
    {
        m_stream.next_out = reinterpret_cast<Bytef *>(buffer);
        const std::size_t wanted = std::min<std::size_t>(size, std::size_t{1} << 30U);
        m_stream.avail_out = static_cast<uInt>(wanted);
        while (m_stream.avail_out == wanted) {
            const Result<bool> more = m_input.fill();
            if (!more) {
                return std::unexpected(more.error());
            }
            if (!*more || isTrailer()) {
                return m_isBetween ? Result<std::size_t>(0) : std::unexpected(damaged("gzip ends early"));
            }
            if (const Result<void> step = inflateSome(); !step) {
                return std::unexpected(step.error());
            }
        }
        return m_input.account(wanted - m_stream.avail_out);
    }

private:
    static constexpr int kGzipWindow = 15 + 16; // the largest window, with gzip's header

    /// Behind the last member: padding that tapes and dd leave.
    [[nodiscard]] bool isTrailer() const { return m_isBetween && m_hasMember && !m_input.rest().starts_with('\x1F'); }
    Result<void> inflateSome()
    {
        const std::string_view rest = m_input.rest();
        // zlib's interface is not const, but it does not write there.
        m_stream.next_in = const_cast<Bytef *>(reinterpret_cast<const Bytef *>(rest.data()));
        m_stream.avail_in = static_cast<uInt>(rest.size());
        m_isBetween = false;
        const int state = m_isReady ? inflate(&m_stream, Z_NO_FLUSH) : Z_MEM_ERROR;
        m_input.use(rest.size() - m_stream.avail_in);
        if (state == Z_STREAM_END) {
            m_isBetween = m_hasMember = true;
            inflateReset(&m_stream);
        } else if (state != Z_OK && state != Z_BUF_ERROR) {
            return std::unexpected(damaged("gzip"));
        }
        return {};
    }

    PackedInput m_input;
    z_stream m_stream{};
    bool m_isReady = false;
    bool m_isBetween = true; // no member has begun that has not ended
    bool m_hasMember = false;
};

class ZstdStream
{
public:
    ZstdStream(ByteSource packed, UnpackLimits limits)
        : m_input(std::move(packed), limits), m_stream(ZSTD_createDStream(), ZSTD_freeDStream)
    {
        ZSTD_DCtx_setParameter(m_stream.get(), ZSTD_d_windowLogMax, kMaxZstdWindowLog);
    }

    Result<std::size_t> read(char *buffer, std::size_t size)
    {
        ZSTD_outBuffer out{buffer, size, 0};
        while (out.pos == 0) {
            const Result<bool> more = m_input.fill();
            if (!more) {
                return std::unexpected(more.error());
            }
            if (!*more) {
                return m_isBetween ? Result<std::size_t>(0) : std::unexpected(damaged("zstd ends early"));
            }
            ZSTD_inBuffer in{m_input.rest().data(), m_input.rest().size(), 0};
            const std::size_t state = ZSTD_decompressStream(m_stream.get(), &out, &in);
            m_input.use(in.pos);
            if (ZSTD_isError(state) != 0) {
                return std::unexpected(damaged(ZSTD_getErrorName(state)));
            }
            m_isBetween = state == 0;
        }
        return m_input.account(out.pos);
    }

private:
    PackedInput m_input;
    std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream *)> m_stream;
    bool m_isBetween = true;
};

/// A source whose first bytes were looked at: gives them again, then the rest.
class Peeked
{
public:
    explicit Peeked(ByteSource source) : m_source(std::move(source)) {}

    /// At least `size` bytes where the source has so many; fewer before an error, which read() tells.
    std::string_view peek(std::size_t size)
    {
        while (m_bytes.size() < size && !m_error) {
            const std::size_t had = m_bytes.size();
            m_bytes.resize(size);
            const Result<std::size_t> got = m_source(m_bytes.data() + had, size - had);
            m_bytes.resize(had + got.value_or(0));
            if (!got) {
                m_error = got.error();
            } else if (*got == 0) {
                break;
            }
        }
        return m_bytes;
    }
    Result<std::size_t> read(char *buffer, std::size_t size)
    {
        if (m_given < m_bytes.size()) {
            const std::size_t count = std::min(size, m_bytes.size() - m_given);
            std::copy_n(m_bytes.data() + m_given, count, buffer);
            m_given += count;
            return count;
        }
        return m_error ? std::unexpected(*m_error) : m_source(buffer, size);
    }

private:
    ByteSource m_source;
    std::string m_bytes;
    std::size_t m_given = 0;
    std::optional<Error> m_error;
};

void appendUtf8(std::string &text, std::uint32_t point)
{
    const auto byte = [&](std::uint32_t value) { text += static_cast<char>(value); };
    if (point < 0x80) {
        byte(point);
    } else if (point < 0x800) {
        byte(0xC0 | (point >> 6U));
        byte(0x80 | (point & 0x3FU));
    } else if (point < 0x10000) {
        byte(0xE0 | (point >> 12U));
        byte(0x80 | ((point >> 6U) & 0x3FU));
        byte(0x80 | (point & 0x3FU));
    } else {
        byte(0xF0 | (point >> 18U));
        byte(0x80 | ((point >> 12U) & 0x3FU));
        byte(0x80 | ((point >> 6U) & 0x3FU));
        byte(0x80 | (point & 0x3FU));
    }
}

/// UTF-16 to UTF-8; what is no character becomes U+FFFD.
class Utf16Stream
{
public:
    Utf16Stream(ByteSource source, bool isBigEndian) : m_source(std::move(source)), m_isBigEndian(isBigEndian) {}

    Result<std::size_t> read(char *buffer, std::size_t size)
    {
        while (m_given == m_text.size()) {
            m_text.clear();
            m_given = 0;
            const Result<std::size_t> got = m_source(m_bytes.data(), m_bytes.size());
            if (!got || *got == 0) {
                return finish(got, buffer, size);
            }
            for (const char c : std::string_view(m_bytes.data(), *got)) {
                take(static_cast<unsigned char>(c));
            }
        }
        return give(buffer, size);
    }

private:
    static constexpr std::uint32_t kReplacement = 0xFFFD;

    Result<std::size_t> give(char *buffer, std::size_t size)
    {
        const std::size_t count = std::min(size, m_text.size() - m_given);
        std::copy_n(m_text.data() + m_given, count, buffer);
        m_given += count;
        return count;
    }
    Result<std::size_t> finish(const Result<std::size_t> &got, char *buffer, std::size_t size)
    {
        if (got && (m_half >= 0 || m_high != 0)) {
            m_half = -1;
            m_high = 0;
            appendUtf8(m_text, kReplacement);
            return give(buffer, size);
        }
        return got;
    }
    void take(unsigned char byte)
    {
        if (m_half < 0) {
            m_half = byte;
            return;
        }
        const auto first = static_cast<std::uint32_t>(m_half);
        const std::uint32_t unit = m_isBigEndian ? (first << 8U) | byte : (std::uint32_t{byte} << 8U) | first;
        m_half = -1;
        const bool isLow = unit >= 0xDC00 && unit < 0xE000;
        if (m_high != 0) {
            appendUtf8(m_text, isLow ? 0x10000 + ((m_high - 0xD800) << 10U) + (unit - 0xDC00) : kReplacement);
            m_high = 0;
            if (isLow) {
                return;
            }
        }
        if (unit >= 0xD800 && unit < 0xDC00) {
            m_high = unit;
        } else if (unit != 0xFEFF) { // a byte order mark
            appendUtf8(m_text, isLow ? kReplacement : unit);
        }
    }

    ByteSource m_source;
    bool m_isBigEndian;
    std::vector<char> m_bytes = std::vector<char>(kInputBytes);
    std::string m_text;
    std::size_t m_given = 0;
    int m_half = -1;          // the first byte of a unit whose second one has not come
    std::uint32_t m_high = 0; // the first unit of a pair
};

template<class Stream>
ByteSource sourceOf(std::shared_ptr<Stream> stream)
{
    return [stream = std::move(stream)](char *buffer, std::size_t size) { return stream->read(buffer, size); };
}

enum class Utf16
{
    No,
    LittleEndian,
    BigEndian
};

/// By its mark, or because nearly every other byte is 0 as it is in text that is mostly ASCII.
Utf16 utf16Of(std::string_view beginning)
{
    if (beginning.starts_with("\xFF\xFE"sv) && !beginning.starts_with("\xFF\xFE\0\0"sv)) {
        return Utf16::LittleEndian;
    }
    if (beginning.starts_with("\xFE\xFF"sv)) {
        return Utf16::BigEndian;
    }
    std::array<std::size_t, 2> zeros{};
    std::size_t odd = 0; // control characters that no text has
    for (std::size_t i = 0; i < beginning.size(); ++i) {
        const auto c = static_cast<unsigned char>(beginning[i]);
        zeros[i % 2] += c == 0 ? 1 : 0;
        odd += c != 0 && c < 0x20 && c != '\n' && c != '\r' && c != '\t' ? 1 : 0;
    }
    const std::size_t units = beginning.size() / 2;
    if (units < 8 || odd > units / 32) {
        return Utf16::No;
    }
    if (zeros[1] >= units - units / 8 && zeros[0] <= units / 8) {
        return Utf16::LittleEndian;
    }
    return zeros[0] >= units - units / 8 && zeros[1] <= units / 8 ? Utf16::BigEndian : Utf16::No;
}

/// `source` as it is, or as the text it stands for; nothing when there is nothing to undo.
std::optional<ByteSource> unwrapped(const std::shared_ptr<Peeked> &source)
{
    constexpr std::size_t kPeekedBytes = 1024;
    const std::string_view beginning = source->peek(kPeekedBytes);
    if (const Packing packing = packingOf(beginning); packing != Packing::None) {
        return unpacked(sourceOf(source), packing);
    }
    const Utf16 utf16 = utf16Of(beginning);
    return utf16 == Utf16::No
               ? std::nullopt
               : std::optional(sourceOf(std::make_shared<Utf16Stream>(sourceOf(source), utf16 == Utf16::BigEndian)));
}
} // namespace

Packing packingOf(std::string_view beginning)
{
    if (beginning.starts_with("\x1F\x8B\x08"sv)) {
        return Packing::Gzip;
    }
    return beginning.starts_with("\x28\xB5\x2F\xFD"sv) ? Packing::Zstd : Packing::None;
}

ByteSource unpacked(ByteSource packed, Packing packing, UnpackLimits limits)
{
    switch (packing) {
    case Packing::Gzip:
        return sourceOf(std::make_shared<GzipStream>(std::move(packed), limits));
    case Packing::Zstd:
        return sourceOf(std::make_shared<ZstdStream>(std::move(packed), limits));
    case Packing::None:
        break;
    }
    return packed;
}

ByteSource plainBytes(ByteSource source)
{
    constexpr int kMostLayers = 3; // a packed file in a packed file in UTF-16
    // Looked at when first read, so that errors come where errors are expected.
    return [source = std::move(source), isOpen = false](char *buffer, std::size_t size) mutable -> Result<std::size_t> {
        for (int layer = 0; !isOpen && layer < kMostLayers; ++layer) {
            const auto peeked = std::make_shared<Peeked>(std::move(source));
            std::optional<ByteSource> inner = unwrapped(peeked);
            isOpen = !inner.has_value();
            source = inner ? std::move(*inner) : sourceOf(peeked);
        }
        isOpen = true;
        return source(buffer, size);
    };
}

} // namespace atlas
