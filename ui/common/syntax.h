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

protected:
    /// The theme's colours are made for its own ground: those that are hard to read on ours come nearer to the text's.
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override;
};

/// A fixed-width font of the application's size.
[[nodiscard]] QFont codeFont();

/// Makes `edit` a read-only viewer of code: fixed font, keyboard and mouse selection, no frame.
void makeCodeView(QPlainTextEdit &edit);

} // namespace atlas::ui
