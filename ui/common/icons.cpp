#include "ui/common/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <array>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// File names below :/icons, in the order of Symbol.
constexpr std::array kFileNames = {"open",        "file",    "close",  "undo",   "redo",  "publish",  "search",
                                   "clear",       "columns", "reset",  "copy",   "error", "warning",  "info",
                                   "keyboard",    "theme",   "quit",   "find",   "next",  "previous", "panelright",
                                   "panelbottom", "edit",    "recent", "sample", "drop"};

QColor colorFor(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::WindowText);
    case QIcon::Selected:
        return palette.color(QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active:
        break;
    }
    return palette.color(QPalette::WindowText);
}

/// Whether the symbol points to where reading goes on or comes from.
bool hasDirection(const QString &path)
{
    constexpr std::array kNames = {"/next."_L1, "/previous."_L1, "/undo."_L1, "/redo."_L1, "/panelright."_L1};
    return std::ranges::any_of(kNames, [&](QLatin1StringView name) { return path.contains(name); });
}

/// What QIcon asks an engine for: device pixels up to Qt 6.7, logical ones since 6.8.
QSize inDevicePixels(const QSize &size, qreal scale)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    return size * scale;
#else
    Q_UNUSED(scale);
    return size;
#endif
}

/// Draws an SVG whose lines are `currentColor` in the colour that fits the palette when it is painted.
class SymbolEngine final : public QIconEngine
{
public:
    SymbolEngine(QString path, QColor color) : m_path(std::move(path)), m_color(color) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State /*state*/) override
    {
        QFile file(m_path);
        if (!file.open(QIODevice::ReadOnly)) {
            return;
        }
        const QColor color = m_color.isValid() && mode != QIcon::Disabled ? m_color : colorFor(mode);
        painter->save();
        if (QGuiApplication::isRightToLeft() && hasDirection(m_path)) {
            painter->translate(2 * rect.x() + rect.width(), 0);
            painter->scale(-1.0, 1.0);
        }
        QSvgRenderer(file.readAll().replace("currentColor", color.name().toLatin1())).render(painter, rect);
        painter->restore();
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        const QColor color = m_color.isValid() && mode != QIcon::Disabled ? m_color : colorFor(mode);
        const QString key = u"%1 %2x%3@%4 %5 %6"_s.arg(m_path)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(scale)
                                .arg(color.name())
                                .arg(QGuiApplication::layoutDirection());
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            const QSize pixels = inDevicePixels(size, scale);
            pixmap = QPixmap(pixels);
            pixmap.fill(Qt::transparent);
            QPainter painter(&pixmap);
            paint(&painter, QRect(QPoint(), pixels), mode, state);
            painter.end();
            pixmap.setDevicePixelRatio(scale);
            QPixmapCache::insert(key, pixmap);
        }
        return pixmap;
    }
    [[nodiscard]] QIconEngine *clone() const override { return new SymbolEngine(m_path, m_color); }
    QString key() const override { return u"atlas-symbol"_s; }
    QString iconName() override { return m_path; }
    bool isNull() override { return !QFile::exists(m_path); }

private:
    QString m_path;
    QColor m_color;
};
} // namespace

QIcon icon(Symbol symbol, QColor color)
{
    const QString name = QString::fromLatin1(kFileNames[static_cast<std::size_t>(symbol)]);
    return QIcon(new SymbolEngine(u":/icons/%1.svg"_s.arg(name), color)); // QIcon owns the engine
}

QIcon applicationIcon()
{
    // Drawn here: the plug-in that reads SVG icons may not be installed.
    QSvgRenderer drawing(u":/icons/kernel-atlas.svg"_s);
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        drawing.render(&painter);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace atlas::ui
