#pragma once

#include "ui/session/runsession.h"

#include <string>

namespace atlas::test
{

/// Where what the desk shows and says is not what its files hold; empty when all agree. Of a file that someone else
/// changed and that was not taken yet, the bytes last read count.
[[nodiscard]] std::string deskFaults(const ui::RunSession &session);

} // namespace atlas::test
