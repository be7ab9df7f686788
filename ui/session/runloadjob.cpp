#include "ui/session/runloadjob.h"

#include "core/base/file.h"
#include "core/catalog/catalogchecker.h"
#include "ui/common/text.h"

namespace atlas::ui
{

namespace
{
// Reading the files is most of the time; the rest shares what is left of the bar.
constexpr double kLoadShare = 0.7;
constexpr double kReadShare = 0.25;

/// `progress` squeezed into the part of the bar from `begin` on.
ProgressCallback part(const ProgressCallback &progress, double begin, double share)
{
    return [=](double fraction, std::string_view what) { progress(begin + share * fraction, what); };
}

Result<std::shared_ptr<LoadedRun>> loadWhole(const LoadRequest &request, std::stop_token stop,
                                             const ProgressCallback &progress)
{
    auto run = loadRun(request.path, {}, stop, part(progress, 0.0, kLoadShare));
    if (!run) {
        return std::unexpected(run.error());
    }
    auto rules = loadRuleSet(request.rules);
    if (!rules) {
        return std::unexpected(rules.error());
    }
    auto catalog = readCheckedCatalog(request.catalog);
    if (!catalog) {
        return std::unexpected(catalog.error());
    }
    auto readings = InferenceTable::build(*run, rules->rules, stop, part(progress, kLoadShare, kReadShare));
    if (!readings) {
        return failure("cancelled");
    }
    progress(kLoadShare + kReadShare, "preparing the tables");
    auto document = std::make_unique<ReviewDocument>(catalog->catalog);
    document->attachRun(*run, readings);
    RowTexts texts = RowTexts::of(*document);
    return std::make_shared<LoadedRun>(LoadedRun{*run, rules->rules, std::move(document), std::move(texts),
                                                 request.catalog, std::move(rules->diagnostics),
                                                 std::move(catalog->diagnostics)});
}

Result<LoadOutcome> loadOrFind(const LoadRequest &request, std::stop_token stop, const ProgressCallback &progress)
{
    progress(0.0, "looking for kernel tables");
    std::vector<FoundRun> found = discoverRuns(request.path);
    if (found.size() > 1) {
        return found;
    }
    LoadRequest exact = request;
    if (!found.empty()) {
        exact.path = found.front().path;
    }
    auto run = loadWhole(exact, stop, progress);
    if (!run) {
        return std::unexpected(run.error());
    }
    return std::move(*run);
}
} // namespace

Result<CheckedCatalog> readCheckedCatalog(const std::filesystem::path &path)
{
    std::error_code error;
    if (path.empty() || !std::filesystem::exists(path, error)) {
        return CheckedCatalog{std::make_shared<const Catalog>(Catalog::empty(path.string())), {}};
    }
    auto text = readFile(path);
    if (!text) {
        return std::unexpected(text.error());
    }
    auto catalog = Catalog::read(std::move(*text), path.string());
    if (!catalog) {
        return std::unexpected(catalog.error());
    }
    std::vector<Diagnostic> diagnostics = checkCatalog(*catalog);
    return CheckedCatalog{std::make_shared<const Catalog>(std::move(*catalog)), std::move(diagnostics)};
}

void RunLoadJob::start(const LoadRequest &request)
{
    const quint64 number = m_task.number() + 1; // the one that start() will give
    const auto progress = [this, number](double fraction, std::string_view what) {
        m_task.post(number, [this, fraction, text = toQString(what)] { Q_EMIT progressed(fraction, text); });
    };
    m_task.start([request, progress](std::stop_token stop) { return loadOrFind(request, stop, progress); },
                 [this](Outcome outcome) { deliver(std::move(outcome)); });
}

void RunLoadJob::cancel()
{
    m_task.cancel();
}

void RunLoadJob::deliver(Outcome outcome)
{
    if (!outcome) {
        Q_EMIT failed(errorText(outcome.error()));
    } else if (auto *run = std::get_if<std::shared_ptr<LoadedRun>>(&*outcome)) {
        Q_EMIT loaded(*run);
    } else {
        Q_EMIT severalFound(std::get<std::vector<FoundRun>>(*outcome));
    }
}

} // namespace atlas::ui
