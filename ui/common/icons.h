#pragma once

#include <QIcon>

namespace atlas::ui
{

enum class Symbol : std::uint8_t
{
    Open,
    File,
    Close,
    Undo,
    Redo,
    Publish,
    Search,
    Clear,
    Columns,
    Reset,
    Copy,
    Error,
    Warning,
    Info,
    Keyboard,
    Theme,
    Quit,
    Filter,
    Next,
    Previous,
    PanelRight,
    PanelBottom,
    Edit,
    Recent,
    Sample,
    Drop
};

/// Our own symbolic icon, compiled in: it shows on a desktop without an icon theme. Painted in the palette's text
/// colour of the moment, so it follows light and dark without being set again. With `color` it is always painted in
/// that colour.
[[nodiscard]] QIcon icon(Symbol symbol, QColor color = {});

/// The program's icon, in colour.
[[nodiscard]] QIcon applicationIcon();

} // namespace atlas::ui
