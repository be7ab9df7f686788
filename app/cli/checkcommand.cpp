#include "app/cli/command.h"
#include "app/cli/console.h"
#include "core/base/file.h"
#include "core/catalog/catalogchecker.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace atlas::cli
{

namespace
{
struct CheckArguments
{
    std::vector<std::string> files;
    std::string format = "text";
};

/// What was found in all files, and whether one of them could not be opened at all.
struct CheckResult
{
    std::vector<Diagnostic> findings;
    bool hasUnreadable = false;
};

/// A file that YAML cannot read is a finding like others: that is what a checker is asked for.
void checkFile(const std::string &path, CheckResult &result)
{
    Result<std::string> text = readFile(path);
    if (!text) {
        printError(text.error());
        result.hasUnreadable = true;
        return;
    }
    const Result<Catalog> catalog = Catalog::read(std::move(*text), path);
    if (!catalog) {
        result.findings.push_back(toDiagnostic(catalog.error(), "yaml-syntax"));
        return;
    }
    std::ranges::move(checkCatalog(*catalog), std::back_inserter(result.findings));
}

std::string printText(const std::vector<Diagnostic> &findings)
{
    std::string text;
    for (const Diagnostic &finding : findings) {
        text += format(finding) + '\n';
    }
    return text;
}

std::string printJson(const std::vector<Diagnostic> &findings)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Diagnostic &finding : findings) {
        nlohmann::ordered_json item = {{"file", finding.location.file},
                                       {"severity", toString(finding.severity)},
                                       {"code", finding.code},
                                       {"message", finding.message}};
        if (finding.location.line > 0) {
            item["line"] = finding.location.line;
        }
        if (finding.location.column > 0) {
            item["column"] = finding.location.column;
        }
        list.push_back(std::move(item));
    }
    return list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

/// Text as GitHub's workflow commands take it; properties may not hold ":" and "," either.
std::string escapedForGithub(std::string_view text, bool isProperty)
{
    std::string out;
    for (const char c : text) {
        const bool isEscaped = c == '%' || c == '\r' || c == '\n' || (isProperty && (c == ':' || c == ','));
        if (!isEscaped) {
            out += c;
            continue;
        }
        constexpr std::string_view kHex = "0123456789ABCDEF";
        const auto value = static_cast<unsigned char>(c);
        out += {'%', kHex[value >> 4U], kHex[value & 0xFU]};
    }
    return out;
}

std::string printGithub(const std::vector<Diagnostic> &findings)
{
    std::string text;
    for (const Diagnostic &finding : findings) {
        text += "::" + std::string(finding.severity == Severity::Note ? "notice" : toString(finding.severity)) +
                " file=" + escapedForGithub(finding.location.file, true);
        if (finding.location.line > 0) {
            text += ",line=" + std::to_string(finding.location.line);
        }
        if (finding.location.column > 0) {
            text += ",col=" + std::to_string(finding.location.column);
        }
        text +=
            ",title=" + escapedForGithub(finding.code, true) + "::" + escapedForGithub(finding.message, false) + '\n';
    }
    return text;
}

void printSummary(const std::vector<Diagnostic> &findings, std::size_t files)
{
    const auto count = [&](Severity severity) {
        return std::to_string(std::ranges::count(findings, severity, &Diagnostic::severity));
    };
    printNote("checked " + std::to_string(files) + (files == 1 ? " file: " : " files: ") + count(Severity::Error) +
              " errors, " + count(Severity::Warning) + " warnings, " + count(Severity::Note) + " notes");
}

int check(const CheckArguments &arguments)
{
    CheckResult result;
    for (const std::string &file : arguments.files) {
        checkFile(file, result);
    }
    const std::string text = arguments.format == "json"     ? printJson(result.findings)
                             : arguments.format == "github" ? printGithub(result.findings)
                                                            : printText(result.findings);
    if (!writeOutput(text) || result.hasUnreadable) {
        return kExitFailure;
    }
    if (arguments.format == "text") {
        printSummary(result.findings, arguments.files.size());
    }
    return worst(result.findings) == Severity::Note ? kExitOk : kExitFindings;
}
} // namespace

void addCheckCommand(CLI::App &app, int &exitCode)
{
    auto arguments = std::make_shared<CheckArguments>();
    CLI::App *command =
        app.add_subcommand("check", "Check catalogs: YAML, shapes, names; exit 1 for errors or warnings");
    command->footer("  katlas check kernels.yaml\n"
                    "  katlas check docs/*/kernels.yaml --format github\n"
                    "  katlas check kernels.yaml --format json | jq '.[].code'");
    command->add_option("FILE", arguments->files, "Catalogs (kernels.yaml)")->required();
    command->add_option("--format", arguments->format, "How to print what is found")
        ->check(CLI::IsMember({"text", "json", "github"}))
        ->capture_default_str();
    command->callback([arguments, &exitCode] { exitCode = check(*arguments); });
}

} // namespace atlas::cli
