#pragma once

#include <QDialog>

class QHeaderView;
class QListWidget;

namespace atlas::ui
{

/// Which columns a table shows and in which order, by keyboard or mouse: each change is seen at once.
class ColumnsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `always` cannot be hidden; columns in `leftOut` are not for a person to choose now.
    ColumnsDialog(QHeaderView &header, int always, const QList<int> &leftOut, QWidget *parent = nullptr);

private:
    void fill(const QList<int> &leftOut);
    void applyAll();
    void move(int by);

    QHeaderView &m_header;
    int m_always;
    QListWidget *m_list;
};

} // namespace atlas::ui
