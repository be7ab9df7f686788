#pragma once

#include "core/capture/capture.h"

#include <string>

namespace atlas
{

/// Puts the launches of `other` behind those of `capture`: several ranks or processes of one program are one run.
/// Devices and streams of `other` get `label` before their names.
void appendCapture(Capture &capture, Capture other, const std::string &label);

} // namespace atlas
