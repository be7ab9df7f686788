// atlas_icon_sizes SVG FOLDER/SIZE.png...: draws an icon in the sizes that the files are called by.
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

#include <cstdio>

int main(int argc, char **argv)
{
    QSvgRenderer icon(QString::fromLocal8Bit(argc > 1 ? argv[1] : ""));
    if (!icon.isValid()) {
        std::fputs("usage: atlas_icon_sizes SVG FOLDER/SIZE.png...\n", stderr);
        return 2;
    }
    for (int i = 2; i < argc; ++i) {
        const QString file = QString::fromLocal8Bit(argv[i]);
        const int size = QFileInfo(file).baseName().toInt();
        QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        icon.render(&painter);
        painter.end();
        if (!image.save(file)) {
            std::fprintf(stderr, "atlas_icon_sizes: cannot write %s\n", argv[i]);
            return 2;
        }
    }
    return 0;
}
