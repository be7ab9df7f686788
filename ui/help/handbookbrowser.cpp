#include "ui/help/handbookbrowser.h"

#include <QImage>
#include <QTextTable>

namespace atlas::ui
{

namespace
{
constexpr int kCellPadding = 5;
constexpr int kMargin = 18;
} // namespace

HandbookBrowser::HandbookBrowser(QWidget *parent) : QTextBrowser(parent)
{
    setOpenExternalLinks(true);
    document()->setDocumentMargin(kMargin);
}

QVariant HandbookBrowser::loadResource(int type, const QUrl &name)
{
    QVariant resource = QTextBrowser::loadResource(type, name);
    if (type != QTextDocument::ImageResource) {
        return resource;
    }
    QImage image;
    if (!image.loadFromData(resource.toByteArray())) {
        return resource;
    }
    const int width = std::max(200, viewport()->width() - 3 * kMargin);
    const qreal ratio = devicePixelRatioF();
    if (image.width() > width) {
        image = image.scaledToWidth(static_cast<int>(width * ratio), Qt::SmoothTransformation);
        image.setDevicePixelRatio(ratio);
    }
    return image;
}

void HandbookBrowser::doSetSource(const QUrl &name, QTextDocument::ResourceType type)
{
    QTextBrowser::doSetSource(name, type);
    document()->setDocumentMargin(kMargin);
    giveTablesRoom();
}

void HandbookBrowser::giveTablesRoom()
{
    const QList<QTextFrame *> frames = document()->rootFrame()->childFrames();
    for (QTextFrame *frame : frames) {
        if (auto *table = qobject_cast<QTextTable *>(frame)) {
            QTextTableFormat format = table->format();
            format.setCellPadding(kCellPadding);
            format.setCellSpacing(0);
            format.setBorderCollapse(true);
            format.setBorder(1);
            format.setBorderBrush(palette().color(QPalette::Mid));
            table->setFormat(format);
        }
    }
}

void HandbookBrowser::mark(const QString &words)
{
    QList<QTextEdit::ExtraSelection> places;
    QTextCursor cursor(document());
    while (!words.isEmpty() && !(cursor = document()->find(words, cursor)).isNull()) {
        QTextEdit::ExtraSelection place;
        place.cursor = cursor;
        place.format.setBackground(palette().color(QPalette::Highlight));
        place.format.setForeground(palette().color(QPalette::HighlightedText));
        places.append(place);
    }
    setExtraSelections(places);
    m_markedPlaces = static_cast<int>(places.size());
    if (!places.isEmpty()) {
        QTextCursor first = places.front().cursor;
        first.clearSelection();
        setTextCursor(first);
        ensureCursorVisible();
    }
}

} // namespace atlas::ui
