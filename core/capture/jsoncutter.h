#pragma once

#include "core/run/bytesource.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// What to do with a value of a JSON document.
enum class JsonWish : std::uint8_t
{
    Skip,
    Descend, ///< into an object or array; of other values the same as Skip
    Deliver  ///< whole, as text
};

/// Cuts a JSON document of any size into the values that somebody wants; the rest is passed over without being parsed.
/// Knows strings, escapes and depth, nothing else: what is inside a value is its reader's business.
class JsonCutter
{
public:
    /// Bytes that may be read behind a delivered text (for simdjson).
    static constexpr std::size_t kPadding = 64;
    /// A longer value is not delivered.
    static constexpr std::size_t kMaxValueBytes = std::size_t{64} << 20U;

    /// The keys that lead to a value; "" stands for any element of an array.
    using Path = std::vector<std::string>;
    /// Asked before every value.
    using Wishes = std::function<JsonWish(const Path &path)>;
    /// Gets each value that was wished for; the text is valid until it returns. False ends the cutting.
    using Consumer = std::function<bool(const Path &path, std::string_view text)>;

    explicit JsonCutter(ByteSource source) : m_source(std::move(source)) {}

    /// Walks the whole document. An error when it ends early or is no JSON from some place on; everything before was
    /// delivered.
    [[nodiscard]] Result<void> run(const Wishes &wishes, const Consumer &consumer);
    /// Bytes taken from the source so far.
    [[nodiscard]] std::size_t bytesRead() const { return m_base + m_end; }
    /// Values that were too long to deliver.
    [[nodiscard]] std::size_t tooLong() const { return m_tooLong; }

private:
    struct Level
    {
        bool isArray = false;
        bool isEmpty = true; ///< nothing in it yet
    };

    [[nodiscard]] Result<bool> readMore();
    [[nodiscard]] Result<char> peek();
    [[nodiscard]] Result<bool> step(const Wishes &wishes, const Consumer &consumer);
    [[nodiscard]] Result<bool> takeValue(const Wishes &wishes, const Consumer &consumer);
    [[nodiscard]] Result<void> takeKey();
    [[nodiscard]] Result<std::size_t> valueLength(bool keep);
    void close();
    [[nodiscard]] std::unexpected<Error> syntax(std::string_view what) const;

    ByteSource m_source;
    std::vector<char> m_bytes;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::size_t m_base = 0; ///< bytes of the document before m_bytes
    bool m_atEnd = false;
    std::vector<Level> m_levels;
    Path m_path;
    std::size_t m_tooLong = 0;
};

} // namespace atlas
