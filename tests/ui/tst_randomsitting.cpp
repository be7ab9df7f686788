#include "core/review/publication.h"
#include "core/review/reviewfile.h"
#include "tests/ui/deskfaults.h"
#include "tests/ui/windowfixture.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/text.h"
#include "ui/kernel/kernelpanel.h"
#include "ui/mainwindow/runpage.h"
#include "ui/publish/publishdialog.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/session/settings.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

#include <deque>
#include <map>
#include <random>
#include <set>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

/// A sitting of random steps in the real window: open, edit, accept, undo, go to another catalog, merge, publish, kill,
/// reopen, while others change the files. After every step what the window shows, what it says of it and what the files
/// hold are one, and nothing is accepted with values that nobody accepted.
class RandomSittingTest : public QObject
{
    Q_OBJECT

private:
    static constexpr std::size_t kShortSteps = 150;
    static constexpr std::size_t kLongSteps = 2000;

    std::unique_ptr<test::WindowFixture> m_fixture;
    std::mt19937 m_random;
    std::filesystem::path m_run;
    std::deque<std::string> m_steps;                         // the last ones, for a failure
    std::map<std::string, std::set<std::string>> m_accepted; // name -> hashes of values that somebody accepted
    std::map<std::string, std::string> m_shownAccepted;      // of the kernels that are accepted now: their values

