#pragma once

#include <QString>

class QFrame;
class QLabel;
class QWidget;

namespace atlas::ui
{

/// The thin line between the parts of a panel.
[[nodiscard]] QFrame *separator(QWidget *parent);

/// A title that does not ask for attention; plain text.
[[nodiscard]] QLabel *quietTitle(const QString &text, QWidget *parent);

} // namespace atlas::ui
