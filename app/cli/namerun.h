#pragma once

#include "core/inference/ruleset.h"
#include "core/inference/runevidence.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace atlas::cli
{

/// Names of one friendly name.
struct NameClash
{
    std::string friendlyName;
    std::vector<std::string_view> rawNames;
    /// One kernel, spelled or numbered in several ways: all have one canonical name.
    bool isOneKernel = false;
};

/// Lines of names taken together as the kernels of one run; a name that stands there twice is one kernel.
class NameRun
{
public:
    explicit NameRun(std::shared_ptr<const RuleSet> rules) : m_rules(std::move(rules)) {}

    void add(std::string_view name);
    /// After the last name: reads them all, with what they say of each other.
    void read();

    [[nodiscard]] std::size_t lineCount() const { return m_lines.size(); }
    [[nodiscard]] std::size_t nameCount() const { return m_names.size(); }
    [[nodiscard]] std::string_view name(std::size_t line) const { return m_names[m_lines[line]]; }
    [[nodiscard]] Reading reading(std::size_t line) const;
    /// Friendly names that several different names still have, in the order in which they come.
    [[nodiscard]] std::vector<NameClash> clashes() const;

private:
    [[nodiscard]] Reading readingOf(std::size_t name) const;

    std::shared_ptr<const RuleSet> m_rules;
    std::deque<std::string> m_texts; ///< what the names are views of
    std::vector<std::string_view> m_names;
    std::unordered_map<std::string_view, std::size_t> m_numbers;
    std::vector<std::size_t> m_lines; ///< number of the name in each line
    std::vector<std::uint16_t> m_matched;
    RunEvidence m_evidence;
};

} // namespace atlas::cli
