#pragma once

#include "core/review/reviewdocument.h"
#include "core/review/shapesinuse.h"

#include <QWidget>

class QGridLayout;
class QToolButton;

namespace atlas::ui
{

class OriginBadge;
class ToneLabel;

/// One field of the kernel: an input, who said its value, and a way back. Enter commits, Esc reverts, leaving commits.
/// What is not well-formed is told as long as it stands there, and kept all the same: work may be left unfinished.
class FieldEditor : public QWidget
{
    Q_OBJECT

public:
    FieldEditor(Field field, QWidget *parent);

    [[nodiscard]] Field field() const { return m_field; }
    /// Shows the document's value. Text being typed stays unless `replaceTyped`.
    void setEffective(const EffectiveValue &value, bool replaceTyped);
    /// Commits what was typed, finished or not.
    void commit();
    void revert();
    [[nodiscard]] bool isDirty() const { return text() != m_shown; }
    /// What is wrong with the text; empty when it is well-formed.
    [[nodiscard]] QString error() const;
    void focusInput();
    [[nodiscard]] virtual QWidget *input() const = 0;
    /// Offers these libraries from now on, where the field is one; what is typed stays.
    virtual void setLibraries(const std::vector<std::string> & /*libraries*/) {}
    /// What others of this field hold, offered while typing; only shapes have such.
    virtual void setSuggestions(const UsedShapes & /*used*/) {}

Q_SIGNALS:
    void focused(atlas::Field field);
    void committed(atlas::Field field, const atlas::FieldValue &value);
    void resetRequested(atlas::Field field);
    /// Ctrl+Enter, after committing: accept and go on.
    void acceptRequested();
    /// Esc with nothing to revert: back to the table.
    void leaveRequested();

protected:
    /// Called by subclasses once their input exists; `receiver` is what gets its key events.
    void setUp(QWidget *receiver);
    [[nodiscard]] virtual QString text() const = 0;
    virtual void setText(const QString &text) = 0;
    /// Whether Enter belongs to the text (descriptions) and Ctrl+Enter commits.
    [[nodiscard]] virtual bool isMultiLine() const { return false; }
    /// To be called whenever the text changes.
    void check();
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool onKey(class QKeyEvent &event);
    void onFocusOut(Qt::FocusReason reason);
    void showError(const QString &message);

    Field m_field;
    OriginBadge *m_badge;
    QToolButton *m_reset;
    ToneLabel *m_error;
    QGridLayout *m_layout;
    QString m_shown; ///< the document's value as text
};

/// The editor that fits `field`. `libraries` are offered for the library.
[[nodiscard]] FieldEditor *makeFieldEditor(Field field, const std::vector<std::string> &libraries, QWidget *parent);

} // namespace atlas::ui
