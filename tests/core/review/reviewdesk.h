#pragma once

#include "core/inference/ruleset.h"
#include "core/review/publication.h"
#include "core/review/reviewdocument.h"
#include "tests/support/testruns.h"

#include <memory>
#include <string>

/// A desk with a small catalog and run, for the tests of this folder.
namespace atlas::test
{

inline constexpr const char *kAdd =
    "void at::native::vectorized_elementwise_kernel<(int)4, at::native::CUDAFunctor_add<float>, "
    "std::array<char *, (unsigned long)3>>(int, T2, T3)";
inline constexpr const char *kAddHalf =
    "void at::native::vectorized_elementwise_kernel<(int)8, at::native::CUDAFunctor_add<c10::Half>, "
    "std::array<char *, (unsigned long)3>>(int, T2, T3)";
inline constexpr const char *kMine = "my_own_kernel(int)";
inline constexpr const char *kNccl =
    "ncclDevKernel_AllReduce_Sum_bf16_RING_LL(ncclDevKernelArgsStorage<(unsigned long)4096>)";

/// One entry, spelled as we would not.
inline const std::string kMineText = "- raw_name: \"my_own_kernel(int)\"\n"
                                     "  friendly_name: 'Mine' # by hand\n"
                                     "  source_lib: CUDA\n"
                                     "  data_shape:\n"
                                     "    generic:\n"
                                     "      - ['(N,)', \"->\", '(N,)']\n"
                                     "    fixed: null\n"
                                     "    tiled: null\n"
                                     "  description: >\n"
                                     "    Old\n"
                                     "    words.\n";

inline std::shared_ptr<const RuleSet> rulesOf(const std::string &pack)
{
    return loadRuleSet({pack, false, {}}).value().rules;
}

/// A document that keeps a review file, over a run of four kernels.
struct ReviewDesk
{
    std::shared_ptr<const Run> run = makeRun({{"combined", {{kAdd, 100}, {kMine, 50}, {kAddHalf, 20}, {kNccl, 10}}}});
    ReviewDocument document;

    explicit ReviewDesk(const std::string &catalog = kMineText, const std::string &review = {})
        : document(std::make_shared<const Catalog>(Catalog::read(catalog, "kernels.yaml").value()),
                   readReviewFile(review, "kernels.yaml.review.yaml").value())
    {
        document.attachRun(run, InferenceTable::build(run, rulesOf("standard")));
    }
    [[nodiscard]] EntryId entry(const char *name) const { return document.find(name).value(); }
    [[nodiscard]] std::string shown(const char *name, Field field) const
    {
        return toDisplayText(document.effective(entry(name), field).value);
    }
    Publication publish(const PublicationOptions &options = {})
    {
        Publication publication = planPublication(document, options).value();
        setPublished(document, publication, document.history().index());
        return publication;
    }
};

} // namespace atlas::test
