#pragma once

#include "ui/common/keymap.h"
#include "ui/common/rowtablemodel.h"

namespace atlas::ui
{

/// The list of all keys as rows: what a key does, the keys, where they act.
class ShortcutsModel : public RowTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        WordsColumn,
        KeysColumn,
        ScopeColumn,
        ColumnCount
    };

    explicit ShortcutsModel(const KeyMap &map, QObject *parent = nullptr) : RowTableModel(parent), m_map(map) {}

    /// After the map changed; its rows are the same.
    void refresh();
    [[nodiscard]] static QString scopeWords(KeyScope scope);

private:
    [[nodiscard]] int rows() const override { return m_map.count(); }
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    [[nodiscard]] static QString text(const Shortcut &shortcut, int column);

    const KeyMap &m_map;
};

} // namespace atlas::ui
