#pragma once

#include "ui/mainwindow/mainwindow.h"

#include <QObject>
#include <QTemporaryDir>

#include <deque>
#include <functional>

namespace atlas::screens
{

/// Drives the window through its screens and writes a picture of each, as a person's display would show them. Ends the
/// application: 0 when every picture was written.
class Screenshots : public QObject
{
    Q_OBJECT

public:
    Screenshots(ui::MainWindow &window, QString run, QString catalog);

    /// Every screen, light and dark; of them only `screens`, when there are any ("run-light"). `suffix` goes behind the
    /// files' names.
    void takeAll(const QString &folder, const QStringList &screens = {}, const QString &suffix = {});

private:
    using Step = std::function<void()>;
    void openRun();
    void next();
    void grab(QWidget &widget, const QString &wanted);
    void addRules(const QString &editor, const QString &packs, const QString &compared);
    void addTheme(const QString &folder, ui::ThemeChoice theme);
    /// Groups, filters by column, matrix and overview; back to the run page behind them.
    void addTablePictures(const std::function<QString(const char *)> &file);
    void takeWhenReady(const QString &file);
    void addPicture(const QString &file, Step prepare);
    /// Pictures of comparing the sample runs (comparisonscreens.cpp).
    void addComparisonPictures(const std::function<QString(const char *)> &file);
    /// Of a catalog that a colleague changed too (mergescreens.cpp).
    void addMergePicture(const QString &file);
    void startComparison(int candidates);
    void selectCutlass();
    void editField(Field field, const QString &text);
    void setFilter(const QString &text);
    void startPublishing();
    /// Family review, the edit of many, history; leaves the document as it was.
    void addReviewScreens(const std::function<QString(const char *)> &file);
    /// A shape being edited, one that is wrong, and the list of all keys.
    void addShapesAndKeys(const std::function<QString(const char *)> &file);
    void findAndReplace(const QString &find, const QString &replacement);

    ui::MainWindow &m_window;
    QString m_run;
    QString m_catalog;
    QStringList m_screens; ///< those wanted; empty: all
    QStringList m_untaken; ///< of them
    QString m_suffix;
    QTemporaryDir m_scratch;
    std::deque<Step> m_steps;
};

} // namespace atlas::screens
