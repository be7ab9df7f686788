#pragma once

#include "core/run/run.h"

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

namespace atlas::test
{

/// A row of a made-up table; average and median follow from total and instances.
struct TestRow
{
    std::string name;
    std::int64_t totalNs;
    std::int64_t instances = 1;
};

/// A made-up table; the one called "combined" covers the whole run.
struct TestStage
{
    std::string name;
    std::vector<TestRow> rows;
};

/// A run of these tables, labelled "test run".
[[nodiscard]] std::shared_ptr<const Run> makeRun(const std::vector<TestStage> &stages);

} // namespace atlas::test
