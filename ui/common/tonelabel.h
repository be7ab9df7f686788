#pragma once

#include "ui/common/appearance.h"

#include <QLabel>

namespace atlas::ui
{

/// A message in the colour of its tone, in light and dark; gone while there is nothing to say. Always plain text.
class ToneLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ToneLabel(Tone tone, QWidget *parent = nullptr);

    void setMessage(const QString &message);
    void setTone(Tone tone);

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintTone();

    Tone m_tone;
};

} // namespace atlas::ui
