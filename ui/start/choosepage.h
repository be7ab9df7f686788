#pragma once

#include "core/run/runloader.h"

#include <QWidget>

class QLabel;

namespace atlas::ui
{

class PathList;

/// Several runs lie below the folder that was opened: newest first, choose one.
class ChoosePage : public QWidget
{
    Q_OBJECT

public:
    explicit ChoosePage(QWidget *parent = nullptr);

    void setRuns(const std::vector<FoundRun> &runs);

Q_SIGNALS:
    void runChosen(const QString &path);
    void backRequested();

private:
    QLabel *m_title;
    PathList *m_list;
};

} // namespace atlas::ui
