#include "tests/ui/windowfixture.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/text.h"
#include "ui/kernel/kernelpanel.h"
#include "ui/mainwindow/runpage.h"
#include "ui/review/familydialog.h"
#include "ui/review/familykernelsmodel.h"
#include "ui/review/familyvaluesmodel.h"
#include "ui/run/kerneltablepanel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
/// Three of one family, then two by themselves.
const std::vector<std::string> kNames = {"ampere_sgemm_128x64_tn", "ampere_sgemm_64x64_tn", "ampere_sgemm_32x128_tn",
                                         "void a(int)", "void b(int)"};
} // namespace

/// The review of families by keys.
class FamilyTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;

    test::WindowFixture &f() { return *m_fixture; }
    KernelTablePanel &table() { return f().page().table(); }
    RunSession &session() { return f().page().session(); }
    const ReviewDocument &document() { return session().document(); }
    EntryId entry(std::size_t name) { return *document().find(kNames[name]); }
    ReviewState state(std::size_t name) { return document().state(entry(name)); }

    FamilyDialog *dialog()
    {
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return f().window().findChild<FamilyDialog *>();
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
    QTableView &kernels() { return part<QTableView>("familyKernels"); }
    QTableView &values() { return part<QTableView>("familyValues"); }
    QString title() { return part<ElidedLabel>("familyTitle").fullText(); }
    QString button() { return part<QPushButton>("acceptFamily").text().remove(u'&'); }
    QString look() { return part<QLabel>("familyLook").text(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&kernels(), key, modifiers); }
    QString cell(QTableView &view, int row, int column) { return view.model()->index(row, column).data().toString(); }

    bool openRun(const std::vector<std::string> &names = kNames)
    {
        return f().open(test::writeRun(f().scratch(), "run", names));
    }
    bool openFamily()
    {
        QTest::keyClick(&table().view(), Qt::Key_Return, Qt::ShiftModifier);
        if (dialog() == nullptr) {
            return false;
        }
        dialog()->activateWindow(); // QWindow calls a dialog active as soon as its parent is
        return test::eventually([&] { return QApplication::activeWindow() == dialog(); });
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
                session().undo();
            }
        }
        m_fixture.reset();
    }

    void shiftEnterShowsTheFamily()
    {
        QVERIFY(openRun() && openFamily());
        QVERIFY2(title().startsWith(u"3 kernels like"_s), qPrintable(title()));
        QCOMPARE(kernels().model()->rowCount(), 3);
        QCOMPARE(button(), u"Accept all (3)"_s);
        QVERIFY(kernels().hasFocus());
        QStringList alike;
        for (int row = 0; row < values().model()->rowCount(); ++row) {
            if (cell(values(), row, FamilyValuesModel::CountColumn) == u"all alike"_s) {
                alike += cell(values(), row, FamilyValuesModel::FieldColumn);
            }
        }
        QVERIFY(alike.contains(u"Library"_s));
        QVERIFY(!alike.contains(u"Friendly name"_s)); // their tiles differ
    }
    void enterAcceptsAsOneStepAndGoesOn()
    {
        QVERIFY(openRun() && openFamily());
        press(Qt::Key_Return);
        for (std::size_t name = 0; name < 3; ++name) {
            QVERIFY(state(name) == ReviewState::Accepted);
        }
        QCOMPARE(document().history().index(), std::size_t{1});
        QCOMPARE(button(), u"Accept all (1)"_s); // the next family
        QVERIFY(kernels().model()->index(0, FamilyKernelsModel::RawNameColumn).data().toString() == u"void a(int)"_s);
        press(Qt::Key_Return);
        press(Qt::Key_Return);
        QVERIFY(state(4) == ReviewState::Accepted);
        QCOMPARE(button(), u"Done"_s);
        press(Qt::Key_Return);
        QVERIFY(dialog() == nullptr);
        returnToWindow();
        QVERIFY(table().view().hasFocus());
        QTest::keyClick(&f().window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(state(4) == ReviewState::Unreviewed);
        QVERIFY(state(0) == ReviewState::Accepted);
    }
    void escLeavesAndTheTableGoesOn()
    {
        QVERIFY(openRun() && openFamily());
        press(Qt::Key_Return);
        press(Qt::Key_Escape);
        QVERIFY(dialog() == nullptr);
        QVERIFY(state(3) == ReviewState::Unreviewed);
        QCOMPARE(table().view().currentRow(), 3); // the next unreviewed one
    }
    void leavesKernelsOut()
    {
        QVERIFY(openRun() && openFamily());
        press(Qt::Key_Space);
        QCOMPARE(button(), u"Accept (2)"_s);
        press(Qt::Key_Space);
        QCOMPARE(button(), u"Accept all (3)"_s);
        press(Qt::Key_Space);
        press(Qt::Key_Down);
        press(Qt::Key_X);
        QVERIFY(state(1) == ReviewState::NeedsWork);
        QCOMPARE(button(), u"Accept (1)"_s); // one left out by hand, one that needs work
        QVERIFY2(look().contains(u"1 needs work"_s), qPrintable(look()));
        press(Qt::Key_Return);
        QVERIFY(state(0) == ReviewState::Unreviewed);
        QVERIFY(state(1) == ReviewState::NeedsWork);
        QVERIFY(state(2) == ReviewState::Accepted);
    }
    void namesWhatDeservesALook()
    {
        QVERIFY(openRun());
        session().setField(entry(2), Field::FriendlyName, std::string());
        QVERIFY(openFamily());
        QVERIFY2(look().contains(u"1 fails a check"_s), qPrintable(look()));
        QCOMPARE(cell(kernels(), 0, FamilyKernelsModel::RawNameColumn), toQString(kNames[2])); // first in the list
        QVERIFY(!cell(kernels(), 0, FamilyKernelsModel::LookColumn).isEmpty());
    }
    void walksTheFamilies()
    {
        QVERIFY(openRun() && openFamily());
        QTest::keyClick(dialog(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(kernels().model()->rowCount(), 1);
        QTest::keyClick(dialog(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(kernels().model()->rowCount(), 3);
        session().setState(std::vector{entry(3)}, ReviewState::Accepted);
        press(Qt::Key_N); // over the family that is accepted
        QCOMPARE(cell(kernels(), 0, FamilyKernelsModel::RawNameColumn), toQString(kNames[4]));
        press(Qt::Key_P);
        QCOMPARE(kernels().model()->rowCount(), 3);
    }
    void remembersTheGrouping()
    {
        QVERIFY(openRun() && openFamily());
        auto &by = part<QComboBox>("familyGrouping");
        by.setFocus();
        QTest::keyClick(&by, Qt::Key_End);
        QVERIFY2(title().contains(u"of the library"_s), qPrintable(title()));
        QTest::keyClick(&by, Qt::Key_Escape);
        QVERIFY(dialog() == nullptr);
        QVERIFY(openFamily());
        QVERIFY(title().contains(u"of the library"_s));
    }
    void aValueShowsItsKernels()
    {
        QVERIFY(openRun() && openFamily());
        values().setFocus();
        QTest::keyClick(&values(), Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(kernels().selectionModel()->selectedRows().size(), 1); // each has a friendly name of its own
        QTest::keyClick(&values(), Qt::Key_End, Qt::ControlModifier);
        const auto &model = *static_cast<FamilyValuesModel *>(values().model());
        const auto &last = model.entriesAt(model.rowCount() - 1);
        QCOMPARE(static_cast<std::size_t>(kernels().selectionModel()->selectedRows().size()), last.size());
    }
    void undoesInPlace()
    {
        QVERIFY(openRun() && openFamily());
        press(Qt::Key_Return);
        QTest::keyClick(dialog(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(state(0) == ReviewState::Unreviewed);
        QVERIFY(state(2) == ReviewState::Unreviewed);
        QTest::keyClick(dialog(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(state(0) == ReviewState::Accepted);
    }
    void editsAKernel()
    {
        QVERIFY(openRun() && openFamily());
        press(Qt::Key_Down);
        press(Qt::Key_E);
        QVERIFY(dialog() == nullptr);
        QCOMPARE(table().view().currentRow(), 1);
        returnToWindow();
        QVERIFY(f().page().kernel().isAncestorOf(QApplication::focusWidget()));
        QVERIFY(state(1) == ReviewState::Unreviewed);
    }
    void lettersDoNotJump()
    {
        QVERIFY(openRun() && openFamily());
        press(Qt::Key_Down);
        QTest::keyClicks(&kernels(), u"av"_s);
        QCOMPARE(kernels().currentIndex().row(), 1);
    }
    /// A family too large to read while the window waits.
    void readsALargeFamilyAside()
    {
        std::vector<std::string> names;
        for (int i = 0; i < 300; ++i) {
            names.push_back("ampere_sgemm_" + std::to_string(i + 1) + "x64_tn");
        }
        QVERIFY(openRun(names));
        PublicationOptions options;
        options.selection.kind = SelectionOptions::Kind::All;
        session().setPublicationOptions(options);
        QVERIFY(openFamily());
        QVERIFY(test::eventually([&] { return dialog()->isShown(); }));
        QCOMPARE(button(), u"Accept all (300)"_s);
        press(Qt::Key_Return);
        QCOMPARE(document().history().index(), std::size_t{1});
        QVERIFY(document().state(*document().find(names[299])) == ReviewState::Accepted);
    }
    void everyControlSaysWhatItIs()
    {
        QVERIFY(openRun() && openFamily());
        for (const QWidget *widget : dialog()->findChildren<QWidget *>()) {
            const bool isControl =
                widget->isVisible() && widget->focusPolicy() != Qt::NoFocus && widget->focusProxy() == nullptr;
            const auto *push = qobject_cast<const QPushButton *>(widget);
            QVERIFY2(!isControl || !widget->accessibleName().isEmpty() || (push != nullptr && !push->text().isEmpty()),
                     qPrintable(QString::fromLatin1(widget->metaObject()->className())));
        }
    }
    void areProperModels()
    {
        QVERIFY(openRun());
        FamilyValuesModel valuesModel;
        FamilyKernelsModel kernelsModel(session());
        const QAbstractItemModelTester first(&valuesModel, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester second(&kernelsModel, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const std::vector<EntryId> entries = {entry(0), entry(1), entry(2)};
        const EntryFamily family = entryFamilies(document(), entries, FamilyBy::Name).front();
        const FamilyDifferences differences = familyDifferences(document(), entries);
        valuesModel.setDifferences(differences, 3);
        kernelsModel.setFamily(family, differences);
        QCOMPARE(kernelsModel.rowCount(), 3);
        QVERIFY(kernelsModel.setData(kernelsModel.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(kernelsModel.included().size(), std::size_t{2});
        session().setState(std::vector{entry(0)}, ReviewState::Accepted);
        kernelsModel.setFamily(family, familyDifferences(document(), entries));
        QCOMPARE(kernelsModel.included().size(), std::size_t{1}); // what was left out stays out
        QVERIFY(!kernelsModel.setData(kernelsModel.index(2, 0), Qt::Checked, Qt::CheckStateRole)); // accepted already
        kernelsModel.setFamily({}, {});
        QCOMPARE(kernelsModel.rowCount(), 0);
    }
};

QTEST_MAIN(FamilyTest)
#include "tst_family.moc"
