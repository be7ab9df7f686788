#include "core/review/reviewfile.h"
#include "tests/support/crashpoints.h"
#include "tests/ui/deskfaults.h"
#include "tests/ui/windowfixture.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/text.h"
#include "ui/mainwindow/runpage.h"
#include "ui/publish/publishdialog.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>

#include <set>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
constexpr const char *kChildFolder = "ATLAS_PUBLISH_IN"; // the environment of a process that is to be killed
const std::vector<std::string> kNames = {"void a(int)", "void b(int)", "void c(int)"};

/// The files that publishing writes.
struct Files
{
    std::string catalog;
    std::string review;
    friend bool operator==(const Files &, const Files &) = default;
};

std::string bytesIfThere(const std::filesystem::path &path)
{
    return std::filesystem::exists(path) ? test::bytesOf(path) : std::string();
}

Files filesAt(const std::filesystem::path &catalog)
{
    return {bytesIfThere(catalog), bytesIfThere(reviewFilePath(catalog))};
}

/// Name and values of what counts as accepted in the files.
std::set<std::pair<std::string, std::string>> accepted(const Files &files)
{
    const ReviewDocument document(std::make_shared<const Catalog>(Catalog::read(files.catalog, "k").value()),
                                  readReviewFile(files.review, "r").value());
    std::set<std::pair<std::string, std::string>> found;
    for (std::size_t i = 0; i < document.entryCount(); ++i) {
        const auto entry = makeId<EntryId>(i);
        if (document.state(entry) == ReviewState::Accepted) {
            found.emplace(document.rawName(entry), valuesHash(document.info(entry)));
        }
    }
    return found;
}

/// Empty when each file is old or new and no state speaks of values that nobody accepted.
std::string verdict(const Files &now, const Files &before, const Files &after)
{
    if (now.catalog != before.catalog && now.catalog != after.catalog) {
        return "the catalog is neither the old nor the new one:\n" + now.catalog;
    }
    if (now.review != before.review && now.review != after.review) {
        return "the review file is neither the old nor the new one:\n" + now.review;
    }
    if (now.catalog != after.catalog && now.review != before.review) {
        return "the review file speaks of values that were not written";
    }
    auto allowed = accepted(before);
    allowed.merge(accepted(after));
    for (const auto &pair : accepted(now)) {
        if (!allowed.contains(pair)) {
            return pair.first + " counts as accepted with values that nobody accepted";
        }
    }
    return {};
}

void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    QWidget *focus = QApplication::focusWidget();
    QTest::keyClick(focus != nullptr ? focus : QApplication::activeWindow(), key, modifiers);
}

void accept(RunSession &session, const char *name, const std::string &words)
{
    const EntryId entry = session.document().find(name).value();
    session.setField(entry, Field::Description, words);
    session.setState(std::vector{entry}, ReviewState::Accepted);
}

/// Where `catalog` is written to, and what the document is of before that.
enum class Way
{
    Open,  ///< again into the catalog that is open
    New,   ///< the first file of a run
    Other, ///< a colleague's catalog that is there
};

constexpr const char *kColleagues = "# by hand\n- raw_name: \"void a(int)\"\n  friendly_name: \"Theirs\"\n"
                                    "  source_lib: CUDA\n  description: \"Words of a colleague.\"\n";

/// Types the file into the dialog; its button when it can be pressed.
QPushButton *dialogFor(MainWindow &window, const std::filesystem::path &catalog)
{
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window)) {
        return nullptr;
    }
    press(Qt::Key_S, Qt::ControlModifier);
    QDialog *dialog = window.publishDialog();
    if (dialog == nullptr) {
        return nullptr;
    }
    auto *target = dialog->findChild<QLineEdit *>(u"publishTarget"_s);
    target->setFocus();
    target->selectAll();
    QTest::keyClicks(target, fromPath(catalog));
    auto *button = dialog->findChild<QPushButton *>(u"publishButton"_s);
    return test::eventually([&] { return button->isEnabled(); }) ? button : nullptr;
}

/// Answers the question about a colleague's values with mine, if it comes; until the writing is over.
bool isWritten(MainWindow &window)
{
    return test::eventually([&] {
        if (auto *question = window.findChild<QDialog *>(u"mergeDialog"_s); question && question->isVisible()) {
            question->accept();
            return false;
        }
        const QDialog *dialog = window.publishDialog();
        const QLabel *message = dialog == nullptr ? nullptr : dialog->findChild<QLabel *>(u"publishMessage"_s);
        const QLabel *summary = dialog == nullptr ? nullptr : dialog->findChild<QLabel *>(u"publishSummary"_s);
        return dialog == nullptr || (!message->text().isEmpty() && !message->text().contains(u"Writing"_s) &&
                                     !summary->text().contains(u"Working out"_s));
    });
}
} // namespace

