#pragma once

#include "ui/common/keymap.h"

#include <QObject>
#include <QPointer>

class QAction;
class QMainWindow;

namespace atlas::ui
{

class Settings;

/// All keys of the window in one place: those of its menus, those of its tables, and for the list those that cannot
/// change. Gives each action and table its keys, keeps what a person changed, and lets tooltips name the right key.
class Shortcuts : public QObject
{
    Q_OBJECT

public:
    /// The menus of `window` have to be complete.
    Shortcuts(QMainWindow &window, Settings &settings);

    [[nodiscard]] const KeyMap &map() const { return m_map; }
    /// Gives everybody the keys as they are now; again for what was made since.
    void apply();

    void setKey(int index, const QKeySequence &key);
    void clear(int index);
    void reset(int index);
    void resetAll();

    /// The keys of the command `id` as people read them; empty when it has none.
    [[nodiscard]] QString keysOf(const QString &id) const;
    /// `text` that names the keys of `id` in parentheses at its end, with those it has now.
    [[nodiscard]] QString withKeys(const QString &text, const QString &id) const;

Q_SIGNALS:
    void changed();

private:
    void addMenus();
    void addTables();
    void addFixed();
    void load();
    void keep();
    void applyToActions();
    void showInMenu(QAction &action) const;
    void applyToTables();
    void applyToHints();

    QMainWindow &m_window;
    Settings &m_settings;
    KeyMap m_map;
    QList<std::pair<int, QPointer<QAction>>> m_actions; ///< by index of the map
};

} // namespace atlas::ui
