#include "ui/common/checkmenu.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

CheckMenu::CheckMenu(const QString &title, const QString &allText, QWidget *parent)
    : QMenu(title, parent), m_allText(allText)
{
    setToolTipsVisible(true);
}

void CheckMenu::setItems(const QList<Item> &items)
{
    const QStringList before = chosen();
    clear();
    for (const Item &item : items) {
        QAction *action = addAction(item.icon, QString(item.label).replace(u'&', u"&&"_s));
        action->setData(item.value);
        action->setCheckable(true);
        action->setChecked(before.contains(item.value));
        connect(action, &QAction::toggled, this, &CheckMenu::chosenChanged);
    }
    addSeparator();
    connect(addAction(m_allText), &QAction::triggered, this, [this] {
        if (!chosen().isEmpty()) {
            choose({});
            Q_EMIT chosenChanged();
        }
    });
}

QStringList CheckMenu::chosen() const
{
    QStringList values;
    for (const QAction *action : actions()) {
        if (action->isCheckable() && action->isChecked()) {
            values += action->data().toString();
        }
    }
    return values;
}

QStringList CheckMenu::chosenLabels() const
{
    QStringList labels;
    for (const QAction *action : actions()) {
        if (action->isCheckable() && action->isChecked()) {
            labels += action->text().replace(u"&&"_s, u"&"_s);
        }
    }
    return labels;
}

void CheckMenu::choose(const QStringList &values)
{
    const QSignalBlocker quiet(this);
    for (QAction *action : actions()) {
        if (action->isCheckable()) {
            action->setChecked(values.contains(action->data().toString()));
        }
    }
}

bool CheckMenu::toggle(QAction *action)
{
    if (action == nullptr || !action->isCheckable() || !action->isEnabled()) {
        return false;
    }
    action->trigger();
    return true;
}

void CheckMenu::mouseReleaseEvent(QMouseEvent *event)
{
    if (!toggle(actionAt(event->position().toPoint()))) {
        QMenu::mouseReleaseEvent(event);
    }
}

void CheckMenu::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space || !toggle(activeAction())) {
        QMenu::keyPressEvent(event); // Enter ticks and closes
    }
}

} // namespace atlas::ui
