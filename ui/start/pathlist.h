#pragma once

#include <QListWidget>

namespace atlas::ui
{

/// A list of runs, two lines each: name and where it lies. One click or Enter opens.
class PathList : public QListWidget
{
    Q_OBJECT

public:
    static constexpr int PathRole = Qt::UserRole;
    static constexpr int DetailRole = Qt::UserRole + 1;

    explicit PathList(QWidget *parent = nullptr);

    void addPath(const QString &path, const QString &title, const QString &detail);
};

} // namespace atlas::ui
