#include "tests/support/testruns.h"

#include "core/run/runbuilder.h"

namespace atlas::test
{

namespace
{
KernelTiming timing(const TestRow &row)
{
    const std::int64_t mean = row.totalNs / row.instances;
    return {row.totalNs, row.instances, mean, mean, static_cast<double>(mean), 0.0};
}
} // namespace

std::shared_ptr<const Run> makeRun(const std::vector<TestStage> &stages)
{
    RunBuilder builder("test");
    builder.identity().label = "test run";
    for (const TestStage &made : stages) {
        Stage stage;
        stage.name = made.name;
        stage.isCombined = made.name == "combined";
        for (const TestRow &row : made.rows) {
            stage.rows.push_back({builder.names().intern(row.name), timing(row)});
        }
        builder.addStage(std::move(stage));
    }
    return builder.build();
}

} // namespace atlas::test
