#include "core/inference/packyaml.h"

#include "core/base/spelling.h"
#include "core/base/text.h"
#include "core/inference/packreader.h"

#include <algorithm>
#include <set>

namespace atlas
{

Diagnostic diagnosticAt(Severity severity, std::string code, std::string message, std::string_view file,
                        const PackPlace &place, std::span<const std::string_view> lines)
{
    Diagnostic diagnostic{severity, std::move(code), std::move(message), {std::string(file), place.line, place.column}};
    if (place.line > 0 && place.line <= lines.size()) {
        diagnostic.sourceLine = lines[place.line - 1];
        const std::size_t rest =
            diagnostic.sourceLine.size() - std::min<std::size_t>(diagnostic.sourceLine.size(), place.column - 1);
        diagnostic.length = std::min<std::size_t>(place.length, rest);
    }
    return diagnostic;
}

PackYaml::PackYaml(std::string_view text, std::string_view file) : m_text(text), m_file(file), m_lines(lines(text))
{
}

std::optional<YAML::Node> PackYaml::root()
{
    if (m_text.size() > kMaxPackBytes) {
        report(Severity::Error, "pack-too-large", "a rule pack may have 4 MiB", PackPlace{});
        return std::nullopt;
    }
    try {
        YAML::Node node = YAML::Load(std::string(m_text));
        if (!node.IsMap()) {
            error("pack-no-mapping", "expected a mapping with keys such as \"pack\" and \"rules\"", node);
            return std::nullopt;
        }
        return node;
    } catch (const YAML::Exception &exception) {
        const bool known = !exception.mark.is_null();
        report(Severity::Error, "pack-no-yaml", exception.msg,
               known ? PackPlace{static_cast<std::uint32_t>(exception.mark.line + 1),
                                 static_cast<std::uint32_t>(exception.mark.column + 1), 0}
                     : PackPlace{});
    } catch (const std::exception &exception) {
        report(Severity::Error, "pack-no-yaml", exception.what(), PackPlace{});
    }
    return std::nullopt;
}

void PackYaml::report(Severity severity, std::string code, std::string message, const PackPlace &place)
{
    m_diagnostics.push_back(diagnosticAt(severity, std::move(code), std::move(message), m_file, place, m_lines));
}

void PackYaml::report(Severity severity, std::string code, std::string message, const YAML::Node &node)
{
    report(severity, std::move(code), std::move(message), place(node));
}

void PackYaml::error(std::string code, std::string message, const YAML::Node &node)
{
    report(Severity::Error, std::move(code), std::move(message), node);
}

PackPlace PackYaml::place(const YAML::Node &node) const
{
    const YAML::Mark mark = node.Mark();
    if (mark.is_null()) {
        return {};
    }
    const bool quoted = node.IsScalar() && node.Tag() == "!";
    const std::size_t length = node.IsScalar() ? node.Scalar().size() + (quoted ? 2 : 0) : 0;
    return {static_cast<std::uint32_t>(mark.line + 1), static_cast<std::uint32_t>(mark.column + 1),
            static_cast<std::uint32_t>(length)};
}

bool PackYaml::checkKeys(const YAML::Node &node, std::span<const std::string_view> known, std::string_view what)
{
    if (!node.IsMap()) {
        error("pack-no-mapping", "expected a mapping: " + std::string(what), node);
        return false;
    }
    std::set<std::string> seen;
    for (const auto &pair : node) {
        const std::string key = pair.first.IsScalar() ? pair.first.Scalar() : std::string();
        if (std::ranges::find(known, key) == known.end()) {
            error("pack-unknown-field",
                  "unknown field \"" + key + "\" in " + std::string(what) + didYouMean(key, known), pair.first);
        } else if (!seen.insert(key).second) {
            error("pack-duplicate-field", "\"" + key + "\" is said twice", pair.first);
        }
    }
    return true;
}

std::optional<std::string> PackYaml::text(const YAML::Node &node, std::string_view what)
{
    if (!node.IsScalar()) {
        error("pack-no-text", std::string(what) + " must be a text", node);
        return std::nullopt;
    }
    if (!isValidUtf8(node.Scalar())) {
        error("pack-no-text", std::string(what) + " is not valid UTF-8", node);
        return std::nullopt;
    }
    return node.Scalar();
}

std::vector<PlacedText> PackYaml::texts(const YAML::Node &node, std::string_view what)
{
    std::vector<PlacedText> found;
    const auto add = [&](const YAML::Node &item) {
        if (auto value = text(item, what)) {
            found.push_back({std::move(*value), place(item)});
        }
    };
    if (!node.IsSequence()) {
        add(node);
        return found;
    }
    for (const YAML::Node &item : node) {
        add(item);
    }
    return found;
}

std::vector<YAML::Node> PackYaml::items(const YAML::Node &node, std::string_view what)
{
    if (!node.IsSequence()) {
        error("pack-no-list", std::string(what) + " must be a list", node);
        return {};
    }
    return {node.begin(), node.end()};
}

} // namespace atlas
