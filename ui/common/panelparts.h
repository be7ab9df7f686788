#pragma once

#include <QString>

#include <functional>

class QComboBox;
class QFrame;
class QLabel;
class QWidget;

namespace atlas::ui
{

/// The thin line between the parts of a panel.
[[nodiscard]] QFrame *separator(QWidget *parent);

/// A title that does not ask for attention; plain text.
[[nodiscard]] QLabel *quietTitle(const QString &text, QWidget *parent);

/// Offers in an editable box what `fill` adds, and no longer what was there; what is typed stays, and nobody is told.
void replaceChoices(QComboBox &box, const std::function<void()> &fill);

} // namespace atlas::ui
