#include "ui/kernel/noteedit.h"

#include <QKeyEvent>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

NoteEdit::NoteEdit(QWidget *parent) : WrappingEdit(1, 5, LineBreaks::Kept, parent)
{
    setObjectName(u"note"_s);
    setAccessibleName(tr("Note"));
    setPlaceholderText(tr("Add a note…"));
    setToolTip(tr("For you and others who review; kept in the review file, never published. "
                  "Ctrl+Enter keeps and accepts, Esc takes back."));
}

void NoteEdit::setNote(const QString &note, bool replaceTyped)
{
    const bool keepsTyped = !replaceTyped && isDirty();
    m_shown = note;
    if (!keepsTyped && toPlainText() != note) {
        setPlainText(note);
    }
}

void NoteEdit::commit()
{
    if (isDirty()) {
        Q_EMIT committed(toPlainText());
    }
}

bool NoteEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && !isDirty()) {
        const auto *keys = static_cast<QKeyEvent *>(event);
        if (keys->matches(QKeySequence::Undo) || keys->matches(QKeySequence::Redo)) {
            event->ignore(); // until something is typed, undo is the document's
            return true;
        }
    }
    return WrappingEdit::event(event);
}

void NoteEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers().testFlag(Qt::ControlModifier)) {
        commit();
        Q_EMIT acceptRequested();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        if (isDirty()) {
            setPlainText(m_shown);
        } else {
            Q_EMIT leaveRequested();
        }
        return;
    }
    WrappingEdit::keyPressEvent(event);
}

void NoteEdit::focusOutEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::PopupFocusReason) {
        commit();
    }
    WrappingEdit::focusOutEvent(event);
}

} // namespace atlas::ui
