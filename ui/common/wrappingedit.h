#pragma once

#include <QPlainTextEdit>

namespace atlas::ui
{

enum class LineBreaks : std::uint8_t
{
    Kept,
    BecomeSpaces
};

/// A text that wraps, and is as high as it has lines, within limits.
class WrappingEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    WrappingEdit(int leastLines, int mostLines, LineBreaks breaks, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void fit();

    int m_leastLines;
    int m_mostLines;
    LineBreaks m_breaks;
};

} // namespace atlas::ui
