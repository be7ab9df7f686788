#include "ui/common/shapeedit.h"

#include "ui/common/shapeinput.h"
#include "ui/common/text.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStringListModel>
#include <QStyleOptionFrame>

#include <algorithm>
#include <utility>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kFrame = 5;      ///< between the border and the cells
constexpr int kMostCells = 60; ///< more are text
constexpr int kMostOffered = 8;
constexpr int kInnerMargin = 2; ///< of a QLineEdit, before its text

QStringList toStrings(const std::vector<std::string> &texts)
{
    QStringList strings;
    for (const std::string &text : texts) {
        strings += toQString(text);
    }
    return strings;
}

EditedShapeText editedText(const QString &text, int caret)
{
    return {toUtf8(text), static_cast<std::size_t>(QStringView(text).first(caret).toUtf8().size())};
}

int caretIn(const EditedShapeText &edited)
{
    return static_cast<int>(toQString(std::string_view(edited.text).substr(0, edited.caret)).size());
}
} // namespace

ShapeEdit::ShapeEdit(QWidget *parent)
    : QWidget(parent), m_line(new ShapeInput(this)), m_completer(new QCompleter(this)),
      m_offered(new QStringListModel(this))
{
    setLayoutDirection(Qt::LeftToRight); // it is code
    setCursor(Qt::IBeamCursor);
    setToolTip(tr("Operands before and behind the arrow; empty for none. \",\" adds one, \"->\" goes to the outputs, "
                  "Backspace in an empty one removes it, Left and Right go to the next, Ctrl+Space offers what others "
                  "have, F2 shows the whole text"));
    setFocusProxy(m_line);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_completer->setWidget(m_line);
    m_completer->setModel(m_offered);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    m_completer->setMaxVisibleItems(kMostOffered);
    m_completer->popup()->setFont(m_line->font());
    m_completer->popup()->installEventFilter(this); // behind the completer's own: asked first
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &ShapeEdit::take);
    connect(m_line, &QLineEdit::textEdited, this, &ShapeEdit::onTyped);
    connect(m_line, &ShapeInput::keyPressed, this, [this](QKeyEvent *event, bool *taken) { onKey(*event, *taken); });
    connect(m_line, &ShapeInput::focusCame, this, &ShapeEdit::onFocus);
    connect(m_line, &ShapeInput::focusWent, this, [this](Qt::FocusReason reason) {
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason) {
            showCells(text(), 0);
        }
        update();
    });
    connect(m_line, &ShapeInput::menuRequested, this, [this](QMenu *menu) { addActions(*menu); });
    showCells({}, 0);
}

ShapeEdit::~ShapeEdit()
{
    m_line->disconnect(this); // it loses the focus while it goes, after the cells have gone
}

QString ShapeEdit::text() const
{
    return m_before + m_line->text() + m_after;
}

void ShapeEdit::setText(const QString &text)
{
    const int caret = m_line->hasFocus() ? std::min(present().caret, static_cast<int>(text.size())) : 0;
    m_past.clear();
    m_future.clear();
    showCells(text, caret);
    Q_EMIT textChanged();
}

void ShapeEdit::setPlaceholderText(const QString &text)
{
    m_placeholder = text;
    refresh();
}

void ShapeEdit::setName(const QString &name)
{
    m_name = name;
    setAccessibleName(name);
    tellName();
}

void ShapeEdit::setSuggestions(const UsedShapes &used)
{
    m_shapes = toStrings(used.shapes);
    m_operands = toStrings(used.operands);
}

ShapeEdit::Step ShapeEdit::present() const
{
    return {text(), static_cast<int>(m_before.size()) + m_line->cursorPosition(), m_showsText};
}

/// What was there before goes to the past; a run of characters typed one after the other is one step.
void ShapeEdit::remember(bool isTyping)
{
    if (!(isTyping && m_isTyping)) {
        m_past.push_back(m_present);
    }
    m_isTyping = isTyping;
    m_future.clear();
}

void ShapeEdit::goBack(std::vector<Step> &from, std::vector<Step> &to)
{
    if (from.empty()) {
        return;
    }
    to.push_back(present());
    const Step step = from.back();
    from.pop_back();
    show(step);
    m_isTyping = false;
    Q_EMIT textChanged();
}

void ShapeEdit::show(const Step &step)
{
    if (step.showsText) {
        showCells(step.text, 0);
        showText(step.caret);
    } else {
        showCells(step.text, step.caret);
    }
}

