#pragma once

#include "core/authoring/namemarks.h"

#include <QPlainTextEdit>

namespace atlas::ui
{

class CodeHighlighter;

/// A raw name as it is, wrapped, with what a rule looks at marked: literals underlined on one colour, captures on
/// another each.
class MarkedNameView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit MarkedNameView(QWidget *parent = nullptr);

    void setName(std::string_view name);
    void setMarks(std::vector<NameMark> marks);
    /// Background of the capture that was found as number `index`.
    [[nodiscard]] static QColor captureColor(std::size_t index);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void mark();

    CodeHighlighter *m_highlighter;
    std::string m_name;
    std::vector<NameMark> m_marks;
};

} // namespace atlas::ui
