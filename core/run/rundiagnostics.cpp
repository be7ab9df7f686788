#include "core/run/rundiagnostics.h"

#include "core/base/text.h"

namespace atlas
{

namespace
{
constexpr std::size_t kMaxShownCharacters = 160;
}

void FileDiagnostics::addRow(std::string_view code, std::string message, std::size_t line, std::string_view sourceLine)
{
    if (++m_rowFindings <= kMaxRowFindings) {
        m_diagnostics.push_back({Severity::Warning,
                                 std::string(code),
                                 std::move(message),
                                 {m_file, line, 0},
                                 elideMiddle(toValidUtf8(sourceLine.substr(0, 4096)), kMaxShownCharacters),
                                 0});
    }
}

void FileDiagnostics::add(Severity severity, std::string_view code, std::string message, std::size_t line)
{
    m_diagnostics.push_back({severity, std::string(code), std::move(message), {m_file, line, 0}, {}, 0});
}

std::vector<Diagnostic> FileDiagnostics::take()
{
    if (m_rowFindings > kMaxRowFindings) {
        add(Severity::Warning, "rows-more",
            std::to_string(m_rowFindings - kMaxRowFindings) +
                " more rows of this file had a problem and are not listed");
        m_rowFindings = 0;
    }
    return std::move(m_diagnostics);
}

} // namespace atlas
