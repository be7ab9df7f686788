#include "ui/common/keymap.h"

#include <algorithm>
#include <iterator>

namespace atlas::ui
{

namespace
{
bool isTable(KeyScope scope)
{
    return scope == KeyScope::KernelTable || scope == KeyScope::ComparisonTable;
}

/// The page that has to be open for the scope; Everywhere for any.
KeyScope pageOf(KeyScope scope)
{
    switch (scope) {
    case KeyScope::KernelTable:
    case KeyScope::Fields:
        return KeyScope::RunPage;
    case KeyScope::ComparisonTable:
        return KeyScope::ComparisonPage;
    default:
        return scope;
    }
}

/// Whether a key could mean both at the same moment.
bool canMeet(KeyScope a, KeyScope b)
{
    if (a == KeyScope::Elsewhere || b == KeyScope::Elsewhere) {
        return false;
    }
    const bool bothHaveFocus = pageOf(a) != a && pageOf(b) != b; // only one widget has it
    const bool samePage = a == KeyScope::Everywhere || b == KeyScope::Everywhere || pageOf(a) == pageOf(b);
    return a == b || (samePage && !bothHaveFocus);
}

bool typesText(const QKeySequence &key)
{
    const QKeyCombination first = key[0];
    const bool isCharacter = first.key() < Qt::Key_Escape;
    const Qt::KeyboardModifiers commanding = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;
    return isCharacter && !first.keyboardModifiers().testAnyFlags(commanding);
}
} // namespace

int KeyMap::add(Shortcut shortcut)
{
    m_shortcuts.push_back(std::move(shortcut));
    return count() - 1;
}

std::optional<int> KeyMap::find(const QString &id) const
{
    const auto found = std::ranges::find(m_shortcuts, id, &Shortcut::id);
    return found == m_shortcuts.end() || id.isEmpty() ? std::nullopt
                                                      : std::optional(static_cast<int>(found - m_shortcuts.begin()));
}

QList<int> KeyMap::holders(int index, const QKeySequence &key) const
{
    QList<int> found;
    for (int i = 0; i < count(); ++i) {
        if (i != index && at(i).keys.contains(key) && canMeet(at(i).scope, at(index).scope)) {
            found.append(i);
        }
    }
    return found;
}

bool KeyMap::isFixed(const QList<int> &holders) const
{
    return std::ranges::any_of(holders, [this](int holder) { return !at(holder).isChangeable(); });
}

bool KeyMap::wouldType(int index, const QKeySequence &key) const
{
    return !isTable(at(index).scope) && !key.isEmpty() && typesText(key);
}

void KeyMap::swap(int index, const QKeySequence &key)
{
    const QList<int> others = holders(index, key);
    const QList<QKeySequence> former = at(index).keys;
    for (const int other : others) {
        edit(other).keys.removeAll(key);
    }
    edit(index).keys = {key};
    if (!others.isEmpty() && !former.isEmpty() && !wouldType(others.first(), former.first()) &&
        holders(others.first(), former.first()).isEmpty()) {
        edit(others.first()).keys.append(former.first());
    }
}

QList<QKeySequence> KeyMap::freeOf(int index, const QList<QKeySequence> &keys) const
{
    QList<QKeySequence> free;
    std::ranges::copy_if(keys, std::back_inserter(free),
                         [&](const QKeySequence &key) { return holders(index, key).isEmpty(); });
    return free;
}

bool KeyMap::reset(int index)
{
    edit(index).keys = freeOf(index, at(index).defaults);
    return !at(index).isChanged();
}

void KeyMap::resetAll()
{
    for (Shortcut &shortcut : m_shortcuts) {
        shortcut.keys = shortcut.defaults;
    }
}

void KeyMap::load(const QList<std::pair<QString, QList<QKeySequence>>> &given)
{
    std::vector<bool> isGiven(m_shortcuts.size(), false);
    for (const auto &[id, keys] : given) {
        if (const auto index = find(id)) {
            isGiven[static_cast<std::size_t>(*index)] = true;
            edit(*index).keys = keys;
        }
    }
    for (const bool ofPerson : {false, true}) { // defaults give way first, then a later choice to an earlier one
        for (int i = count() - 1; i >= 0; --i) {
            if (at(i).isChangeable() && isGiven[static_cast<std::size_t>(i)] == ofPerson) {
                edit(i).keys = freeOf(i, at(i).keys);
            }
        }
    }
}

} // namespace atlas::ui
