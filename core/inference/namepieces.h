#pragma once

#include "core/inference/kernelname.h"

#include <array>
#include <string_view>

namespace atlas
{

class Variables;

/// Variables that every rule may use without reading them: see setNamePieces().
inline constexpr std::array<std::string_view, 5> kNamePieces = {"function", "kernel", "element", "numbers", "bare"};

/// Sets the piece `which` (an index of kNamePieces) of `name`, where the name has it:
/// `function`: the qualified name; `kernel`: its own identifier, without namespaces; `element`: the type that the first
/// pointer parameter points to, else the first type among the template arguments; `numbers`: numbers and truth values
/// among the first template arguments, as `<16, true>`; `bare`: "underscore" or "plain" (how the identifier begins),
/// only of a name with neither parameters nor template arguments.
void setNamePiece(std::size_t which, const KernelName &name, Variables &variables);

/// Whether an identifier stands in the name at all.
[[nodiscard]] bool hasIdentifier(const KernelName &name);

} // namespace atlas
