#pragma once

#include "core/inference/extraction.h"
#include "core/inference/tokenpattern.h"
#include "core/inference/variables.h"

#include <array>
#include <vector>

namespace atlas
{

/// A Scheme ready to read names. No expression runs in it; the work is linear in the name for a given pack.
class CompiledScheme
{
public:
    CompiledScheme(const Scheme &scheme, const RulePack &pack, const NameWords *names);

    /// Sets what the tokens of `name` say, then the bindings. False where the scheme's beginning is not there.
    bool run(const KernelName &name, Variables &variables, std::vector<NameSpan> *matched) const;

private:
    using Captures = std::vector<TokenPattern::Capture>;
    struct Order
    {
        std::vector<TokenPattern> patterns;
        bool first = false;
        bool last = false;
    };
    struct Token
    {
        std::string_view text;
        bool taken = false;
    };
    struct Work;

    [[nodiscard]] std::string_view textIn(const KernelName &name, std::string_view &literal) const;
    void split(std::string_view text, std::vector<Token> &tokens) const;
    void readOrders(std::vector<Token> &tokens, const KernelName &name, Variables &variables) const;
    [[nodiscard]] bool fits(const Order &order, std::vector<Token> &tokens, std::size_t at, Captures &captures) const;
    void readTokens(std::vector<Token> &tokens, const KernelName &name, Variables &variables) const;
    void walk(std::string_view text, const KernelName &name, Variables &variables) const;
    static void set(const Captures &captures, const KernelName &name, Variables &variables);

    const Scheme &m_scheme;
    const RulePack &m_pack;
    bool m_brackets;
    std::vector<Order> m_orders;
    std::vector<TokenPattern> m_rows;
    std::array<std::vector<std::uint16_t>, 256> m_rowsOf; ///< by first byte
    std::vector<CompiledBinding> m_bindings;
};

/// Whether `value` (digits) lies within what `pack` allows for `variable`.
[[nodiscard]] bool passesGuard(const RulePack &pack, std::string_view variable, std::string_view value);

} // namespace atlas
