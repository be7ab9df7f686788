#pragma once

#include <QColor>

namespace atlas::ui
{

/// `a` with `share` (0..1) of `b`; opaque.
[[nodiscard]] inline QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto mix = [share](int x, int y) { return static_cast<int>(x + (y - x) * share); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

} // namespace atlas::ui
