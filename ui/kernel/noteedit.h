#pragma once

#include "ui/common/wrappingedit.h"

namespace atlas::ui
{

/// The note of a kernel: for people, never published. Ctrl+Enter or leaving keeps, Esc takes back.
class NoteEdit : public WrappingEdit
{
    Q_OBJECT

public:
    explicit NoteEdit(QWidget *parent = nullptr);

    /// Shows the document's note. Text being typed stays unless `replaceTyped`.
    void setNote(const QString &note, bool replaceTyped);
    void commit();

Q_SIGNALS:
    void committed(const QString &note);
    /// Ctrl+Enter: kept, accept and go on.
    void acceptRequested();
    /// Esc with nothing to take back: to the table.
    void leaveRequested();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] bool isDirty() const { return toPlainText() != m_shown; }

    QString m_shown;
};

} // namespace atlas::ui
