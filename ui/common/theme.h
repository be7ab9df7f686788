#pragma once

#include <QPalette>

namespace atlas::ui
{

enum class ThemeChoice : std::uint8_t
{
    System,
    Light,
    Dark
};

/// Whether `choice` means dark on this desktop now; a desktop that does not tell counts as light.
[[nodiscard]] bool isDark(ThemeChoice choice);

/// Whether text is lighter than its background in `palette`.
[[nodiscard]] bool isDark(const QPalette &palette);

/// Our own palettes: Qt 6 without a desktop has no dark one.
[[nodiscard]] QPalette lightPalette();
[[nodiscard]] QPalette darkPalette();

/// Sets the application's palette; every widget hears of it by ApplicationPaletteChange.
void applyTheme(ThemeChoice choice);

/// Sets style and font once at the start: a flat look where the desktop brings no style of its own, figures of equal
/// width.
void applyLook();

} // namespace atlas::ui
