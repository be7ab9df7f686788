#pragma once

#include "ui/common/shapecells.h"

#include <QLineEdit>

class QMenu;

namespace atlas::ui
{

/// The input of a shape editor: one operand, or the whole text. Asks first whether a key means something to the cells,
/// and marks what is wrong in its text.
class ShapeInput : public QLineEdit
{
    Q_OBJECT

public:
    explicit ShapeInput(QWidget *parent);

    /// Characters of its text to mark.
    void setFault(TextRange fault);

Q_SIGNALS:
    /// A key that may be the cells'; `*taken` says that it was.
    void keyPressed(QKeyEvent *event, bool *taken);
    void focusCame(Qt::FocusReason reason);
    void focusWent(Qt::FocusReason reason);
    /// The menu of the text is about to be shown.
    void menuRequested(QMenu *menu);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    TextRange m_fault;
};

} // namespace atlas::ui
