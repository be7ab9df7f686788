#include "app/cli/command.h"
#include "app/cli/commandline.h"
#include "app/cli/console.h"

#include "core/base/text.h"

#include <memory>
#include <vector>

namespace atlas::cli
{

namespace
{
/// A command as shells need it: its words so far ("rules check"), what may follow, and the values of options with
/// choices.
struct CompletionEntry
{
    std::string words;
    std::string description;
    std::vector<std::string> subcommands;
    struct OptionChoice
    {
        std::vector<std::string> names;
        std::string description;
        std::vector<std::string> values;
        bool takesValue = false;
    };
    std::vector<OptionChoice> options;
};

/// The values inside "TEXT:{a,b,c}", as CLI11 describes a choice.
std::vector<std::string> choices(const CLI::Option &option)
{
    const std::string type = option.get_type_name();
    const std::size_t open = type.find('{');
    const std::size_t close = type.find('}', open);
    std::vector<std::string> values;
    if (open != std::string::npos && close != std::string::npos) {
        for (const std::string_view value : split(std::string_view(type).substr(open + 1, close - open - 1), ',')) {
            values.emplace_back(value);
        }
    }
    return values;
}

CompletionEntry::OptionChoice describe(const CLI::Option &option)
{
    CompletionEntry::OptionChoice choice{{}, option.get_description(), choices(option), option.get_expected_max() > 0};
    for (const std::string &name : option.get_snames()) {
        choice.names.push_back("-" + name);
    }
    for (const std::string &name : option.get_lnames()) {
        choice.names.push_back("--" + name);
    }
    return choice;
}

void collect(const CLI::App &app, const std::string &words, std::vector<CompletionEntry> &entries)
{
    CompletionEntry entry{words, app.get_description(), {}, {}};
    for (const CLI::Option *option : app.get_options()) {
        if (!option->get_positional()) {
            entry.options.push_back(describe(*option));
        }
    }
    const std::vector<const CLI::App *> commands = app.get_subcommands({});
    for (const CLI::App *command : commands) {
        entry.subcommands.push_back(command->get_name());
    }
    entries.push_back(std::move(entry));
    for (const CLI::App *command : commands) {
        collect(*command, words + (words.empty() ? "" : " ") + command->get_name(), entries);
    }
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

std::string allWords(const CompletionEntry &entry)
{
    std::string words = joined(entry.subcommands);
    for (const CompletionEntry::OptionChoice &option : entry.options) {
        words += (words.empty() ? "" : " ") + joined(option.names);
    }
    return words;
}

/// The body of a shell `case` that maps the words so far to what may follow; bash and zsh read the same.
std::string wordCases(const std::vector<CompletionEntry> &entries)
{
    std::string text;
    for (const CompletionEntry &entry : entries) {
        text += "        \"" + entry.words + "\") words=\"" + allWords(entry) + "\" ;;\n";
    }
    return text;
}

std::string valueCases(const std::vector<CompletionEntry> &entries)
{
    std::string text;
    for (const CompletionEntry &entry : entries) {
        for (const CompletionEntry::OptionChoice &option : entry.options) {
            for (const std::string &name : option.names) {
                if (!option.values.empty()) {
                    text +=
                        "        \"" + entry.words + ' ' + name + "\") values=\"" + joined(option.values) + "\" ;;\n";
                }
            }
        }
    }
    return text;
}

std::string commandPattern(const std::vector<CompletionEntry> &entries)
{
    std::string pattern;
    for (const CompletionEntry &entry : entries) {
        if (!entry.words.empty()) {
            pattern += (pattern.empty() ? "" : "|") + ('"' + entry.words + '"');
        }
    }
    return pattern;
}

std::string bashScript(const std::vector<CompletionEntry> &entries)
{
    return "# bash completion of katlas: eval \"$(katlas completion bash)\"\n"
           "_katlas() {\n"
           "    local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\" command=\"\" word "
           "words=\"\" values=\"\"\n"
           "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
           "        case \"${command:+$command }$word\" in " +
           commandPattern(entries) +
           ") command=\"${command:+$command }$word\" ;; esac\n"
           "    done\n"
           "    case \"$command\" in\n" +
           wordCases(entries) +
           "    esac\n"
           "    case \"$command $previous\" in\n" +
           valueCases(entries) +
           "    esac\n"
           "    if [ -n \"$values\" ]; then COMPREPLY=($(compgen -W \"$values\" -- \"$current\"))\n"
           "    elif [ -z \"$command\" ] || [ \"${current#-}\" != \"$current\" ] || [ \"$command\" = rules ]; then\n"
           "        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
           "    fi\n"
           "}\n"
           "complete -o default -F _katlas katlas\n";
}

std::string zshScript(const std::vector<CompletionEntry> &entries)
{
    return "#compdef katlas\n"
           "# zsh completion of katlas: eval \"$(katlas completion zsh)\", or save as _katlas in $fpath\n"
           "_katlas() {\n"
           "    local current=\"${words[CURRENT]}\" previous=\"${words[CURRENT-1]}\" command=\"\" word known=\"\" "
           "values=\"\"\n"
           "    local -a typed=(${words[2,CURRENT-1]})\n"
           "    for word in $typed; do\n"
           "        case \"${command:+$command }$word\" in (" +
           commandPattern(entries) +
           ") command=\"${command:+$command }$word\" ;; esac\n"
           "    done\n"
           "    local words=\"\"\n"
           "    case \"$command\" in\n" +
           wordCases(entries) +
           "    esac\n"
           "    case \"$command $previous\" in\n" +
           valueCases(entries) +
           "    esac\n"
           "    if [[ -n \"$values\" ]]; then compadd -- ${=values}\n"
           "    elif [[ -z \"$command\" || \"$current\" == -* || \"$command\" == rules ]]; then compadd -- ${=words}\n"
           "    else _files\n"
           "    fi\n"
           "}\n"
           "compdef _katlas katlas\n";
}

std::string fishQuoted(const std::string &text)
{
    std::string quoted = "'";
    for (const char c : text) {
        quoted += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    return quoted + '\'';
}

std::string fishCondition(const CompletionEntry &entry)
{
    if (entry.words.empty()) {
        return "__fish_use_subcommand";
    }
    std::string condition;
    for (const std::string_view word : split(entry.words, ' ')) {
        condition += (condition.empty() ? "" : "; and ") + ("__fish_seen_subcommand_from " + std::string(word));
    }
    return condition;
}

std::string fishOption(const std::string &condition, const CompletionEntry::OptionChoice &option)
{
    std::string line = "complete -c katlas -n " + fishQuoted(condition);
    for (const std::string &name : option.names) {
        line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    line += option.takesValue ? " -r" : "";
    line += option.values.empty() ? "" : " -f -a " + fishQuoted(joined(option.values));
    return line + " -d " + fishQuoted(option.description) + '\n';
}

std::string fishScript(const std::vector<CompletionEntry> &entries)
{
    std::string text = "# fish completion of katlas: katlas completion fish | source\n";
    for (const CompletionEntry &entry : entries) {
        const std::string condition = fishCondition(entry);
        for (const CompletionEntry &sub : entries) {
            const std::size_t space = sub.words.rfind(' ');
            const std::string parent = space == std::string::npos ? std::string() : sub.words.substr(0, space);
            if (!sub.words.empty() && parent == entry.words) {
                text += "complete -c katlas -f -n " + fishQuoted(condition) + " -a " +
                        fishQuoted(sub.words.substr(space == std::string::npos ? 0 : space + 1)) + " -d " +
                        fishQuoted(sub.description) + '\n';
            }
        }
        for (const CompletionEntry::OptionChoice &option : entry.options) {
            text += fishOption(condition, option);
        }
    }
    return text;
}
} // namespace

void addCompletionCommand(CLI::App &app, int &exitCode)
{
    auto shell = std::make_shared<std::string>();
    CLI::App *command = app.add_subcommand("completion", "Print the completion script of a shell");
    command->footer("  eval \"$(katlas completion bash)\"\n"
                    "  katlas completion fish | source");
    command->add_option("SHELL", *shell, "bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    command->callback([shell, &app, &exitCode] {
        std::vector<CompletionEntry> entries;
        collect(app, "", entries);
        const std::string script = *shell == "bash"  ? bashScript(entries)
                                   : *shell == "zsh" ? zshScript(entries)
                                                     : fishScript(entries);
        exitCode = writeOutput(script) ? kExitOk : kExitFailure;
    });
}

} // namespace atlas::cli
