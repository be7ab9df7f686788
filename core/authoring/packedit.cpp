#include "core/authoring/packedit.h"

#include "core/authoring/ruletext.h"
#include "core/base/file.h"
#include "core/base/text.h"
#include "core/catalog/yamltext.h"
#include "core/inference/packreader.h"
#include "core/inference/rulelinter.h"
#include "core/inference/shippedpacks.h"
#include "core/kernel/library.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace atlas
{

namespace
{
namespace fs = std::filesystem;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string packNameOf(const fs::path &file)
{
    return file.stem().string();
}

std::string beginningOf(const fs::path &file, std::string_view list)
{
    return "pack: " + ruleScalar("pack", packNameOf(file)) + '\n' + std::string(list) + ":\n";
}

/// Where the items of a list under a key of the document stand.
struct ListPlace
{
    std::size_t line = 0;       ///< before this line, from 0, a new item goes
    std::size_t indent = 2;     ///< of its dash
    bool replacesValue = false; ///< `rules: []` or `rules: null`: the value goes
    bool isMissing = false;     ///< the document has no such key
};

Result<ListPlace> findList(std::string_view text, std::string_view key, const fs::path &file)
{
    const SourceLocation where{file.string()};
    try {
        const YAML::Node root = YAML::Load(std::string(text));
        if (root.IsNull()) {
            return ListPlace{.isMissing = true};
        }
        if (!root.IsMap() || root.Style() == YAML::EmitterStyle::Flow) {
            return failure("the file is no mapping over several lines; a rule cannot be put in", where);
        }
        for (const auto &pair : root) {
            if (!pair.first.IsScalar() || pair.first.Scalar() != key) {
                continue;
            }
            const auto keyLine = static_cast<std::size_t>(pair.first.Mark().line);
            const YAML::Node &list = pair.second;
            if (list.IsNull() || (list.IsSequence() && list.size() == 0)) {
                return ListPlace{.line = keyLine + 1, .replacesValue = true};
            }
            if (!list.IsSequence() || list.Style() == YAML::EmitterStyle::Flow) {
                return failure("\"" + std::string(key) +
                                   "\" is no list over several lines; write it with a dash a line",
                               {file.string(), keyLine + 1});
            }
            return ListPlace{.line = keyLine + 1, .indent = static_cast<std::size_t>(list.Mark().column)};
        }
        return ListPlace{.isMissing = true};
    } catch (const YAML::Exception &exception) {
        return failure("the file is no YAML: " + exception.msg,
                       {file.string(), static_cast<std::size_t>(exception.mark.line + 1),
                        static_cast<std::size_t>(exception.mark.column + 1)});
    } catch (const std::exception &exception) {
        return failure(exception.what(), where);
    }
}

/// Each line of `item` behind `indent` blanks, with `lineBreak` at its end; trailing blank lines go.
std::vector<std::string> indented(std::string_view item, std::size_t indent, std::string_view lineBreak)
{
    std::vector<std::string> made;
    for (const std::string_view line : lines(item)) {
        made.push_back((trimmed(line).empty() ? std::string() : std::string(indent, ' ') + std::string(line)) +
                       std::string(lineBreak));
    }
    while (!made.empty() && trimmed(made.back()).find_first_not_of("\r\n") == std::string_view::npos) {
        made.pop_back();
    }
    return made;
}

/// The lines of `text` with their line breaks.
std::vector<std::string> keptLines(std::string_view text)
{
    std::vector<std::string> kept;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
        kept.emplace_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return kept;
}

struct Inserted
{
    std::string text;
    std::size_t line; ///< from 0
    std::size_t count;
    std::size_t indent;
};

/// `rules: [] # none yet` becomes `rules: # none yet`.
void dropValue(std::string &line)
{
    const std::size_t colon = line.find(':');
    const std::size_t comment = line.find(" #", colon);
    const std::size_t end = comment != std::string::npos ? comment : line.find_first_of("\r\n", colon);
    line.erase(colon + 1, end == std::string::npos ? std::string::npos : end - colon - 1);
}

/// Puts the lines of `item` first into the list under `key`.
Result<Inserted> insertItem(std::string_view text, std::string_view key, std::string_view item, const fs::path &file)
{
    const bool hasMark = text.starts_with(kByteOrderMark);
    const auto place = findList(text, key, file);
    if (!place) {
        return std::unexpected(place.error());
    }
    const std::string_view lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
    std::vector<std::string> all = keptLines(hasMark ? text.substr(kByteOrderMark.size()) : text);
    ListPlace at = *place;
    if (!all.empty() && !all.back().ends_with('\n') && (at.isMissing || at.line >= all.size())) {
        all.back() += lineBreak;
    }
    if (at.isMissing) {
        all.push_back(std::string(key) + ':' + std::string(lineBreak));
        at.line = all.size();
    } else if (at.replacesValue) {
        dropValue(all[at.line - 1]);
    }
    const std::vector<std::string> made = indented(item, at.indent, lineBreak);
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(std::min(at.line, all.size())), made.begin(), made.end());
    Inserted inserted{std::string(hasMark ? kByteOrderMark : std::string_view()), at.line, made.size(), at.indent};
    for (const std::string &line : all) {
        inserted.text += line;
    }
    return inserted;
}

/// `diagnostic`, whose line counts from `firstLine` of a text whose lines have `indent` blanks more, as the rule's own.
Diagnostic moved(Diagnostic diagnostic, const RuleInsertion &insertion)
{
    SourceLocation &at = diagnostic.location;
    at.line = std::clamp<std::size_t>(at.line, insertion.firstLine, insertion.firstLine + insertion.lineCount - 1) -
              insertion.firstLine + 1;
    at.column = at.column > insertion.indent ? at.column - insertion.indent : std::min<std::size_t>(at.column, 1);
    if (diagnostic.sourceLine.size() >= insertion.indent) {
        diagnostic.sourceLine.erase(0, insertion.indent);
    }
    return diagnostic;
}

/// A pack of nothing but the rule: says what is no YAML about it, in its own lines. Another rule behind it shows
/// whether it ends where its text does: yaml-cpp lets a quote run to the end of the text.
Result<Rule> onlyRule(std::string_view ruleText)
{
    constexpr std::string_view kHead = "pack: rule\nrules:\n";
    constexpr std::string_view kBehind = "\x7f"
                                         "behind";
    if (!ruleText.starts_with("- ")) {
        return failure("a rule begins with \"- id:\" in the first column", {{}, 1, 1});
    }
    const std::size_t count = lines(ruleText).size();
    const PackReading<RulePack> reading =
        readPack(std::string(kHead) + std::string(ruleText) + "\n- id: \"\\x7Fbehind\"\n", "");
    if (!reading.diagnostics.empty()) {
        const Diagnostic &first = reading.diagnostics.front();
        return failure(first.message,
                       {{}, std::clamp<std::size_t>(first.location.line, 3, count + 2) - 2, first.location.column});
    }
    if (reading.value.rules.empty() || reading.value.rules.back().id != kBehind) {
        return failure("a quote or a bracket is not closed", {{}, count, 1});
    }
    if (reading.value.rules.size() != 2) {
        return failure("this is to be one rule: one \"- id:\"", {{}, 1, 1});
    }
    return reading.value.rules.front();
}

/// `library` put into the pack's `libraries`, also where they stand in brackets on one line. The text as it is where
/// that cannot be done: the checker will say what is missing.
std::string withLibrary(std::string text, const std::string &library, const fs::path &file)
{
    const std::string item = ruleScalar("library", library);
    if (const auto inserted = insertItem(text, "libraries", "- " + item, file)) {
        return inserted->text;
    }
    const std::size_t key = text.starts_with("libraries:") ? 0 : text.find("\nlibraries:");
    const std::size_t open = key == std::string::npos ? key : text.find('[', key);
    if (open != std::string::npos && open < text.find('\n', key + 1)) {
        text.insert(open + 1, item + ", ");
    }
    return text;
}

/// The library of `rule` if neither the eight, nor the standard pack, nor `pack` know it.
std::string unknownLibrary(const Rule &rule, const RulePack &pack)
{
    const std::string library = rule.slots[static_cast<std::size_t>(RuleSlot::SourceLib)].text.value_or(std::string());
    const auto knows = [&](const std::vector<std::string> &list) {
        return std::ranges::find(list, library) != list.end();
    };
    return isCanonicalLibrary(library) || knows(standardLibraries()) || knows(pack.libraries) ? std::string() : library;
}

std::vector<std::string> idsOf(const RulePack &pack)
{
    std::vector<std::string> ids;
    std::ranges::transform(pack.rules, std::back_inserter(ids), &Rule::id);
    return ids;
}
} // namespace

