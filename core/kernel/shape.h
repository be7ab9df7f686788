#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

/// The little language of `data_shape`. A shape is a list of lines; a line is operands, one arrow, operands:
///
///     line      := operand ("," operand)* "->" operand ("," operand)*     -- the arrow may stand alone in a list item
///     operand   := [name ":"] "(" [dimension ("," dimension)* [","]] ")"  -- "(K,)" is one dimension, as in NumPy
///     dimension := symbol | number [symbol] | "…"                         -- symbol: letter, then letters, digits, _;
///                                                                            "2D" is twice D, the symbol then begins
///                                                                            with a capital
///     name      := letter, then letters, digits, _
///
/// `…` (U+2026) stands for dimensions that the name does not tell; it may follow or precede others.
namespace atlas
{

/// The arrow between inputs and outputs, as a list item of its own.
inline constexpr std::string_view kArrow = "->";

/// One line as catalogs hold it: operands and the arrow, each as written ("(M, K)", "Q:(B,H,T,D)", "->").
using ShapeLine = std::vector<std::string>;
/// What `generic`, `fixed` and `tiled` hold when they are not null.
using Shape = std::vector<ShapeLine>;

/// An operand taken apart.
struct Operand
{
    std::string name; ///< empty when the operand has none
    std::vector<std::string> dimensions;

    friend bool operator==(const Operand &, const Operand &) = default;
};

/// A line taken apart.
struct Computation
{
    std::vector<Operand> inputs;
    std::vector<Operand> outputs;

    friend bool operator==(const Computation &, const Computation &) = default;
};

/// Reads one operand such as "Q:(B,H,T,64)". The error's column counts bytes of `text` from 1.
[[nodiscard]] Result<Operand> parseOperand(std::string_view text);

/// Reads a line of list items; exactly one must be the arrow, with operands on both sides.
[[nodiscard]] Result<Computation> parseLine(const ShapeLine &line);

/// Splits "(M, K), (K, N) -> (M, N)" into list items and checks it. Operands keep their text as typed.
[[nodiscard]] Result<ShapeLine> parseLineText(std::string_view text);

/// Reads a shape typed by a person: lines separated by ";" or line breaks, each as parseLineText() takes it.
[[nodiscard]] Result<Shape> parseShape(std::string_view text);

/// "(M, K), (K, N) -> (M, N)"; what cannot be parsed is printed as it stands.
[[nodiscard]] std::string printLine(const ShapeLine &line);

/// All lines of a shape, separated by "; ".
[[nodiscard]] std::string printShape(const Shape &shape);

/// The operand in our spelling: "(M, K)", "(K,)", "Q:(B, H, T, D)".
[[nodiscard]] std::string printOperand(const Operand &operand);

} // namespace atlas
