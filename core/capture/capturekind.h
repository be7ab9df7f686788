#pragma once

#include "core/capture/capturereader.h"
#include "core/run/filekind.h"

#include <filesystem>
#include <vector>

namespace atlas
{

/// A format of captures and who reads it. A new format is a row in the list of capturekind.cpp and a reader of its own.
struct CaptureFormat
{
    FileKind kind;
    CaptureReader read;
};

/// The format of the file at `path`; null when it is no capture that is read.
[[nodiscard]] const CaptureFormat *captureFormatOf(const std::filesystem::path &path);

/// The captures that lie in a folder or its nsys folder, by name.
[[nodiscard]] std::vector<std::filesystem::path> capturesIn(const std::filesystem::path &folder);

} // namespace atlas
