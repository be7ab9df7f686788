#pragma once

#include <QPlainTextEdit>

namespace atlas::ui
{

class CodeHighlighter;

/// A unified diff: highlighted, added and removed lines on a tinted ground across the whole width.
class DiffView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    /// Shows `diff`, keeping the scroll position; very long ones are cut with a note that says so.
    void setDiff(const std::string &diff);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    CodeHighlighter *m_highlighter;
};

} // namespace atlas::ui
