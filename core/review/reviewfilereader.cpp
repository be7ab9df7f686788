#include "core/base/file.h"
#include "core/base/spelling.h"
#include "core/base/text.h"
#include "core/catalog/shapereader.h"
#include "core/catalog/sourcelines.h"
#include "core/catalog/yamltext.h"
#include "core/catalog/yamltree.h"
#include "core/review/reviewfile.h"

#include <algorithm>
#include <unordered_set>

namespace atlas
{

namespace
{
constexpr int kVersion = 1;
constexpr std::size_t kHashDigits = 16;
constexpr std::array<std::string_view, 4> kFileKeys = {"version", "run", "rules", "entries"};
constexpr std::array<std::string_view, 8> kEntryKeys = {"raw_name", "state",  "note",   "by_person",
                                                        "picked",   "in_run", "values", "read"};

/// Reads the file from libyaml's events, block by block: a file of twenty thousand kernels is read while a person
/// waits.
class ReviewFileReader
{
public:
    ReviewFileReader(std::string_view text, const std::string &fileName)
        : m_text(text), m_fileName(fileName), m_lines(text), m_shapes(text), m_events(text), m_builder(text, m_events),
          m_hasComments(mayHaveComments(text))
    {
    }

    Result<ReviewFile> read()
    {
        for (;;) {
            const Result<YamlEvent> event = next();
            if (!event) {
                return std::unexpected(event.error());
            }
            if (event->kind == YamlEvent::Kind::StreamEnd ||
                (event->kind == YamlEvent::Kind::Scalar && event->text.empty())) {
                return std::move(m_file); // no document, or one with nothing in it
            }
            if (event->kind == YamlEvent::Kind::MappingStart) {
                break;
            }
            if (event->kind != YamlEvent::Kind::StreamStart && event->kind != YamlEvent::Kind::DocumentStart) {
                return failure("this is no review file: a map with version and entries was expected",
                               at(event->span.begin));
            }
        }
        return readKeys().and_then([this]() -> Result<ReviewFile> {
            if (!m_hasVersion) {
                return failure("this is no review file: it does not say its version", {m_fileName});
            }
            if (m_hasComments) {
                assignComments(m_text, m_places, m_file);
            }
            return std::move(m_file);
        });
    }

private:
    Result<YamlEvent> next()
    {
        Result<YamlEvent> event = m_events.next();
        if (!event) {
            event.error().location.file = m_fileName;
        }
        return event;
    }

    Result<void> readKeys()
    {
        for (;;) {
            const Result<YamlEvent> event = next();
            if (!event) {
                return std::unexpected(event.error());
            }
            if (event->kind == YamlEvent::Kind::MappingEnd) {
                return readEnd();
            }
            const std::string name(event->kind == YamlEvent::Kind::Scalar ? event->text : std::string_view());
            const std::size_t offset = event->span.begin;
            addPlace(offset, std::nullopt, name, 0);
            if (Result<void> skipped = readTree(*event); !skipped) {
                return skipped;
            }
            const Result<YamlEvent> value = next();
            if (!value) {
                return std::unexpected(value.error());
            }
            if (Result<void> read = readKey(name, offset, *value); !read) {
                return read;
            }
        }
    }

    /// Nothing is to follow the map; what does, in a further document, would be lost.
    Result<void> readEnd()
    {
        for (;;) {
            const Result<YamlEvent> event = next();
            if (!event) {
                return std::unexpected(event.error());
            }
            if (event->kind == YamlEvent::Kind::StreamEnd) {
                return {};
            }
            if (event->kind == YamlEvent::Kind::DocumentStart) {
                warn("review-bad-value", "a second document follows the first", event->span.begin);
                return {};
            }
        }
    }

    void addPlace(std::size_t offset, std::optional<std::size_t> entry, const std::string &key, std::size_t dashColumn)
    {
        if (m_hasComments) {
            m_places.push_back({offset, entry, plainOrQuoted(key), dashColumn});
        }
    }

    Result<void> readTree(const YamlEvent &first)
    {
        Result<void> read = m_builder.read(first, m_tree);
        if (!read) {
            read.error().location.file = m_fileName;
        }
        return read;
    }

    Result<void> readKey(const std::string &name, std::size_t offset, const YamlEvent &value)
    {
        if (name == "entries" && value.kind == YamlEvent::Kind::SequenceStart) {
            return readEntries();
        }
        if (Result<void> read = readTree(value); !read) {
            return read;
        }
        if (name == "version") {
            m_hasVersion = true;
            return checkVersion();
        }
        if (name == "run") {
            m_file.run = text(0);
        } else if (name == "rules") {
            readRules();
        } else if (name == "entries") {
            if (!isNullNode(m_tree[0])) {
                warn("review-bad-value", "entries is not a list", m_tree[0].span.begin);
            }
        } else {
            keepForeign(name, 0, m_file.foreign);
            warn("review-unknown-key",
                 "unknown key \"" + elideMiddle(name, 60) + "\"" + didYouMean(name, kFileKeys) + "; it stays", offset);
        }
        return {};
    }

