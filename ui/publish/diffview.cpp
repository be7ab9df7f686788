#include "ui/publish/diffview.h"

#include "core/base/text.h"
#include "ui/common/appearance.h"
#include "ui/common/counttext.h"
#include "ui/common/syntax.h"
#include "ui/common/text.h"

#include <QApplication>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// Setting 32,000 lines takes a fifth of a second; nobody reads that many here.
constexpr std::size_t kMaxLines = 6000;

/// `diff` up to kMaxLines lines, and how many lines were left out.
std::pair<std::string_view, std::size_t> firstLines(std::string_view diff)
{
    std::size_t end = 0;
    std::size_t lineCount = 0;
    while (lineCount < kMaxLines && end < diff.size()) {
        end = std::min(diff.find('\n', end), diff.size() - 1) + 1;
        ++lineCount;
    }
    return {diff.substr(0, end), static_cast<std::size_t>(std::ranges::count(diff.substr(end), '\n'))};
}
} // namespace

DiffView::DiffView(QWidget *parent) : QPlainTextEdit(parent)
{
    makeCodeView(*this);
    setLineWrapMode(NoWrap);
    setAccessibleName(tr("Changes to the file"));
    document()->setDocumentMargin(8);
    m_highlighter = new CodeHighlighter(document(), u"Diff"_s);
    viewport()->setAutoFillBackground(false);
}

void DiffView::setDiff(const std::string &diff)
{
    const auto [shown, left] = firstLines(diff);
    QString text = toQString(shown);
    if (left > 0) {
        text += tr("… and more lines (%1): katlas export --diff prints all of them").arg(countText(left));
    }
    if (text == toPlainText()) {
        return;
    }
    const int vertical = verticalScrollBar()->value();
    setPlainText(text);
    verticalScrollBar()->setValue(vertical);
}

void DiffView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
        if (box.top() > event->rect().bottom()) {
            break;
        }
        const QString line = block.text();
        const bool added = line.startsWith(u'+') && !line.startsWith("+++ "_L1);
        const bool removed = line.startsWith(u'-') && !line.startsWith("--- "_L1);
        if (added || removed) {
            const QRectF band(0, box.top(), viewport()->width(), box.height());
            painter.fillRect(band, added ? addedBackground(palette()) : removedBackground(palette()));
        }
    }
    painter.end();
    QPlainTextEdit::paintEvent(event);
}

void DiffView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange && m_highlighter != nullptr) {
        m_highlighter->followPalette();
    }
}

} // namespace atlas::ui
