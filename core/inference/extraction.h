#pragma once

#include "core/inference/fieldtemplate.h"
#include "core/inference/kernelname.h"
#include "core/inference/rulepack.h"
#include "core/inference/variables.h"

#include <memory>
#include <mutex>
#include <vector>

namespace re2
{
class RE2;
}

namespace atlas
{

/// A Binding with its templates compiled; `variable` is a view of the pack.
struct CompiledBinding
{
    std::string_view variable;
    std::vector<FieldTemplate> alternatives;
};

[[nodiscard]] std::vector<CompiledBinding> compileBindings(const std::vector<Binding> &bindings, const RulePack &pack,
                                                           const NameWords *names);

/// Sets each variable that is not known to its first alternative that can be rendered.
void applyBindings(const std::vector<CompiledBinding> &bindings, Variables &variables);

/// An Extraction with its templates compiled, and its expressions when they are first needed. Broken ones (the linter
/// names them) never match.
class CompiledExtraction
{
public:
    /// `source`, `pack` and `names` must outlive it.
    CompiledExtraction(const Extraction &source, const RulePack &pack, const NameWords *names);
    ~CompiledExtraction();
    CompiledExtraction(CompiledExtraction &&) noexcept;

    /// Sets what the patterns' named groups caught in `name`, then the bindings. False when a pattern or a comparison
    /// failed; with `needAll` that ends the work at once.
    bool run(const KernelName &name, bool needAll, Variables &variables,
             std::vector<NameSpan> *matched = nullptr) const;
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
               std::vector<NameSpan> *matched) const;
    bool match(Expression &expression, NamePart part, const KernelName &name, Variables &variables,
               std::vector<NameSpan> *matched) const;

    std::vector<CompiledPattern> m_patterns;
    std::vector<VariableComparison> m_comparisons;
    std::vector<CompiledBinding> m_bindings;
};

/// Whether a comparison holds; nothing where a variable is not known yet.
[[nodiscard]] std::optional<bool> holds(const VariableComparison &comparison, const Variables &variables);

/// Compiles `expression` as packs mean it (RE2 syntax, UTF-8). The error says what RE2 says.
[[nodiscard]] Result<std::unique_ptr<re2::RE2>> compileExpression(const std::string &expression);

} // namespace atlas
