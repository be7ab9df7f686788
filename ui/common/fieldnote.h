#pragma once

#include "ui/common/appearance.h"

#include <QLabel>

namespace atlas::ui
{

/// What is to be said of a field while somebody types: shown below it over what lies there, so that nothing moves.
/// Clicks go through it; gone while there is nothing to say. Always plain text.
class FieldNote : public QLabel
{
    Q_OBJECT

public:
    explicit FieldNote(QWidget &field);

    void setMessage(const QString &message, Tone tone);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();
    void paintTone();

    QWidget &m_field;
    Tone m_tone = Tone::Quiet;
};

} // namespace atlas::ui