    test::WindowFixture &f() { return *m_fixture; }
    RunSession &session() { return f().page().session(); }
    const ReviewDocument &document() { return session().document(); }
    KernelTablePanel &table() { return f().page().table(); }
    std::size_t pick(std::size_t count) { return m_random() % count; }
    void note(std::string step)
    {
        m_steps.push_back(std::move(step));
        if (m_steps.size() > 12) {
            m_steps.pop_front();
        }
    }
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : QApplication::activeWindow(), key, modifiers);
    }
    bool activate()
    {
        f().window().activateWindow();
        return QTest::qWaitForWindowActive(&f().window());
    }
    std::filesystem::path somePlace()
    {
        static const std::vector<std::string> kPlaces = {"kernels.yaml", "docs/kernels.yaml", "other.yaml"};
        std::filesystem::create_directories(f().scratch().path() / "docs");
        return f().scratch().path() / kPlaces[pick(kPlaces.size())];
    }
    std::string words() { return "Words " + std::to_string(pick(4)); }

    /// The table's row, chosen with keys.
    EntryId chooseRow()
    {
        table().view().setFocus();
        press(Qt::Key_Home);
        const std::size_t row = pick(static_cast<std::size_t>(table().view().model()->rowCount()));
        for (std::size_t i = 0; i < row; ++i) {
            press(Qt::Key_Down);
        }
        return document().entryOf(table().model().kernelAt(table().view().currentRow()));
    }

    // Steps of the person at this desk.
    void decideState()
    {
        const EntryId entry = chooseRow();
        static constexpr std::array kKeys = {Qt::Key_Return, Qt::Key_Return, Qt::Key_Return, Qt::Key_X, Qt::Key_U};
        const Qt::Key key = kKeys[pick(kKeys.size())];
        note("press " + QKeySequence(key).toString().toStdString() + " on " + std::string(document().rawName(entry)));
        press(key);
        remember(entry);
    }
    void editField()
    {
        const EntryId entry = chooseRow();
        const std::string text = words();
        const Field field = pick(2) == 0 ? Field::FriendlyName : Field::Description;
        note("edit " + std::string(document().rawName(entry)) + ": " + text);
        session().setField(entry, field, text);
        remember(entry);
    }
    void editNote()
    {
        const EntryId entry = chooseRow();
        note("note on " + std::string(document().rawName(entry)));
        session().setNote(entry, pick(3) == 0 ? std::string() : words());
    }
    void takeBack()
    {
        const bool isRedo = pick(3) == 0;
        note(isRedo ? "redo" : "undo");
        table().view().setFocus();
        press(Qt::Key_Z, isRedo ? Qt::ControlModifier | Qt::ShiftModifier : Qt::ControlModifier);
    }
    void remember(EntryId entry)
    {
        if (document().state(entry) == ReviewState::Accepted) {
            m_accepted[std::string(document().rawName(entry))].insert(valuesHash(document().info(entry)));
        }
    }
    /// Answers the question of a merge, if it comes, at random. Whose values stand is what a person saw and chose.
    bool answerMerge()
    {
        auto *question = f().window().findChild<QDialog *>(u"mergeDialog"_s);
        if (question == nullptr || !question->isVisible()) {
            return false;
        }
        const std::size_t choice = pick(4);
        note(choice == 0   ? "  not now"
             : choice == 1 ? "  all the file's"
             : choice == 2 ? "  all mine"
                           : "  as planned");
        if (choice == 0) {
            question->reject();
            return true;
        }
        if (choice == 1 || choice == 2) {
            QTest::keyClick(question, choice == 1 ? Qt::Key_F : Qt::Key_Y, Qt::AltModifier);
        }
        question->accept();
        return true;
    }
    void goElsewhere()
    {
        const std::filesystem::path path = somePlace();
        note("open catalog " + path.filename().string() + (std::filesystem::exists(path) ? "" : " (new)"));
        f().window().openCatalog(fromPath(path));
        settle();
    }
    void mergeFromTheBar()
    {
        auto *bar = f().window().findChild<QPushButton *>(u"noticeAction"_s);
        if (bar == nullptr || !bar->isVisible()) {
            return;
        }
        note("merge from the bar");
        QTest::mouseClick(bar, Qt::LeftButton);
        settle();
    }
    void publish()
    {
        const std::filesystem::path path =
            pick(3) != 0 && !session().catalogPath().empty() ? session().catalogPath() : somePlace();
        note("publish to " + std::filesystem::relative(path, f().scratch().path()).string());
        press(Qt::Key_S, Qt::ControlModifier);
        auto *dialog = f().window().publishDialog();
        if (dialog == nullptr) {
            settle();
            return;
        }
        dialog->setTarget(fromPath(path));
        auto *button = dialog->findChild<QPushButton *>(u"publishButton"_s);
        auto *message = dialog->findChild<QLabel *>(u"publishMessage"_s);
        (void)test::eventually([&] { return button->isEnabled() || !message->text().isEmpty(); });
        if (!button->isEnabled() || pick(6) == 0) {
            note("  cancelled");
            dialog->reject();
        } else {
            QTest::mouseClick(button, Qt::LeftButton);
            (void)test::eventually([&] {
                (void)answerMerge();
                const QDialog *open = f().window().publishDialog();
                return open == nullptr ||
                       (button->isEnabled() && f().window().findChild<QDialog *>(u"mergeDialog"_s) == nullptr);
            });
            if (QDialog *open = f().window().publishDialog()) {
                open->reject();
            }
        }
        settle();
    }
    /// Until nothing that was begun is still on its way.
    void settle()
    {
        for (int quiet = 0; quiet < 3;) {
            QTest::qWait(20);
            quiet = answerMerge() || QApplication::activeModalWidget() != nullptr ? 0 : quiet + 1;
            if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
                note("  box: " + box->text().toStdString());
                box->reject();
            }
        }
        (void)activate();
    }
    /// Until the window has seen what somebody else did to the files, or has not for long.
    void settleOutside()
    {
        constexpr int kPatienceMs = 5'000;
        settle();
        (void)QTest::qWaitFor([this] { return test::deskFaults(session()).empty(); }, kPatienceMs);
        settle();
    }
    void killAndReopen()
    {
        const std::filesystem::path catalog = pick(3) == 0 ? somePlace() : session().catalogPath();
        const QString wish = pick(4) == 0 ? u"Discard"_s : u"Take them up"_s;
        note("kill, reopen with " + catalog.filename().string() + ", " + wish.toStdString());
        f().restart();
        answering(wish, [&] { QVERIFY(f().open(m_run, catalog)); });
        settle();
    }
    /// As test::answer(), but for as many boxes as come, and none is left waiting.
    template<class Call>
    void answering(const QString &words, Call call)
    {
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [words] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            for (QAbstractButton *button : box == nullptr ? QList<QAbstractButton *>() : box->buttons()) {
                if (button->text().remove(u'&').contains(words)) {
                    button->click();
                    return;
                }
            }
        });
        timer.start(5);
        call();
    }
    void otherRules()
    {
        static const std::vector<std::string> kPacks = {"seed", "standard"};
        const std::string pack = kPacks[pick(2)];
        note("rules " + pack);
        const auto rules = loadRuleSet({.pack = pack, .userRules = false}).value().rules;
        session().setRules(rules, InferenceTable::build(document().run(), rules), {});
    }

    // Somebody else.
    void colleague()
    {
        const std::filesystem::path path =
            pick(2) == 0 && !session().catalogPath().empty() ? session().catalogPath() : somePlace();
        auto catalog = std::filesystem::exists(path) ? Catalog::read(test::bytesOf(path), path.string())
                                                     : Result<Catalog>(Catalog::empty(path.string()));
        auto review = openReviewFile(path);
        if (!catalog || !review) {
            return; // conflict markers are for whoever sits here
        }
        ReviewDocument theirs(std::make_shared<const Catalog>(std::move(*catalog)), std::move(*review));
        theirs.attachRun(document().run(), document().readings());
        const EntryId entry = makeId<EntryId>(pick(theirs.entryCount()));
        const std::string name(theirs.rawName(entry));
        std::string step =
            "colleague at " + std::filesystem::relative(path, f().scratch().path()).string() + ": " + name;
        if (pick(3) != 0) {
            theirs.setField(entry, pick(2) == 0 ? Field::FriendlyName : Field::Description, "Theirs " + words());
            step += " edited";
        }
        if (pick(2) == 0) {
            theirs.setState(entry, ReviewState::Accepted);
            step += " accepted";
        }
        if (pick(4) == 0) {
            theirs.setNote(entry, "Their " + words());
        }
        for (std::size_t i = 0; i < theirs.entryCount(); ++i) {
            const auto each = makeId<EntryId>(i);
            if (theirs.state(each) == ReviewState::Accepted && theirs.isTouched(each)) {
                m_accepted[std::string(theirs.rawName(each))].insert(valuesHash(theirs.info(each)));
            }
        }
        const PublicationOptions options{
            .selection = {SelectionOptions::Kind::Coverage, 0, pick(2) == 0 ? 0.0 : 100.0}};
        const Result<Publication> publication = planPublication(theirs, options, path);
        if (publication && writePublication(*publication, theirs, path)) {
            note(step);
        }
        settleOutside();
    }
    void conflictOfGit()
    {
        const std::filesystem::path path = session().catalogPath();
        if (path.empty() || !std::filesystem::exists(path)) {
            return;
        }
        std::string text = test::bytesOf(path);
        const std::size_t line = text.find("  description: ");
        if (line == std::string::npos || text.contains("<<<<")) {
            return;
        }
        note("git leaves a conflict in " + path.filename().string());
        const std::size_t end = text.find('\n', line) + 1;
        text.replace(line, end - line, "<<<<<<< HEAD\n  description: Ours\n=======\n  description: Other\n>>>>>>> x\n");
        f().scratch().write(std::filesystem::relative(path, f().scratch().path()), text);
        settleOutside();
    }
    void filesGo()
    {
        const std::filesystem::path path = session().catalogPath();
        if (path.empty()) {
            return;
        }
        note("somebody deletes the review file of " + path.filename().string());
        QSignalSpy noticed(&session(), &RunSession::catalogTouched);
        if (std::filesystem::remove(reviewFilePath(path))) {
            QVERIFY(noticed.wait()); // the window learns of it a moment later
        }
        settleOutside();
    }

    /// Empty when window and files agree and nothing is accepted that nobody accepted.
    std::string faults()
    {
        std::string wrong = test::deskFaults(session());
        for (std::size_t i = 0; i < document().entryCount(); ++i) {
            const auto entry = makeId<EntryId>(i);
            const std::string name(document().rawName(entry));
            if (document().state(entry) == ReviewState::Accepted &&
                !m_accepted[name].contains(valuesHash(document().info(entry)))) {
                wrong += "shown as accepted with values that nobody accepted: " + name + '\n';
            }
        }
        for (const char *place : {"kernels.yaml", "docs/kernels.yaml", "other.yaml"}) {
            wrong += faultsOf(f().scratch().path() / place);
        }
        const QString status = f().child<ElidedLabel>("catalogState").fullText();
        if (status.contains(u"no unpublished edits"_s) != session().isPublished()) {
            wrong += "the status line says: " + status.toStdString() + '\n';
        }
        return wrong;
    }
    /// Of one catalog and its review file, whoever wrote them.
    std::string faultsOf(const std::filesystem::path &path)
    {
        if (!std::filesystem::exists(path)) {
            return {};
        }
        const auto catalog = Catalog::read(test::bytesOf(path), path.string());
        const auto review = openReviewFile(path);
        std::string wrong;
        if (!review || (!catalog && !test::bytesOf(path).contains("<<<<"))) {
            return path.filename().string() + " cannot be read\n";
        }
        for (const ReviewEntry &block : review->entries) {
            const CatalogEntry *entry = catalog ? catalog->find(block.rawName) : nullptr;
            if (block.state == ReviewState::Accepted && entry != nullptr && !block.isOutdated(&entry->info) &&
                !m_accepted[block.rawName].contains(valuesHash(entry->info))) {
                wrong += path.filename().string() + " has accepted what nobody accepted: " + block.rawName + '\n';
            }
        }
        return wrong;
    }

    void step()
    {
        using Step = void (RandomSittingTest::*)();
        static constexpr std::array<std::pair<Step, unsigned>, 12> kSteps = {{
            {&RandomSittingTest::decideState, 30},
            {&RandomSittingTest::editField, 20},
            {&RandomSittingTest::editNote, 5},
            {&RandomSittingTest::takeBack, 20},
            {&RandomSittingTest::goElsewhere, 6},
            {&RandomSittingTest::mergeFromTheBar, 12},
            {&RandomSittingTest::publish, 14},
            {&RandomSittingTest::killAndReopen, 4},
            {&RandomSittingTest::otherRules, 3},
            {&RandomSittingTest::colleague, 14},
            {&RandomSittingTest::conflictOfGit, 1},
            {&RandomSittingTest::filesGo, 1},
        }};
        unsigned total = 0;
        for (const auto &[each, weight] : kSteps) {
            total += weight;
        }
        std::size_t at = pick(total);
        for (const auto &[each, weight] : kSteps) {
            if (at < weight) {
                (this->*each)();
                return;
            }
            at -= weight;
        }
    }

