#pragma once

#include "core/review/reviewdocument.h"
#include "core/run/run.h"

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace atlas
{

/// The words of a kernel table that sorting and filtering need.
enum class TextColumn : std::uint8_t
{
    FriendlyName,
    Library,
    Op,
    State,
    Rule,  ///< id of the rule that read the name
    Origin ///< one of kOriginWords
};
inline constexpr std::size_t kTextColumnCount = 6;
/// Who said what is shown of a kernel, the strongest of its fields: the rules all of it, the catalog, or a person.
inline constexpr std::array<std::string_view, 3> kOriginWords = {"rule", "catalog", "override"};

/// One column of words: each distinct text once, a number a kernel. A million kernels have far fewer friendly names.
class TextPool
{
public:
    /// The number of `text`, adding it when new.
    std::uint32_t intern(std::string_view text);
    [[nodiscard]] std::string_view text(std::uint32_t number) const { return m_texts[number]; }
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }
    /// Puts the present texts in order once, so that ranks() need only place those added since.
    void sort();
    /// Place of each distinct text in alphabetical order, ignoring case, by text number.
    [[nodiscard]] std::vector<std::uint32_t> ranks() const;

private:
    std::deque<std::string> m_texts;     // a deque keeps the views in m_numbers valid
    std::vector<std::uint32_t> m_sorted; // text numbers in alphabetical order, as of sort()
    std::unordered_map<std::string_view, std::uint32_t> m_numbers;
};

/// Friendly names, libraries, ops and states of all kernels of a document's run, as effective when of() was called,
/// with the ranks of raw names. Making one reads every name: for large runs do it on a worker, from a snapshot of the
/// document.
class RowTexts
{
public:
    [[nodiscard]] static RowTexts of(const ReviewDocument &document);
    /// Takes the present values of one kernel, after an edit.
    void update(const ReviewDocument &document, KernelId kernel);

    [[nodiscard]] std::string_view text(TextColumn column, KernelId kernel) const;
    /// The number of a kernel's text in pool(column).
    [[nodiscard]] std::uint32_t number(TextColumn column, KernelId kernel) const
    {
        return m_columns[static_cast<std::size_t>(column)].numbers[kernel.index()];
    }
    [[nodiscard]] const TextPool &pool(TextColumn column) const
    {
        return m_columns[static_cast<std::size_t>(column)].pool;
    }
    [[nodiscard]] std::string_view friendlyName(KernelId kernel) const
    {
        return text(TextColumn::FriendlyName, kernel);
    }
    [[nodiscard]] std::string_view library(KernelId kernel) const { return text(TextColumn::Library, kernel); }
    [[nodiscard]] std::string_view op(KernelId kernel) const { return text(TextColumn::Op, kernel); }
    [[nodiscard]] std::string_view rule(KernelId kernel) const { return text(TextColumn::Rule, kernel); }
    /// Place of a kernel's raw name among all raw names of the run, in byte order.
    [[nodiscard]] std::uint32_t rawNameRank(KernelId kernel) const { return m_rawRank[kernel.index()]; }

private:
    struct Column
    {
        TextPool pool;
        std::vector<std::uint32_t> numbers; // by KernelId
    };

    std::array<Column, kTextColumnCount> m_columns;
    std::vector<std::uint32_t> m_rawRank; // by KernelId
};

} // namespace atlas
