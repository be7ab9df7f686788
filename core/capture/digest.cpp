#include "core/capture/digest.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/run/bytesource.h"
#include "core/run/capturesummary.h"
#include "core/run/distribution.h"
#include "core/run/filekind.h"
#include "core/run/runbuilder.h"
#include "core/run/unpack.h"

#include <nlohmann/json.hpp>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

namespace atlas
{

namespace
{
using Json = nlohmann::json;
constexpr int kVersion = 1;
constexpr std::size_t kMostUnpacked = std::size_t{256} << 20U;
constexpr std::array<std::size_t, 5> kKernelsWithLaunches = {100'000, 2000, 300, 50, 0}; ///< a table, until it fits
constexpr std::array kTimeMembers = {&TimeUse::wallNs,    &TimeUse::busyNs,        &TimeUse::idleNs,
                                     &TimeUse::computeNs, &TimeUse::exposedCommNs, &TimeUse::exposedCopyNs,
                                     &TimeUse::kernelNs};

Json orNull(double value)
{
    return std::isfinite(value) ? Json(value) : Json();
}

double orNaN(const Json &value)
{
    return value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN();
}

Json timeJson(const TimeUse &use)
{
    Json list = Json::array();
    for (const auto member : kTimeMembers) {
        list.push_back(use.*member);
    }
    return list;
}

TimeUse timeOf(const Json &list)
{
    TimeUse use;
    for (std::size_t i = 0; i < kTimeMembers.size(); ++i) {
        use.*kTimeMembers[i] = list.at(i).get<std::int64_t>();
    }
    return use;
}

Json timingJson(const KernelTiming &timing)
{
    return {timing.totalNs, timing.instances,        timing.minNs,
            timing.maxNs,   orNull(timing.medianNs), orNull(timing.standardDeviationNs)};
}

KernelTiming timingOf(const Json &list)
{
    KernelTiming timing;
    timing.totalNs = list.at(0).get<std::int64_t>();
    timing.instances = list.at(1).get<std::int64_t>();
    timing.minNs = list.at(2).get<std::int64_t>();
    timing.maxNs = list.at(3).get<std::int64_t>();
    timing.medianNs = orNaN(list.at(4));
    timing.standardDeviationNs = orNaN(list.at(5));
    return timing;
}

Json histogramJson(const Histogram &histogram)
{
    Json list = Json::array();
    for (const HistogramBin &bin : histogram.bins()) {
        list.push_back(bin.bin);
        list.push_back(bin.count);
    }
    return list;
}

Histogram histogramOf(const Json &list)
{
    std::vector<HistogramBin> bins;
    for (std::size_t i = 0; i + 1 < list.size(); i += 2) {
        bins.push_back({list.at(i).get<std::uint16_t>(), list.at(i + 1).get<std::uint32_t>()});
    }
    return Histogram(std::move(bins));
}

Json launchesJson(const LaunchDistribution &launches)
{
    Json variants = Json::array();
    for (const VariantTiming &variant : launches.variants) {
        variants.push_back({variant.grid, variant.block, timingJson(variant.timing)});
    }
    Json operations = Json::array();
    for (const OperationUse &use : launches.operations) {
        operations.push_back({use.name, use.inputDims, use.inputTypes, use.launches, use.totalNs});
    }
    return {{"p", {orNull(launches.p95Ns), orNull(launches.p99Ns)}},
            {"h", histogramJson(launches.histogram)},
            {"v", std::move(variants)},
            {"o", std::move(operations)}};
}

LaunchDistribution launchesOf(const Json &json)
{
    LaunchDistribution launches;
    launches.p95Ns = orNaN(json.at("p").at(0));
    launches.p99Ns = orNaN(json.at("p").at(1));
    launches.histogram = histogramOf(json.at("h"));
    for (const Json &variant : json.at("v")) {
        launches.variants.push_back(
            {variant.at(0).get<LaunchShape>(), variant.at(1).get<LaunchShape>(), timingOf(variant.at(2)), Histogram()});
    }
    for (const Json &use : json.at("o")) {
        launches.operations.push_back({use.at(0).get<std::string>(), use.at(1).get<std::string>(),
                                       use.at(2).get<std::string>(), use.at(3).get<std::int64_t>(),
                                       use.at(4).get<std::int64_t>()});
    }
    return launches;
}

Json stageJson(const Run &run, const Stage &stage, std::size_t withLaunches)
{
    Json rows = Json::array();
    Json launches = Json::object();
    Json ranks = Json::array();
    for (std::size_t i = 0; i < stage.rows.size(); ++i) { // longest first
        const KernelRow &row = stage.rows[i];
        rows.push_back({row.kernel.index(), timingJson(row.timing)});
        const LaunchDistribution *own = stage.distributions != nullptr ? stage.distributions->of(row.kernel) : nullptr;
        if (own != nullptr && i < withLaunches) {
            launches[std::to_string(row.kernel.index())] = launchesJson(*own);
        }
        if (stage.distributions != nullptr && row.kernel.index() < stage.distributions->ranks().size()) {
            const RankUse &use = stage.distributions->ranks()[row.kernel.index()];
            ranks.push_back({row.kernel.index(), use.medianNs, use.leastNs, use.mostNs, use.slowest});
        }
    }
    return {{"name", stage.name},
            {"combined", stage.isCombined},
            {"partial", stage.isPartial},
            {"nested_in", stage.scope.nestedIn ? run.stage(*stage.scope.nestedIn).name : std::string()},
            {"rows", std::move(rows)},
            {"launches", std::move(launches)},
            {"ranks", std::move(ranks)}};
}

Json captureJson(const CaptureSummary &capture)
{
    Json steps = Json::array();
    for (const StepSummary &step : capture.steps) {
        steps.push_back({{"stage", step.stage},
                         {"steps", {step.steps, step.of, step.uses}},
                         {"median", timeJson(step.median)},
                         {"mean", timeJson(step.mean)},
                         {"rank_spread", step.rankSpread}});
    }
    Json verdicts = Json::array();
    for (const CaptureVerdict &each : capture.verdicts) {
        verdicts.push_back({each.code, each.reason, each.spoils, each.holds, each.cure});
    }
    Json ranges = Json::array();
    for (const RangeSummary &range : capture.ranges) {
        ranges.push_back(
            {range.text, range.depth, range.count, range.launches, range.totalNs, range.stage, range.isLeftOut});
    }
    Json orders = Json::array();
    for (const StepOrder &order : capture.orders) {
        Json kernels = Json::array();
        std::ranges::for_each(order.kernels, [&](KernelId kernel) { kernels.push_back(kernel.index()); });
        orders.push_back({order.stage, std::move(kernels)});
    }
    return {{"format", capture.format},        {"launches", capture.launches},
            {"time", timeJson(capture.time)},  {"steps", std::move(steps)},
            {"verdicts", std::move(verdicts)}, {"ranges", std::move(ranges)},
            {"ranks", capture.ranks},          {"known_operations", capture.knownOperations},
            {"orders", std::move(orders)}};
}

/// The kernel of a number in the file, of `kernels` there are.
KernelId kernelAt(std::size_t number, std::size_t kernels)
{
    if (number >= kernels) {
        throw Json::out_of_range::create(401, "a row names a kernel that is not there", nullptr);
    }
    return makeId<KernelId>(number);
}

std::shared_ptr<const CaptureSummary> captureOf(const Json &json, std::size_t kernels)
{
    auto capture = std::make_shared<CaptureSummary>();
    capture->format = json.at("format").get<std::string>();
    capture->launches = json.at("launches").get<std::int64_t>();
    capture->time = timeOf(json.at("time"));
    capture->knownOperations = json.at("known_operations").get<double>();
    capture->ranks = json.at("ranks").get<std::vector<std::string>>();
    for (const Json &step : json.at("steps")) {
        const auto counts = step.at("steps").get<std::array<std::size_t, 3>>();
        capture->steps.push_back({step.at("stage").get<std::string>(), counts[0], counts[1], counts[2],
                                  timeOf(step.at("median")), timeOf(step.at("mean")),
                                  step.at("rank_spread").get<double>()});
    }
    for (const Json &each : json.at("verdicts")) {
        const auto texts = each.get<std::array<std::string, 5>>();
        capture->verdicts.push_back({texts[0], texts[1], texts[2], texts[3], texts[4]});
    }
    for (const Json &order : json.at("orders")) {
        StepOrder &kept = capture->orders.emplace_back(StepOrder{order.at(0).get<std::string>(), {}});
        for (const Json &kernel : order.at(1)) {
            kept.kernels.push_back(kernelAt(kernel.get<std::size_t>(), kernels));
        }
    }
    for (const Json &range : json.at("ranges")) {
        capture->ranges.push_back({range.at(0).get<std::string>(), range.at(1).get<std::size_t>(),
                                   range.at(2).get<std::int64_t>(), range.at(3).get<std::int64_t>(),
                                   range.at(4).get<std::int64_t>(), range.at(5).get<std::string>(),
                                   range.at(6).get<bool>()});
    }
    return capture;
}

Json runJson(const Run &run, std::size_t withLaunches)
{
    const RunIdentity &identity = run.identity();
    Json names = Json::array();
    for (std::size_t i = 0; i < run.kernelCount(); ++i) {
        names.push_back(run.name(makeId<KernelId>(i)));
    }
    Json stages = Json::array();
    for (const Stage &stage : run.stages()) {
        stages.push_back(stageJson(run, stage, withLaunches));
    }
    return {{"kernel_atlas_digest", kVersion},
            {"identity",
             {{"label", identity.label},
              {"gpu", identity.gpu},
              {"cuda", identity.cuda},
              {"torch", identity.torch},
              {"transformers", identity.transformers}}},
            {"names", std::move(names)},
            {"capture", run.capture() != nullptr ? captureJson(*run.capture()) : Json()},
            {"stages", std::move(stages)}};
}

Result<std::string> packed(const std::string &text)
{
    constexpr int kGzipWindow = 15 + 16;
    constexpr int kMemory = 9;
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) {
        return failure("there is not enough memory to pack the digest");
    }
    std::string bytes(deflateBound(&stream, static_cast<uLong>(text.size())) + 64, '\0');
    // zlib reads what it calls next_in and never writes there.
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(bytes.data());
    stream.avail_out = static_cast<uInt>(bytes.size());
    const int code = deflate(&stream, Z_FINISH);
    bytes.resize(stream.total_out);
    deflateEnd(&stream);
    return code == Z_STREAM_END ? Result<std::string>(std::move(bytes)) : failure("the digest cannot be packed");
}

Stage stageOf(const Json &json, std::size_t kernels)
{
    const auto kernelOf = [kernels](std::size_t number) { return kernelAt(number, kernels); };
    Stage stage;
    stage.name = json.at("name").get<std::string>();
    stage.isCombined = json.at("combined").get<bool>();
    stage.isPartial = json.at("partial").get<bool>();
    for (const Json &row : json.at("rows")) {
        stage.rows.push_back({kernelOf(row.at(0).get<std::size_t>()), timingOf(row.at(1))});
    }
    if (json.at("launches").empty() && json.at("ranks").empty()) {
        return stage;
    }
    auto distributions = std::make_shared<Distributions>(kernels);
    for (const auto &[number, launches] : json.at("launches").items()) {
        distributions->set(kernelOf(std::stoul(number)), launchesOf(launches));
    }
    RankTable ranks(json.at("ranks").empty() ? 0 : kernels);
    for (const Json &use : json.at("ranks")) {
        ranks[kernelOf(use.at(0).get<std::size_t>()).index()] = {use.at(1).get<double>(), use.at(2).get<std::int64_t>(),
                                                                 use.at(3).get<std::int64_t>(),
                                                                 use.at(4).get<std::uint32_t>()};
    }
    distributions->setRanks(std::move(ranks));
    stage.distributions = std::move(distributions);
    return stage;
}

std::shared_ptr<const Run> runOf(const Json &json, const std::filesystem::path &path)
{
    RunBuilder builder(path);
    const Json &identity = json.at("identity");
    builder.identity().label = identity.at("label").get<std::string>();
    builder.identity().gpu = identity.at("gpu").get<std::string>();
    builder.identity().cuda = identity.at("cuda").get<std::string>();
    builder.identity().torch = identity.at("torch").get<std::string>();
    builder.identity().transformers = identity.at("transformers").get<std::string>();
    for (const Json &name : json.at("names")) {
        static_cast<void>(builder.names().intern(name.get<std::string>()));
    }
    const std::size_t kernels = builder.names().size();
    std::vector<std::pair<std::string, std::string>> nesting;
    for (const Json &each : json.at("stages")) {
        Stage stage = stageOf(each, kernels);
        stage.file = path;
        if (!stage.isCombined) {
            nesting.emplace_back(stage.name, each.at("nested_in").get<std::string>());
        }
        builder.addStage(std::move(stage));
    }
    builder.setNesting(std::move(nesting));
    if (!json.at("capture").is_null()) {
        builder.setCapture(captureOf(json.at("capture"), kernels));
    }
    return builder.build();
}

Result<std::string> unpackedText(const std::filesystem::path &path)
{
    Result<FileBlocks> file = FileBlocks::open(path);
    if (!file) {
        return std::unexpected(file.error());
    }
    const ByteSource source = plainBytes(bytesOf(std::move(*file)));
    constexpr std::size_t kBlock = std::size_t{1} << 16U;
    std::string text;
    for (;;) {
        const std::size_t size = text.size();
        text.resize(size + kBlock);
        const Result<std::size_t> got = source(text.data() + size, kBlock);
        if (!got) {
            return std::unexpected(got.error());
        }
        text.resize(size + *got);
        if (*got == 0) {
            return text;
        }
        if (text.size() > kMostUnpacked) {
            return failure("the digest is larger than any that katlas writes", {path.string()});
        }
    }
}
} // namespace

Result<std::string> writeDigest(const Run &run, std::size_t maxBytes)
{
    for (const std::size_t kernels : kKernelsWithLaunches) {
        Result<std::string> bytes = packed(runJson(run, kernels).dump(-1, ' ', false, Json::error_handler_t::replace));
        if (!bytes || bytes->size() <= maxBytes) {
            return bytes;
        }
    }
    return failure("the run has too many kernels for a digest of " + std::to_string(maxBytes / 1000) +
                   " kB; digest fewer stages or captures");
}

Result<std::shared_ptr<const Run>> readDigest(const std::filesystem::path &path)
{
    const Result<std::string> text = unpackedText(path);
    if (!text) {
        return std::unexpected(text.error());
    }
    try {
        const Json json = Json::parse(*text);
        if (json.at("kernel_atlas_digest").get<int>() != kVersion) {
            return failure("a newer Kernel Atlas wrote this digest", {path.string()});
        }
        return runOf(json, path);
    } catch (const std::exception &error) { // of the JSON library, or a number that is none
        return failure("the digest is damaged: " + escapeControls(error.what()) + "; write it again with katlas digest",
                       {path.string()});
    }
}

bool isDigest(const std::filesystem::path &path)
{
    std::error_code error;
    const Result<RecognisedFile> file =
        std::filesystem::is_regular_file(path, error) ? recogniseFile(path) : failure("no file", {path.string()});
    return file && file->kind == FileKind::Digest;
}

} // namespace atlas
