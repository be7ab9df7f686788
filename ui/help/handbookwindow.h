#pragma once

#include "ui/help/handbook.h"

#include <QDialog>

class QLineEdit;
class QListWidget;

namespace atlas::ui
{

class HandbookBrowser;

/// The handbook: chapters and a search at the left, the page at the right.
class HandbookWindow : public QDialog
{
    Q_OBJECT

public:
    explicit HandbookWindow(QWidget *parent);

    /// The first page where `name` is empty or no chapter.
    void showChapter(const QString &name);

private:
    void search(const QString &words);
    void showCurrent();
    /// A link was followed: the list shows where one is.
    void followSource(const QUrl &followed);

    QList<Chapter> m_chapters;
    QLineEdit *m_search;
    QListWidget *m_list;
    HandbookBrowser *m_browser;
};

} // namespace atlas::ui
