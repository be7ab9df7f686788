#include "tests/ui/windowfixture.h"
#include "ui/common/language.h"
#include "ui/help/handbook.h"
#include "ui/help/handbookbrowser.h"
#include "ui/help/handbookwindow.h"
#include "ui/mainwindow/shortcutsdialog.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTextTable>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

/// The handbook in the window: F1, its search, its links, the way to it from dialogs, both languages.
class TestHandbook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keyOpensTheFirstPage();
    void searchFindsChaptersAndPlaces();
    void linksLeadToChapters();
    void picturesFitThePage();
    void dialogsLeadToTheirChapter();
    void bothLanguagesHaveEveryChapter();
};

namespace
{
HandbookWindow *opened(test::WindowFixture &fixture)
{
    QTest::keyClick(&fixture.window(), Qt::Key_F1);
    HandbookWindow *window = nullptr;
    (void)test::eventually([&] {
        window = fixture.window().findChild<HandbookWindow *>();
        return window != nullptr && window->isVisible();
    });
    return window;
}

HandbookBrowser &pageOf(const HandbookWindow &window)
{
    return *window.findChild<HandbookBrowser *>(u"handbookPage"_s);
}

QListWidget &listOf(const HandbookWindow &window)
{
    return *window.findChild<QListWidget *>(u"handbookChapters"_s);
}
} // namespace

void TestHandbook::keyOpensTheFirstPage()
{
    test::WindowFixture fixture;
    HandbookWindow *window = opened(fixture);
    QVERIFY(window != nullptr);
    QVERIFY(pageOf(*window).toPlainText().contains(u"First review in ten minutes"_s));
    QCOMPARE(listOf(*window).count(), handbookChapters().size());
    QCOMPARE(opened(fixture), window); // one is enough
}

void TestHandbook::searchFindsChaptersAndPlaces()
{
    test::WindowFixture fixture;
    HandbookWindow *window = opened(fixture);
    QVERIFY(window != nullptr);
    auto *search = window->findChild<QLineEdit *>(u"handbookSearch"_s);
    QTest::keyClicks(search, u"Torn-Tuple"_s);
    QCOMPARE(listOf(*window).count(), 1);
    QVERIFY(pageOf(*window).source().path().endsWith(u"/diagnostics.md"_s));
    QCOMPARE(pageOf(*window).markedPlaces(), 1);
    search->setText(u"no such word"_s);
    QCOMPARE(listOf(*window).count(), 0);
    search->clear();
    QCOMPARE(listOf(*window).count(), handbookChapters().size());
    QCOMPARE(pageOf(*window).markedPlaces(), 0);
}

void TestHandbook::linksLeadToChapters()
{
    test::WindowFixture fixture;
    HandbookWindow *window = opened(fixture);
    QVERIFY(window != nullptr);
    pageOf(*window).setSource(QUrl(u"publishing.md"_s));
    QVERIFY(pageOf(*window).toPlainText().contains(u"byte for byte"_s));
    QCOMPARE(listOf(*window).currentItem()->text(), u"Publishing"_s);
    pageOf(*window).backward();
    QCOMPARE(listOf(*window).currentRow(), 0);
}

void TestHandbook::picturesFitThePage()
{
    test::WindowFixture fixture;
    HandbookWindow *window = opened(fixture);
    QVERIFY(window != nullptr);
    const HandbookBrowser &page = pageOf(*window);
    QVERIFY2(page.document()->size().width() <= page.viewport()->width(), "the first page is wider than its window");
}

void TestHandbook::dialogsLeadToTheirChapter()
{
    QDialog dialog;
    auto *buttons = new QDialogButtonBox(&dialog);
    addHelp(*buttons, u"rules"_s);
    dialog.show();
    buttons->button(QDialogButtonBox::Help)->click();
    auto *window = dialog.findChild<HandbookWindow *>();
    QVERIFY(window != nullptr);
    QCOMPARE(listOf(*window).currentItem()->text(), u"Rules by example"_s);
}

void TestHandbook::bothLanguagesHaveEveryChapter()
{
    const QList<Chapter> english = handbookChapters();
    applyLanguage(LanguageChoice::SimplifiedChinese);
    const QList<Chapter> chinese = handbookChapters();
    applyLanguage(LanguageChoice::English);
    QCOMPARE(chinese.size(), english.size());
    for (int i = 0; i < english.size(); ++i) {
        QCOMPARE(chinese[i].name, english[i].name);
        QVERIFY2(chinese[i].text.size() > 200 && chinese[i].title != english[i].title, qPrintable(chinese[i].name));
    }
    QCOMPARE(chinese.front().title, u"Kernel Atlas 手册"_s);
}

QTEST_MAIN(TestHandbook)
#include "tst_handbook.moc"
