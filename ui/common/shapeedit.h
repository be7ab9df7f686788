#pragma once

#include "core/review/shapesinuse.h"
#include "ui/common/shapecells.h"

#include <QWidget>

#include <vector>

class QCompleter;
class QMenu;
class QStringListModel;

namespace atlas::ui
{

class ShapeInput;

/// A shape as cells: inputs, arrow, outputs. One operand is edited at a time, in place; a comma adds one, "->" goes to
/// the outputs, Backspace in an empty one removes it, Left and Right go from one to the next. F2, or Ctrl+A twice,
/// shows the whole text instead. The text is the truth: what is not well-formed stays as typed, with its place marked.
class ShapeEdit : public QWidget
{
    Q_OBJECT

public:
    explicit ShapeEdit(QWidget *parent = nullptr);
    ~ShapeEdit() override;

    /// The whole text as typed.
    [[nodiscard]] QString text() const;
    /// Shows another text; there is nothing to take back then.
    void setText(const QString &text);
    void setPlaceholderText(const QString &text);
    /// What screen readers call it; the operand that is edited is added.
    void setName(const QString &name);
    /// Offered while typing, in this order.
    void setSuggestions(const UsedShapes &used);

    /// What takes the focus and the keys.
    [[nodiscard]] ShapeInput &line() const { return *m_line; }
    [[nodiscard]] bool showsText() const { return m_showsText; }
    [[nodiscard]] const ShapeCells &cells() const { return m_cells; }
    /// The operand that is edited; -1 while the whole text is shown.
    [[nodiscard]] int currentCell() const { return m_showsText ? -1 : m_current; }
    [[nodiscard]] QCompleter &completer() const { return *m_completer; }

Q_SIGNALS:
    void textChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// A text with the caret in it, to go back to.
    struct Step
    {
        QString text;
        int caret = 0;
        bool showsText = false;
    };

    [[nodiscard]] Step present() const;
    void remember(bool isTyping);
    void goBack(std::vector<Step> &from, std::vector<Step> &to);
    void show(const Step &step);
    /// Takes `edited` as a step that can be taken back.
    void apply(const EditedShapeText &edited);

    void onTyped();
    void onKey(QKeyEvent &event, bool &taken);
    [[nodiscard]] bool onCommandKey(const QKeyEvent &event);
    [[nodiscard]] bool onEdgeKey(const QKeyEvent &event);
    [[nodiscard]] bool onRemovalKey(const QKeyEvent &event);
    void onFocus(Qt::FocusReason reason);
    void addActions(QMenu &menu);

    void showText(int caret);
    /// Edits the operand at `caret` of `text`.
    void showCells(const QString &text, int caret);
    void editCell(int cell, bool selectAll);
    void toggleText();
    void addBehind();
    void removeCurrent();
    void refresh();
    void arrange();
    void tellName();
    [[nodiscard]] QRect area() const;
    [[nodiscard]] int caretOf(const QPoint &point, int cell) const;

    [[nodiscard]] bool offersShapes() const;
    void offer(const QString &prefix);
    void take(const QString &text);

    ShapeInput *m_line;
    QCompleter *m_completer;
    QStringListModel *m_offered;
    QStringList m_shapes;
    QStringList m_operands;
    ShapeCells m_cells;
    QString m_before; ///< the text before the operand that the line shows
    QString m_after;
    QString m_placeholder;
    QString m_name;
    int m_current = 0;
    bool m_showsText = false;
    Step m_present; ///< before the next edit
    bool m_isTyping = false;
    std::vector<Step> m_past;
    std::vector<Step> m_future;
};

} // namespace atlas::ui
