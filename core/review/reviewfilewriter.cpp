#include "core/catalog/entryprinter.h"
#include "core/catalog/yamltext.h"
#include "core/review/reviewfile.h"

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

void printByPerson(std::string &out, const std::bitset<kFieldCount> &fields)
{
    out += "    by_person: [";
    bool isFirst = true;
    for (const Field field : kFields) {
        if (fields.test(static_cast<std::size_t>(field))) {
            out.append(isFirst ? "" : ", ").append(key(field));
            isFirst = false;
        }
    }
    out += "]\n";
}

void printValues(std::string &out, const ReviewEntry &entry)
{
    bool isFirst = true;
    for (const Field field : kFields) {
        const auto &value = entry.values[static_cast<std::size_t>(field)];
        if (value) {
            out += isFirst ? "    values:\n" : "";
            printValue(out, field, *value);
            isFirst = false;
        }
    }
}

void printForeign(std::string &out, std::string_view indent, const std::vector<ForeignKey> &keys)
{
    for (const ForeignKey &foreign : keys) {
        out.append(indent).append(foreign.key).append(": ").append(foreign.value) += '\n';
    }
}

void printBlock(std::string &out, const ReviewEntry &entry)
{
    out += "  - raw_name: " + doubleQuoted(entry.rawName) + '\n';
    if (entry.state != ReviewState::Unreviewed) {
        out.append("    state: ").append(toString(entry.state)) += '\n';
    }
    if (!entry.note.empty()) {
        out += "    note: " + doubleQuoted(entry.note) + '\n';
    }
    if (entry.byPerson.any()) {
        printByPerson(out, entry.byPerson);
    }
    if (entry.picked) {
        out += std::string("    picked: ") + (*entry.picked ? "true" : "false") + '\n';
    }
    if (!entry.isInRun) {
        out += "    in_run: false\n";
    }
    if (!entry.acceptedHash.empty()) {
        out += "    values: " + doubleQuoted(entry.acceptedHash) + '\n';
    }
    printValues(out, entry);
    printForeign(out, "    ", entry.foreign);
    if (entry.read) {
        out += "    read:\n";
        for (const Field field : kFields) {
            printValue(out, field, (*entry.read)[field]);
        }
    }
}
} // namespace

std::string printReviewFile(const ReviewFile &file)
{
    std::string out =
        "# What was decided in review, beside the catalog; written by Kernel Atlas, merged by katlas merge.\n"
        "version: 1\n";
    if (!file.run.empty()) {
        out += "run: " + doubleQuoted(file.run) + '\n';
    }
    if (!file.rulesPack.empty()) {
        out +=
            "rules: {pack: " + doubleQuoted(file.rulesPack) + ", version: " + doubleQuoted(file.rulesVersion) + "}\n";
    }
    printForeign(out, "", file.foreign);
    std::string blocks;
    for (const ReviewEntry &entry : file.entries) {
        if (entry.saysSomething()) {
            printBlock(blocks, entry);
        }
    }
    return out + (blocks.empty() ? "entries: []\n" : "entries:\n" + blocks);
}

} // namespace atlas
