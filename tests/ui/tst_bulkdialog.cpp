#include "core/base/format.h"
#include "tests/ui/windowfixture.h"
#include "ui/common/changetablemodel.h"
#include "ui/common/shapeedit.h"
#include "ui/common/shapeinput.h"
#include "ui/common/text.h"
#include "ui/mainwindow/runpage.h"
#include "ui/review/bulkeditdialog.h"
#include "ui/run/filterbar.h"
#include "ui/run/kerneltablepanel.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
const std::vector<std::string> kNames = {"ampere_sgemm_128x64_tn", "ampere_sgemm_64x64_tn", "void a<u>(int)",
                                         "void b(int)"};
} // namespace

/// One edit for many kernels, by keys.
class BulkDialogTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;

    test::WindowFixture &f() { return *m_fixture; }
    KernelTablePanel &table() { return f().page().table(); }
    const ReviewDocument &document() { return f().page().session().document(); }
    std::string text(std::size_t name, Field field)
    {
        return toDisplayText(document().effective(*document().find(kNames[name]), field).value);
    }
    BulkEditDialog *dialog()
    {
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return f().window().findChild<BulkEditDialog *>();
    }
    template<class T>
    T &part(const char *name)
    {
        T *found = dialog() != nullptr ? dialog()->findChild<T *>(QString::fromLatin1(name)) : nullptr;
        if (found == nullptr) {
            qFatal("no %s in the dialog", name);
        }
        return *found;
    }
    QTableView &preview() { return part<QTableView>("changeTable"); }
    QPushButton &applyButton() { return part<QPushButton>("bulkApply"); }
    bool openRun(const std::vector<std::string> &names = kNames)
    {
        return f().open(test::writeRun(f().scratch(), "run", names));
    }
    bool openDialog(Qt::Key key)
    {
        f().window().activateWindow();
        (void)QTest::qWaitForWindowActive(&f().window());
        QTest::keyClick(&table().view(), key, Qt::ControlModifier);
        if (dialog() == nullptr) {
            return false;
        }
        dialog()->activateWindow(); // QWindow calls a dialog active as soon as its parent is
        return test::eventually([&] { return QApplication::activeWindow() == dialog(); });
    }
    void selectAll() { QTest::keyClick(&table().view(), Qt::Key_A, Qt::ControlModifier); }
    void typeInto(QLineEdit &line, const QString &typed)
    {
        line.setFocus();
        line.selectAll();
        QTest::keyClick(&line, Qt::Key_Delete);
        QTest::keyClicks(&line, typed);
    }
    /// The whole shape, not one operand.
    static void typeInstead(ShapeInput &line, const QString &typed)
    {
        QTest::keyClick(&line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(&line, typed);
    }

    /// This platform does not give a window the focus back by itself.
    void returnToWindow()
    {
        f().window().activateWindow();
        (void)test::eventually([&] { return QApplication::activeWindow() == &f().window(); });
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<test::WindowFixture>(); }
    void cleanup()
    {
        if (f().window().runPage() != nullptr) {
            while (document().history().canUndo()) {
                f().page().session().undo();
            }
        }
        m_fixture.reset();
    }

    void setsAFieldOfTheSelected()
    {
        QVERIFY(openRun());
        selectAll();
        QVERIFY(openDialog(Qt::Key_B));
        auto *library = part<QComboBox>("bulkLibrary").lineEdit();
        QVERIFY(part<QComboBox>("bulkLibrary").hasFocus());
        typeInto(*library, u"My lib"_s);
        QCOMPARE(preview().model()->rowCount(), 4);
        QCOMPARE(preview().model()->index(2, ChangeTableModel::AfterColumn).data().toString(), u"My lib"_s);
        preview().setFocus();
        preview().setCurrentIndex(preview().model()->index(3, 0));
        QTest::keyClick(&preview(), Qt::Key_Space); // leaves the last one out
        QCOMPARE(applyButton().text().remove(u'&'), u"Apply (3)"_s);
        QTest::keyClick(&preview(), Qt::Key_Return);
        QVERIFY(dialog() == nullptr);
        QCOMPARE(text(0, Field::SourceLib), std::string("My lib"));
        QCOMPARE(text(2, Field::SourceLib), std::string("My lib"));
        QVERIFY(text(3, Field::SourceLib) != "My lib");
        QCOMPARE(document().history().count(), std::size_t{1});
        QCOMPARE(toQString(document().history().undoText()), u"Set library: 3 values"_s);
        returnToWindow();
        QVERIFY(table().view().hasFocus());
        QTest::keyClick(&f().window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(text(0, Field::SourceLib) != "My lib");
    }
    void setsDescriptions()
    {
        QVERIFY(openRun());
        selectAll();
        QVERIFY(openDialog(Qt::Key_B));
        auto &field = part<QComboBox>("bulkField");
        field.setFocus();
        QTest::keyClick(&field, Qt::Key_End);
        auto &description = part<QPlainTextEdit>("bulkDescription");
        QVERIFY(description.isVisible());
        description.setFocus();
        description.selectAll();
        QTest::keyClicks(&description, u"one"_s);
        QTest::keyClick(&description, Qt::Key_Return); // a new line, not the button
        QTest::keyClicks(&description, u"two"_s);
        QTest::keyClick(&description, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(dialog() == nullptr);
        QCOMPARE(text(3, Field::Description), std::string("one\ntwo"));
    }
    void refusesWhatIsNotWellFormed()
    {
        QVERIFY(openRun());
        selectAll();
        QVERIFY(openDialog(Qt::Key_B));
        typeInto(*part<QComboBox>("bulkLibrary").lineEdit(), {});
        QVERIFY(!applyButton().isEnabled()); // no kernel loses its library
        auto &field = part<QComboBox>("bulkField");
        field.setFocus();
        QTest::keyClick(&field, Qt::Key_Down); // generic
        auto &shape = part<ShapeEdit>("bulkShape");
        QVERIFY(shape.isVisible());
        ShapeInput &line = shape.line();
        shape.setFocus();
        typeInstead(line, u"(M, K"_s);
        QVERIFY(!shape.cells().fault().isEmpty());
        QVERIFY(!applyButton().isEnabled());
        QVERIFY(!part<QLabel>("bulkError").text().isEmpty());
        QCOMPARE(preview().model()->rowCount(), 0);
        typeInstead(line, u"(M, K) -> (K, M)"_s);
        QCOMPARE(shape.cells().count(), 3);
        QVERIFY(part<QLabel>("bulkError").text().isEmpty());
        QTest::keyClick(&line, Qt::Key_Return);
        QCOMPARE(text(2, Field::Generic), std::string("(M, K) -> (K, M)"));
    }
    /// The same cells as in the details: keys of their own, the first kernel's value, what others have.
    void setsShapesCellByCell()
    {
        QVERIFY(openRun());
        const auto give = [this](std::size_t name, const char *shape) {
            f().page().session().setField(*document().find(kNames[name]), Field::Tiled, parseShape(shape).value());
        };
        give(0, "(M, K) -> (K,)");
        give(1, "(64, 32) -> (32,)");
        selectAll();
        QVERIFY(openDialog(Qt::Key_B));
        auto &field = part<QComboBox>("bulkField");
        field.setCurrentIndex(field.findData(static_cast<int>(Field::Tiled)));
        auto &shape = part<ShapeEdit>("bulkShape");
        QCOMPARE(shape.text(), u"(M, K) -> (K,)"_s);
        shape.setFocus(Qt::TabFocusReason);
        QCOMPARE(shape.line().selectedText(), u"(M, K)"_s);
        QVERIFY(test::eventually([&] {
            QTest::keyClick(&shape.line(), Qt::Key_Space, Qt::ControlModifier);
            return shape.completer().popup()->isVisible();
        }));
        QTest::keyClick(shape.completer().popup(), Qt::Key_Escape);
        QVERIFY(dialog() != nullptr); // only the list
        QTest::keyClick(&shape.line(), Qt::Key_Right);
        QTest::keyClicks(&shape.line(), u"(16,)"_s);
        shape.completer().popup()->hide();
        QCOMPARE(shape.text(), u"(M, K) -> (16,)"_s);
        QCOMPARE(preview().model()->rowCount(), 4);
        QTest::keyClick(&shape.line(), Qt::Key_Return);
        QVERIFY(dialog() == nullptr);
        QCOMPARE(text(3, Field::Tiled), std::string("(M, K) -> (16,)"));
    }
    void findsAndReplaces()
    {
        QVERIFY(openRun());
        for (const std::string &name : kNames) {
            f().page().session().setField(*document().find(name), Field::FriendlyName, "GEMM of " + name);
        }
        const std::size_t steps = document().history().count();
        QVERIFY(openDialog(Qt::Key_H));
        auto &find = part<QLineEdit>("bulkFind");
        QVERIFY(find.hasFocus());
        QCOMPARE(part<QComboBox>("bulkScope").currentIndex(), 1); // one row is no choice: the rows shown
        QTest::keyClicks(&find, u"gemm of (\\w+"_s);
        QCOMPARE(preview().model()->rowCount(), 0);
        QTest::mouseClick(&part<QCheckBox>("bulkIgnoreCase"), Qt::LeftButton);
        auto &regex = part<QCheckBox>("bulkRegex");
        regex.setFocus();
        QTest::keyClick(&regex, Qt::Key_Space);
        QVERIFY2(part<QLabel>("bulkError").text().contains(u"cannot be used"_s),
                 qPrintable(part<QLabel>("bulkError").text()));
        QVERIFY(part<QLabel>("bulkError").isVisible());
        QVERIFY(!applyButton().isEnabled());
        find.setFocus();
        QTest::keyClicks(&find, u")"_s);
        QVERIFY(part<QLabel>("bulkError").text().isEmpty());
        typeInto(part<QLineEdit>("bulkReplacement"), u"\\1!"_s);
        QCOMPARE(preview().model()->rowCount(), 4);
        QCOMPARE(part<QLabel>("bulkCount").text(), u"4 values of 4 kernels change"_s);
        QTest::keyClick(&part<QLineEdit>("bulkReplacement"), Qt::Key_Return);
        QCOMPARE(text(1, Field::FriendlyName), std::string("ampere_sgemm_64x64_tn!"));
        QCOMPARE(text(2, Field::FriendlyName), std::string("void! a<u>(int)"));
        QCOMPARE(document().history().count(), steps + 1);
    }
    void looksWhereItIsTold()
    {
        QVERIFY(openRun());
        for (const std::string &name : kNames) {
            f().page().session().setField(*document().find(name), Field::Description, std::string("words"));
        }
        QTest::keyClick(&f().window(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), u"sgemm"_s);
        QVERIFY(test::eventually([&] { return table().model().rowCount() == 2; }));
        QVERIFY(openDialog(Qt::Key_H));
        QTest::keyClicks(&part<QLineEdit>("bulkFind"), u"words"_s);
        QTest::keyClicks(&part<QLineEdit>("bulkReplacement"), u"text"_s);
        QCOMPARE(preview().model()->rowCount(), 2); // the rows shown
        auto &scope = part<QComboBox>("bulkScope");
        scope.setFocus();
        QTest::keyClick(&scope, Qt::Key_Down);
        QCOMPARE(preview().model()->rowCount(), 4); // all
        QTest::keyClick(&scope, Qt::Key_Home);
        QCOMPARE(preview().model()->rowCount(), 1); // the current one
        auto &inDescriptions = part<QCheckBox>("bulkIn_description");
        inDescriptions.setFocus();
        QTest::keyClick(&inDescriptions, Qt::Key_Space);
        QCOMPARE(preview().model()->rowCount(), 0);
        QTest::keyClick(&inDescriptions, Qt::Key_Escape);
        QVERIFY(dialog() == nullptr);
        QCOMPARE(text(0, Field::Description), std::string("words"));
    }
    /// More rows than are planned between two keys: on a worker, and Apply waits for what was typed last.
    void plansManyAside()
    {
        std::vector<std::string> names;
        for (int i = 0; i < 3000; ++i) {
            names.push_back("kernel_" + std::to_string(i) + "(int)");
        }
        QVERIFY(openRun(names));
        selectAll();
        QVERIFY(openDialog(Qt::Key_B));
        typeInto(*part<QComboBox>("bulkLibrary").lineEdit(), u"Mine"_s);
        QVERIFY(!applyButton().isEnabled());
        QVERIFY(test::eventually([&] { return dialog()->isCurrent(); }));
        QCOMPARE(preview().model()->rowCount(), 3000);
        QCOMPARE(applyButton().text().remove(u'&'), u"Apply (%1)"_s.arg(toQString(formatCount(3000))));
        QTest::keyClick(&part<QComboBox>("bulkLibrary"), Qt::Key_Return);
        QCOMPARE(document().history().count(), std::size_t{1});
        QCOMPARE(toDisplayText(document().effective(*document().find(names[2999]), Field::SourceLib).value),
                 std::string("Mine"));
    }
};

QTEST_MAIN(BulkDialogTest)
#include "tst_bulkdialog.moc"
