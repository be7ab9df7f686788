#include "ui/kernel/fieldeditor.h"

#include "core/kernel/shapetext.h"
#include "ui/common/appearance.h"
#include "ui/common/flatstyle.h"
#include "ui/common/text.h"
#include "ui/common/tonelabel.h"
#include "ui/kernel/originbadge.h"

#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

FieldEditor::FieldEditor(Field field, QWidget *parent)
    : QWidget(parent), m_field(field), m_badge(new OriginBadge(this)), m_reset(new QToolButton(this)),
      m_error(new ToneLabel(Tone::Bad, this)), m_layout(new QGridLayout(this))
{
    setObjectName(u"field_"_s + toQString(key(field)));
    m_reset->setObjectName(u"reset_"_s + toQString(key(field)));
    m_reset->setIcon(icon(Symbol::Reset));
    m_reset->setAutoRaise(true);
    m_reset->setAccessibleName(tr("Reset %1").arg(words(field)));
    m_reset->setToolTip(tr("Take your value back"));
    QSizePolicy keepsRoom = m_reset->sizePolicy();
    keepsRoom.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keepsRoom);
    m_error->setObjectName(u"error_"_s + toQString(key(field)));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(6);
    m_layout->setVerticalSpacing(2);
    connect(m_reset, &QToolButton::clicked, this, [this] { Q_EMIT resetRequested(m_field); });
}

void FieldEditor::setUp(QWidget *receiver)
{
    m_layout->addWidget(input(), 0, 0);
    m_layout->addWidget(m_badge, 0, 1, Qt::AlignVCenter);
    m_layout->addWidget(m_reset, 0, 2, Qt::AlignVCenter);
    m_layout->addWidget(m_error, 1, 0, 1, 3);
    m_layout->setColumnStretch(0, 1);
    input()->setObjectName(u"input_"_s + toQString(key(m_field)));
    input()->setAccessibleName(words(m_field));
    receiver->setAccessibleName(words(m_field));
    setFocusProxy(receiver);
    setTabOrder(receiver, m_reset);
    receiver->installEventFilter(this);
    if (input() != receiver) {
        input()->installEventFilter(this);
    }
}

void FieldEditor::setEffective(const EffectiveValue &value, bool replaceTyped)
{
    const bool keepsTyped = !replaceTyped && isDirty();
    m_shown = toQString(toDisplayText(value.value));
    if (!keepsTyped && text() != m_shown) {
        setText(m_shown);
    }
    m_badge->setOrigin(value.origin);
    m_reset->setVisible(value.origin == Origin::Override);
    check();
}

void FieldEditor::commit()
{
    if (isDirty()) {
        Q_EMIT committed(m_field, fromUnfinishedText(m_field, toUtf8(text())));
    }
}

void FieldEditor::revert()
{
    setText(m_shown);
    check();
}

QString FieldEditor::error() const
{
    const Result<FieldValue> value = fromDisplayText(m_field, toUtf8(text()));
    return value ? QString() : toQString(value.error().message);
}

void FieldEditor::focusInput()
{
    focusProxy()->setFocus(Qt::OtherFocusReason);
}

void FieldEditor::check()
{
    showError(error());
}

void FieldEditor::showError(const QString &message)
{
    m_error->setMessage(message);
    input()->setAccessibleDescription(message);
    input()->setProperty(kInvalidProperty, !message.isEmpty());
    input()->update();
}

bool FieldEditor::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::FocusIn:
        Q_EMIT focused(m_field);
        break;
    case QEvent::FocusOut:
        onFocusOut(static_cast<QFocusEvent *>(event)->reason());
        break;
    case QEvent::ShortcutOverride: {
        const auto *keys = static_cast<QKeyEvent *>(event);
        if (!isDirty() && (keys->matches(QKeySequence::Undo) || keys->matches(QKeySequence::Redo))) {
            event->ignore(); // until something is typed, undo is the document's
            return true;
        }
        break;
    }
    case QEvent::KeyPress:
        if (onKey(*static_cast<QKeyEvent *>(event))) {
            return true;
        }
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

/// Looking something up in another window is no reason to make a step of what is half typed.
void FieldEditor::onFocusOut(Qt::FocusReason reason)
{
    const bool comesBack = reason == Qt::ActiveWindowFocusReason && !error().isEmpty();
    if (reason != Qt::PopupFocusReason && !comesBack) {
        commit();
    }
}

bool FieldEditor::onKey(QKeyEvent &event)
{
    const bool isEnter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    const bool withControl = event.modifiers().testFlag(Qt::ControlModifier);
    if (isEnter && (!isMultiLine() || withControl)) {
        commit();
        if (withControl) {
            Q_EMIT acceptRequested();
        }
        return true;
    }
    if (event.key() == Qt::Key_Escape) {
        if (isDirty()) {
            revert();
        } else {
            Q_EMIT leaveRequested();
        }
        return true;
    }
    return false;
}

} // namespace atlas::ui
