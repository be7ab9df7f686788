#pragma once

#include "core/inference/kernelname.h"

#include <array>
#include <string_view>

namespace atlas
{

class Variables;

/// Variables that every rule may use without reading them: see setNamePieces().
inline constexpr std::array<std::string_view, 8> kNamePieces = {"function", "kernel", "element",   "numbers",
                                                                "bare",     "input",  "arguments", "parameters"};

/// Sets the piece `which` (an index of kNamePieces) of `name`, where the name has it:
/// `function`: the qualified name; `kernel`: its own identifier, without namespaces; `input`: the type that the first
/// pointer to constant data among the parameters points to; `element`: that, else what the first pointer points to,
/// else the first type among the template arguments; `numbers`: numbers and truth values among the first template
/// arguments, as `<16, true>`; `bare`: "underscore" or "plain" (how the identifier begins), only of a name with neither
/// parameters nor template arguments; `arguments` and `parameters`: what is in the brackets. Sizes and indices are no
/// element types where there are others.
void setNamePiece(std::size_t which, const KernelName &name, Variables &variables);

/// Whether an identifier stands in the name at all.
[[nodiscard]] bool hasIdentifier(const KernelName &name);

} // namespace atlas
