#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace atlas::ui
{

/// A line above the page that says something and waits: it takes no focus, and no key means it unless the focus was
/// brought there.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    /// Says `text` until it is hidden.
    void tell(const QString &text, const QString &action);

Q_SIGNALS:
    void actionRequested();

private:
    QLabel *m_text;
    QPushButton *m_action;
};

} // namespace atlas::ui
