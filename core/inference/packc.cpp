// Turns a rule pack into C++ at build time: reads and checks the YAML, tries its examples, and writes the pack as
// bytes, so that the programs need not parse anything when they start. The build fails on any finding that is an error.
//
// usage: atlas_packc PACK.yaml EXAMPLES.yaml SYMBOL OUT.cpp

#include "core/base/file.h"
#include "core/inference/packblob.h"
#include "core/inference/packreader.h"
#include "core/inference/rulelinter.h"
#include "core/inference/rulesetbuilder.h"

#include <cstdio>
#include <filesystem>
#include <span>

namespace
{
using namespace atlas;

bool print(const std::vector<Diagnostic> &diagnostics)
{
    bool errors = false;
    for (const Diagnostic &diagnostic : diagnostics) {
        std::fprintf(stderr, "%s\n", format(diagnostic).c_str());
        errors = errors || diagnostic.severity == Severity::Error;
    }
    return errors;
}

/// `const std::string_view SYMBOL` with these bytes.
std::string definition(std::string_view bytes, const std::string &symbol)
{
    std::string source =
        "extern const std::string_view " + symbol + ";\nnamespace\n{\nconstexpr char " + symbol + "Array[] =";
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        source += i % 40 == 0 ? (i == 0 ? "\n    \"" : "\"\n    \"") : "";
        const auto byte = static_cast<unsigned char>(bytes[i]);
        source += {'\\', static_cast<char>('0' + (byte >> 6)), static_cast<char>('0' + ((byte >> 3) & 7)),
                   static_cast<char>('0' + (byte & 7))};
    }
    source += bytes.empty() ? " \"" : "";
    return source + "\";\n} // namespace\nconst std::string_view " + symbol + "(" + symbol + "Array, sizeof(" + symbol +
           "Array) - 1);\n";
}

/// The pack as a table, its source and its examples: the last two so that the program can check and test what it
/// brings.
std::string cppSource(std::string_view bytes, std::string_view text, std::string_view examples,
                      const std::string &symbol)
{
    return "// Made from a rule pack by atlas_packc; changes here are lost.\n#include <string_view>\n\n"
           "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n"
           "namespace atlas\n{\n" +
           definition(bytes, symbol + "Bytes") + definition(text, symbol + "Text") +
           definition(examples, symbol + "Examples") + "} // namespace atlas\n";
}

bool compile(const std::string &packFile, const std::string &exampleFile, const std::string &symbol,
             const std::string &out)
{
    const auto text = readFile(packFile);
    const auto exampleText = readFile(exampleFile);
    if (!text || !exampleText) {
        std::fprintf(stderr, "%s\n", (text ? exampleText : text).error().message.c_str());
        return false;
    }
    auto pack = readPack(*text, std::filesystem::path(packFile).filename().string());
    auto examples = readExamples(*exampleText, exampleFile);
    bool errors = print(pack.diagnostics);
    errors = print(lintPack(pack.value, *text).diagnostics) || errors;
    errors = print(examples.diagnostics) || errors;
    const std::string bytes = packToBytes(pack.value);
    RuleSetBuilder builder;
    builder.add(std::move(pack.value));
    errors = print(testExamples(*builder.build(), examples.value, exampleFile)) || errors;
    if (errors) {
        return false;
    }
    const auto written = writeFileAtomically(out, cppSource(bytes, *text, *exampleText, symbol));
    if (!written) {
        std::fprintf(stderr, "%s\n", written.error().message.c_str());
    }
    return written.has_value();
}
} // namespace

int main(int argc, char **argv)
{
    const std::span arguments(argv, static_cast<std::size_t>(argc));
    if (arguments.size() != 5) {
        std::fputs("usage: atlas_packc PACK.yaml EXAMPLES.yaml SYMBOL OUT.cpp\n", stderr);
        return 2;
    }
    return compile(arguments[1], arguments[2], arguments[3], arguments[4]) ? 0 : 1;
}
