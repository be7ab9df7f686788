#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/outputs.h"
#include "core/base/file.h"
#include "core/catalog/catalogmerge.h"
#include "core/review/catalogfiles.h"
#include "core/review/reviewfilemerge.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <memory>

namespace atlas::cli
{

namespace
{
struct MergeArguments
{
    std::string base;
    std::string ours;
    std::string theirs;
    OutputOptions output;
};

/// The merged text and what it could not decide.
struct Merged
{
    std::string text;
    std::vector<std::string> conflicts;
    std::vector<Diagnostic> notes;
};

/// The three versions, in the order of the command line.
struct Versions
{
    std::array<std::string, 3> texts;
    std::array<std::string, 3> names;
};

Result<Versions> readVersions(const MergeArguments &arguments)
{
    Versions versions{{}, {arguments.base, arguments.ours, arguments.theirs}};
    for (std::size_t i = 0; i < versions.texts.size(); ++i) {
        Result<std::string> text = readFile(versions.names[i]);
        if (!text) {
            return std::unexpected(text.error());
        }
        versions.texts[i] = std::move(*text);
    }
    return versions;
}

/// By lines, with markers: git takes a merge that fails for a conflict, and there would be none to see.
Merged mergeByLines(const Versions &versions)
{
    MergedCatalog merged = mergeCatalogs(versions.texts[0], versions.texts[1], versions.texts[2]);
    return {std::move(merged.text), std::move(merged.conflicts), std::move(merged.notes)};
}

Merged mergeAsReviewFiles(const Versions &versions)
{
    std::vector<ReviewFile> files;
    for (std::size_t i = 0; i < versions.texts.size(); ++i) {
        Result<ReviewFile> file = readReviewFile(versions.texts[i], versions.names[i]);
        if (!file || file->wouldLose) {
            printDiagnostics(std::vector{toDiagnostic(!file ? file.error() : *file->wouldLose, "review-unreadable")});
            return mergeByLines(versions);
        }
        printDiagnostics(file->diagnostics);
        files.push_back(std::move(*file));
    }
    MergedReviewFile merged = mergeReviewFiles(files[0], files[1], files[2]);
    return Merged{std::move(merged.file.text), std::move(merged.conflicts), {}};
}

/// The bytes of -o before the merge; empty where it is no regular file, or there is none.
Result<std::string> bytesBefore(const OutputOptions &output)
{
    std::error_code error;
    const bool isFile = !output.isStandardOutput() && std::filesystem::is_regular_file(output.path, error);
    return isFile ? readFile(output.path) : Result<std::string>("");
}

/// OURS may be the output: so git asks for it. A catalog is not merged over a review file, nor the reverse.
Result<void> checkTarget(const MergeArguments &arguments, const std::string &before, bool isReview)
{
    if (!before.empty() && isReviewFile(before) != isReview && !arguments.output.force) {
        return failure(isReview ? "not written: catalog and review file are different things; name another file"
                                : "not written: that is a review file; name another file",
                       {arguments.output.path});
    }
    return refuseInputs(arguments.output, {arguments.base, arguments.theirs});
}

Result<void> writeMerged(const OutputOptions &output, const std::string &before, const std::string &text)
{
    std::error_code error;
    const bool isFile =
        !std::filesystem::exists(output.path, error) || std::filesystem::is_regular_file(output.path, error);
    if (output.isStandardOutput() || !isFile) {
        return writeReport(output, text);
    }
    return writeCatalogFiles({output.path, before, text, {}, {}}).result().transform(printDiagnostics);
}

Result<int> merge(const MergeArguments &arguments)
{
    const Result<std::string> before = bytesBefore(arguments.output);
    if (!before) {
        return std::unexpected(before.error());
    }
    return readVersions(arguments)
        .and_then([&](const Versions &versions) {
            const bool isReview = std::ranges::any_of(versions.texts, isReviewFile);
            return checkTarget(arguments, *before, isReview).and_then([&] {
                return Result<Merged>(isReview ? mergeAsReviewFiles(versions) : mergeByLines(versions));
            });
        })
        .and_then([&](const Merged &merged) {
            return writeMerged(arguments.output, *before, merged.text).transform([&] {
                printDiagnostics(merged.notes);
                for (const std::string &conflict : merged.conflicts) {
                    printNote("conflict: " + conflict);
                }
                return merged.conflicts.empty() ? kExitOk : kExitFindings;
            });
        });
}
} // namespace

void addMergeCommand(CLI::App &app, int &exitCode)
{
    auto arguments = std::make_shared<MergeArguments>();
    CLI::App *command = app.add_subcommand(
        "merge", "Merge two versions of a catalog or review file, field by field (a git merge driver)");
    command->footer("  katlas merge base.yaml ours.yaml theirs.yaml -o merged.yaml\n"
                    "  git config merge.katlas.driver 'katlas merge %O %A %B -o %A'\n"
                    "  echo '*kernels.yaml merge=katlas' >> .gitattributes\n"
                    "  echo '*.review.yaml merge=katlas' >> .gitattributes\n"
                    "Exit: 0 merged; 1 merged with conflicts, which are named and marked; 2 nothing written.");
    command->add_option("BASE", arguments->base, "The common ancestor (%O)")->required();
    command->add_option("OURS", arguments->ours, "Our version (%A)")->required();
    command->add_option("THEIRS", arguments->theirs, "Their version (%B)")->required();
    command->add_option("-o,--output", arguments->output.path, "Where the result goes; - is standard output")
        ->required();
    addForceOption(*command, arguments->output);
    command->callback([arguments, &exitCode] {
        const Result<int> done = merge(*arguments);
        if (!done) {
            printError(done.error());
        }
        exitCode = done.value_or(kExitFailure);
    });
}

} // namespace atlas::cli