fs::path examplesFile(const fs::path &pack)
{
    return fs::path(pack).replace_extension(".examples.yaml");
}

Result<EditedPack> openPack(const fs::path &file)
{
    EditedPack pack{file};
    std::error_code error;
    for (auto [path, text] : {std::pair(file, &pack.text), std::pair(examplesFile(file), &pack.examples)}) {
        if (!fs::exists(path, error)) {
            continue;
        }
        auto read = readFile(path, kMaxPackBytes);
        if (!read) {
            return std::unexpected(read.error());
        }
        *text = std::move(*read);
    }
    return pack;
}

Result<RuleInsertion> insertRule(const EditedPack &pack, std::string_view ruleText)
{
    const auto rule = onlyRule(ruleText);
    if (!rule) {
        return std::unexpected(rule.error());
    }
    std::string before = pack.text.value_or(beginningOf(pack.file, "rules"));
    const PackReading<RulePack> old = readPack(before, pack.file.string());
    RuleInsertion insertion{.text = {}, .ruleId = rule->id};
    insertion.newLibrary = unknownLibrary(*rule, old.value);
    if (!insertion.newLibrary.empty()) {
        before = withLibrary(std::move(before), insertion.newLibrary, pack.file);
    }
    auto inserted = insertItem(before, "rules", ruleText, pack.file);
    if (!inserted) {
        return std::unexpected(inserted.error());
    }
    insertion.text = std::move(inserted->text);
    insertion.firstLine = inserted->line + 1;
    insertion.lineCount = inserted->count;
    insertion.indent = inserted->indent;
    // Text was put between other text: what stood there must still say the same.
    const PackReading<RulePack> now = readPack(insertion.text, pack.file.string());
    std::vector<std::string> expected = idsOf(old.value);
    expected.insert(expected.begin(), rule->id);
    if (idsOf(now.value) != expected) {
        return failure("the rule cannot be put into this file; write it in by hand", {pack.file.string()});
    }
    return insertion;
}

