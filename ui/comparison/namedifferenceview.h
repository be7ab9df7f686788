#pragma once

#include "core/inference/namedifference.h"

#include <QPlainTextEdit>

namespace atlas::ui
{

class CodeHighlighter;

/// One raw name laid out as C++, with the pieces marked in which it differs from its partner.
class NameDifferenceView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit NameDifferenceView(bool isBaseline, QWidget *parent = nullptr);

    void setName(std::string_view name, std::vector<ByteSpan> differences);
    /// The pieces that are marked, as they stand in the name.
    [[nodiscard]] QStringList marked() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {100, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();

    CodeHighlighter *m_highlighter;
    bool m_isBaseline;
    std::string m_name;
    std::vector<ByteSpan> m_differences;
    int m_columns = 0;
};

} // namespace atlas::ui