private Q_SLOTS:
    void windowAndFilesAgreeAfterEveryStep_data()
    {
        QTest::addColumn<unsigned>("seed");
        if (qEnvironmentVariableIsSet("ATLAS_SOAK")) { // its value is the seed
            QTest::newRow("soak") << qEnvironmentVariable("ATLAS_SOAK").toUInt();
            return;
        }
        QTest::newRow("one") << 1U;
        QTest::newRow("two") << 2U;
    }
    void windowAndFilesAgreeAfterEveryStep()
    {
        QFETCH(unsigned, seed);
        qInfo("seed %u", seed);
        m_random.seed(seed);
        m_steps.clear();
        m_accepted.clear();
        m_fixture = std::make_unique<test::WindowFixture>();
        m_run = test::writeRun(f().scratch(), "run", {"void a(int)", "void b(int)", "void c(int)", "void d(float)"});
        QVERIFY(f().open(m_run));
        const std::size_t steps = qEnvironmentVariableIsSet("ATLAS_SOAK") ? kLongSteps : kShortSteps;
        for (std::size_t i = 0; i < steps; ++i) {
            QVERIFY(activate());
            step();
            if (std::string wrong = faults(); !wrong.empty()) {
                wrong = "seed " + std::to_string(seed) + ", step " + std::to_string(i) + ":\n" + wrong + "after\n";
                for (const std::string &done : m_steps) {
                    wrong += "  " + done + '\n';
                }
                QFAIL(wrong.c_str());
            }
        }
        // Nothing asks at the end.
        m_fixture->end();
        m_fixture.reset();
    }
};

QTEST_MAIN(RandomSittingTest)
#include "tst_randomsitting.moc"
