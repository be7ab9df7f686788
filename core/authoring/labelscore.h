#pragma once

#include "core/base/result.h"
#include "core/inference/ruleset.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// What a label says of a name, in the order in which a score is printed.
enum class LabelField : std::uint8_t
{
    SourceLib,
    Op,
    Dtype,
    Tile,
    Stages,
    HeadDim
};
inline constexpr std::array<std::string_view, 6> kLabelFieldKeys = {"source_lib", "op",     "dtype",
                                                                    "tile",       "stages", "head_dim"};
inline constexpr std::size_t kLabelFieldCount = kLabelFieldKeys.size();

/// A raw name with what an expert reads from it. Values are texts: numbers as they are, a tile as "128x64x32".
struct LabelledName
{
    std::string rawName;
    /// By LabelField; the first is the label, the others are as right (`also_ok`). Empty: the name does not say, or it
    /// is not known; not scored.
    std::array<std::vector<std::string>, kLabelFieldCount> accepted;

    [[nodiscard]] const std::vector<std::string> &operator[](LabelField field) const
    {
        return accepted[static_cast<std::size_t>(field)];
    }
    /// What the names are grouped by; empty where the label names no library.
    [[nodiscard]] std::string_view library() const;
};

/// Reads labels, one JSON object a line; empty lines are skipped. Keys that are no labels are left to people. The error
/// names the first line that cannot be used, and why.
[[nodiscard]] Result<std::vector<LabelledName>> readLabels(std::string_view text, std::string_view file);

/// How the readings of one field compare with its labels.
struct FieldScore
{
    std::size_t right = 0;
    std::size_t wrong = 0;
    /// The reading does not say; of libraries also where it only says CUDA.
    std::size_t silent = 0;

    [[nodiscard]] std::size_t labelled() const { return right + wrong + silent; }
    friend bool operator==(const FieldScore &, const FieldScore &) = default;
};
using FieldScores = std::array<FieldScore, kLabelFieldCount>;

/// A label that the reading does not meet.
struct LabelMiss
{
    std::size_t name = 0; ///< number of the label
    LabelField field = LabelField::SourceLib;
    std::string read; ///< empty: silent
};

struct LibraryScore
{
    std::string library; ///< empty: the label names none
    std::size_t names = 0;
    FieldScores fields = {};
};

struct LabelScore
{
    FieldScores fields = {};
    std::vector<LibraryScore> libraries; ///< the library with the most names first, then by name
    std::vector<LabelMiss> misses;       ///< in the order of the names
};

/// Reads every labelled name by `rules`, each alone, and compares.
[[nodiscard]] LabelScore scoreLabels(const RuleSet &rules, const std::vector<LabelledName> &labels);

} // namespace atlas
