#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace atlas::ui
{

/// A run that could not be opened: why, and what to do about it.
class ErrorPage : public QWidget
{
    Q_OBJECT

public:
    explicit ErrorPage(QWidget *parent = nullptr);

    void setError(const QString &path, const QString &message);

Q_SIGNALS:
    void openRequested();
    void retryRequested();
    void backRequested();

private:
    QLabel *m_title;
    QLabel *m_message;
    QPushButton *m_retry;
};

} // namespace atlas::ui