Result<std::string> insertExample(const EditedPack &pack, std::string_view rawName, const Reading &reading)
{
    const fs::path file = examplesFile(pack.file);
    const std::string before = pack.examples.value_or(beginningOf(pack.file, "examples"));
    const auto known = readExamples(before, file.string()).value;
    if (std::ranges::find(known, rawName, &RuleExample::rawName) != known.end()) {
        return before;
    }
    std::string item = "- name: " + doubleQuoted(rawName) + '\n';
    for (const std::string_view key : {"rule", "friendly", "library"}) {
        item += "  " + std::string(key) + ": " + ruleScalar(key, exampleText(reading, key)) + '\n';
    }
    auto inserted = insertItem(before, "examples", item, file);
    if (!inserted) {
        return std::unexpected(inserted.error());
    }
    return std::move(inserted->text);
}

std::vector<Diagnostic> checkInsertedRule(const RuleInsertion &insertion, const fs::path &file, bool *hasOthers)
{
    PackReading<RulePack> reading = readPack(insertion.text, file.string());
    std::vector<Diagnostic> findings = std::move(reading.diagnostics);
    std::ranges::move(lintPack(reading.value, insertion.text, standardLibraries()).diagnostics,
                      std::back_inserter(findings));
    std::vector<Diagnostic> own;
    for (Diagnostic &finding : findings) {
        const std::size_t line = finding.location.line;
        if (line >= insertion.firstLine && line < insertion.firstLine + insertion.lineCount) {
            own.push_back(moved(std::move(finding), insertion));
        }
    }
    if (hasOthers != nullptr) {
        *hasOthers = own.size() < findings.size();
    }
    return own;
}

Result<void> saveRule(const EditedPack &pack, const RuleInsertion &insertion, const std::string &examples)
{
    std::error_code error;
    fs::create_directories(pack.file.parent_path(), error);
    if (error) {
        return failure("cannot make the folder: " + error.message(), {pack.file.parent_path().string()});
    }
    auto written = writeFileAtomically(pack.file, insertion.text, ExpectedContent{pack.text});
    if (!written || examples == pack.examples) {
        return written;
    }
    return writeFileAtomically(examplesFile(pack.file), examples, ExpectedContent{pack.examples});
}

} // namespace atlas
