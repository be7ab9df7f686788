#include "ui/kernel/rawnameview.h"

#include "ui/common/appearance.h"
#include "ui/common/icons.h"
#include "ui/common/syntax.h"
#include "ui/common/text.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kMinLines = 3;
constexpr int kMaxLines = 9;
} // namespace

RawNameView::RawNameView(QWidget *parent) : QPlainTextEdit(parent)
{
    makeCodeView(*this);
    setObjectName(u"rawName"_s);
    setAccessibleName(tr("Raw name"));
    setToolTip(
        tr("The name as the profiler wrote it, broken into lines. Marked: what the field in focus was read from."));
    setWordWrapMode(QTextOption::WrapAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(10);
    m_highlighter = new CodeHighlighter(document(), u"ISO C++"_s);
}

void RawNameView::setName(std::string_view name)
{
    if (name == m_name) {
        return;
    }
    m_name = name;
    m_spans.clear();
    layOut();
}

void RawNameView::setEvidence(Field field, const std::vector<ByteSpan> &spans)
{
    m_field = field;
    m_spans = spans;
    mark();
}

int RawNameView::columns() const
{
    const int margin = 2 * static_cast<int>(document()->documentMargin());
    return (viewport()->width() - margin) / std::max(1, fontMetrics().horizontalAdvance(u'M'));
}

void RawNameView::layOut()
{
    m_laidOutColumns = columns();
    m_layout = layOutName(m_name, m_laidOutColumns);
    setPlainText(m_layout.text);
    mark();
    updateGeometry();
}

void RawNameView::mark()
{
    QList<QTextEdit::ExtraSelection> selections;
    for (const ByteSpan &span : m_spans) {
        if (span.begin >= span.end || span.end >= m_layout.positions.size()) {
            continue;
        }
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(m_layout.positions[span.begin]);
        // Up to after the last character, not up to the next one: a line break may lie between.
        selection.cursor.setPosition(m_layout.positions[span.end - 1] + 1, QTextCursor::KeepAnchor);
        selection.format.setBackground(markColor(m_field));
        selection.format.setForeground(QColor(Qt::black));
        selection.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        selections.append(selection);
    }
    setExtraSelections(selections);
}

QSize RawNameView::sizeHint() const
{
    // One line of text may wrap into several; the document's height counts lines in a plain text edit.
    const int lines = std::clamp(static_cast<int>(document()->size().height()), kMinLines, kMaxLines);
    return {200, lines * fontMetrics().lineSpacing() + 2 * static_cast<int>(document()->documentMargin()) + 4};
}

void RawNameView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    if (columns() != m_laidOutColumns && !m_name.empty()) {
        layOut();
    }
}

void RawNameView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange && m_highlighter != nullptr) {
        m_highlighter->followPalette();
        mark();
    }
}

void RawNameView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(icon(Symbol::Copy), tr("Copy selection"), this, &QPlainTextEdit::copy);
    copy->setEnabled(textCursor().hasSelection());
    menu->addAction(tr("Copy raw name"), this, [this] { QApplication::clipboard()->setText(toQString(m_name)); });
    menu->popup(event->globalPos());
}

QMimeData *RawNameView::createMimeDataFromSelection() const
{
    const QTextCursor cursor = textCursor();
    const auto firstByteAt = [this](int position) {
        const auto found = std::ranges::lower_bound(m_layout.positions, position);
        return static_cast<std::size_t>(found - m_layout.positions.begin());
    };
    const std::size_t begin = std::min(firstByteAt(cursor.selectionStart()), m_name.size());
    const std::size_t end = std::clamp(firstByteAt(cursor.selectionEnd()), begin, m_name.size());
    auto *mime = new QMimeData; // the clipboard owns it
    mime->setText(toQString(std::string_view(m_name).substr(begin, end - begin)));
    return mime;
}

} // namespace atlas::ui
