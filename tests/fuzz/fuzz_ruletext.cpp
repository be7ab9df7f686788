// Any bytes as a rule, and as the pack it goes into: what the editor does at every key must neither crash nor hang, and
// what it puts in must leave the pack readable.

#include "core/authoring/namemarks.h"
#include "core/authoring/packedit.h"
#include "core/authoring/ruletext.h"
#include "core/inference/packreader.h"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace atlas;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t kMaxBytes = 8 * 1024;
    constexpr char kBetween = '\f'; // before: the pack, behind: the rule
    if (size > kMaxBytes) {
        return 0;
    }
    const std::string_view all(reinterpret_cast<const char *>(data), size);
    const std::size_t between = all.find(kBetween);
    const std::string rule(between == std::string_view::npos ? all : all.substr(between + 1));
    EditedPack pack{"fuzz.yaml"};
    if (between != std::string_view::npos) {
        pack.text = std::string(all.substr(0, between));
    }
    if (const auto form = readRuleForm(rule)) {
        for (const std::string_view key : kRuleFormKeys) {
            const std::string value = "x: #'\"";
            static_cast<void>(withRuleValue(rule, key, std::span(&value, 1)));
        }
    }
    const PackReading<RulePack> alone = readPack("pack: p\nrules:\n" + rule, "fuzz.yaml");
    static_cast<void>(markName(alone.value, 0, "void gemm<(int)4>(T1::Params)"));
    if (const auto made = insertRule(pack, rule)) {
        const auto now = readPack(made->text, "fuzz.yaml").value.rules;
        if (now.empty() || now.front().id != made->ruleId) {
            std::abort();
        }
        static_cast<void>(checkInsertedRule(*made, pack.file));
    }
    return 0;
}
