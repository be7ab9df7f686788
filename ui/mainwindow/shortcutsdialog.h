#pragma once

class QMainWindow;

namespace atlas::ui
{

/// Opens the list of all keys: those of the menus' actions, and those that act in the table and in editors.
void showShortcuts(QMainWindow &window);

} // namespace atlas::ui
