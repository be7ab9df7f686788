#pragma once

#include <QWidget>

class QTableView;

namespace atlas::ui
{

/// Keeps one column of a table in sight: where scrolling sideways would take it away, it stays at that edge, above the
/// others. Clicks go to the table below, which selects whole rows; those on the header sort by the column.
class FrozenColumn : public QWidget
{
    Q_OBJECT

public:
    FrozenColumn(QTableView &view, int column);

    /// Looks where the column is now; to be called after the table scrolled, was resized or changed its columns.
    void follow();
    void setEnabledByPerson(bool enabled);
    [[nodiscard]] bool isEnabledByPerson() const { return m_isWanted; }

Q_SIGNALS:
    void headerClicked(int column);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void paintHeader(QPainter &painter) const;
    void paintRow(QPainter &painter, int row) const;
    [[nodiscard]] int headerHeight() const;
    void forward(QMouseEvent &event);

    QTableView &m_view;
    int m_column;
    bool m_isWanted = true;
    bool m_isAtLeft = true;
};

} // namespace atlas::ui
