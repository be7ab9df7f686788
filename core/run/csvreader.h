#pragma once

#include "core/base/result.h"
#include "core/run/bytesource.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace atlas
{

/// Splits delimited text into records and cells (RFC 4180: quotes, "" inside them, LF, CRLF or CR). It knows nothing of
/// what the cells mean. A record with a broken quote is given back as its first physical line and marked, and reading
/// goes on at the next line, so that one bad row never swallows the others.
class CsvReader
{
public:
    /// Kernel names reach some 10 kB; a longer record is a quote that nobody closed.
    static constexpr std::size_t kMaxRecordBytes = std::size_t{1} << 20U;

    /// `linesBefore` lines of the file are behind already.
    CsvReader(BlockBuffer &buffer, char delimiter, std::size_t linesBefore = 0);

    /// Moves to the next record that is not blank; false at the end. Cells are void after the next call.
    [[nodiscard]] Result<bool> next();
    [[nodiscard]] std::span<const std::string_view> cells() const { return m_cells; }
    /// Line on which the record begins, from 1.
    [[nodiscard]] std::size_t line() const { return m_line; }
    /// The record's quotes do not match (or it is longer than kMaxRecordBytes): the only cell is its first line.
    [[nodiscard]] bool isMalformed() const { return m_malformed; }
    /// Takes the last record back (one that is whole, without undone quotes): the buffer begins with it again.
    void giveBack() { m_consumed = 0; }
    /// Drops the record given out last from the buffer, for another reader.
    void finish()
    {
        m_buffer->consume(m_consumed);
        m_consumed = 0;
    }
    /// Lines that are behind, with the record given out last.
    [[nodiscard]] std::size_t linesBehind() const { return m_nextLine - 1; }

private:
    enum class Scan
    {
        Complete,
        NeedsMore,
        Malformed
    };
    /// A cell by offsets, because the buffer may move until the record is complete.
    struct Span
    {
        std::size_t begin;
        std::size_t end;
        bool hasQuotePairs;
    };

    [[nodiscard]] Scan scanRecord(std::string_view text, bool isLast);
    [[nodiscard]] Scan scanQuoted(std::string_view text, std::size_t &at, bool isLast);
    [[nodiscard]] Scan finishRecord(std::string_view text, std::size_t at, bool isLast);
    [[nodiscard]] Result<bool> acceptMalformed();
    [[nodiscard]] Result<bool> skipRestOfLine();
    void accept();

    BlockBuffer *m_buffer;
    char m_delimiter;
    bool m_malformed = false;
    std::vector<Span> m_spans;
    std::vector<std::string_view> m_cells;
    std::size_t m_scanned = 0;        // bytes of the record, its line break included
    std::size_t m_consumed = 0;       // bytes of the record given out last, dropped by the next call
    std::size_t m_breaksInRecord = 0; // line breaks the record ends with or holds
    std::size_t m_line = 0;
    std::size_t m_nextLine = 1;
};

} // namespace atlas
