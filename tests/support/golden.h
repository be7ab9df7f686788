#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace atlas::test
{

/// Compares `actual` with tests/golden/<name>. Empty when equal, else a message that shows the first line that differs.
/// With ATLAS_UPDATE_GOLDEN=1 (`./dev update-golden`) the file is rewritten instead and the result is empty.
[[nodiscard]] std::string compareWithGolden(const std::filesystem::path &name, std::string_view actual);

} // namespace atlas::test

/// Fails the running test when `actual` is not what tests/golden/<name> holds.
#define COMPARE_GOLDEN(name, actual)                                                                                   \
    do {                                                                                                               \
        const std::string difference = atlas::test::compareWithGolden(name, actual);                                   \
        QVERIFY2(difference.empty(), difference.c_str());                                                              \
    } while (false)
