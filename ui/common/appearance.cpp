#include "ui/common/appearance.h"

#include "core/report/chart.h"
#include "ui/common/paint.h"
#include "ui/common/text.h"
#include "ui/common/theme.h"

#include <QCoreApplication>
#include <QHash>
#include <QPainter>

#include <array>
#include <utility>

namespace atlas::ui
{

namespace
{
struct AppearanceText
{
    Q_DECLARE_TR_FUNCTIONS(Appearance)
};

struct ToneColors
{
    QRgb light;
    QRgb dark;
};
constexpr std::array<ToneColors, 5> kTones = {{{0xff687078, 0xffa0a6ac},   // quiet
                                               {0xff1d7a3a, 0xff5fc783},   // good
                                               {0xff9a6200, 0xffe0a040},   // caution
                                               {0xffb3261e, 0xfff08078},   // bad
                                               {0xff1f6fbf, 0xff6cb2f5}}}; // yours

/// One hue a field; shapes share the warm end because their evidence often overlaps.
constexpr std::array<QRgb, kFieldCount> kMarks = {0xffbfe6c8, 0xffbcdcf5, 0xffe3cdf2,
                                                  0xfff6c9b8, 0xffffe39a, 0xffd5dbe0};
} // namespace

QString words(Field field)
{
    switch (field) {
    case Field::FriendlyName:
        return AppearanceText::tr("Friendly name");
    case Field::SourceLib:
        return AppearanceText::tr("Library");
    case Field::Generic:
        return AppearanceText::tr("Generic");
    case Field::Fixed:
        return AppearanceText::tr("Fixed");
    case Field::Tiled:
        return AppearanceText::tr("Tiled");
    case Field::Description:
        return AppearanceText::tr("Description");
    }
    std::unreachable();
}

QString words(Origin origin)
{
    switch (origin) {
    case Origin::Rule:
        return AppearanceText::tr("rule");
    case Origin::Catalog:
        return AppearanceText::tr("catalog");
    case Origin::Override:
        return AppearanceText::tr("yours");
    }
    std::unreachable();
}

QString explanation(Origin origin)
{
    switch (origin) {
    case Origin::Rule:
        return AppearanceText::tr("Read from the raw name by a rule.");
    case Origin::Catalog:
        return AppearanceText::tr("From the catalog as it was opened.");
    case Origin::Override:
        return AppearanceText::tr("Set by you; not yet published.");
    }
    std::unreachable();
}

QString words(ReviewState state)
{
    switch (state) {
    case ReviewState::Unreviewed:
        return AppearanceText::tr("unreviewed");
    case ReviewState::NeedsWork:
        return AppearanceText::tr("needs work");
    case ReviewState::Accepted:
        return AppearanceText::tr("accepted");
    }
    std::unreachable();
}

QString glyphAndWords(ReviewState state)
{
    constexpr std::array<char16_t, 3> glyphs = {u'○', u'⚑', u'✓'};
    return QString(glyphs[static_cast<std::size_t>(state)]) + QChar::Space + words(state);
}

QString explanation(ReviewState state)
{
    switch (state) {
    case ReviewState::Unreviewed:
        return AppearanceText::tr("Nobody has looked at it yet.");
    case ReviewState::NeedsWork:
        return AppearanceText::tr("Somebody looked at it and left it for later.");
    case ReviewState::Accepted:
        return AppearanceText::tr("The six values are as they should be, and stay so.");
    }
    std::unreachable();
}

Tone tone(ReviewState state)
{
    return state == ReviewState::Accepted ? Tone::Good : state == ReviewState::NeedsWork ? Tone::Caution : Tone::Quiet;
}

QString words(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return AppearanceText::tr("Note");
    case Severity::Warning:
        return AppearanceText::tr("Warning");
    case Severity::Error:
        return AppearanceText::tr("Error");
    }
    std::unreachable();
}

QString words(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Certain:
        return AppearanceText::tr("Certain");
    case Confidence::Likely:
        return AppearanceText::tr("Likely");
    case Confidence::Guess:
        return AppearanceText::tr("Guess");
    }
    std::unreachable();
}

Symbol symbol(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return Symbol::Info;
    case Severity::Warning:
        return Symbol::Warning;
    case Severity::Error:
        return Symbol::Error;
    }
    std::unreachable();
}

QColor color(Tone tone, const QPalette &palette)
{
    const ToneColors &colors = kTones[static_cast<std::size_t>(tone)];
    return QColor::fromRgb(isDark(palette) ? colors.dark : colors.light);
}

Tone tone(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return Tone::Quiet;
    case Severity::Warning:
        return Tone::Caution;
    case Severity::Error:
        return Tone::Bad;
    }
    std::unreachable();
}

Tone tone(Origin origin)
{
    return origin == Origin::Override ? Tone::Yours : origin == Origin::Catalog ? Tone::Good : Tone::Quiet;
}

QColor markColor(Field field)
{
    return QColor::fromRgb(kMarks[static_cast<std::size_t>(field)]);
}

QColor libraryColor(std::string_view library)
{
    return QColor(toQString(seriesColor(librarySeries(library))));
}

QIcon librarySquare(std::string_view library)
{
    static QHash<QRgb, QIcon> icons; // a dozen colours at most; GUI thread only
    const QColor color = libraryColor(library);
    QIcon &square = icons[color.rgb()];
    if (square.isNull()) {
        constexpr int kScale = 4; // sharp on any screen
        QPixmap pixmap(16 * kScale, 16 * kScale);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(QRectF(4 * kScale, 4 * kScale, 9 * kScale, 9 * kScale), 2 * kScale, 2 * kScale);
        painter.end();
        square = QIcon(pixmap);
    }
    return square;
}

QColor addedBackground(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), QColor::fromRgb(0xff2e9b52), isDark(palette) ? 0.28 : 0.17);
}

QColor removedBackground(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), QColor::fromRgb(0xffd93a2f), isDark(palette) ? 0.30 : 0.16);
}

QColor barColor(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Accent), isDark(palette) ? 0.34 : 0.22);
}

QColor selectionColor(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Accent), isDark(palette) ? 0.38 : 0.17);
}

} // namespace atlas::ui
