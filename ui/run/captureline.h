#pragma once

#include "core/run/run.h"

#include <QWidget>

class QLabel;

namespace atlas::ui
{

class ElidedLabel;

/// Above the table of a run that was read from launches: the step in one line, and below it whether the capture is
/// usable, each reason with what it spoils. Hidden for runs of tables.
class CaptureLine : public QWidget
{
    Q_OBJECT

public:
    explicit CaptureLine(const Run &run, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintTone();

    ElidedLabel *m_headline;
    ElidedLabel *m_usable;
    bool m_hasReasons = false;
};

} // namespace atlas::ui
