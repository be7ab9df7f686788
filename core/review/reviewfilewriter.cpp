#include "core/catalog/entryprinter.h"
#include "core/catalog/yamltext.h"
#include "core/review/reviewfile.h"

#include <utility>

namespace atlas
{

namespace
{
void printValue(std::string &out, Field field, const FieldValue &value)
{
    out.append("      ").append(key(field)).append(": ");
    out += isShape(field) ? printFlowShape(value) : printText(field, value, true);
    out += '\n';
}

std::string listOf(const std::bitset<kFieldCount> &fields)
{
    std::string list = "[";
    for (const Field field : kFields) {
        if (fields.test(static_cast<std::size_t>(field))) {
            list.append(list.size() > 1 ? ", " : "").append(key(field));
        }
    }
    return list + "]";
}

/// A mapping of the file with its comments: lines of "key: value".
class KeyPrinter
{
public:
    KeyPrinter(std::string &out, const ReviewComments &comments, std::string_view indent)
        : m_out(out), m_indent(indent), m_comments(out, comments, indent)
    {
    }

    void print(std::string_view key, std::string_view value)
    {
        m_comments.begin(key);
        m_out.append(m_indent).append(key).append(value.empty() ? ":" : ": ").append(value);
        m_comments.endLine(key);
    }

    /// The first key of a block, with its dash.
    void printFirst(std::string_view key, std::string_view value)
    {
        m_comments.begin(key, "  ");
        m_out.append("  - ").append(key).append(": ").append(value);
        m_comments.endLine(key);
    }

    void print(const std::vector<ForeignKey> &keys)
    {
        for (const ForeignKey &foreign : keys) {
            print(foreign.key, foreign.value);
        }
    }

    void finish() { m_comments.finish(); }

private:
    std::string &m_out;
    std::string_view m_indent;
    CommentedKeys m_comments;
};

void printValues(KeyPrinter &keys, std::string &out, const ReviewEntry &entry)
{
    if (!entry.acceptedHash.empty()) {
        keys.print("values", doubleQuoted(entry.acceptedHash));
    }
    bool isFirst = true;
    for (const Field field : kFields) {
        const auto &value = entry.values[static_cast<std::size_t>(field)];
        if (value) {
            if (std::exchange(isFirst, false)) {
                keys.print("values", "");
            }
            printValue(out, field, *value);
        }
    }
}

void printBlock(std::string &out, const ReviewEntry &entry)
{
    KeyPrinter keys(out, entry.comments, "    ");
    keys.printFirst("raw_name", doubleQuoted(entry.rawName));
    if (entry.state != ReviewState::Unreviewed) {
        keys.print("state", toString(entry.state));
    }
    if (!entry.note.empty()) {
        keys.print("note", doubleQuoted(entry.note));
    }
    if (entry.byPerson.any()) {
        keys.print("by_person", listOf(entry.byPerson));
    }
    if (entry.picked) {
        keys.print("picked", *entry.picked ? "true" : "false");
    }
    if (!entry.isInRun) {
        keys.print("in_run", "false");
    }
    printValues(keys, out, entry);
    keys.print(entry.foreign);
    if (entry.read) {
        keys.print("read", "");
        for (const Field field : kFields) {
            printValue(out, field, (*entry.read)[field]);
        }
    }
    keys.finish();
}
} // namespace

std::string printReviewFile(const ReviewFile &file)
{
    std::string out = std::string(kReviewFileHeading) + '\n';
    KeyPrinter keys(out, file.comments, "");
    keys.print("version", "1");
    if (!file.run.empty()) {
        keys.print("run", doubleQuoted(file.run));
    }
    if (!file.rulesPack.empty()) {
        keys.print("rules",
                   "{pack: " + doubleQuoted(file.rulesPack) + ", version: " + doubleQuoted(file.rulesVersion) + "}");
    }
    keys.print(file.foreign);
    std::string blocks;
    for (const ReviewEntry &entry : file.entries) {
        if (entry.saysSomething()) {
            printBlock(blocks, entry);
        }
    }
    keys.print("entries", blocks.empty() ? "[]" : "");
    out += blocks;
    keys.finish();
    return out;
}

} // namespace atlas
