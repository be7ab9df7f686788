#include "core/inference/extraction.h"

#include <re2/re2.h>
#include <re2/stringpiece.h>

#include <algorithm>
#include <array>

namespace atlas
{

namespace
{
/// Named groups of one expression; more are an error of the pack.
constexpr int kMaxGroups = 24;
constexpr std::int64_t kMaxExpressionBytes = std::int64_t{4} << 20;

} // namespace

std::optional<bool> holds(const VariableComparison &comparison, const Variables &variables)
{
    if (comparison.kind == VariableComparison::Kind::Known) {
        return variables.find(comparison.left) != nullptr ? std::optional(true) : std::nullopt;
    }
    const Variables::Variable *left = variables.find(comparison.left);
    const Variables::Variable *right = variables.find(comparison.right);
    if (left == nullptr || right == nullptr) {
        return std::nullopt;
    }
    switch (comparison.kind) {
    case VariableComparison::Kind::Equal:
        return left->value == right->value;
    case VariableComparison::Kind::StartsWith:
        return left->value.starts_with(right->value);
    case VariableComparison::Kind::Differ:
        return left->value != right->value;
    case VariableComparison::Kind::Known:
        break;
    }
    return std::nullopt;
}

Result<std::unique_ptr<re2::RE2>> compileExpression(const std::string &expression)
{
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(kMaxExpressionBytes);
    auto regex = std::make_unique<RE2>(expression, options);
    if (!regex->ok()) {
        return failure(regex->error());
    }
    if (regex->NumberOfCapturingGroups() > kMaxGroups) {
        return failure("more than " + std::to_string(kMaxGroups) + " groups");
    }
    return regex;
}

std::vector<CompiledBinding> compileBindings(const std::vector<Binding> &bindings, const RulePack &pack,
                                             const NameWords *names)
{
    std::vector<CompiledBinding> compiled;
    for (const Binding &binding : bindings) {
        CompiledBinding &each = compiled.emplace_back(binding.variable, std::vector<FieldTemplate>());
        for (const std::string &text : binding.alternatives) {
            if (auto parsed = FieldTemplate::parse(text, TemplateStyle::Plain)) {
                parsed->resolve(pack, names);
                each.alternatives.push_back(std::move(*parsed));
            }
        }
    }
    return compiled;
}

void applyBindings(const std::vector<CompiledBinding> &bindings, Variables &variables)
{
    std::vector<std::uint32_t> used;
    std::vector<NameSpan> spans;
    for (const auto &[variable, alternatives] : bindings) {
        if (variables.find(variable) != nullptr) {
            continue;
        }
        for (const FieldTemplate &alternative : alternatives) {
            used.clear();
            const auto text = alternative.view(variables, used);
            if (!text) {
                continue;
            }
            if (!variables.budget().spend(text->size() + used.size() * sizeof(NameSpan))) {
                return;
            }
            spans.clear();
            for (const std::uint32_t number : used) {
                const auto more = variables.spans(variables.all()[number]);
                spans.insert(spans.end(), more.begin(), more.end());
            }
            variables.set(variable, *text, spans);
            break;
        }
    }
}

CompiledExtraction::CompiledExtraction(const Extraction &source, const RulePack &pack, const NameWords *names)
    : m_comparisons(source.comparisons), m_bindings(compileBindings(source.bindings, pack, names))
{
    for (const Pattern &pattern : source.patterns) {
        CompiledPattern &compiled = m_patterns.emplace_back(pattern.part, std::vector<std::unique_ptr<Expression>>());
        for (const std::string &text : pattern.expressions) {
            compiled.alternatives.push_back(std::make_unique<Expression>(text));
        }
    }
}

CompiledExtraction::Expression::Expression(std::string source) : text(std::move(source))
{
}
CompiledExtraction::Expression::~Expression() = default;

const re2::RE2 *CompiledExtraction::compiled(Expression &expression)
{
    std::call_once(expression.once, [&] {
        auto regex = compileExpression(expression.text);
        if (!regex) {
            return;
        }
        expression.groups.resize(static_cast<std::size_t>((*regex)->NumberOfCapturingGroups()));
        for (const auto &[number, group] : (*regex)->CapturingGroupNames()) {
            expression.groups[static_cast<std::size_t>(number) - 1] = group;
        }
        expression.regex = std::move(*regex);
    });
    return expression.regex.get();
}

CompiledExtraction::~CompiledExtraction() = default;
CompiledExtraction::CompiledExtraction(CompiledExtraction &&) noexcept = default;

bool CompiledExtraction::match(Expression &expression, NamePart part, const KernelName &name, Variables &variables,
                               std::vector<NameSpan> *matched) const
{
    const re2::RE2 *regex = compiled(expression);
    if (regex == nullptr) {
        return false;
    }
    const std::string_view text = name.text(part);
    const re2::StringPiece searched(text.data(), text.size());
    const std::size_t offset = name.begin(part);
    const std::size_t known = variables.size();
    std::array<re2::StringPiece, kMaxGroups + 1> found;
    const auto spanOf = [&](re2::StringPiece piece) {
        const auto begin = static_cast<std::size_t>(piece.data() - text.data());
        const auto from = static_cast<std::uint32_t>(part == NamePart::Raw ? begin : offset + begin);
        return NameSpan{from, static_cast<std::uint32_t>(from + piece.size()), part == NamePart::Raw};
    };
    std::size_t from = 0;
    while (variables.budget().spend(text.size() - from + 1) &&
           regex->Match(searched, from, text.size(), RE2::UNANCHORED, found.data(),
                        static_cast<int>(expression.groups.size()) + 1)) {
        for (std::size_t i = 0; i < expression.groups.size(); ++i) {
            const re2::StringPiece piece = found[i + 1];
            if (!expression.groups[i].empty() && piece.data() != nullptr) {
                variables.set(expression.groups[i], std::string_view(piece.data(), piece.size()), spanOf(piece));
            }
        }
        if (std::ranges::none_of(m_comparisons,
                                 [&](const auto &comparison) { return holds(comparison, variables) == false; })) {
            if (matched != nullptr && !found[0].empty()) {
                matched->push_back(spanOf(found[0]));
            }
            return true;
        }
        // A later place may satisfy the comparisons; each try begins behind the start of the one before.
        variables.shrink(known);
        from = static_cast<std::size_t>(found[0].data() - text.data()) + 1;
        while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xc0U) == 0x80U) {
            ++from;
        }
        if (from > text.size()) {
            break;
        }
    }
    return false;
}

bool CompiledExtraction::match(const CompiledPattern &pattern, const KernelName &name, Variables &variables,
                               std::vector<NameSpan> *matched) const
{
    return std::ranges::any_of(pattern.alternatives, [&](const std::unique_ptr<Expression> &expression) {
        return match(*expression, pattern.part, name, variables, matched);
    });
}

bool CompiledExtraction::run(const KernelName &name, bool needAll, Variables &variables,
                             std::vector<NameSpan> *matched) const
{
    bool all = true;
    for (const CompiledPattern &pattern : m_patterns) {
        all = match(pattern, name, variables, matched) && all;
        if (!all && needAll) {
            return false;
        }
    }
    if (needAll) {
        all = std::ranges::all_of(m_comparisons, [&](const auto &comparison) {
            return comparison.kind == VariableComparison::Kind::Known || holds(comparison, variables) == true;
        });
    }
    applyBindings(m_bindings, variables);
    return all;
}

} // namespace atlas
