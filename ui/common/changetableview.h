#pragma once

#include <QTableView>

namespace atlas::ui
{

class ChangeTableModel;

/// Shows a ChangeTableModel: what differs is marked in Before and After; Space or a click on the box leaves rows out.
class ChangeTableView : public QTableView
{
    Q_OBJECT

public:
    explicit ChangeTableView(ChangeTableModel &model, QWidget *parent = nullptr);

    /// Rows are no place for type-ahead.
    void keyboardSearch(const QString & /*search*/) override {}

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void toggleSelected();

    ChangeTableModel &m_model;
};

} // namespace atlas::ui
