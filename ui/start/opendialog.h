#pragma once

#include <QFileDialog>

namespace atlas::ui
{

/// Asks for anything that opens: a file, or a folder (a run, a repository, captures), in one dialog.
class OpenDialog : public QFileDialog
{
    Q_OBJECT

public:
    explicit OpenDialog(const QString &folder, QWidget *parent = nullptr);

    /// The file or folder that was chosen; empty before that.
    [[nodiscard]] const QString &chosen() const { return m_chosen; }

public Q_SLOTS:
    /// A file is chosen; a folder is gone into.
    void accept() override;

private:
    /// Chooses the folder that is marked, else the one that is shown.
    void takeFolder();
    void addFolderButton();

    QString m_chosen;
};

} // namespace atlas::ui
