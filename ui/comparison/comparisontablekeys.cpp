#include "ui/comparison/comparisontablekeys.h"

#include <QCoreApplication>

#include <array>

namespace atlas::ui
{

namespace
{
constexpr std::array kKeys = {
    KeyCommand{"pairs.open", QT_TRANSLATE_NOOP("Shortcuts", "Open the kernel in the review desk of its run"), "Return"},
    KeyCommand{"pairs.confirm", QT_TRANSLATE_NOOP("Shortcuts", "The same kernel"), "C"},
    KeyCommand{"pairs.reject", QT_TRANSLATE_NOOP("Shortcuts", "Not the same kernel"), "X"},
    KeyCommand{"pairs.byHand", QT_TRANSLATE_NOOP("Shortcuts", "Pair a kernel that has no partner by hand"), "M"},
    KeyCommand{"pairs.copy", QT_TRANSLATE_NOOP("Shortcuts", "Copy the selected rows as tab-separated text"),
               "Ctrl+C; Ctrl+Ins"},
};
} // namespace

std::span<const KeyCommand> comparisonTableKeys()
{
    return kKeys;
}

} // namespace atlas::ui
