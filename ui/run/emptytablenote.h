#pragma once

#include <QWidget>

class QAbstractScrollArea;
class QLabel;
class QPushButton;

namespace atlas::ui
{

/// Why a table is empty, in its middle, and perhaps a button that fills it again. Hidden while there is nothing to say.
class EmptyTableNote : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyTableNote(QAbstractScrollArea &view);

    /// Nothing where `text` is empty.
    void setMessage(const QString &text, bool mayClearFilters);

Q_SIGNALS:
    void clearRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QAbstractScrollArea &m_view;
    QLabel *m_text;
    QPushButton *m_clear;
};

} // namespace atlas::ui
