#pragma once

#include "core/inference/inference.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

class RuleSet;

/// What the names of one run say of each other, beyond what each says alone: a second pass over the run's distinct
/// names.
///
/// Owner: a bare name ("fused_rope_kernel") of which the rules know no library belongs to the library whose
/// unmistakable kernels, spelled alike, the run holds. Only likely, and never where the name says a library itself.
///
/// Tail: kernels that would have one friendly name get what tells them apart behind it, in square brackets: their
/// function's name, else the words of their names that differ, else, where nothing readable does, "#" and the first hex
/// digits of the canonical name's hash. The digits of a kernel are the same in every run; only whether they are shown
/// depends on the other kernels.
///
/// Readings of the pack `seed` are the published script's to the letter: nothing is added to them.
class RunEvidence
{
public:
    RunEvidence();
    RunEvidence(RunEvidence &&other) noexcept;
    RunEvidence &operator=(RunEvidence &&other) noexcept;
    ~RunEvidence();

    /// `names` are distinct and stay where they are; `matched` is the number of the rule for each. Empty when stopped.
    /// What tells a kernel from others is only found when asked for, from any thread.
    [[nodiscard]] static RunEvidence of(const RuleSet &rules, std::vector<std::string_view> names,
                                        std::span<const std::uint16_t> matched, std::stop_token stop = {});

    /// Takes names one by one, while what the rules read of them is at hand; see of().
    class Reader;

    /// The library that the other names make likely; empty where they do not, or where the name says one.
    [[nodiscard]] std::string_view library(std::size_t name) const;
    /// What tells the name from others of the same friendly name; empty where nothing needs to.
    [[nodiscard]] std::string_view tail(std::size_t name) const;

    /// Brings the run's evidence on one name into what the rules read from it alone.
    void addTo(std::size_t name, Reading &reading) const;
    [[nodiscard]] FieldValue addTo(std::size_t name, Field field, FieldValue alone) const;

private:
    struct Owner
    {
        std::string library;
        std::size_t kernels = 0; ///< that are unmistakably its
    };
    class Tails;
    struct ReadName;
    void findOwners(std::span<const ReadName> names);
    [[nodiscard]] const Owner *owner(std::size_t name) const;

    std::vector<Owner> m_owners;
    std::vector<std::uint16_t> m_ownerOf; ///< by name: number of the owner from 1, or 0; empty where there are none
    std::unique_ptr<const Tails> m_tails; ///< null where no two names clash
};

class RunEvidence::Reader
{
public:
    /// For a run of `count` names.
    Reader(const RuleSet &rules, std::size_t count);
    ~Reader();
    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;

    /// Reads name `number`, which `rule` matches. From any thread, each number once; cheapest right after the name was
    /// matched.
    void read(std::size_t number, std::string_view name, std::uint16_t rule);
    /// When all names are read: what they say of each other.
    [[nodiscard]] RunEvidence evidence(std::vector<std::string_view> names, std::span<const std::uint16_t> matched);

private:
    const RuleSet &m_rules;
    std::vector<ReadName> m_names; ///< empty for the seed pack
};

} // namespace atlas
