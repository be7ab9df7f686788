#include "ui/common/syntax.h"

#include "ui/common/paint.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/Theme>

#include <QApplication>
#include <QFontDatabase>
#include <QPlainTextEdit>

namespace atlas::ui
{

namespace
{
/// Of code on its ground: more than the 4.5 of text, because a diff tints the ground of its lines.
constexpr double kLeastContrast = 5.5;

/// One repository for all highlighters: definitions are parsed once, and it must outlive them.
KSyntaxHighlighting::Repository &repository()
{
    static KSyntaxHighlighting::Repository instance;
    return instance;
}
} // namespace

CodeHighlighter::CodeHighlighter(QTextDocument *document, const QString &definition)
    : KSyntaxHighlighting::SyntaxHighlighter(document)
{
    setTheme(repository().themeForPalette(QApplication::palette()));
    setDefinition(repository().definitionForName(definition));
}

void CodeHighlighter::followPalette()
{
    setTheme(repository().themeForPalette(QApplication::palette()));
    rehighlight();
}

void CodeHighlighter::applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format)
{
    KSyntaxHighlighting::SyntaxHighlighter::applyFormat(offset, length, format);
    const QPalette palette = QApplication::palette();
    QTextCharFormat shown = this->format(offset);
    if (length == 0 || shown.foreground().style() == Qt::NoBrush) {
        return;
    }
    const QColor color = shown.foreground().color();
    const QColor clear = readable(color, palette.color(QPalette::Base), palette.color(QPalette::Text), kLeastContrast);
    if (clear != color) {
        shown.setForeground(clear);
        setFormat(offset, length, shown);
    }
}

QFont codeFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QApplication::font().pointSizeF());
    return font;
}

void makeCodeView(QPlainTextEdit &edit)
{
    edit.setReadOnly(true);
    edit.setLayoutDirection(Qt::LeftToRight); // code and its indents, in every language
    edit.setFont(codeFont());
    edit.setFrameShape(QFrame::NoFrame);
    edit.setTabChangesFocus(true);
    edit.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    edit.setUndoRedoEnabled(false);
}

} // namespace atlas::ui
