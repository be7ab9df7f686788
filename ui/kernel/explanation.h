#pragma once

#include "ui/session/runsession.h"

#include <QString>

/// What the details say in words, as HTML in which every piece of data is escaped.
namespace atlas::ui
{

/// Why the field has its value: rule, the characters it read, confidence, reason; or who set it.
[[nodiscard]] QString explainField(const RunSession &session, EntryId entry, Field field);

/// The kernel's times in every table it is in, `current` in bold; stage names are links "stage:<number>".
[[nodiscard]] QString timingTable(const RunSession &session, KernelId kernel, StageId current);

/// What a timing warns of: mixed shapes, a single launch; empty when nothing.
[[nodiscard]] QString timingWarning(const KernelTiming &timing);

/// "gemm · bf16 · tile 256 × 128 × 32 · 3 stages"; empty when the name tells none.
[[nodiscard]] QString factsText(const KernelFacts &facts);

} // namespace atlas::ui
