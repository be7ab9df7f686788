#include "app/cli/catalogedit.h"
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "core/base/spelling.h"
#include "core/review/bulkedit.h"

#include <CLI/CLI.hpp>

#include <array>
#include <memory>
#include <vector>

namespace atlas::cli
{

namespace
{
struct SetArguments
{
    std::string file;
    std::string where;
    std::vector<std::string> assignments;
    bool diff = false;
};

constexpr std::array<std::string_view, 8> kSlots = {"friendly_name", "source_lib",  "generic", "fixed",
                                                    "tiled",         "description", "state",   "note"};

/// FIELD=VALUE, taken apart and read.
struct Assignment
{
    Slot slot;
    FieldValue value; ///< of a field, or the note's text
    ReviewState state = ReviewState::Unreviewed;
};

Result<Assignment> parseAssignment(const std::string &text)
{
    const std::size_t equals = text.find('=');
    const std::string name = text.substr(0, equals);
    const std::optional<Slot> slot = slotForKey(name);
    if (equals == std::string::npos || !slot || *slot == Slot::Picked) {
        return failure("\"" + text +
                       "\" is no FIELD=VALUE: FIELD is friendly_name, source_lib, generic, fixed, tiled, description, "
                       "state or note" +
                       didYouMean(name, kSlots));
    }
    const std::string value = text.substr(equals + 1);
    if (*slot == Slot::Note) {
        return Assignment{*slot, value};
    }
    if (*slot == Slot::State) {
        const std::optional<ReviewState> state = reviewStateFor(value);
        return state ? Result<Assignment>(Assignment{*slot, {}, *state})
                     : failure("a state is unreviewed, needs-work or accepted, not \"" + value + "\"");
    }
    const Field field = fieldOf(*slot);
    return fromDisplayText(field, value)
        .transform([&](FieldValue &&read) { return Assignment{*slot, std::move(read)}; })
        .transform_error([&](const Error &error) { return Error{name + ": " + error.message}; });
}

void assign(ReviewDocument &document, const std::vector<EntryId> &entries, const Assignment &assignment)
{
    if (isFieldSlot(assignment.slot)) {
        const auto changes = planSetField(document, entries, fieldOf(assignment.slot), assignment.value);
        document.apply(bulkGroup(document, changes, "Set " + std::string(key(assignment.slot))));
    } else if (assignment.slot == Slot::State) {
        document.setState(entries, assignment.state);
    } else {
        for (const EntryId entry : entries) {
            document.setNote(entry, toDisplayText(assignment.value));
        }
    }
}

Result<void> set(const SetArguments &arguments)
{
    std::vector<Assignment> assignments;
    for (const std::string &text : arguments.assignments) {
        Result<Assignment> assignment = parseAssignment(text);
        if (!assignment) {
            return std::unexpected(assignment.error());
        }
        assignments.push_back(std::move(*assignment));
    }
    return editCatalog(arguments.file, arguments.diff, [&](ReviewDocument &document) {
        return entriesMatching(document, arguments.where).transform([&](const std::vector<EntryId> &entries) {
            printNote(std::to_string(entries.size()) + (entries.size() == 1 ? " kernel matches" : " kernels match"));
            for (const Assignment &assignment : assignments) {
                assign(document, entries, assignment);
            }
        });
    });
}
} // namespace

void addSetCommand(CLI::App &app, int &exitCode)
{
    auto arguments = std::make_shared<SetArguments>();
    CLI::App *command = app.add_subcommand("set", "Set fields, state or note of all kernels whose raw name matches");
    command->footer(
        "  katlas set kernels.yaml --where 'nccl.*AllReduce' description='Sums gradients over all GPUs.' --diff\n"
        "  katlas set kernels.yaml --where '^void flash::' tiled='(64, 128) -> (64, 128)' state=accepted");
    command->add_option("FILE", arguments->file, "The catalog (kernels.yaml)")->required();
    command
        ->add_option("ASSIGNMENTS", arguments->assignments,
                     "FIELD=VALUE: what to set; shapes as \"(M, K), (K, N) -> (M, N)\", nothing for null")
        ->required();
    command->add_option("--where", arguments->where, "RE2 expression that the raw name holds")->required();
    command->add_flag("--diff,--dry-run", arguments->diff, "Print what would change and write nothing");
    command->callback([arguments, &exitCode] {
        if (const Result<void> done = set(*arguments); !done) {
            printError(done.error());
            exitCode = kExitFailure;
        }
    });
}

} // namespace atlas::cli
