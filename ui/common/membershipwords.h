#pragma once

#include "core/review/membership.h"
#include "ui/common/appearance.h"

/// Whether a kernel comes into the catalog, in words and marks; see appearance.h.
namespace atlas::ui
{

[[nodiscard]] QString words(Membership membership);
/// One character, for a narrow column; empty for what is not selected.
[[nodiscard]] QString glyph(Membership membership);
/// A sentence, for tooltips.
[[nodiscard]] QString explanation(Membership membership);
[[nodiscard]] Tone tone(Membership membership);

} // namespace atlas::ui
