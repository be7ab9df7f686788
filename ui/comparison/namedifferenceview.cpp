#include "ui/comparison/namedifferenceview.h"

#include "ui/common/appearance.h"
#include "ui/common/namelayout.h"
#include "ui/common/syntax.h"
#include "ui/common/text.h"

#include <QApplication>
#include <QTextBlock>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kMinLines = 2;
constexpr int kMaxLines = 8;
} // namespace

NameDifferenceView::NameDifferenceView(bool isBaseline, QWidget *parent)
    : QPlainTextEdit(parent), m_isBaseline(isBaseline)
{
    makeCodeView(*this);
    setObjectName(isBaseline ? u"baselineName"_s : u"candidateName"_s);
    setAccessibleName(isBaseline ? tr("Raw name in the baseline") : tr("Raw name in the candidate"));
    setToolTip(tr("Marked and underlined: where the two names differ."));
    setWordWrapMode(QTextOption::WrapAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(6);
    m_highlighter = new CodeHighlighter(document(), u"ISO C++"_s);
}

void NameDifferenceView::setName(std::string_view name, std::vector<ByteSpan> differences)
{
    m_name = name;
    m_differences = std::move(differences);
    layOut();
}

QStringList NameDifferenceView::marked() const
{
    QStringList pieces;
    for (const ByteSpan &span : m_differences) {
        pieces += toQString(std::string_view(m_name).substr(span.begin, span.end - span.begin));
    }
    return pieces;
}

QSize NameDifferenceView::sizeHint() const
{
    int lines = 0; // as wrapped
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        lines += std::max(1, block.lineCount());
    }
    const int margin = 2 * static_cast<int>(document()->documentMargin());
    return {300, std::clamp(lines, kMinLines, kMaxLines) * fontMetrics().lineSpacing() + margin + 2};
}

void NameDifferenceView::layOut()
{
    const int margin = 2 * static_cast<int>(document()->documentMargin());
    m_columns = (viewport()->width() - margin) / std::max(1, fontMetrics().horizontalAdvance(u'M'));
    const NameLayout layout = layOutName(m_name, m_columns);
    setPlainText(layout.text);
    QList<QTextEdit::ExtraSelection> selections;
    for (const ByteSpan &span : m_differences) {
        if (span.end >= layout.positions.size()) {
            continue; // beyond what is laid out
        }
        QTextEdit::ExtraSelection selection;
        selection.cursor = textCursor();
        selection.cursor.setPosition(layout.positions[span.begin]);
        selection.cursor.setPosition(layout.positions[span.end], QTextCursor::KeepAnchor);
        const QPalette palette = QApplication::palette();
        selection.format.setBackground(m_isBaseline ? removedBackground(palette) : addedBackground(palette));
        selection.format.setFontUnderline(true);
        selections.append(selection);
    }
    setExtraSelections(selections);
    updateGeometry();
}

void NameDifferenceView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    const int margin = 2 * static_cast<int>(document()->documentMargin());
    if ((viewport()->width() - margin) / std::max(1, fontMetrics().horizontalAdvance(u'M')) != m_columns) {
        layOut();
    }
}

void NameDifferenceView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange) {
        m_highlighter->followPalette();
        layOut();
    }
}

} // namespace atlas::ui
