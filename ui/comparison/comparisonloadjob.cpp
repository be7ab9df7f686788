#include "ui/comparison/comparisonloadjob.h"

#include "core/capture/openrun.h"
#include "core/catalog/catalogfile.h"
#include "core/report/kernelwords.h"
#include "core/review/projectfile.h"
#include "ui/common/corewords.h"
#include "ui/common/text.h"
#include "ui/session/runloadjob.h"

namespace atlas::ui
{

namespace
{
/// Reading files takes longer than comparing what they hold.
constexpr double kLoadShare = 0.8;

/// The project file above `path`; one that cannot be read is as none.
ProjectFile projectOf(const std::filesystem::path &path, std::vector<std::string> &problems)
{
    const std::optional<std::filesystem::path> file = findProjectFile(path);
    if (!file) {
        return {};
    }
    Result<ProjectFile> project = readProjectFile(*file);
    if (!project) {
        problems.push_back(file->string() + ": " + project.error().message);
        return {};
    }
    return std::move(*project);
}

class Loader
{
public:
    Loader(const ComparisonRequest &request, const std::stop_token &stop, const ProgressCallback &progress)
        : m_request(request), m_stop(stop), m_progress(progress), m_loaded(std::make_shared<LoadedComparison>())
    {
        m_count = request.baseline.size();
        for (const std::vector<ComparedRun> &candidate : request.candidates) {
            m_count += candidate.size();
        }
    }

    /// Null: look at ambiguous().
    Result<std::shared_ptr<LoadedComparison>> load()
    {
        m_project = projectOf(m_request.baseline.front().path, m_loaded->problems);
        ComparisonInput &input = m_loaded->input;
        input.threshold = m_request.threshold;
        Result<void> done = loadSide(m_request.baseline, input.baseline);
        for (const std::vector<ComparedRun> &candidate : m_request.candidates) {
            done = done.and_then([&] { return loadSide(candidate, input.candidates.emplace_back()); });
        }
        done = done.and_then([&] { return m_ambiguous ? Result<void>() : loadWords(); });
        if (!done) {
            return std::unexpected(done.error());
        }
        if (m_ambiguous) {
            return nullptr;
        }
        loadDecisions(input, m_request.pairsFolder, m_loaded->problems);
        const ProgressCallback rest = [this](double fraction, std::string_view what) {
            m_progress(kLoadShare + (1.0 - kLoadShare) * fraction, what);
        };
        auto result = compareAll(input, m_stop, rest);
        if (!result) {
            return std::unexpected(result.error());
        }
        m_loaded->result = std::move(*result);
        return m_loaded;
    }

    [[nodiscard]] const std::optional<AmbiguousRun> &ambiguous() const { return m_ambiguous; }

private:
    /// Notes the first run that is one of several.
    bool isAmbiguous(const ComparedRun &wanted, bool isBaseline, const std::shared_ptr<const Run> &loaded)
    {
        std::error_code error;
        if (m_ambiguous || wanted.run || wanted.isChosen) {
            return m_ambiguous.has_value();
        }
        RunParts parts = loaded != nullptr                                   ? otherTables(*loaded, m_stop)
                         : std::filesystem::is_directory(wanted.path, error) ? partsOf(wanted.path, m_stop)
                                                                             : RunParts();
        if (!parts.parts.empty()) {
            m_ambiguous = AmbiguousRun{wanted.path, std::move(parts), isBaseline};
        }
        return m_ambiguous.has_value();
    }

    Result<void> loadSide(const std::vector<ComparedRun> &wanted, Runs &runs)
    {
        for (const ComparedRun &each : wanted) {
            if (isAmbiguous(each, &wanted == &m_request.baseline, nullptr)) {
                return {};
            }
            const double begin = kLoadShare * static_cast<double>(m_done++) / static_cast<double>(m_count);
            const double share = kLoadShare / static_cast<double>(m_count);
            const ProgressCallback part = [this, begin, share](double fraction, std::string_view what) {
                m_progress(begin + share * fraction, what);
            };
            Result<std::shared_ptr<const Run>> run =
                each.run ? Result<std::shared_ptr<const Run>>(each.run) : loadPath(each.path, part);
            if (!run) {
                return std::unexpected(run.error());
            }
            if (isAmbiguous(each, &wanted == &m_request.baseline, *run)) {
                return {};
            }
            runs.push_back(std::move(*run));
        }
        return {};
    }

    Result<std::shared_ptr<const Run>> loadPath(const std::filesystem::path &path, const ProgressCallback &progress)
    {
        const std::vector<FoundRun> found = discoverRuns(path);
        if (found.size() > 1) {
            return failure(std::to_string(found.size()) + " runs lie there; name one of them, for example " +
                               found.front().path.string(),
                           {path.string()});
        }
        return openRun(path, {m_project.nesting}, {}, m_stop, progress).transform([](OpenedRun &&opened) {
            return std::move(opened.run);
        });
    }

    Result<void> loadWords()
    {
        if (m_request.words) {
            m_loaded->input.words = *m_request.words;
            return {};
        }
        RuleSetOptions options = m_request.rules;
        options.projectPacks = m_project.rulePacks;
        const std::filesystem::path &baseline = m_loaded->input.baseline.front()->path();
        const Result<LoadedRuleSet> rules = loadRulesFor(baseline, m_request.packs, options);
        if (!rules) {
            return std::unexpected(rules.error());
        }
        for (const Diagnostic &diagnostic : rules->diagnostics) {
            m_loaded->problems.push_back(format(diagnostic));
        }
        const std::filesystem::path path =
            m_request.catalog.empty() ? m_project.catalog.value_or(std::filesystem::path()) : m_request.catalog;
        Result<Catalog> catalog = path.empty() ? Result<Catalog>(Catalog::empty("")) : openCatalog(path);
        if (!catalog) {
            return std::unexpected(catalog.error());
        }
        Runs runs = m_loaded->input.baseline;
        for (const auto &candidate : m_loaded->input.candidates) {
            runs.insert(runs.end(), candidate.begin(), candidate.end());
        }
        m_loaded->input.words = kernelWords(std::make_shared<const Catalog>(std::move(*catalog)), rules->rules, runs);
        return {};
    }

    const ComparisonRequest &m_request;
    const std::stop_token &m_stop;
    const ProgressCallback &m_progress;
    std::shared_ptr<LoadedComparison> m_loaded;
    ProjectFile m_project;
    std::optional<AmbiguousRun> m_ambiguous;
    std::size_t m_count = 0;
    std::size_t m_done = 0;
};
} // namespace

void ComparisonLoadJob::start(const ComparisonRequest &request)
{
    const quint64 number = m_task.number() + 1; // the one that start() will give
    const ProgressCallback progress = [this, number](double fraction, std::string_view what) {
        m_task.post(number, [this, fraction, text = coreWord(what)] { Q_EMIT progressed(fraction, text); });
    };
    const auto load = [request, progress](const std::stop_token &stop) -> Outcome {
        Loader loader(request, stop, progress);
        auto result = loader.load();
        if (!result) {
            return std::unexpected(result.error());
        }
        if (loader.ambiguous()) {
            return *loader.ambiguous();
        }
        return std::move(*result);
    };
    m_task.start(load, [this](const Outcome &outcome) {
        if (!outcome) {
            Q_EMIT failed(errorText(outcome.error()));
        } else if (const auto *ambiguous = std::get_if<AmbiguousRun>(&*outcome)) {
            Q_EMIT severalFound(*ambiguous);
        } else {
            Q_EMIT this->loaded(std::get<std::shared_ptr<LoadedComparison>>(*outcome));
        }
    });
}

} // namespace atlas::ui
