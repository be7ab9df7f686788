#pragma once

#include "core/inference/rulepack.h"

namespace atlas
{

/// Whether `earlier` matches every name that `later` matches, as far as literals and equal expressions prove it: then
/// `later` can never win. May miss such pairs; never claims one that is not so.
[[nodiscard]] bool alwaysWins(const Rule &earlier, const Rule &later);

} // namespace atlas
