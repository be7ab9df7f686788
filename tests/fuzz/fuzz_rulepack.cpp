// Any bytes as a rule pack: reading, checking, building and reading names with it must neither crash nor hang.

#include "core/inference/packblob.h"
#include "core/inference/packreader.h"
#include "core/inference/rulelinter.h"
#include "core/inference/rulesetbuilder.h"

#include <array>
#include <cstdint>
#include <cstdlib>

using namespace atlas;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t kMaxBytes = 16 * 1024;
    constexpr std::array<std::string_view, 5> names = {
        "void cutlass::Kernel2<cutlass_80_tensorop_bf16_s16816gemm_relu_bf16_256x128_32x3_tn_align8>(T1::Params)",
        "void at::native::(anonymous namespace)::k<(int)4, f()::{lambda(float)#2}, a<b> >(T1 *, …)",
        "_ZN5aiter24add_rmsnorm_quant_kernelIDF16bDF16bLi256EEEvPT0_", "gemm x a 12x12", ""};
    if (size > kMaxBytes) {
        return 0;
    }
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    PackReading<RulePack> reading = readPack(text, "fuzz.yaml");
    const LintResult lint = lintPack(reading.value, text);
    if (lint.broken.size() != reading.value.rules.size()) {
        std::abort();
    }
    if (!packFromBytes(packToBytes(reading.value))) {
        std::abort();
    }
    RuleSetBuilder builder;
    builder.add(std::move(reading.value));
    const auto rules = builder.build();
    for (const std::string_view name : names) {
        const Reading said = rules->read(name);
        for (const auto &spans : said.evidence) {
            for (const ByteSpan &span : spans) {
                if (span.begin >= span.end || span.end > name.size()) {
                    std::abort();
                }
            }
        }
    }
    static_cast<void>(packFromBytes(text));
    return 0;
}
