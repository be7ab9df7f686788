#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace atlas::ui
{

/// Where a key acts.
enum class KeyScope : std::uint8_t
{
    Everywhere,
    RunPage,
    ComparisonPage,
    KernelTable,
    ComparisonTable,
    Fields,
    Elsewhere ///< in a view of its own, or a window in front of the others: meets no other key
};

/// One line of the list of all keys.
struct Shortcut
{
    QString id; ///< in the settings; empty for what cannot change
    QString words;
    KeyScope scope = KeyScope::Everywhere;
    QList<QKeySequence> defaults;
    QList<QKeySequence> keys;
    QString shown = {}; ///< where it is no key alone: "Shift+click"
    QString twin = {};  ///< of a menu: id of the table's command that does the same

    [[nodiscard]] bool isChangeable() const { return !id.isEmpty(); }
    [[nodiscard]] bool isChanged() const { return keys != defaults; }
    /// Has no key of its own, and the line of its twin says what there is to say.
    [[nodiscard]] bool isToldByTwin() const { return !twin.isEmpty() && keys.isEmpty() && !isChanged(); }
};

/// All keys with what they do, and the rules for changing them: one key means one thing wherever it acts.
class KeyMap
{
public:
    /// Returns its index.
    int add(Shortcut shortcut);
    [[nodiscard]] int count() const { return static_cast<int>(m_shortcuts.size()); }
    [[nodiscard]] const Shortcut &at(int index) const { return m_shortcuts[static_cast<std::size_t>(index)]; }
    [[nodiscard]] std::optional<int> find(const QString &id) const;

    /// The others that `key` means already where the shortcut acts.
    [[nodiscard]] QList<int> holders(int index, const QKeySequence &key) const;
    /// Whether one of holders() cannot give it away.
    [[nodiscard]] bool isFixed(const QList<int> &holders) const;
    /// Whether `key` types text, and the shortcut acts where people type.
    [[nodiscard]] bool wouldType(int index, const QKeySequence &key) const;

    void setKeys(int index, const QList<QKeySequence> &keys)
    {
        m_shortcuts[static_cast<std::size_t>(index)].keys = keys;
    }
    /// Gives `key` to the shortcut; others lose it, and the first of them gets what the shortcut had where it may.
    void swap(int index, const QKeySequence &key);
    /// Its own keys again, as far as no other one has got them since; false when one is missing.
    bool reset(int index);
    void resetAll();
    /// Takes keys that a person gave, by id, over the shortcuts' own: where two want one key, those that come first in
    /// the list keep it, a person's choice before a default.
    void load(const QList<std::pair<QString, QList<QKeySequence>>> &given);

private:
    [[nodiscard]] Shortcut &edit(int index) { return m_shortcuts[static_cast<std::size_t>(index)]; }
    /// `keys` without those that others hold.
    [[nodiscard]] QList<QKeySequence> freeOf(int index, const QList<QKeySequence> &keys) const;

    std::vector<Shortcut> m_shortcuts;
};

} // namespace atlas::ui
