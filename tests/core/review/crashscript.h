#pragma once

#include "core/review/publication.h"
#include "core/review/reviewdocument.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

/// A review session as a list of steps, the same for the process that is killed and for the test that knows what it
/// should have done.
namespace atlas::test
{

inline const std::string kCrashCatalog =
    "# Mine.\n"
    "- raw_name: f()\n  friendly_name: 'Eff' # odd\n  source_lib: CUDA\n"
    "  data_shape:\n    generic: [[(M, K), \"->\", (M,)]]\n  description: >\n    Two\n    lines\n"
    "- raw_name: g()\n  friendly_name: Gee\n  source_lib: CUDA\n  description: d\n"
    "- raw_name: h()\n  friendly_name: Aitch\n";

struct CrashStep
{
    enum class Kind : std::uint8_t
    {
        Field,
        State,
        Note,
        Undo,
        Redo,
        Save
    };
    Kind kind;
    std::size_t entry = 0;
    std::size_t number = 0;
};

/// Seed 0 is a fixed session that has every kind of step; others are made up.
inline std::vector<CrashStep> crashScript(std::uint32_t seed)
{
    using Kind = CrashStep::Kind;
    if (seed == 0) {
        return {{Kind::Field, 0, 0}, {Kind::State, 0, 2}, {Kind::Save},       {Kind::Undo},
                {Kind::Field, 1, 5}, {Kind::Note, 1, 1},  {Kind::Save},       {Kind::Field, 2, 2},
                {Kind::Undo},        {Kind::Redo},        {Kind::Save},       {Kind::Undo},
                {Kind::Undo},        {Kind::Field, 0, 5}, {Kind::State, 2, 1}};
    }
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t limit) { return static_cast<std::size_t>(random() % limit); };
    std::vector<CrashStep> script;
    for (int i = 0; i < 25; ++i) {
        script.push_back({static_cast<Kind>(below(6)), below(3), below(6)});
    }
    return script;
}

/// Does a step other than saving.
inline void perform(ReviewDocument &document, const CrashStep &step, std::size_t index)
{
    using Kind = CrashStep::Kind;
    const auto entry = makeId<EntryId>(step.entry);
    const std::string words = "step " + std::to_string(index);
    const Field field = kFields[step.number % kFieldCount];
    if (step.kind == Kind::Field) {
        document.setField(entry, field,
                          isShape(field) ? FieldValue(Shape{{"(" + std::to_string(index) + ",)", "->", "(M,)"}})
                                         : FieldValue(words));
    } else if (step.kind == Kind::State) {
        document.setState(entry, static_cast<ReviewState>(step.number % 3));
    } else if (step.kind == Kind::Note) {
        document.setNote(entry, words);
    } else if (step.kind == Kind::Undo) {
        document.undo();
    } else if (step.kind == Kind::Redo) {
        document.redo();
    }
}

/// Everything that a person decided, as text.
inline std::string decisions(const ReviewDocument &document)
{
    std::string text;
    for (std::size_t i = 0; i < document.entryCount(); ++i) {
        const auto entry = makeId<EntryId>(i);
        text.append(document.rawName(entry)) += '|';
        for (const Field field : kFields) {
            text += toDisplayText(document.effective(entry, field).value) + '|';
        }
        text.append(toString(document.state(entry))) += '|' + document.note(entry) + '\n';
    }
    return text;
}

} // namespace atlas::test