/// The window publishes while the disk fails, fills up, or the program is killed. After each fault both files are
/// whole, no state speaks of values that were not written, and the window says what is on disk.
class WindowFaultsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;
    std::filesystem::path m_catalog;

    test::WindowFixture &f() { return *m_fixture; }
    QString statusLine() { return f().child<ElidedLabel>("catalogState").fullText(); }

    /// Comes to where publishing to m_catalog is the next thing.
    bool prepare(Way way)
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        m_catalog = f().scratch().path() / "docs" / "kernels.yaml";
        const std::filesystem::path run = test::writeRun(f().scratch(), "run", kNames);
        std::filesystem::create_directories(m_catalog.parent_path());
        if (way == Way::Other) {
            f().scratch().write("docs/kernels.yaml", kColleagues);
        }
        if (!f().open(run)) {
            return false;
        }
        accept(f().page().session(), "void a(int)", "One.");
        if (way == Way::Open && !f().publishTo(m_catalog)) {
            return false;
        }
        accept(f().page().session(), way == Way::Open ? "void a(int)" : "void c(int)", "Two.");
        accept(f().page().session(), "void b(int)", "Two.");
        return true;
    }

    /// The files without a fault, and how many calls can fail.
    struct Whole
    {
        Files before;
        Files after;
        std::size_t calls = 0;
    };
    Whole whole(Way way)
    {
        Whole result;
        if (!prepare(way)) {
            return result;
        }
        result.before = filesAt(m_catalog);
        QPushButton *button = dialogFor(f().window(), m_catalog);
        test::armFault(m_catalog.parent_path().string(), 0);
        QTest::mouseClick(button, Qt::LeftButton);
        const bool isDone = isWritten(f().window());
        result.calls = isDone ? test::crashPointsPassed() : 0;
        result.after = filesAt(m_catalog);
        test::armFault({}, 0);
        return result;
    }

    /// What the window says must be what the files hold.
    void saysWhatIsWritten(const Files &now, const Whole &whole)
    {
        const QDialog *dialog = f().window().publishDialog();
        const bool isCatalogNew = now.catalog != whole.before.catalog;
        const bool isReviewNew = now.review != whole.before.review;
        if (dialog != nullptr && isCatalogNew && !isReviewNew) {
            const QString message = dialog->findChild<QLabel *>(u"publishMessage"_s)->text();
            QVERIFY2(message.contains(u"was written, its review file was not"_s), qPrintable(message));
            QVERIFY2(statusLine().contains(u"not what was accepted"_s), qPrintable(statusLine()));
            QVERIFY(f().page().session().catalogPath() == m_catalog);
        } else if (dialog != nullptr) {
            QVERIFY(!dialog->findChild<QLabel *>(u"publishMessage"_s)->text().isEmpty());
        }
        if (!isReviewNew) {
            QVERIFY2(!statusLine().contains(u"no unpublished edits"_s), qPrintable(statusLine()));
        }
        QCOMPARE(test::deskFaults(f().page().session()), std::string());
    }

    /// The same once more, without a fault, finishes it.
    void finishes(const Whole &whole)
    {
        if (QDialog *dialog = f().window().publishDialog()) {
            auto *button = dialog->findChild<QPushButton *>(u"publishButton"_s);
            if (button->isEnabled()) {
                QTest::mouseClick(button, Qt::LeftButton);
                QVERIFY(isWritten(f().window()));
            } else { // all was written, and only that it may not be safe was told
                QVERIFY2(statusLine().contains(u"no unpublished edits"_s), qPrintable(statusLine()));
                dialog->reject();
            }
            QVERIFY(test::eventually([&] { return f().window().publishDialog() == nullptr; }));
        } else if (!statusLine().contains(u"no unpublished edits"_s)) {
            QVERIFY(f().publishTo(m_catalog));
        }
        QCOMPARE(filesAt(m_catalog).catalog, whole.after.catalog);
        QCOMPARE(filesAt(m_catalog).review, whole.after.review);
        QVERIFY2(statusLine().contains(u"no unpublished edits"_s), qPrintable(statusLine()));
        QCOMPARE(test::deskFaults(f().page().session()), std::string());
    }