    /// Writing the file keeps what it does not know.
    void keepForeign(const std::string &name, std::size_t value, std::vector<ForeignKey> &foreign)
    {
        const bool isUnreadable =
            std::ranges::any_of(m_tree, [](const YamlNode &node) { return node.kind == YamlKind::Alias; });
        if (name.empty() || isUnreadable || std::ranges::contains(foreign, plainOrQuoted(name), &ForeignKey::key)) {
            warn("review-bad-value", "this key cannot be kept when the file is written", m_tree[value].span.begin);
        } else {
            foreign.push_back({plainOrQuoted(name), printFlow(m_tree, value)});
        }
    }

    Result<void> checkVersion()
    {
        const std::string version = text(0);
        if (version == std::to_string(kVersion)) {
            return {};
        }
        return failure("the review file has version \"" + elideMiddle(version, 20) +
                           "\"; this program knows version 1 and leaves it alone; use a later Kernel Atlas",
                       at(m_tree[0].span.begin));
    }

    void readRules()
    {
        if (m_tree[0].kind != YamlKind::Mapping) {
            warn("review-bad-value", "rules is not a map with pack and version", m_tree[0].span.begin);
            return;
        }
        forEachPair(m_tree, 0, [this](std::size_t key, std::size_t value) {
            if (m_tree[key].text == "pack") {
                m_file.rulesPack = text(value);
            } else if (m_tree[key].text == "version") {
                m_file.rulesVersion = text(value);
            } else {
                warn("review-bad-value", "rules has a key that is neither pack nor version", m_tree[key].span.begin);
            }
        });
    }

    Result<void> readEntries()
    {
        for (;;) {
            const Result<YamlEvent> event = next();
            if (!event || event->kind == YamlEvent::Kind::SequenceEnd) {
                return event ? Result<void>() : std::unexpected(event.error());
            }
            if (Result<void> read = readTree(*event); !read) {
                return read;
            }
            readEntry();
        }
    }

    void readEntry()
    {
        ReviewEntry entry;
        m_keysOfEntry.clear();
        if (m_tree[0].kind == YamlKind::Mapping) {
            const std::size_t dash = m_hasComments ? indentAt(m_text, m_tree[0].span.begin) : 0;
            forEachPair(m_tree, 0, [&](std::size_t key, std::size_t value) {
                const std::string name = m_tree[key].text;
                addPlace(m_tree[key].span.begin, m_file.entries.size(), name, dash);
                if (!m_keysOfEntry.insert(name).second) {
                    warn("review-bad-value", "\"" + elideMiddle(name, 60) + "\" stands twice in one block",
                         m_tree[key].span.begin);
                }
                readEntryKey(m_tree[key], value, entry);
            });
        }
        if (entry.rawName.empty()) {
            warn("review-no-raw-name", "a block without raw_name is left out", m_tree[0].span.begin);
        } else if (!m_names.insert(entry.rawName).second) {
            warn("review-duplicate-name",
                 "a second block for \"" + elideMiddle(entry.rawName, 80) + "\"; the first counts",
                 m_tree[0].span.begin);
        } else {
            m_file.entries.push_back(std::move(entry));
        }
    }

    void readEntryKey(const YamlNode &key, std::size_t value, ReviewEntry &entry)
    {
        if (key.text == "raw_name") {
            entry.rawName = text(value);
        } else if (key.text == "state") {
            readState(value, entry);
        } else if (key.text == "note") {
            entry.note = text(value);
        } else if (key.text == "by_person") {
            readByPerson(value, entry);
        } else if (key.text == "picked") {
            entry.picked = readFlag(value);
        } else if (key.text == "in_run") {
            entry.isInRun = readFlag(value).value_or(true);
        } else if (key.text == "read") {
            entry.read.emplace();
            readFields(value, [&](Field field, FieldValue read) { (*entry.read)[field] = std::move(read); });
        } else if (key.text == "values" && m_tree[value].kind == YamlKind::Scalar) {
            readHash(value, entry);
        } else if (key.text == "values") {
            readFields(value, [&](Field field, FieldValue set) {
                entry.values[static_cast<std::size_t>(field)] = std::move(set);
            });
        } else {
            keepForeign(key.kind == YamlKind::Scalar ? key.text : std::string(), value, entry.foreign);
            if (m_unknownKeys.insert(key.text).second) {
                warn("review-unknown-key",
                     "unknown key \"" + elideMiddle(key.text, 60) + "\"" + didYouMean(key.text, kEntryKeys) +
                         "; it stays",
                     key.span.begin);
            }
        }
    }

    void readHash(std::size_t value, ReviewEntry &entry)
    {
        const std::string hash = text(value);
        if (hash.size() == kHashDigits && hash.find_first_not_of("0123456789abcdef") == std::string::npos) {
            entry.acceptedHash = hash;
        } else {
            warn("review-bad-value", "values is neither a map of fields nor 16 hex digits", m_tree[value].span.begin);
        }
    }

