#pragma once

#include <QStringList>
#include <QWidget>

class QComboBox;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace atlas::ui
{

/// The runs of one side of a comparison: a line for each, and a button that adds one.
class RunsInput : public QWidget
{
    Q_OBJECT

public:
    /// `name` is what tests call the first line (the others have a number behind it), `title` what people call the
    /// side; `recent` runs are offered.
    RunsInput(const QString &name, QString title, QStringList recent, QWidget *parent = nullptr);

    /// As they stand there; lines without text are left out.
    [[nodiscard]] QStringList paths() const;
    /// Lines, with text or without.
    [[nodiscard]] qsizetype count() const { return m_lines.size(); }
    /// One line for each, at least one.
    void setPaths(const QStringList &paths);
    /// What keeps a line from standing for one run; empty: nothing does. Puts the focus there, and the paths that were
    /// found in the place of folders.
    [[nodiscard]] QString findProblem();
    /// The runs in the folder that findProblem() found several in.
    [[nodiscard]] const QStringList &foundRuns() const { return m_found; }
    /// Takes all of them, each on a line of its own.
    void takeFoundRuns();

Q_SIGNALS:
    /// A line came or went.
    void countChanged();

private:
    struct Line
    {
        QWidget *widget;
        QComboBox *choice;
        QPushButton *browse;
        QToolButton *remove;
    };

    QWidget &addLine(const QString &path);
    void removeLine(const QWidget *widget);
    void nameLines();
    [[nodiscard]] QString findProblem(QComboBox &choice);

    QString m_name;
    QString m_title;
    QStringList m_recent;
    QVBoxLayout *m_layout;
    QPushButton *m_add;
    QList<Line> m_lines;
    QStringList m_found;
    QComboBox *m_foundIn = nullptr;
};

} // namespace atlas::ui
