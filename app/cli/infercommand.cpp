#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/inputs.h"
#include "app/cli/readingprinter.h"
#include "core/base/file.h"
#include "core/base/text.h"

#include <array>
#include <functional>
#include <memory>
#include <optional>

#include <unistd.h>

namespace atlas::cli
{

namespace
{
constexpr std::size_t kBlockBytes = std::size_t{256} * 1024;
/// A line beyond this is no kernel name; it is cut rather than kept in memory without end.
constexpr std::size_t kMaxNameBytes = std::size_t{4} * 1024 * 1024;

struct InferArguments
{
    std::string file = "-";
    std::vector<std::string> names;
    bool explain = false;
    std::string format = "text";
    bool asRun = false;
    bool clashes = false;
    RuleOptions rules;
};

/// Takes bytes as they come and hands over whole lines; holds one line at a time.
class LineSplitter
{
public:
    using Sink = std::function<bool(std::string_view)>;
    explicit LineSplitter(Sink sink) : m_sink(std::move(sink)) {}

    bool add(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const std::size_t end = bytes.find('\n');
            append(bytes.substr(0, end));
            if (end == std::string_view::npos) {
                return true;
            }
            if (!finishLine()) {
                return false;
            }
            bytes.remove_prefix(end + 1);
        }
        return true;
    }
    /// The last line may have no line break.
    bool finish() { return m_line.empty() || finishLine(); }
    [[nodiscard]] bool wasCut() const { return m_cut; }

private:
    void append(std::string_view piece)
    {
        m_cut = m_cut || m_line.size() + piece.size() > kMaxNameBytes;
        m_line.append(piece.substr(0, kMaxNameBytes - std::min(m_line.size(), kMaxNameBytes)));
    }
    bool finishLine()
    {
        if (m_line.ends_with('\r')) {
            m_line.pop_back();
        }
        const bool goOn = m_sink(m_line); // an empty line is answered too: outputs pair with inputs
        m_line.clear();
        return goOn;
    }

    Sink m_sink;
    std::string m_line;
    bool m_cut = false;
};

/// Calls `sink` with blocks of the file, or of standard input for "-".
Result<void> readBlocks(const std::string &file, const std::function<bool(std::string_view)> &sink)
{
    std::vector<char> buffer(kBlockBytes);
    std::optional<FileBlocks> blocks;
    if (file != "-") {
        auto opened = FileBlocks::open(file);
        if (!opened) {
            return std::unexpected(opened.error());
        }
        blocks.emplace(std::move(*opened));
    }
    while (true) {
        Result<std::size_t> size = 0;
        if (blocks) {
            size = blocks->read(buffer.data(), buffer.size());
        } else {
            const ssize_t got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
            size =
                got < 0 ? Result<std::size_t>(failure("standard input cannot be read")) : static_cast<std::size_t>(got);
        }
        if (!size) {
            return std::unexpected(size.error());
        }
        if (*size == 0 || !sink({buffer.data(), *size})) {
            return {};
        }
    }
}

/// Reads names, prints a reading for each; prints in blocks, because a write a line would cost more than the reading.
/// Names of one run are kept until the last one, since they say something of each other.
class Inferrer
{
public:
    Inferrer(std::shared_ptr<const RuleSet> rules, const InferArguments &arguments)
        : m_rules(std::move(rules)), m_run(m_rules), m_json(arguments.format == "json"), m_explain(arguments.explain),
          m_asRun(arguments.asRun || arguments.clashes), m_clashes(arguments.clashes)
    {
    }

    bool infer(std::string_view name)
    {
        const std::string valid = isValidUtf8(name) ? std::string() : toValidUtf8(name);
        const std::string_view text = valid.empty() ? name : std::string_view(valid);
        if (m_asRun) {
            m_run.add(text);
            return true;
        }
        return print(printReading(text, m_rules->read(text)));
    }
    /// After the last name.
    void finish()
    {
        if (m_asRun) {
            m_run.read();
            m_clashes ? printClashes() : printRun();
        }
        flush();
    }

private:
    bool print(const std::string &text)
    {
        m_out += text;
        return m_out.size() < kBlockBytes || flush();
    }
    bool flush()
    {
        const bool written = writeOutput(m_out);
        m_out.clear();
        return written;
    }

    void printRun()
    {
        for (std::size_t line = 0; line < m_run.lineCount(); ++line) {
            if (!print(printReading(m_run.name(line), m_run.reading(line)))) {
                return;
            }
        }
    }
    void printClashes()
    {
        std::size_t kernels = 0;
        for (const NameClash &clash : m_run.clashes()) {
            kernels += clash.rawNames.size();
            if (!print(m_json ? clashAsJson(clash) : clashAsText(clash))) {
                return;
            }
        }
        printNote(std::to_string(kernels) + " of " + std::to_string(m_run.nameCount()) +
                  " names share their friendly name with another");
    }
    [[nodiscard]] std::string printReading(std::string_view name, const Reading &reading) const
    {
        return m_json      ? readingAsJson(name, reading, m_asRun) + '\n'
               : m_explain ? explanation(name, reading, *m_rules)
                           : readingAsLine(name, reading);
    }

    std::shared_ptr<const RuleSet> m_rules;
    NameRun m_run;
    bool m_json;
    bool m_explain;
    bool m_asRun;
    bool m_clashes;
    std::string m_out;
};

Result<void> infer(const InferArguments &arguments)
{
    auto rules = loadRules(arguments.rules);
    if (!rules) {
        return std::unexpected(rules.error());
    }
    Inferrer inferrer(*rules, arguments);
    for (const std::string &name : arguments.names) {
        inferrer.infer(name);
    }
    if (arguments.names.empty()) {
        LineSplitter lines([&](std::string_view name) { return inferrer.infer(name); });
        const auto done = readBlocks(arguments.file, [&](std::string_view bytes) { return lines.add(bytes); });
        if (!done) {
            return done;
        }
        lines.finish();
        if (lines.wasCut()) {
            printNote("katlas: a line longer than 4 MiB was cut");
        }
    }
    inferrer.finish();
    printDiagnostics((*rules)->budgetFindings());
    return {};
}
} // namespace

void addInferCommand(CLI::App &app, int &exitCode)
{
    auto arguments = std::make_shared<InferArguments>();
    CLI::App *command = app.add_subcommand("infer", "Read kernel names: one name a line in, one reading a line out");
    command->footer("  katlas infer --name 'ampere_sgemm_32x128_tn' --explain\n"
                    "  cut -d, -f9- summary_cuda_gpu_kern_sum.csv | katlas infer -\n"
                    "  katlas infer names.txt --format json --rules seed\n"
                    "  katlas infer names.txt --clashes");
    CLI::Option *file =
        command->add_option("FILE", arguments->file, "A file of raw names, one a line; - is standard input")
            ->capture_default_str();
    command->add_option("--name", arguments->names, "Read this name; may be given several times")->excludes(file);
    command->add_flag("--explain", arguments->explain,
                      "Underline what each field was read from, and name the rule (text only)");
    command->add_option("--format", arguments->format, "text, or json: one object a line")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_flag("--as-run", arguments->asRun,
                      "Take the names as the kernels of one run: what they say of each other counts too");
    command->add_flag("--clashes", arguments->clashes,
                      "List the names that have one friendly name, taken as one run (as --format says)");
    addRuleOptions(*command, arguments->rules);
    command->callback([arguments, &exitCode] {
        if (const Result<void> done = infer(*arguments); !done) {
            printError(done.error());
            exitCode = kExitFailure;
        }
    });
}

} // namespace atlas::cli
