#include "ui/common/panelparts.h"

#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>

namespace atlas::ui
{

QFrame *separator(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFrameShape(QFrame::NoFrame);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    return line;
}

QLabel *quietTitle(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

void replaceChoices(QComboBox &box, const std::function<void()> &fill)
{
    const QSignalBlocker quiet(box);
    const QString typed = box.currentText();
    const int cursor = box.lineEdit()->cursorPosition();
    box.clear();
    fill();
    box.setCurrentIndex(box.findText(typed));
    box.setEditText(typed);
    box.lineEdit()->setCursorPosition(cursor);
}

} // namespace atlas::ui
