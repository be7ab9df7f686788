#pragma once

#include "core/base/diagnostic.h"
#include "core/capture/capture.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace atlas
{

/// Which operation launched each kernel of a graph, in order: from the traces of capturing that vLLM and SGLang write
/// beside a trace (capture_traces/execution_details.json names them). A replay itself has neither operation nor shapes.
class GraphRecipes
{
public:
    static constexpr std::uint32_t kUnknown = static_cast<std::uint32_t>(-1);

    /// Kernels that were launched one behind the other while a graph was captured (or that ran so, before it was).
    struct Recipe
    {
        std::int64_t batchSize = 0; ///< 0 where nothing says it
        std::vector<std::uint32_t> names;
        std::vector<std::uint32_t> operations; ///< index in operations(), or kUnknown
    };

    /// Reads what lies beside the trace; empty where nothing does. What cannot be read is said in `diagnostics`.
    [[nodiscard]] static GraphRecipes beside(const std::filesystem::path &trace, const std::stop_token &stop,
                                             std::vector<Diagnostic> &diagnostics);

    void add(Recipe recipe) { m_recipes.push_back(std::move(recipe)); }
    [[nodiscard]] std::uint32_t internName(std::string_view name);
    [[nodiscard]] std::uint32_t internOperation(Operation operation);

    [[nodiscard]] bool isEmpty() const { return m_recipes.empty(); }
    /// The number of a kernel's name; kUnknown where no recipe has it.
    [[nodiscard]] std::uint32_t nameOf(std::string_view name) const;

    /// Finds the recipes of replays; the same replay is looked up once.
    class Matcher
    {
    public:
        explicit Matcher(const GraphRecipes &recipes) : m_recipes(recipes) {}

        /// By kernel of one replay, in the order they ran, its operation: only where every recipe that fits the whole
        /// replay agrees. Without a name where they do not, without shapes where they differ in those alone.
        [[nodiscard]] const std::vector<Operation> &operationsOf(const std::vector<std::uint32_t> &names,
                                                                 std::optional<std::int64_t> batch);

    private:
        std::map<std::pair<std::int64_t, std::vector<std::uint32_t>>, std::vector<Operation>> m_known;
        const GraphRecipes &m_recipes;
    };

private:
    [[nodiscard]] std::vector<Operation> matched(std::span<const std::uint32_t> names,
                                                 std::optional<std::int64_t> batch) const;
    [[nodiscard]] std::vector<const Recipe *> recipesFor(std::optional<std::int64_t> batch) const;

    std::vector<Recipe> m_recipes;
    std::vector<Operation> m_operations;
    std::unordered_map<std::string, std::uint32_t> m_nameNumbers;
    std::unordered_map<std::string, std::uint32_t> m_operationNumbers;
};

} // namespace atlas
