#pragma once

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace atlas::ui
{

class ToneLabel;

/// The first page: open a run, take one of the recent ones, drop a folder, or look at the sample.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    void setRecentRuns(const QStringList &paths);
    /// What came of the run that was open last; empty: nothing to say.
    void setNote(const QString &note);
    /// One more line of it.
    void addNote(const QString &note);
    /// A run that is not opened by itself, with a button that opens it; empty: none.
    void offerRun(const QString &path);
    /// The same with the last comparison.
    void offerComparison(bool isOffered);

Q_SIGNALS:
    void openRequested();
    void sampleRequested();
    void compareRequested();
    void runChosen(const QString &path);
    void lastComparisonRequested();

private:
    QPushButton *m_open;
    QPushButton *m_sample;
    QPushButton *m_compare;
    ToneLabel *m_note;
    QPushButton *m_offeredRun;
    QPushButton *m_offeredComparison;
    QString m_offeredPath;
    QLabel *m_recentTitle;
    QListWidget *m_recent;
};

} // namespace atlas::ui
