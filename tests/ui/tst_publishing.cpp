#include "tests/ui/windowfixture.h"
#include "ui/common/text.h"
#include "ui/mainwindow/runpage.h"
#include "ui/publish/publishdialog.h"
#include "ui/run/kerneltablepanel.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

class PublishingTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;

    test::WindowFixture &f() { return *m_fixture; }
    RunSession &session() { return f().page().session(); }
    EntryId firstEntry() { return session().document().entryOf(f().page().table().model().kernelAt(0)); }
    void rename(const std::string &name) { QVERIFY(session().setField(firstEntry(), Field::FriendlyName, name)); }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<test::WindowFixture>(); }
    void cleanup()
    {
        if (f().window().runPage() != nullptr) {
            while (session().document().history().canUndo()) {
                session().undo();
            }
        }
        m_fixture.reset();
    }

    void writesANewCatalog()
    {
        QVERIFY(f().open(test::sampleRun()));
        rename("My own name");
        QVERIFY(session().document().isModified());
        const auto path = f().scratch().path() / "kernels.yaml";
        QVERIFY(f().publishTo(path));
        const std::string text = test::bytesOf(path);
        QVERIFY(text.find("friendly_name: \"My own name\"") != std::string::npos);
        QVERIFY(!session().document().isModified());
        QCOMPARE(session().catalogPath(), path);
        QVERIFY(test::eventually([&] { return f().page().planner().isCurrent(); }));
        QVERIFY(f().page().planner().latest()->publication.diff.empty());
        QVERIFY(f().child<QTabWidget>("below").tabText(0).contains(u"(0)"_s));
    }
    /// As by a double click on it.
    void catalogOpensTheRunItWasPublishedFrom()
    {
        const auto path = f().scratch().path() / "kernels.yaml";
        QVERIFY(f().open(test::sampleRun()));
        const auto run = session().run().path();
        QVERIFY(f().publishTo(path));
        f().window().closeRun();
        QVERIFY(f().open(path));
        QCOMPARE(session().catalogPath(), path);
        QVERIFY(std::filesystem::equivalent(session().run().path(), run));
    }
    void changesOneLineOfAnExistingOne()
    {
        const auto path = f().scratch().path() / "kernels.yaml";
        QVERIFY(f().open(test::sampleRun()));
        QVERIFY(f().publishTo(path));
        const std::string before = test::bytesOf(path);
        rename("Renamed");
        QVERIFY(test::eventually([&] { return f().page().planner().isCurrent(); }));
        QVERIFY(test::eventually([&] { return f().child<QTabWidget>("below").tabText(0).contains(u"(1)"_s); }));
        const QString diff = f().child<QPlainTextEdit>("changesDiff").toPlainText();
        QVERIFY2(diff.contains(u"+  friendly_name: \"Renamed\""_s), qPrintable(diff));
        QVERIFY(f().publishTo(path));
        const std::string after = test::bytesOf(path);
        std::size_t different = 0;
        const QStringList linesBefore = toQString(before).split(u'\n');
        const QStringList linesAfter = toQString(after).split(u'\n');
        QCOMPARE(linesAfter.size(), linesBefore.size());
        for (qsizetype line = 0; line < linesBefore.size(); ++line) {
            different += linesBefore[line] != linesAfter[line] ? 1 : 0;
        }
        QCOMPARE(different, std::size_t{1});
    }
    void reviewsIntoTheCatalogOfTheCommandLine()
    {
        const auto run = test::writeRun(f().scratch(), "run", {"void g(int)"});
        const auto path = f().scratch().write(
            "kernels.yaml",
            "# kept\n- raw_name: \"void g(int)\"\n  friendly_name: \"theirs\"\n  source_lib: CUDA\n"
            "  data_shape:\n    generic: null\n    fixed: null\n    tiled: null\n  description: \"d\"\n");
        QVERIFY(f().open(run, path));
        QCOMPARE(f().child<QPlainTextEdit>("input_friendly_name").toPlainText(), u"theirs"_s);
        QCOMPARE(session().document().effective(firstEntry(), Field::FriendlyName).origin, Origin::Catalog);
        rename("ours");
        QVERIFY(f().publishTo(path));
        const std::string text = test::bytesOf(path);
        QVERIFY(text.starts_with("# kept\n"));
        QVERIFY(text.find("friendly_name: \"ours\"") != std::string::npos);
    }
    void undoAfterPublishingIsAnEditAgain()
    {
        QVERIFY(f().open(test::sampleRun()));
        rename("Published");
        QVERIFY(f().publishTo(f().scratch().path() / "kernels.yaml"));
        session().undo();
        QVERIFY(session().document().isModified());
        session().redo();
        QVERIFY(!session().document().isModified());
    }
    void saysWhyItCannotBeWritten()
    {
        QVERIFY(f().open(test::sampleRun()));
        f().window().publish();
        PublishDialog *dialog = f().window().publishDialog();
        dialog->setTarget(fromPath(f().scratch().path() / "no such folder" / "kernels.yaml"));
        auto *button = dialog->findChild<QPushButton *>(u"publishButton"_s);
        QVERIFY(test::eventually([&] { return button->isEnabled(); }));
        QTest::mouseClick(button, Qt::LeftButton);
        const auto *message = dialog->findChild<QLabel *>(u"publishMessage"_s);
        QVERIFY(test::eventually([&] { return message->text().contains(u"no such folder"_s); }));
        QVERIFY(test::eventually([&] { return button->isEnabled(); })); // to try again
        QVERIFY(message->text().contains(u"no such folder"_s));
        dialog->reject();
    }
};

QTEST_MAIN(PublishingTest)
#include "tst_publishing.moc"
