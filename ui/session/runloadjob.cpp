#include "ui/session/runloadjob.h"

#include "core/capture/openrun.h"
#include "core/desk/projectof.h"
#include "core/run/filekind.h"
#include "core/run/foundtable.h"
#include "core/run/runlayout.h"
#include "ui/common/corewords.h"
#include "ui/common/text.h"

#include <algorithm>
#include <functional>
#include <iterator>

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

/// The runs that `path` stands for: those found below it, else those in the run folders that its project file names.
std::vector<FoundRun> runsOf(const std::filesystem::path &path)
{
    std::vector<FoundRun> found = discoverRuns(path);
    if (found.empty() && isCapture(path)) {
        return {{path, folderLabel(path), {}}};
    }
    std::error_code error;
    if (!found.empty() || !std::filesystem::exists(path / kProjectFileName, error)) {
        return found;
    }
    for (const std::filesystem::path &folder : projectOf(path).runFolders) {
        std::ranges::move(discoverRuns(folder), std::back_inserter(found));
    }
    std::ranges::stable_sort(found, std::greater(), &FoundRun::modified);
    return found;
}

Result<std::shared_ptr<LoadedRun>> loadWhole(const LoadRequest &request, std::stop_token stop,
                                             const ProgressCallback &progress)
{
    const ProjectFile project = projectOf(request.path);
    CaptureOptions captures;
    captures.proposesStages = true;
    std::vector<Diagnostic> notes = project.diagnostics;
    auto run = openRun(request.path, {project.nesting}, captures, stop, part(progress, 0.0, kLoadShare))
                   .transform([&](OpenedRun &&opened) {
                       std::ranges::move(opened.notes, std::back_inserter(notes));
                       return std::move(opened.run);
                   });
    if (!run) {
        return std::unexpected(run.error());
    }
    RuleSetOptions ruleOptions = request.rules;
    ruleOptions.projectPacks = project.rulePacks;
    auto rules = loadRulesFor((*run)->path(), request.packs, ruleOptions);
    if (!rules) {
        return std::unexpected(rules.error());
    }
    const std::filesystem::path catalogPath =
        request.catalog.empty() ? project.catalog.value_or(std::filesystem::path()) : request.catalog;
    auto catalog = readCheckedCatalog(catalogPath);
    if (!catalog) {
        return std::unexpected(catalog.error());
    }
    auto readings = InferenceTable::build(*run, rules->rules, stop, part(progress, kLoadShare, kReadShare));
    if (!readings) {
        return failure("cancelled");
    }
    progress(kLoadShare + kReadShare, "preparing the tables");
    auto document = std::make_unique<ReviewDocument>(catalog->catalog, std::move(catalog->review));
    document->attachRun(*run, readings);
    RowTexts texts = RowTexts::of(*document);
    return std::make_shared<LoadedRun>(LoadedRun{*run, rules->rules, std::move(document), std::move(texts), catalogPath,
                                                 project.selection, std::move(notes), std::move(rules->diagnostics),
                                                 std::move(catalog->diagnostics), std::move(catalog->conflicts),
                                                 std::move(ruleOptions), std::move(rules->packs),
                                                 request.catalog.empty() ? project.catalogOutside : std::nullopt});
}

/// A catalog that is opened like a run, as by a double click, stands for the run that it was published from, if its
/// review file tells one that is still there.
LoadRequest withRunOfCatalog(LoadRequest request)
{
    const Result<RecognisedFile> file = recogniseFile(request.path);
    if (!request.catalog.empty() || !file || file->kind != FileKind::Catalog) {
        return request;
    }
    const Result<ReviewFile> review = openReviewFile(request.path);
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::absolute(request.path, error).parent_path();
    if (review && !review->run.empty() && std::filesystem::exists(folder / review->run, error)) {
        request.catalog = request.path;
        request.path = (folder / review->run).lexically_normal();
    }
    return request;
}

Result<LoadOutcome> loadOrFind(const LoadRequest &asked, std::stop_token stop, const ProgressCallback &progress)
{
    progress(0.0, "looking for kernel tables");
    const LoadRequest request = withRunOfCatalog(asked);
    std::vector<FoundRun> found = runsOf(request.path);
    if (found.size() > 1) {
        return found;
    }
    LoadRequest exact = request;
    if (!found.empty()) {
        exact.path = found.front().path;
    }
    std::error_code error;
    const bool mayBeSeveral = !request.isChosen && std::filesystem::is_directory(exact.path, error);
    if (RunParts parts = mayBeSeveral ? partsOf(exact.path, stop) : RunParts(); !parts.parts.empty()) {
        return parts;
    }
    auto run = loadWhole(exact, stop, progress);
    if (!run) {
        return std::unexpected(run.error());
    }
    if (RunParts parts = request.isChosen ? RunParts() : otherTables(*(*run)->run, stop); !parts.parts.empty()) {
        return parts;
    }
    return std::move(*run);
}
} // namespace

RunParts otherTables(const Run &run, const std::stop_token &stop)
{
    const bool hasOthers =
        std::ranges::contains(run.diagnostics(), std::string_view(kSecondTableCode), &Diagnostic::code);
    return hasOthers ? partsOf(run.path(), stop) : RunParts();
}

void RunLoadJob::start(const LoadRequest &request)
{
    const quint64 number = m_task.number() + 1; // the one that start() will give
    const auto progress = [this, number](double fraction, std::string_view what) {
        m_task.post(number, [this, fraction, text = coreWord(what)] { Q_EMIT progressed(fraction, text); });
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
    } else if (const auto *parts = std::get_if<RunParts>(&*outcome)) {
        Q_EMIT partsFound(*parts);
    } else {
        Q_EMIT severalFound(std::get<std::vector<FoundRun>>(*outcome));
    }
}

} // namespace atlas::ui
