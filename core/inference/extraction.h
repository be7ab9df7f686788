#pragma once

#include "core/inference/fieldtemplate.h"
#include "core/inference/kernelname.h"
#include "core/inference/rulepack.h"

#include <memory>
#include <mutex>
#include <vector>

namespace re2
{
class RE2;
}

namespace atlas
{

/// An Extraction with its templates compiled, and its expressions when they are first needed. Broken ones (the linter
/// names them) never match.
class CompiledExtraction
{
public:
    explicit CompiledExtraction(const Extraction &source);
    ~CompiledExtraction();
    CompiledExtraction(CompiledExtraction &&) noexcept;

    /// Sets what the patterns' named groups caught in `name`, then the bindings. False when a pattern or a comparison
    /// failed; with `needAll` that ends the work at once.
    bool run(const KernelName &name, const RulePack &pack, bool needAll, Variables &variables,
             std::vector<ByteSpan> *matched = nullptr) const;
    [[nodiscard]] bool isEmpty() const { return m_patterns.empty() && m_bindings.empty(); }

private:
    struct Expression
    {
        explicit Expression(std::string source);
        ~Expression();

        std::string text;
        std::once_flag once;
        std::unique_ptr<re2::RE2> regex;
        std::vector<std::string> groups = {}; ///< by group number - 1; empty for one without a name
    };
    struct CompiledPattern
    {
        NamePart part;
        std::vector<std::unique_ptr<Expression>> alternatives;
    };

    /// Null for one that is broken.
    static const re2::RE2 *compiled(Expression &expression);

    bool match(const CompiledPattern &pattern, const KernelName &name, Variables &variables,
               std::vector<ByteSpan> *matched) const;
    bool match(Expression &expression, NamePart part, const KernelName &name, Variables &variables,
               std::vector<ByteSpan> *matched) const;

    std::vector<CompiledPattern> m_patterns;
    std::vector<VariableComparison> m_comparisons;
    std::vector<std::pair<std::string, std::vector<FieldTemplate>>> m_bindings;
};

/// The templates of `bindings`, compiled.
[[nodiscard]] std::vector<std::pair<std::string, std::vector<FieldTemplate>>>
compileBindings(const std::vector<Binding> &bindings);

/// Sets each variable that is not known to its first alternative that can be rendered.
void applyBindings(const std::vector<std::pair<std::string, std::vector<FieldTemplate>>> &bindings,
                   const RulePack &pack, Variables &variables);

/// Compiles `expression` as packs mean it (RE2 syntax, UTF-8). The error says what RE2 says.
[[nodiscard]] Result<std::unique_ptr<re2::RE2>> compileExpression(const std::string &expression);

} // namespace atlas
