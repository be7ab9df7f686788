#include "core/inference/packguard.h"
#include "core/inference/packreader.h"

#include <array>

namespace atlas
{

namespace
{
std::string exampleValue(const YAML::Node &node)
{
    return node.IsNull() ? std::string("null") : node.IsScalar() ? node.Scalar() : std::string();
}

void readExample(const YAML::Node &node, PackYaml &yaml, std::vector<RuleExample> &examples)
{
    if (!node.IsMap()) {
        yaml.error("pack-no-mapping", "an example is a mapping with \"name\" and what is expected", node);
        return;
    }
    RuleExample example;
    example.place = yaml.place(node);
    for (const auto &pair : node) {
        const std::string key = pair.first.IsScalar() ? pair.first.Scalar() : std::string();
        if (key == "name") {
            example.rawName = yaml.text(pair.second, key).value_or(std::string());
        } else if (isExampleKey(key) && !pair.second.IsMap() && !pair.second.IsSequence()) {
            example.expected.emplace_back(key, exampleValue(pair.second));
            example.places.push_back(yaml.place(pair.second));
        } else {
            yaml.error("pack-unknown-field", "\"" + key + "\" is nothing that an example can expect", pair.first);
        }
    }
    examples.push_back(std::move(example));
}
} // namespace

PackReading<std::vector<RuleExample>> readExamples(std::string_view text, std::string_view file)
{
    return guarded<std::vector<RuleExample>>(file, [&] {
        PackYaml yaml(text, file);
        PackReading<std::vector<RuleExample>> reading;
        constexpr std::array<std::string_view, 2> keys = {"pack", "examples"};
        const auto root = yaml.root();
        if (root && yaml.checkKeys(*root, keys, "an examples file") && (*root)["examples"]) {
            for (const YAML::Node &item : yaml.items((*root)["examples"], "examples")) {
                readExample(item, yaml, reading.value);
            }
        }
        reading.diagnostics = yaml.takeDiagnostics();
        return reading;
    });
}

} // namespace atlas