private Q_SLOTS:
    void cleanup()
    {
        test::armFault({}, 0);
        m_fixture.reset();
    }

    void everyFaultIsTold_data()
    {
        QTest::addColumn<Way>("way");
        QTest::addColumn<bool>("isFull");
        for (const bool isFull : {false, true}) {
            const char *fault = isFull ? "full disk" : "failing call";
            QTest::addRow("%s, the open catalog", fault) << Way::Open << isFull;
            if (isFull && !qEnvironmentVariableIsSet("ATLAS_SOAK")) {
                continue; // what differs is the way, not the fault
            }
            QTest::addRow("%s, a new catalog", fault) << Way::New << isFull;
            QTest::addRow("%s, a colleague's catalog", fault) << Way::Other << isFull;
        }
    }
    void everyFaultIsTold()
    {
        QFETCH(Way, way);
        QFETCH(bool, isFull);
        const Whole subject = whole(way);
        QVERIFY2(subject.calls >= 10, QByteArray::number(static_cast<qulonglong>(subject.calls)));
        for (std::size_t at = 1; at <= subject.calls; ++at) {
            QVERIFY(prepare(way));
            QPushButton *button = dialogFor(f().window(), m_catalog);
            QVERIFY(button != nullptr);
            test::armFault(m_catalog.parent_path().string(), at, isFull);
            QTest::mouseClick(button, Qt::LeftButton);
            QVERIFY2(isWritten(f().window()), QByteArray::number(static_cast<qulonglong>(at)));
            test::armFault({}, 0);
            const Files now = filesAt(m_catalog);
            const std::string wrong = verdict(now, subject.before, subject.after);
            QVERIFY2(wrong.empty(), ("call " + std::to_string(at) + ": " + wrong).c_str());
            saysWhatIsWritten(now, subject);
            if (QTest::currentTestFailed()) {
                qInfo("call %zu", at);
                return;
            }
            finishes(subject);
            if (QTest::currentTestFailed()) {
                qInfo("call %zu", at);
                return;
            }
        }
        qInfo("%zu calls", subject.calls);
    }

    void killsLoseNothing_data()
    {
        QTest::addColumn<Way>("way");
        QTest::newRow("the open catalog") << Way::Open;
        QTest::newRow("a new catalog") << Way::New;
    }
    void killsLoseNothing()
    {
        QFETCH(Way, way);
        const Whole subject = whole(way);
        QVERIFY(subject.calls >= 10);
        for (std::size_t at = 1; at <= subject.calls; ++at) {
            QVERIFY(prepare(way)); // what it has on disk, the journal too, is what the child goes on with
            const std::filesystem::path run = f().page().session().run().path();
            QVERIFY(killed(run, at));
            const Files now = filesAt(m_catalog);
            const std::string wrong = verdict(now, subject.before, subject.after);
            QVERIFY2(wrong.empty(), ("call " + std::to_string(at) + ": " + wrong).c_str());
            f().restart();
            test::answer(u"Take them up"_s);
            QVERIFY(f().open(run, way == Way::Open ? m_catalog : std::filesystem::path()));
            QVERIFY2(f().publishTo(m_catalog), QByteArray::number(static_cast<qulonglong>(at)));
            QCOMPARE(filesAt(m_catalog).catalog, subject.after.catalog);
            QVERIFY(accepted(filesAt(m_catalog)) == accepted(subject.after));
            QCOMPARE(test::deskFaults(f().page().session()), std::string());
        }
    }

private:
    /// Another process opens the run, takes up the edits, publishes, and is killed at the call. The window here ends
    /// before, as if it had been killed too.
    bool killed(const std::filesystem::path &run, std::size_t at)
    {
        f().end();
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(kChildFolder), fromPath(f().scratch().path()));
        environment.insert(u"ATLAS_CRASH_AT"_s, QString::number(at));
        environment.insert(u"ATLAS_RUN"_s, fromPath(run));
        child.setProcessEnvironment(environment);
        child.setProcessChannelMode(QProcess::ForwardedChannels);
        child.start(QCoreApplication::applicationFilePath(), {});
        return child.waitForFinished(60'000) && child.exitStatus() == QProcess::CrashExit;
    }
};

namespace
{
/// What the process does that is to be killed.
int publishIn(const std::filesystem::path &folder)
{
    Settings settings(fromPath(folder / "settings.ini"));
    MainWindow window(settings);
    window.setRules({.userRules = false});
    window.show();
    test::answer(u"Take them up"_s);
    const std::filesystem::path catalog = folder / "docs" / "kernels.yaml";
    const bool isThere = std::filesystem::exists(catalog);
    window.openRun(qEnvironmentVariable("ATLAS_RUN"), isThere ? fromPath(catalog) : QString());
    if (!test::eventually([&] { return window.runPage() != nullptr; })) {
        return 1;
    }
    QPushButton *button = dialogFor(window, catalog);
    if (button == nullptr) {
        return 1;
    }
    test::armFault(catalog.parent_path().string(), 0); // counts from here
    QTest::mouseClick(button, Qt::LeftButton);
    (void)isWritten(window);
    return 0;
}
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    if (qEnvironmentVariableIsSet(kChildFolder)) {
        return publishIn(toPath(qEnvironmentVariable(kChildFolder)));
    }
    WindowFaultsTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_windowfaults.moc"
