#pragma once

#include "core/inference/kernelname.h"

namespace atlas
{

/// Fills the normalised text of a KernelName, piece by piece, and its map back to raw bytes.
class NameWriter
{
public:
    /// Offsets that the functions take count from `base` of the raw name.
    explicit NameWriter(KernelName &name, std::size_t base = 0) : m_name(name), m_base(base) {}

    /// Appends raw bytes [begin, end) as they are.
    void copy(std::size_t begin, std::size_t end);
    /// Appends `text`, which was read from raw bytes [begin, end).
    void put(std::string_view text, std::size_t begin, std::size_t end);
    [[nodiscard]] const std::string &text() const { return m_name.m_text; }
    /// The last byte written; NUL when nothing is.
    [[nodiscard]] char last() const { return text().empty() ? '\0' : text().back(); }

private:
    KernelName &m_name;
    std::size_t m_base;
};

/// Writes the normalised form of the demangled name `raw`.
void normaliseDemangled(std::string_view raw, NameWriter &writer);

/// Writes what the mangled name `raw` (`_Z...`, Itanium C++ ABI 5.1) says in plain view: identifiers by their lengths,
/// nesting, template brackets, literals and builtin types, then the parameter types as far as they are plain.
/// Substitutions are left out, so output is linear in the input.
void rewriteMangled(std::string_view raw, NameWriter &writer);

} // namespace atlas
