#pragma once

#include "core/inference/packreader.h"
#include "core/inference/packyaml.h"

#include <exception>
#include <string>
#include <string_view>

namespace atlas
{

/// yaml-cpp may still throw while a document that has loaded is walked (a bad conversion, a zombie node).
template<class T, class Read>
PackReading<T> guarded(std::string_view file, Read &&read)
{
    try {
        return read();
    } catch (const std::exception &exception) {
        return {{}, {{Severity::Error, "pack-no-yaml", exception.what(), {std::string(file)}}}};
    }
}

} // namespace atlas
