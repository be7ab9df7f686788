#include "ui/help/handbookwindow.h"

#include "ui/help/handbookbrowser.h"

#include <QLineEdit>
#include <QListWidget>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr QSize kUsualSize(980, 720);
constexpr int kListWidth = 260;
} // namespace

HandbookWindow::HandbookWindow(QWidget *parent)
    : QDialog(parent, Qt::Window), m_chapters(handbookChapters()), m_search(new QLineEdit(this)),
      m_list(new QListWidget(this)), m_browser(new HandbookBrowser(this))
{
    setWindowTitle(tr("Handbook"));
    resize(kUsualSize);
    m_search->setObjectName(u"handbookSearch"_s);
    m_search->setPlaceholderText(tr("Search the handbook"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(u"handbookChapters"_s);
    m_list->setSpacing(2);
    m_list->setAccessibleName(tr("Chapters"));
    m_browser->setObjectName(u"handbookPage"_s);
    m_browser->setAccessibleName(tr("Page"));
    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(8, 8, 4, 8);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    auto *splitter = new QSplitter(this);
    splitter->addWidget(left);
    splitter->addWidget(m_browser);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({kListWidth, kUsualSize.width() - kListWidth});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);

    connect(m_search, &QLineEdit::textChanged, this, &HandbookWindow::search);
    connect(m_list, &QListWidget::currentRowChanged, this, &HandbookWindow::showCurrent);
    connect(m_browser, &QTextBrowser::sourceChanged, this, &HandbookWindow::followSource);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_search, qOverload<>(&QWidget::setFocus));
    search({});
}

void HandbookWindow::showChapter(const QString &name)
{
    m_search->clear();
    int row = 0;
    for (int i = 0; i < m_chapters.size(); ++i) {
        row = m_chapters[i].name == name ? i : row;
    }
    m_list->setCurrentRow(row);
}

void HandbookWindow::search(const QString &words)
{
    const QListWidgetItem *before = m_list->currentItem();
    const int chapterBefore = before != nullptr ? before->data(Qt::UserRole).toInt() : 0;
    int row = 0;
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (int i = 0; i < m_chapters.size(); ++i) {
            const qsizetype places = words.isEmpty() ? 0 : m_chapters[i].text.count(words, Qt::CaseInsensitive);
            if (!words.isEmpty() && places == 0) {
                continue;
            }
            const QString &title = m_chapters[i].title;
            auto *item = new QListWidgetItem(places == 0 ? title : u"%1 (%2)"_s.arg(title).arg(places), m_list);
            item->setData(Qt::UserRole, i);
            row = i == chapterBefore ? m_list->count() - 1 : row;
        }
        m_list->setCurrentRow(row);
    }
    showCurrent();
}

void HandbookWindow::showCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (item != nullptr) {
        const QUrl &source = m_chapters[item->data(Qt::UserRole).toInt()].source;
        if (m_browser->source() != source) {
            m_browser->setSource(source);
        }
    }
    m_browser->mark(m_search->text());
}

void HandbookWindow::followSource(const QUrl &followed)
{
    // As it stands in the page, and before the page is the new one.
    const QUrl source = m_browser->source().resolved(followed);
    for (int row = 0; row < m_list->count(); ++row) {
        const int chapter = m_list->item(row)->data(Qt::UserRole).toInt();
        if (m_chapters[chapter].source.path() == source.path()) {
            const QSignalBlocker quiet(m_list);
            m_list->setCurrentRow(row);
        }
    }
}

} // namespace atlas::ui
