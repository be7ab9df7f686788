#include "ui/common/keyhint.h"

#include "ui/common/keybindings.h"

#include <QAction>

namespace atlas::ui
{

QString keyOrName(const QObject &object, const char *command)
{
    const QObject *window = &object;
    while (window->parent() != nullptr) {
        window = window->parent();
    }
    const auto *action = window->findChild<QAction *>(QString::fromLatin1(command));
    if (action == nullptr) {
        return {};
    }
    const QList<QKeySequence> keys = action->shortcuts();
    // "Undo: Set library" tells what it would take back; its name is before that.
    return keys.isEmpty() ? action->text().remove(u'&').remove(u'…').section(u':', 0, 0) : keysText(keys.first(1));
}

} // namespace atlas::ui
