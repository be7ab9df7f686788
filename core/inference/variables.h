#pragma once

#include "core/inference/inference.h"
#include "core/inference/textarena.h"
#include "core/inference/workbudget.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace atlas
{

/// Where a variable stands: bytes of the normalised name, or of the raw one.
struct NameSpan
{
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool isRaw = false;
};

/// The named pieces that were read from one name, with where they stand in it. Names and values are views: of the pack,
/// of the name being read, or of texts kept here. What reading the name may still cost goes with them.
class Variables
{
public:
    struct Variable
    {
        std::string_view name;
        std::string_view value;
        std::uint32_t firstSpan;
        std::uint32_t spanCount;
    };

    Variables() = default;
    explicit Variables(const WorkBudget &budget) : m_budget(budget) {}

    [[nodiscard]] const Variable *find(std::string_view name) const
    {
        for (const Variable &variable : m_variables) {
            if (variable.name == name) {
                return &variable;
            }
        }
        return nullptr;
    }
    /// The first value stays: a variable that is known is not changed. `name` and `value` must outlive the variables.
    void set(std::string_view name, std::string_view value, std::span<const NameSpan> spans)
    {
        if (find(name) == nullptr) {
            m_variables.push_back(
                {name, value, static_cast<std::uint32_t>(m_spans.size()), static_cast<std::uint32_t>(spans.size())});
            m_spans.insert(m_spans.end(), spans.begin(), spans.end());
        }
    }
    void set(std::string_view name, std::string_view value, NameSpan span)
    {
        set(name, value, std::span<const NameSpan>(&span, span.begin < span.end ? 1 : 0));
    }
    /// A copy of `text` that lives as long as the variables.
    [[nodiscard]] std::string_view keep(std::string_view text) const { return m_texts.keep(text); }
    void forget(std::string_view name)
    {
        std::erase_if(m_variables, [name](const Variable &variable) { return variable.name == name; });
    }
    void clear()
    {
        m_variables.clear();
        m_spans.clear();
        m_texts.clear();
    }
    /// Forgets what was set after `size` variables.
    void shrink(std::size_t size) { m_variables.resize(size); }
    [[nodiscard]] std::size_t size() const { return m_variables.size(); }
    [[nodiscard]] const std::vector<Variable> &all() const { return m_variables; }
    /// What is made of the variables is paid from it too.
    [[nodiscard]] WorkBudget &budget() const { return m_budget; }
    void setBudget(const WorkBudget &budget) { m_budget = budget; }
    [[nodiscard]] std::span<const NameSpan> spans(const Variable &variable) const
    {
        return std::span(m_spans).subspan(variable.firstSpan, variable.spanCount);
    }

private:
    std::vector<Variable> m_variables;
    std::vector<NameSpan> m_spans;
    mutable WorkBudget m_budget;
    mutable TextArena m_texts; ///< filters put their results here while a text is rendered
};

} // namespace atlas