void ShapeEdit::apply(const EditedShapeText &edited)
{
    m_present = present();
    remember(false);
    showCells(toQString(edited.text), caretIn(edited));
    Q_EMIT textChanged();
}

void ShapeEdit::onTyped()
{
    const QString typed = m_line->text();
    const bool isOneMore = text().size() == m_present.text.size() + 1 && m_line->cursorPosition() > 0;
    remember(isOneMore);
    const int caret = m_line->cursorPosition();
    const int cellsBefore = m_cells.count();
    const EditedShapeText edited =
        typeOperand(toUtf8(m_before), toUtf8(typed), toUtf8(m_after), editedText(typed, caret).caret);
    const bool isAsTyped = toQString(edited.text) == text();
    if (!isAsTyped && !m_showsText) {
        showCells(toQString(edited.text), caretIn(edited));
    } else {
        refresh();
        // Blanks at the end belong to no operand yet, but to what is being typed.
        const QString left = typed.first(caret);
        const auto blanks =
            std::ranges::find_if_not(left.crbegin(), left.crend(), [](QChar c) { return c.isSpace(); }) -
            left.crbegin();
        const int place = present().caret - static_cast<int>(blanks);
        const bool isSame = m_cells.count() == cellsBefore && m_cells.operandAt(place) == m_current;
        if (!isSame && !m_showsText) {
            showCells(text(), present().caret);
        }
    }
    m_present = present();
    Q_EMIT textChanged();
    if (m_line->text().trimmed().isEmpty()) {
        m_completer->popup()->hide();
    } else {
        offer(m_line->text().trimmed());
    }
}

void ShapeEdit::onKey(QKeyEvent &event, bool &taken)
{
    taken = onCommandKey(event) || (!m_showsText && (onEdgeKey(event) || onRemovalKey(event)));
    m_isTyping = m_isTyping && !taken;
    if (!taken) {
        m_present = present();
    }
}

bool ShapeEdit::onCommandKey(const QKeyEvent &event)
{
    const bool isAllSelected = m_line->selectedText().size() == m_line->text().size();
    if (event.matches(QKeySequence::Undo)) {
        goBack(m_past, m_future);
    } else if (event.matches(QKeySequence::Redo)) {
        goBack(m_future, m_past);
    } else if (event.matches(QKeySequence::SelectAll) && isAllSelected && !m_showsText) {
        showText(0);
        m_line->selectAll();
    } else if (event.key() == Qt::Key_F2 && event.modifiers() == Qt::NoModifier) {
        toggleText();
    } else if ((event.key() == Qt::Key_Space && event.modifiers() == Qt::ControlModifier) ||
               (event.key() == Qt::Key_Down && event.modifiers() == Qt::AltModifier)) {
        offer(isAllSelected ? QString() : m_line->text().trimmed());
    } else {
        return false;
    }
    return true;
}

/// Left and Right at an end of an operand, or where all of it is selected, go on to the next one; with Ctrl, Home and
/// End go to the first and the last.
bool ShapeEdit::onEdgeKey(const QKeyEvent &event)
{
    const bool isStart = event.matches(QKeySequence::MoveToStartOfDocument);
    if (isStart || event.matches(QKeySequence::MoveToEndOfDocument)) {
        editCell(m_cells.operandAt(isStart ? 0 : static_cast<int>(text().size())), true);
        return true;
    }
    if (event.modifiers() != Qt::NoModifier || (event.key() != Qt::Key_Left && event.key() != Qt::Key_Right)) {
        return false;
    }
    const bool isRight = event.key() == Qt::Key_Right;
    const int length = static_cast<int>(m_line->text().size());
    const bool isAtEdge = !m_line->hasSelectedText() && m_line->cursorPosition() == (isRight ? length : 0);
    const bool isAllSelected = m_line->hasSelectedText() && m_line->selectedText().size() == length;
    const int next = isAtEdge || isAllSelected ? m_cells.neighbour(m_current, isRight ? 1 : -1) : -1;
    if (next >= 0) {
        editCell(next, true);
    }
    return next >= 0;
}

