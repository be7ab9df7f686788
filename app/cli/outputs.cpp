#include "app/cli/outputs.h"

#include "app/cli/console.h"
#include "core/base/file.h"
#include "core/base/outputfile.h"
#include "core/base/text.h"
#include "core/catalog/catalog.h"
#include "core/review/reviewfile.h"

#include <algorithm>

namespace atlas::cli
{

namespace
{
std::unexpected<Error> refused(const OutputOptions &options, const char *what)
{
    return failure(std::string("not written: ") + what + "; name another file, or --force to write over it",
                   {options.path});
}

/// Whether the file holds entries of kernels, however broken the rest of it is.
bool isCatalogText(const std::string &text)
{
    const Result<Catalog> catalog = Catalog::read(text, "output");
    if (catalog) {
        return !catalog->entries().empty();
    }
    return std::ranges::any_of(lines(text), [](std::string_view line) {
        return line.starts_with("- raw_name:") || line.starts_with("  raw_name:");
    });
}

bool liesInReviewFolder(const std::filesystem::path &path)
{
    std::error_code error;
    return std::filesystem::weakly_canonical(path, error).parent_path().filename() == ".kernel-atlas";
}
} // namespace

void addForceOption(CLI::App &command, OutputOptions &options)
{
    command.add_flag("--force", options.force, "Write over an input, a catalog or a review file all the same");
}

Paths filesOf(const Run &run)
{
    Paths files = {run.path()};
    std::ranges::transform(run.stages(), std::back_inserter(files), &Stage::file);
    return files;
}

Result<void> refuseInputs(const OutputOptions &options, const Paths &inputs)
{
    const bool isInput = !options.isStandardOutput() && std::ranges::any_of(inputs, [&](const auto &input) {
        return isSameFile(input, options.path);
    });
    return isInput && !options.force ? refused(options, "this call reads that file") : Result<void>();
}

Result<void> checkReportTarget(const OutputOptions &options, const Paths &inputs)
{
    std::error_code error;
    if (options.isStandardOutput() || options.force || !std::filesystem::is_regular_file(options.path, error)) {
        return {};
    }
    if (Result<void> free = refuseInputs(options, inputs); !free) {
        return free;
    }
    const Result<std::string> text = readFile(options.path);
    if (!text) {
        return {}; // nothing of ours is larger; what cannot be read is replaced, not lost unseen
    }
    if (liesInReviewFolder(options.path) || isReviewFile(*text)) {
        return refused(options, "that is a review file");
    }
    return isCatalogText(*text) ? refused(options, "that is a catalog") : Result<void>();
}

Result<void> writeReport(const OutputOptions &options, std::string_view text)
{
    if (options.isStandardOutput()) {
        writeOutput(text); // finishOutput() says what is wrong
        return {};
    }
    const Result<std::vector<Diagnostic>> notes = writeOutputFile(options.path, text);
    if (!notes) {
        return std::unexpected(notes.error());
    }
    printDiagnostics(*notes);
    return {};
}

} // namespace atlas::cli