    void readState(std::size_t value, ReviewEntry &entry)
    {
        if (const std::optional<ReviewState> state = reviewStateFor(m_tree[value].text)) {
            entry.state = *state;
        } else {
            warn("review-bad-value", "a state is unreviewed, needs-work or accepted", m_tree[value].span.begin);
        }
    }

    void readByPerson(std::size_t value, ReviewEntry &entry)
    {
        if (m_tree[value].kind != YamlKind::Sequence) {
            warn("review-bad-value", "by_person is not a list of fields", m_tree[value].span.begin);
            return;
        }
        forEachItem(m_tree, value, [&](std::size_t item) {
            if (const std::optional<Field> field = fieldForKey(m_tree[item].text)) {
                entry.byPerson.set(static_cast<std::size_t>(*field));
            } else {
                warn("review-bad-value", "by_person names no field: \"" + elideMiddle(m_tree[item].text, 40) + "\"",
                     m_tree[item].span.begin);
            }
        });
    }

    std::optional<bool> readFlag(std::size_t value)
    {
        const std::string_view flag = m_tree[value].text;
        if (flag != "true" && flag != "false") {
            warn("review-bad-value", "true or false was expected", m_tree[value].span.begin);
            return std::nullopt;
        }
        return flag == "true";
    }

    template<class Take>
    void readFields(std::size_t value, Take take)
    {
        if (m_tree[value].kind != YamlKind::Mapping) {
            warn("review-bad-value", "a map of fields was expected", m_tree[value].span.begin);
            return;
        }
        forEachPair(m_tree, value, [&](std::size_t key, std::size_t content) {
            const std::optional<Field> field = fieldForKey(m_tree[key].text);
            if (!field) {
                warn("review-bad-value", "there is no field \"" + elideMiddle(m_tree[key].text, 40) + "\"",
                     m_tree[key].span.begin);
            } else if (isShape(*field)) {
                take(*field, m_shapes.read(m_tree, content).value);
            } else {
                take(*field, isNullNode(m_tree[content]) ? FieldValue() : FieldValue(text(content)));
            }
        });
    }

    [[nodiscard]] std::string text(std::size_t node) const
    {
        return m_tree[node].kind == YamlKind::Scalar && !isNullNode(m_tree[node]) ? m_tree[node].text : std::string();
    }
    [[nodiscard]] SourceLocation at(std::size_t offset) const { return m_lines.locate(offset, m_fileName); }
    void warn(std::string code, std::string message, std::size_t offset)
    {
        if (code != "review-unknown-key" && !m_file.wouldLose) {
            m_file.wouldLose = Error{"the review file holds something that writing it again would lose (" + message +
                                         "); nothing was written, mend that line first",
                                     at(offset)};
        }
        m_file.diagnostics.push_back({Severity::Warning, std::move(code), std::move(message), at(offset), {}, 0});
    }

    std::string_view m_text;
    const std::string &m_fileName;
    SourceLines m_lines;
    ShapeReader m_shapes;
    YamlEvents m_events;
    YamlTreeBuilder m_builder;
    YamlTree m_tree;
    bool m_hasComments = false;
    std::vector<ReviewKeyPlace> m_places;
    bool m_hasVersion = false;
    ReviewFile m_file;
    std::unordered_set<std::string> m_names;
    std::unordered_set<std::string> m_keysOfEntry;
    std::unordered_set<std::string> m_unknownKeys;
};

/// `text` with bytes that are not UTF-8 as \xNN, so that they read so inside double quotes too.
std::string readableText(std::string_view text)
{
    std::string readable;
    bool isQuoted = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : '\n';
        if (c == '"' || c == '\n') {
            readable += escapeInvalidUtf8(text.substr(begin, i - begin), isQuoted ? "\\\\x" : "\\x");
            begin = i;
            isQuoted = c == '"' && !isQuoted;
        } else if (c == '\\' && isQuoted) {
            ++i; // an escaped quote ends nothing
        }
    }
    return readable;
}

/// The line of the first conflict marker.
std::optional<std::size_t> conflictLineOf(std::string_view text)
{
    std::size_t number = 0;
    for (const std::string_view line : lines(text)) {
        ++number;
        if (line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ")) {
            return number;
        }
    }
    return std::nullopt;
}
} // namespace

Result<ReviewFile> readReviewFile(std::string text, const std::string &fileName)
{
    if (const std::optional<std::size_t> line = conflictLineOf(text)) {
        return failure("the review file has conflict markers of a merge; keep one side of each, then open it again",
                       {fileName, *line, 0});
    }
    const bool isValid = isValidUtf8(text);
    const std::string readable = isValid ? std::string() : readableText(text);
    Result<ReviewFile> file = ReviewFileReader(isValid ? text : readable, fileName).read();
    if (file && !isValid) {
        file->diagnostics.push_back({Severity::Warning,
                                     "review-not-utf8",
                                     "the review file is not UTF-8 throughout; other bytes are shown as \\xNN",
                                     {fileName},
                                     {},
                                     0});
    }
    if (file) {
        file->text = std::move(text);
    }
    return file;
}

} // namespace atlas