bool ShapeEdit::onRemovalKey(const QKeyEvent &event)
{
    const bool isBackspace = event.key() == Qt::Key_Backspace;
    if ((!isBackspace && event.key() != Qt::Key_Delete) || event.modifiers() != Qt::NoModifier) {
        return false;
    }
    if (m_line->text().trimmed().isEmpty() && m_cells.count() > 1) {
        removeCurrent();
        return true;
    }
    if (isBackspace && m_line->cursorPosition() == 0 && !m_line->hasSelectedText()) {
        if (const int before = m_cells.neighbour(m_current, -1); before >= 0) {
            editCell(before, false);
        }
        return true;
    }
    return false;
}

void ShapeEdit::onFocus(Qt::FocusReason reason)
{
    update();
    if (reason == Qt::PopupFocusReason || reason == Qt::ActiveWindowFocusReason || reason == Qt::MenuBarFocusReason ||
        reason == Qt::MouseFocusReason || m_showsText) {
        return;
    }
    editCell(m_cells.operandAt(reason == Qt::BacktabFocusReason ? static_cast<int>(text().size()) : 0), true);
}

void ShapeEdit::showText(int caret)
{
    const QString whole = text();
    m_before.clear();
    m_after.clear();
    m_showsText = true;
    m_line->setText(whole);
    refresh();
    m_line->setCursorPosition(caret);
    m_present = present();
}

void ShapeEdit::showCells(const QString &text, int caret)
{
    m_cells.setText(text);
    m_showsText = m_cells.count() > kMostCells;
    m_current = m_cells.operandAt(caret);
    const TextRange whole{0, static_cast<int>(text.size())};
    const bool isBlank = text.trimmed().isEmpty();
    const TextRange shown = m_showsText || isBlank ? whole : m_cells.at(m_current).range;
    m_before = text.first(shown.begin);
    m_after = text.sliced(shown.end);
    m_line->setText(text.sliced(shown.begin, shown.end - shown.begin));
    m_line->setCursorPosition(std::clamp(caret - shown.begin, 0, static_cast<int>(m_line->text().size())));
    refresh();
    m_present = present();
}

void ShapeEdit::editCell(int cell, bool selectAll)
{
    // What was typed is cut anew, which may join it with what follows.
    showCells(text(), m_cells.at(cell).range.end);
    if (selectAll) {
        m_line->selectAll();
    }
    m_isTyping = false;
}

void ShapeEdit::toggleText()
{
    const int caret = present().caret;
    if (m_showsText) {
        showCells(text(), caret);
    } else {
        showText(caret);
    }
}

void ShapeEdit::addBehind()
{
    const std::string whole = toUtf8(text());
    const std::size_t piece = static_cast<std::size_t>(m_current);
    if (piece < shapePieces(whole).size()) {
        apply(addOperand(whole, piece));
    }
}

void ShapeEdit::removeCurrent()
{
    const std::string whole = toUtf8(text());
    const std::size_t piece = static_cast<std::size_t>(m_current);
    if (piece < shapePieces(whole).size()) {
        apply(removeOperand(whole, piece));
    }
}

void ShapeEdit::addActions(QMenu &menu)
{
    menu.addSeparator();
    if (!m_showsText) {
        menu.addAction(tr("Add operand behind"), this, &ShapeEdit::addBehind);
        QAction *remove = menu.addAction(tr("Remove operand"), this, &ShapeEdit::removeCurrent);
        remove->setEnabled(!text().trimmed().isEmpty());
    }
    menu.addAction(m_showsText ? tr("Edit as cells\tF2") : tr("Edit as text\tF2"), this, &ShapeEdit::toggleText);
    QAction *offers = menu.addAction(tr("Shapes in use\tCtrl+Space"), this, [this] { offer({}); });
    offers->setEnabled(!(offersShapes() ? m_shapes : m_operands).isEmpty());
}

/// Cells, places and marks for the text as it is now.
void ShapeEdit::refresh()
{
    const TextRange typed{static_cast<int>(m_before.size()), static_cast<int>(m_before.size() + m_line->text().size())};
    m_cells.setText(text(), m_showsText ? std::nullopt : std::optional(typed));
    m_current = std::min(m_current, m_cells.count() - 1);
    const bool isMarked = m_showsText || m_cells.isFaulty(m_current);
    m_line->setFault(isMarked ? TextRange{m_cells.fault().begin - typed.begin, m_cells.fault().end - typed.begin}
                              : TextRange());
    m_line->setPlaceholderText(text().isEmpty() ? m_placeholder : QString());
    arrange();
    tellName();
    update();
}

