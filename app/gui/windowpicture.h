#pragma once

#include "core/base/id.h"
#include "core/run/run.h"
#include "ui/mainwindow/mainwindow.h"

#include <QObject>

#include <optional>

namespace atlas::gui
{

/// A kernel whose name encodes a tile, because its evidence is worth a picture; the first kernel where there is none,
/// nothing in an empty run.
[[nodiscard]] std::optional<KernelId> worthShowing(const Run &run);

/// Whether nothing that the window shows is still being worked out in the background.
[[nodiscard]] bool isSettled(const ui::MainWindow &window);

/// Lays `widget` out and writes it as a picture; false, after a message, where the file cannot be written.
[[nodiscard]] bool savePicture(QWidget &widget, const QString &file);

/// One picture of the window with a run, or with a comparison, as a person would see it. Ends the application: 0 when
/// the picture was written.
class WindowPicture : public QObject
{
    Q_OBJECT

public:
    WindowPicture(ui::MainWindow &window, QString file);

    /// Of `run`; of the sample run where that is empty.
    void takeRun(const QString &run, const QString &catalog);
    /// Of the comparison of `run`, the baseline, with `candidates`.
    void takeComparison(const QString &run, const QStringList &candidates, const QString &catalog);

private:
    void takeWhenSettled();

    ui::MainWindow &m_window;
    QString m_file;
};

} // namespace atlas::gui
