#pragma once

#include "core/review/entrygroups.h"

#include <QString>

namespace atlas::ui
{

/// What kernels are put together by, as the choice says it.
[[nodiscard]] QString words(FamilyBy by);

/// "6 kernels like “CUTLASS GEMM (BF16)”", "6 kernels of cuBLAS" ...
[[nodiscard]] QString familyTitle(const EntryFamily &family, FamilyBy by);

/// "12.4 % of the selection's GPU time · 2 of 6 accepted".
[[nodiscard]] QString familySummary(const EntryFamily &family, std::int64_t selectionNs);

/// What deserves a look before the rest is accepted; empty when nothing does.
[[nodiscard]] QString lookFirst(const FamilyDifferences &differences);

} // namespace atlas::ui