QRect ShapeEdit::area() const
{
    return {kFrame, kFrame, std::max(width() - 2 * kFrame, 1), ShapeCells::lineHeight(m_line->font())};
}

void ShapeEdit::arrange()
{
    const bool isWhole = m_showsText || text().trimmed().isEmpty();
    if (!isWhole) {
        m_cells.arrange(area(), m_line->font(), m_line->hasFocus() ? m_current : -1);
    }
    const int height = isWhole ? area().height() : m_cells.height();
    if (minimumHeight() != height + 2 * kFrame) {
        setFixedHeight(height + 2 * kFrame);
    }
    if (isWhole) {
        m_line->setGeometry(area());
    } else {
        const int beside = ShapeCells::kPadding - kInnerMargin;
        m_line->setGeometry(m_cells.at(m_current).rect.adjusted(beside, 1, -2, -1));
    }
}

void ShapeEdit::tellName()
{
    QString name = m_name;
    if (!m_showsText && !text().trimmed().isEmpty()) {
        const auto [number, count] = m_cells.numberOnSide(m_current);
        const bool isInput = m_cells.at(m_current).kind == ShapePiece::Kind::Input;
        name = (isInput ? tr("%1, input %2 of %3") : tr("%1, output %2 of %3")).arg(m_name).arg(number).arg(count);
    }
    m_line->setAccessibleName(name);
    const QString whole = text().isEmpty() ? m_placeholder : text();
    m_line->setAccessibleDescription(m_cells.faultText().isEmpty() ? whole : m_cells.faultText() + u"; "_s + whole);
}

bool ShapeEdit::offersShapes() const
{
    return m_showsText || m_cells.count() == 1;
}

void ShapeEdit::offer(const QString &prefix)
{
    m_offered->setStringList(offersShapes() ? m_shapes : m_operands);
    m_completer->setCompletionPrefix(prefix);
    const bool saysNothingNew =
        m_completer->completionCount() == 1 && m_completer->currentCompletion() == m_line->text().trimmed();
    if (m_completer->completionCount() == 0 || saysNothingNew || !m_line->hasFocus()) {
        m_completer->popup()->hide();
        return;
    }
    const int width = std::max(m_completer->popup()->sizeHintForColumn(0) + 32, m_line->width());
    m_completer->complete(QRect(0, 0, width, m_line->height()));
    m_completer->popup()->setCurrentIndex({}); // Enter keeps what was typed until one is chosen
}

void ShapeEdit::take(const QString &taken)
{
    if (offersShapes()) {
        apply(editedText(taken, static_cast<int>(taken.size())));
    } else {
        apply(editedText(m_before + taken + m_after, static_cast<int>(m_before.size() + taken.size())));
    }
}

bool ShapeEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_completer->popup() && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && (!m_completer->popup()->currentIndex().isValid() || key->modifiers() != Qt::NoModifier)) {
            m_completer->popup()->hide(); // nothing chosen: the key is the field's
            QCoreApplication::sendEvent(m_line, event);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

int ShapeEdit::caretOf(const QPoint &point, int cell) const
{
    const ShapeCell &it = m_cells.at(cell);
    const QFontMetrics metrics(m_line->font());
    const int x = point.x() - it.rect.left() - ShapeCells::kPadding;
    int caret = 0;
    while (caret < it.text.size() &&
           metrics.horizontalAdvance(it.text.first(caret + 1)) - metrics.averageCharWidth() / 2 <= x) {
        ++caret;
    }
    return it.range.begin + caret;
}

void ShapeEdit::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    const QPoint point = event->position().toPoint();
    if (!m_showsText && !text().trimmed().isEmpty()) {
        showCells(text(), caretOf(point, m_cells.operandNear(point)));
    }
    m_isTyping = false;
    m_line->setFocus(Qt::MouseFocusReason);
}

void ShapeEdit::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    QStyleOptionFrame frame;
    frame.initFrom(this);
    frame.lineWidth = 1;
    frame.state.setFlag(QStyle::State_HasFocus, m_line->hasFocus());
    frame.state |= QStyle::State_Sunken;
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &frame, &painter, this);
    if (!m_showsText && !text().trimmed().isEmpty()) {
        m_cells.paint(painter, palette(), m_current, m_line->hasFocus());
    }
}

void ShapeEdit::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ShapeEdit::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        arrange();
    }
}

} // namespace atlas::ui
