#include "core/catalog/catalogchecker.h"

#include "core/base/cutname.h"
#include "core/base/spelling.h"
#include "core/base/text.h"
#include "core/catalog/sourcelines.h"
#include "core/kernel/library.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace atlas
{

namespace
{
/// Adds findings of one code about one catalog.
class Findings
{
public:
    Findings(const Catalog &catalog, std::string_view code, std::vector<Diagnostic> &out)
        : m_catalog(catalog), m_lines(catalog.text()), m_code(code), m_out(out)
    {
    }

    /// About bytes of the text.
    void add(Severity severity, SourceSpan span, std::string message)
    {
        SourceLocation location = m_lines.locate(span.begin, m_catalog.fileName());
        std::string source = m_lines.shownText(location.line);
        const std::size_t rest = source.size() - std::min(source.size(), location.column - 1);
        m_out.push_back({severity, std::string(m_code), std::move(message), std::move(location), std::move(source),
                         std::min(span.size(), rest)});
    }
    /// About an entry as a whole.
    void add(Severity severity, const CatalogEntry &entry, std::string message)
    {
        m_out.push_back(
            {severity, std::string(m_code), std::move(message), {m_catalog.fileName(), entry.line, 0}, {}, 0});
    }
    /// About a field: its value, or its entry when the key is missing.
    void add(Severity severity, const CatalogEntry &entry, Field field, const std::string &message)
    {
        const std::string text = std::string(key(field)) + ": " + message;
        const FieldSource &source = entry.source(field);
        if (source.isPresent) {
            add(severity, source.value, text);
        } else {
            add(severity, entry, text);
        }
    }
    [[nodiscard]] std::size_t lineAt(std::size_t offset) const { return m_lines.lineAt(offset); }

private:
    const Catalog &m_catalog;
    SourceLines m_lines;
    std::string_view m_code;
    std::vector<Diagnostic> &m_out;
};

constexpr std::array kShapeFields = {Field::Generic, Field::Fixed, Field::Tiled};

const Shape &shapeOf(const CatalogEntry &entry, Field field)
{
    static const Shape kNone;
    const Shape *shape = std::get_if<Shape>(&entry.info[field]);
    return shape == nullptr ? kNone : *shape;
}

/// One finding a line of the file, however many tuples it has.
void checkTornTuples(const Catalog &catalog, std::vector<Diagnostic> &out)
{
    Findings findings(catalog, "torn-tuple", out);
    std::size_t lastLine = 0;
    for (const UnsafeSpelling &spelling : catalog.unsafeSpellings()) {
        const std::size_t line = findings.lineAt(spelling.span.begin);
        if (!spelling.isTorn || line == lastLine) {
            continue;
        }
        lastLine = line;
        findings.add(
            Severity::Warning, spelling.span,
            spelling.quoted.empty()
                ? "YAML splits this tuple at its commas; put it in quotes by hand, because there is a comment inside it"
                : "YAML splits this tuple at its commas; `katlas format` writes " + elideMiddle(spelling.quoted, 60));
    }
}

void checkAmbiguousStrings(const Catalog &catalog, std::vector<Diagnostic> &out)
{
    Findings findings(catalog, "ambiguous-string", out);
    for (const UnsafeSpelling &spelling : catalog.unsafeSpellings()) {
        if (!spelling.isTorn) {
            findings.add(Severity::Warning, spelling.span,
                         "some YAML readers take this for a boolean, a number or a date; put it in double quotes");
        }
    }
}

void checkShapeSyntax(const Catalog &catalog, std::vector<Diagnostic> &out)
{
    Findings findings(catalog, "shape-syntax", out);
    for (const CatalogEntry &entry : catalog.entries()) {
        for (const Field field : kShapeFields) {
            for (const ShapeLine &line : shapeOf(entry, field)) {
                if (const Result<Computation> parsed = parseLine(line); !parsed) {
                    findings.add(Severity::Warning, entry, field,
                                 "[" + elideMiddle(printLine(line), 80) + "]: " + parsed.error().message);
                }
            }
        }
    }
}

void checkCutNames(const Catalog &catalog, std::vector<Diagnostic> &out)
{
    Findings findings(catalog, "name-cut", out);
    for (const CatalogEntry &entry : catalog.entries()) {
        if (isMarkedCut(entry.rawName) ||
            (isPlainCutWidth(characterCount(entry.rawName)) && hasOpenBracket(entry.rawName))) {
            findings.add(Severity::Warning, entry,
                         "raw_name is a name that a printed report cut: no run will ever have it, and several kernels "
                         "may stand behind it; take the whole name from a table written with --format csv");
        }
    }
}

void checkMissingFields(const Catalog &catalog, std::vector<Diagnostic> &out)
{
    Findings findings(catalog, "missing-field", out);
    for (const CatalogEntry &entry : catalog.entries()) {
        for (const Field field : {Field::FriendlyName, Field::SourceLib, Field::Generic, Field::Description}) {
            const auto *text = std::get_if<std::string>(&entry.info[field]);
            const bool isEmpty =
                text != nullptr ? trimmed(*text).empty() : isNull(entry.info[field]) || shapeOf(entry, field).empty();
            if (isEmpty) {
                findings.add(Severity::Warning, entry, field,
                             entry.source(field).isPresent ? "this is empty" : "the key is missing");
            }
        }
    }
}

/// "3 entries name NCCL (2), Triton (1)"
std::string libraryList(const std::map<std::string_view, std::size_t> &libraries)
{
    constexpr std::size_t kShown = 12;
    std::size_t entries = 0;
    std::size_t shown = 0;
    std::string text;
    for (const auto &[library, count] : libraries) {
        entries += count;
        if (shown++ < kShown) {
            text += (text.empty() ? "" : ", ") + elideMiddle(library, 60) + " (" + std::to_string(count) + ")";
        }
    }
    return std::to_string(entries) + (entries == 1 ? " entry names " : " entries name ") + text +
           (libraries.size() > kShown ? " and " + std::to_string(libraries.size() - kShown) + " more" : "");
}

void checkLibraries(const Catalog &catalog, std::vector<Diagnostic> &out)
{
    Findings findings(catalog, "unknown-library", out);
    std::map<std::string_view, std::size_t> others;
    const CatalogEntry *first = nullptr;
    for (const CatalogEntry &entry : catalog.entries()) {
        const std::string &library = entry.info.text(Field::SourceLib);
        if (library.empty() || isCanonicalLibrary(library)) {
            continue;
        }
        const std::string hint = didYouMean(library, kCanonicalLibraries);
        if (!hint.empty()) {
            findings.add(Severity::Note, entry, Field::SourceLib,
                         "\"" + elideMiddle(library, 60) + "\" is none of the eight libraries of the specification" +
                             hint);
            continue;
        }
        first = first == nullptr ? &entry : first;
        ++others[library];
    }
    if (first != nullptr) {
        findings.add(Severity::Note, *first, Field::SourceLib,
                     libraryList(others) + " beside the eight libraries of the specification (said once)");
    }
}

void checkDuplicateNames(const Catalog &catalog, std::vector<Diagnostic> &out)
{
    Findings findings(catalog, "duplicate-name", out);
    for (const CatalogEntry &entry : catalog.entries()) {
        const CatalogEntry *first = catalog.find(entry.rawName);
        if (first != &entry) {
            findings.add(Severity::Error, entry,
                         "this raw_name is there already, in line " + std::to_string(first->line) +
                             "; only that entry is used");
        }
    }
}

std::string lineList(const std::vector<const CatalogEntry *> &entries)
{
    constexpr std::size_t kShown = 5;
    std::string text;
    for (std::size_t i = 1; i < std::min(entries.size(), kShown + 1); ++i) {
        text += (text.empty() ? "" : ", ") + std::to_string(entries[i]->line);
    }
    return text + (entries.size() > kShown + 1 ? ", …" : "");
}

void checkFriendlyNames(const Catalog &catalog, std::vector<Diagnostic> &out)
{
    std::map<std::string_view, std::vector<const CatalogEntry *>> byName;
    for (const CatalogEntry &entry : catalog.entries()) {
        const std::string &name = entry.info.text(Field::FriendlyName);
        if (!name.empty() && catalog.find(entry.rawName) == &entry) {
            byName[name].push_back(&entry);
        }
    }
    Findings findings(catalog, "friendly-name-clash", out);
    for (const auto &[name, entries] : byName) {
        if (entries.size() > 1) {
            findings.add(Severity::Warning, *entries.front(), Field::FriendlyName,
                         std::to_string(entries.size()) + " kernels have this name; the others are in line " +
                             lineList(entries));
        }
    }
}

bool isNumber(std::string_view dimension)
{
    return !dimension.empty() && dimension.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<std::string> dimensionsOf(const Computation &computation)
{
    std::vector<std::string> all;
    for (const std::vector<Operand> *side : {&computation.inputs, &computation.outputs}) {
        for (const Operand &operand : *side) {
            all.insert(all.end(), operand.dimensions.begin(), operand.dimensions.end());
        }
    }
    return all;
}

/// Where a shape says less than its key promises.
void checkNumbers(const Catalog &catalog, std::vector<Diagnostic> &out)
{
    Findings findings(catalog, "shape-without-number", out);
    for (const CatalogEntry &entry : catalog.entries()) {
        for (const Field field : {Field::Fixed, Field::Tiled}) {
            for (const ShapeLine &line : shapeOf(entry, field)) {
                const Result<Computation> parsed = parseLine(line);
                if (parsed && std::ranges::none_of(dimensionsOf(*parsed), isNumber)) {
                    findings.add(Severity::Note, entry, field,
                                 "no dimension is a number, so this says no more than generic");
                }
            }
        }
    }
}

bool haveSameRanks(const std::vector<Operand> &a, const std::vector<Operand> &b)
{
    return std::ranges::equal(
        a, b, [](const Operand &x, const Operand &y) { return x.dimensions.size() == y.dimensions.size(); });
}

/// The first symbol of `general` that stands for two different numbers in `special`, with the two.
std::string contradiction(const Computation &general, const Computation &special)
{
    if (!haveSameRanks(general.inputs, special.inputs) || !haveSameRanks(general.outputs, special.outputs)) {
        return {};
    }
    const std::vector<std::string> symbols = dimensionsOf(general);
    const std::vector<std::string> values = dimensionsOf(special);
    std::unordered_map<std::string_view, std::string_view> valueOf;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        const bool isSymbol = !isNumber(symbols[i]) && symbols[i] != "…";
        if (!isSymbol || !isNumber(values[i])) {
            continue;
        }
        const auto [known, isNew] = valueOf.try_emplace(symbols[i], values[i]);
        if (!isNew && known->second != values[i]) {
            return symbols[i] + " is " + std::string(known->second) + " and " + values[i];
        }
    }
    return {};
}

/// A tile of a GEMM whose inner dimensions differ, and the like: the same symbol of `generic` with two numbers.
void checkContradictions(const Catalog &catalog, std::vector<Diagnostic> &out)
{
    Findings findings(catalog, "shape-contradiction", out);
    for (const CatalogEntry &entry : catalog.entries()) {
        const Shape &generic = shapeOf(entry, Field::Generic);
        for (const Field field : {Field::Fixed, Field::Tiled}) {
            const Shape &shape = shapeOf(entry, field);
            for (std::size_t i = 0; i < std::min(generic.size(), shape.size()); ++i) {
                const Result<Computation> general = parseLine(generic[i]);
                const Result<Computation> special = parseLine(shape[i]);
                const std::string found = general && special ? contradiction(*general, *special) : std::string();
                if (!found.empty()) {
                    findings.add(Severity::Warning, entry, field, "measured by generic, " + found);
                }
            }
        }
    }
}
} // namespace

const std::vector<CatalogCheck> &catalogChecks()
{
    static const std::vector<CatalogCheck> kChecks = {
        {"torn-tuple", "a tuple without quotes, which YAML splits at its commas", checkTornTuples},
        {"ambiguous-string", "a string without quotes that some reader takes for something else",
         checkAmbiguousStrings},
        {"shape-syntax", "a line of a shape that is not operands, one arrow, operands", checkShapeSyntax},
        {"missing-field", "friendly_name, source_lib, generic or description is missing or empty", checkMissingFields},
        {"unknown-library", "a source_lib that is none of the eight of the specification", checkLibraries},
        {"duplicate-name", "a raw_name that an earlier entry has", checkDuplicateNames},
        {"name-cut", "a raw_name that a printed report cut, so that no run has it", checkCutNames},
        {"friendly-name-clash", "one friendly name for several kernels", checkFriendlyNames},
        {"shape-without-number", "fixed or tiled without any number", checkNumbers},
        {"shape-contradiction", "fixed or tiled gives one symbol of generic two numbers", checkContradictions},
    };
    return kChecks;
}

std::vector<Diagnostic> checkCatalog(const Catalog &catalog)
{
    std::vector<Diagnostic> all = catalog.diagnostics();
    for (const CatalogCheck &check : catalogChecks()) {
        check.run(catalog, all);
    }
    std::ranges::stable_sort(all, {}, [](const Diagnostic &d) { return d.location.line; });
    return all;
}

CatalogPatch formatCatalog(const Catalog &catalog)
{
    CatalogPatch patch;
    for (const UnsafeSpelling &spelling : catalog.unsafeSpellings()) {
        if (!spelling.quoted.empty()) {
            patch.patches.push_back({spelling.span, spelling.quoted});
        }
    }
    return patch;
}

Result<Catalog> formattedCatalog(const Catalog &catalog)
{
    Result<Catalog> after =
        Catalog::read(applyPatches(catalog.text(), formatCatalog(catalog).patches), catalog.fileName());
    if (!after) {
        return after;
    }
    const auto isSame = [](const CatalogEntry &a, const CatalogEntry &b) {
        return a.rawName == b.rawName && a.info == b.info;
    };
    if (!std::ranges::equal(catalog.entries(), after->entries(), isSame)) {
        return failure("cannot be formatted without changing what it says; see katlas check", {catalog.fileName()});
    }
    return after;
}

} // namespace atlas
