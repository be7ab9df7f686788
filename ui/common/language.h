#pragma once

#include <QStringList>

#include <array>
#include <optional>

namespace atlas::ui
{

/// The language of the window as a person chooses it.
enum class LanguageChoice : std::uint8_t
{
    System,
    English,
    SimplifiedChinese
};
inline constexpr std::array kLanguageChoices = {LanguageChoice::System, LanguageChoice::English,
                                                LanguageChoice::SimplifiedChinese};

/// Its name in settings and on the command line: "system", "en", "zh_CN".
[[nodiscard]] QString key(LanguageChoice choice);
[[nodiscard]] std::optional<LanguageChoice> languageNamed(const QString &name);

/// The language that `choice` comes to, never System: the first one of `wanted`, the system's languages in the order
/// of preference as "zh-Hans-CN", that the window speaks; English where it speaks none.
[[nodiscard]] LanguageChoice languageFor(LanguageChoice choice, const QStringList &wanted);

/// Makes all windows that are built from now on speak that language; one time, at the start.
void applyLanguage(LanguageChoice choice);

} // namespace atlas::ui
