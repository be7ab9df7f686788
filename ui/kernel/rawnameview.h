#pragma once

#include "core/inference/inference.h"
#include "ui/common/namelayout.h"

#include <QPlainTextEdit>

namespace atlas::ui
{

class CodeHighlighter;

/// The raw name laid out and highlighted, with the characters that one field was read from marked in the field's
/// colour.
class RawNameView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit RawNameView(QWidget *parent = nullptr);

    void setName(std::string_view name);
    void setEvidence(Field field, const std::vector<ByteSpan> &spans);
    [[nodiscard]] const NameLayout &nameLayout() const { return m_layout; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {100, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    /// Copies what is selected as it stands in the name: without our line breaks.
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;

private:
    [[nodiscard]] int columns() const;
    void layOut();
    void mark();

    CodeHighlighter *m_highlighter;
    std::string m_name;
    NameLayout m_layout;
    Field m_field = Field::FriendlyName;
    std::vector<ByteSpan> m_spans;
    int m_laidOutColumns = 0;
};

} // namespace atlas::ui
