#include "ui/rules/markednameview.h"

#include "ui/common/appearance.h"
#include "ui/common/syntax.h"
#include "ui/common/text.h"

#include <QEvent>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kMinLines = 2;
constexpr int kMaxLines = 5;
/// Longer names are cut here: nobody writes a rule for what is behind.
constexpr std::size_t kMaxShownBytes = 16 * 1024;
} // namespace

MarkedNameView::MarkedNameView(QWidget *parent) : QPlainTextEdit(parent)
{
    makeCodeView(*this);
    setObjectName(u"ruleName"_s);
    setAccessibleName(tr("Raw name"));
    setToolTip(
        tr("The kernel's raw name. Underlined: literals that the rule needs and named groups of its expressions."));
    setWordWrapMode(QTextOption::WrapAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFrameShape(QFrame::StyledPanel);
    document()->setDocumentMargin(8);
    m_highlighter = new CodeHighlighter(document(), u"ISO C++"_s);
}

void MarkedNameView::setName(std::string_view name)
{
    m_name = name.substr(0, kMaxShownBytes);
    setPlainText(toQString(m_name));
    m_marks.clear();
    updateGeometry();
}

void MarkedNameView::setMarks(std::vector<NameMark> marks)
{
    m_marks = std::move(marks);
    mark();
}

QColor MarkedNameView::captureColor(std::size_t index)
{
    // Field colours are told apart on light and dark; those of the six fields but the first, which literals have.
    return markColor(kFields[1 + index % (kFieldCount - 1)]);
}

void MarkedNameView::mark()
{
    QList<QTextEdit::ExtraSelection> selections;
    std::vector<std::string> captures;
    for (const NameMark &mark : m_marks) {
        if (mark.span.begin >= mark.span.end || mark.span.end > m_name.size()) {
            continue;
        }
        QTextEdit::ExtraSelection selection;
        const std::string_view name = m_name;
        const auto position = [&](std::size_t byte) {
            return static_cast<int>(toQString(name.substr(0, byte)).size());
        };
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(position(mark.span.begin));
        selection.cursor.setPosition(position(mark.span.end), QTextCursor::KeepAnchor);
        QColor background = markColor(Field::FriendlyName);
        if (mark.kind == NameMark::Kind::Capture) {
            const auto known = std::ranges::find(captures, mark.name);
            background = captureColor(static_cast<std::size_t>(known - captures.begin()));
            if (known == captures.end()) {
                captures.push_back(mark.name);
            }
        }
        selection.format.setBackground(background);
        selection.format.setForeground(QColor(Qt::black));
        selection.format.setUnderlineStyle(mark.kind == NameMark::Kind::Literal ? QTextCharFormat::SingleUnderline
                                                                                : QTextCharFormat::DashUnderline);
        selections.append(selection);
    }
    setExtraSelections(selections);
}

QSize MarkedNameView::sizeHint() const
{
    const int lines = std::clamp(static_cast<int>(document()->size().height()), kMinLines, kMaxLines);
    return {200, lines * fontMetrics().lineSpacing() + 2 * static_cast<int>(document()->documentMargin()) + 4};
}

void MarkedNameView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    updateGeometry();
}

void MarkedNameView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange && m_highlighter != nullptr) {
        m_highlighter->followPalette();
        mark();
    }
}

} // namespace atlas::ui
