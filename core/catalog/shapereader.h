#pragma once

#include "core/catalog/yamltree.h"
#include "core/kernel/field.h"

#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// Reads the value of `generic`, `fixed` or `tiled` and makes torn tuples whole.
///
/// YAML splits `[(M, K), (K, N), "->", (M, N)]` at its commas. Items that hold an opening parenthesis without its
/// closing one are joined with those after them, up to the one that balances it; what the source has between them is
/// the operand.
class ShapeReader
{
public:
    struct Finding
    {
        std::string_view code;
        std::size_t offset;
        std::string message;
    };
    struct Reading
    {
        FieldValue value = {};
        std::vector<UnsafeSpelling> torn = {};
        std::vector<Finding> findings = {};
    };

    explicit ShapeReader(std::string_view text) : m_text(text) {}

    /// `tree` was read from the text given to the constructor.
    [[nodiscard]] Reading read(const YamlTree &tree, std::size_t node) const;

private:
    [[nodiscard]] ShapeLine readLine(const YamlTree &tree, const std::vector<std::size_t> &items, Reading &out) const;
    [[nodiscard]] std::string itemText(const YamlTree &tree, std::size_t item) const;
    [[nodiscard]] std::vector<std::size_t> lastFragments(const YamlTree &tree,
                                                         const std::vector<std::size_t> &items) const;
    [[nodiscard]] std::string joined(const YamlTree &tree, const std::vector<std::size_t> &items, std::size_t first,
                                     std::size_t last) const;
    void reportTorn(SourceSpan span, const std::string &operand, Reading &out) const;

    std::string_view m_text;
};

} // namespace atlas
