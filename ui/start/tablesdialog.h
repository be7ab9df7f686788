#pragma once

#include "core/capture/runparts.h"

#include <QDialog>

class QPushButton;
class QTreeWidget;

namespace atlas::ui
{

/// A file or folder holds several tables or captures: asks which one is meant, or, where two make sense, which two to
/// compare.
class TablesDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Asked : std::uint8_t
    {
        ToOpen,   ///< one, or two to compare
        ToCompare ///< one side of a comparison
    };
    TablesDialog(const RunParts &parts, const std::filesystem::path &path, Asked asked, QWidget *parent = nullptr);

    /// What was chosen, the upper one first: one path to open, or two to compare.
    [[nodiscard]] QStringList chosen() const;

private:
    void addRow(const QString &path, const QStringList &cells);
    void addParts(const RunParts &parts, const QString &path);
    void build(const QString &path, qsizetype count);
    void showChoice();

    QTreeWidget *m_list;
    QPushButton *m_open;
    QPushButton *m_compare;
};

} // namespace atlas::ui
