#pragma once

#include <KSyntaxHighlighting/SyntaxHighlighter>

class QPlainTextEdit;

namespace atlas::ui
{

/// Highlights a document by a definition that KSyntaxHighlighting ships, in colours that fit the application's palette.
class CodeHighlighter : public KSyntaxHighlighting::SyntaxHighlighter
{
    Q_OBJECT

public:
    /// `definition` is a name such as "ISO C++", "YAML" or "Diff".
    CodeHighlighter(QTextDocument *document, const QString &definition);

    /// Takes the colours of the palette that holds now; setTheme() alone recolours nothing.
    void followPalette();
};

/// A fixed-width font of the application's size.
[[nodiscard]] QFont codeFont();

/// Makes `edit` a read-only viewer of code: fixed font, keyboard and mouse selection, no frame.
void makeCodeView(QPlainTextEdit &edit);

} // namespace atlas::ui
