#include "ui/common/syntax.h"

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
