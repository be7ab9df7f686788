#include "core/authoring/namemarks.h"

#include "core/inference/compiledrule.h"
#include "core/inference/namewords.h"
#include "core/inference/rulegate.h"

#include <algorithm>

namespace atlas
{

namespace
{
class NameMarker
{
public:
    NameMarker(const RulePack &pack, const Rule &rule, std::string_view rawName)
        : m_compiled(pack), m_rule(rule), m_raw(pack.rawText)
    {
        m_name.assign(rawName);
    }

    NameMarks run()
    {
        m_marks.holds = !m_rule.groups.empty();
        for (const LiteralGroup &group : m_rule.groups) {
            markGroup(group);
        }
        NameWords names;
        names.add(m_compiled.data());
        const CompiledRule compiled(m_compiled, m_rule, &names);
        CompiledRule::Values values;
        bool kept = false;
        WorkBudget budget(m_name.text(NamePart::Raw).size());
        const bool isBare = !m_name.hasParameters() && !m_name.hasArguments();
        m_marks.holds =
            m_marks.holds && compiled.matches(m_name, values, kept, budget) && m_rule.bare.value_or(isBare) == isBare;
        compiled.read(m_name, values);
        for (const Variables::Variable &variable : values.variables.all()) {
            for (const NameSpan &span : values.variables.spans(variable)) {
                m_marks.marks.push_back(
                    {NameMark::Kind::Capture,
                     span.isRaw ? ByteSpan{span.begin, span.end} : m_name.rawSpan(span.begin, span.end),
                     std::string(variable.name), std::string(variable.value)});
            }
        }
        return std::move(m_marks);
    }

private:
    void markGroup(const LiteralGroup &group)
    {
        bool found = false;
        for (const Literal &literal : group.literals) {
            const std::size_t at =
                findLiteral(literal, group.scope, m_name, m_name.text(m_raw ? NamePart::Raw : NamePart::Name));
            if (at == std::string_view::npos || literal.text.empty()) {
                continue;
            }
            found = true;
            if (group.negated) {
                m_marks.forbidden.push_back(literal.text);
            } else {
                m_marks.marks.push_back({NameMark::Kind::Literal, spanOf(at, literal.text.size(), group.scope)});
            }
        }
        if (!group.negated && !found) {
            m_marks.missing.push_back(group.literals.empty() ? std::string() : group.literals.front().text);
        }
        m_marks.holds = m_marks.holds && found != group.negated;
    }

    [[nodiscard]] ByteSpan spanOf(std::size_t at, std::size_t size, LiteralScope scope) const
    {
        if (m_raw && scope == LiteralScope::Name) {
            return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + size)};
        }
        return m_name.rawSpan(at, at + size);
    }

    CompiledPack m_compiled;
    const Rule &m_rule;
    bool m_raw;
    KernelName m_name;
    NameMarks m_marks;
};
} // namespace

NameMarks markName(const RulePack &pack, std::size_t rule, std::string_view rawName)
{
    return rule < pack.rules.size() ? NameMarker(pack, pack.rules[rule], rawName).run() : NameMarks();
}

} // namespace atlas
