#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace atlas::ui
{

class ElidedLabel;

/// Shown while a run loads: what is being done, how far, and Cancel.
class LoadingPage : public QWidget
{
    Q_OBJECT

public:
    explicit LoadingPage(QWidget *parent = nullptr);

    void begin(const QString &path);
    void setProgress(double fraction, const QString &what);

Q_SIGNALS:
    void cancelRequested();

private:
    ElidedLabel *m_title;
    QProgressBar *m_bar;
    ElidedLabel *m_what;
    QPushButton *m_cancel;
};

} // namespace atlas::ui
