#include "ui/common/theme.h"

#include "ui/common/flatstyle.h"

#include <QApplication>
#include <QFont>
#include <QPixmapCache>
#include <QStyle>
#include <QStyleHints>
#include <QToolTip>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
struct Colors
{
    QRgb window, base, alternate, text, quiet, border, button, accent, onAccent, link;
};

constexpr Colors kLight = {0xffeff0f2, 0xfffdfdfd, 0xfff6f7f8, 0xff1f2326, 0xff687078,
                           0xffcfd3d7, 0xfffbfbfb, 0xff2579cf, 0xffffffff, 0xff1f6fbf};
constexpr Colors kDark = {0xff2a2d31, 0xff1d1f22, 0xff232528, 0xffeceef0, 0xffa0a6ac,
                          0xff45494e, 0xff34383c, 0xff55a3f0, 0xff10161c, 0xff6cb2f5};

QPalette paletteOf(const Colors &c)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb color) {
        palette.setColor(role, QColor::fromRgb(color));
    };
    set(QPalette::Window, c.window);
    set(QPalette::WindowText, c.text);
    set(QPalette::Base, c.base);
    set(QPalette::AlternateBase, c.alternate);
    set(QPalette::Text, c.text);
    set(QPalette::Button, c.button);
    set(QPalette::ButtonText, c.text);
    set(QPalette::BrightText, c.onAccent);
    set(QPalette::ToolTipBase, c.button);
    set(QPalette::ToolTipText, c.text);
    set(QPalette::PlaceholderText, c.quiet);
    set(QPalette::Mid, c.border);
    set(QPalette::Midlight, c.alternate);
    set(QPalette::Light, c.base);
    set(QPalette::Dark, c.border);
    set(QPalette::Shadow, c.border);
    set(QPalette::Highlight, c.accent);
    set(QPalette::Accent, c.accent);
    set(QPalette::HighlightedText, c.onAccent);
    set(QPalette::Link, c.link);
    set(QPalette::LinkVisited, c.link);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        QColor faint = QColor::fromRgb(c.quiet);
        faint.setAlphaF(0.65F);
        palette.setColor(QPalette::Disabled, role, faint);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor::fromRgb(c.border));
    return palette;
}
} // namespace

bool isDark(ThemeChoice choice)
{
    return choice == ThemeChoice::Dark ||
           (choice == ThemeChoice::System && QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark);
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

QPalette lightPalette()
{
    return paletteOf(kLight);
}

QPalette darkPalette()
{
    return paletteOf(kDark);
}

void applyTheme(ThemeChoice choice)
{
    const QPalette palette = isDark(choice) ? darkPalette() : lightPalette();
    QPixmapCache::clear();
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

void applyLook()
{
    if (QApplication::style()->name() == u"fusion"_s) {
        QApplication::setStyle(new FlatStyle); // owned by the application
    }
    QFont font = QApplication::font();
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature(QFont::Tag("tnum"), 1); // times stand in columns
#endif
    QApplication::setFont(font);
}

} // namespace atlas::ui
