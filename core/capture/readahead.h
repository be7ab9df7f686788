#pragma once

#include "core/run/bytesource.h"

namespace atlas
{

/// The bytes of `source`, read on a thread of its own some blocks ahead: unpacking and reading go on side by side.
[[nodiscard]] ByteSource readAhead(ByteSource source);

} // namespace atlas
