#pragma once

#include "core/base/diagnostic.h"
#include "core/inference/rulepack.h"

#include <yaml-cpp/yaml.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// A YAML text being read into a pack or its examples: takes nodes apart and says where what is wrong.
class PackYaml
{
public:
    PackYaml(std::string_view text, std::string_view file);

    /// The document; nothing, and a diagnostic, when the text is no YAML or no mapping.
    [[nodiscard]] std::optional<YAML::Node> root();
    void report(Severity severity, std::string code, std::string message, const YAML::Node &node);
    void error(std::string code, std::string message, const YAML::Node &node);
    [[nodiscard]] PackPlace place(const YAML::Node &node) const;

    /// Whether `node` is a mapping whose keys are all among `known` and different; others are reported as unknown
    /// `what`.
    bool checkKeys(const YAML::Node &node, std::span<const std::string_view> known, std::string_view what);
    /// The text of a scalar; nothing, and a diagnostic, for anything else.
    [[nodiscard]] std::optional<std::string> text(const YAML::Node &node, std::string_view what);
    /// A scalar, or each of a list of scalars.
    [[nodiscard]] std::vector<PlacedText> texts(const YAML::Node &node, std::string_view what);
    /// The items of a list; none, and a diagnostic, when it is no list.
    [[nodiscard]] std::vector<YAML::Node> items(const YAML::Node &node, std::string_view what);

    [[nodiscard]] std::vector<Diagnostic> takeDiagnostics() { return std::move(m_diagnostics); }
    [[nodiscard]] std::size_t errorCount() const { return m_diagnostics.size(); }

private:
    void report(Severity severity, std::string code, std::string message, const PackPlace &place);

    std::string_view m_text;
    std::string m_file;
    std::vector<std::string_view> m_lines;
    std::vector<Diagnostic> m_diagnostics;
};

/// The line `place` stands in, for the diagnostic's caret; empty when `lines` has it not.
[[nodiscard]] Diagnostic diagnosticAt(Severity severity, std::string code, std::string message, std::string_view file,
                                      const PackPlace &place, std::span<const std::string_view> lines);

} // namespace atlas
