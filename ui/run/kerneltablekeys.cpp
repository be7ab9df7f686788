#include "ui/run/kerneltablekeys.h"

#include <QCoreApplication>

#include <array>

namespace atlas::ui
{

namespace
{
constexpr std::array kKeys = {
    KeyCommand{"table.accept", QT_TRANSLATE_NOOP("Shortcuts", "Accept the selected kernels and go on"), "Return"},
    KeyCommand{"table.family", QT_TRANSLATE_NOOP("Shortcuts", "Review the family of the current kernel"),
               "Shift+Return"},
    KeyCommand{"table.needsWork", QT_TRANSLATE_NOOP("Shortcuts", "Needs work"), "X"},
    KeyCommand{"table.unreview", QT_TRANSLATE_NOOP("Shortcuts", "Unreviewed again"), "U"},
    KeyCommand{"table.next", QT_TRANSLATE_NOOP("Shortcuts", "The next unreviewed kernel"), "N"},
    KeyCommand{"table.previous", QT_TRANSLATE_NOOP("Shortcuts", "The unreviewed kernel before"), "P"},
    KeyCommand{"table.nextSimilar", QT_TRANSLATE_NOOP("Shortcuts", "The next similar kernel"), "S"},
    KeyCommand{"table.pick", QT_TRANSLATE_NOOP("Shortcuts", "Bring into the catalog, or keep out"), "Space"},
    KeyCommand{"table.edit", QT_TRANSLATE_NOOP("Shortcuts", "Edit the kernel's fields"), "E; F2"},
    KeyCommand{"table.copy", QT_TRANSLATE_NOOP("Shortcuts", "Copy the selected rows as tab-separated text"),
               "Ctrl+C; Ctrl+Ins"},
    KeyCommand{"table.copyMarkdown", QT_TRANSLATE_NOOP("Shortcuts", "Copy the selected rows as a Markdown table"),
               "Ctrl+Shift+C"},
    KeyCommand{"table.offer1", QT_TRANSLATE_NOOP("Shortcuts", "Take offer 1"), "1"},
    KeyCommand{"table.offer2", QT_TRANSLATE_NOOP("Shortcuts", "Take offer 2"), "2"},
    KeyCommand{"table.offer3", QT_TRANSLATE_NOOP("Shortcuts", "Take offer 3"), "3"},
    KeyCommand{"table.offer4", QT_TRANSLATE_NOOP("Shortcuts", "Take offer 4"), "4"},
    KeyCommand{"table.offer5", QT_TRANSLATE_NOOP("Shortcuts", "Take offer 5"), "5"},
    KeyCommand{"table.offer6", QT_TRANSLATE_NOOP("Shortcuts", "Take offer 6"), "6"},
    KeyCommand{"table.offer7", QT_TRANSLATE_NOOP("Shortcuts", "Take offer 7"), "7"},
    KeyCommand{"table.offer8", QT_TRANSLATE_NOOP("Shortcuts", "Take offer 8"), "8"},
    KeyCommand{"table.offer9", QT_TRANSLATE_NOOP("Shortcuts", "Take offer 9"), "9"},
};
static_assert(kKeys.size() == static_cast<std::size_t>(TableKey::LastOffer) + 1);
} // namespace

std::span<const KeyCommand> kernelTableKeys()
{
    return kKeys;
}

} // namespace atlas::ui
