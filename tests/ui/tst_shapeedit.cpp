#include "tests/ui/windowfixture.h"
#include "ui/common/shapeedit.h"
#include "ui/common/shapeinput.h"
#include "ui/common/text.h"
#include "ui/kernel/kernelpanel.h"
#include "ui/mainwindow/runpage.h"
#include "ui/run/kerneltablepanel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

/// Shapes as cells: one operand at a time, by keys and by mouse; the text is the truth.
class ShapeEditTest : public QObject
{
    Q_OBJECT

private:
    QWidget m_window;
    ShapeEdit *m_shape = nullptr;
    QWidget *m_other = nullptr; ///< takes the focus

    ShapeInput &line() { return m_shape->line(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&line(), key, modifiers); }
    void type(const QString &text) { QTest::keyClicks(&line(), text); }
    /// Shows `text` with the focus in its first operand, all of it selected, as Tab does.
    void begin(const QString &text)
    {
        m_other->setFocus();
        m_shape->setText(text);
        m_shape->setFocus(Qt::TabFocusReason);
        QVERIFY(line().hasFocus());
    }
    [[nodiscard]] QPoint middleOf(int cell) const { return m_shape->cells().at(cell).rect.center(); }

private Q_SLOTS:
    void init()
    {
        m_shape = new ShapeEdit(&m_window);
        m_shape->setName(u"Tiled"_s);
        m_other = new QLineEdit(&m_window);
        auto *layout = new QVBoxLayout(&m_window);
        layout->addWidget(m_shape);
        layout->addWidget(m_other);
        m_window.resize(420, 200);
        m_window.show();
        m_window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_window));
    }
    void cleanup()
    {
        delete m_window.layout();
        delete m_shape;
        delete m_other;
    }

    void showsOperandsAsCells()
    {
        begin(u"(M, K), W:(K, N) -> (M, N)"_s);
        QCOMPARE(m_shape->cells().count(), 4);
        QVERIFY(m_shape->cells().at(1).kind == ShapePiece::Kind::Input);
        QVERIFY(m_shape->cells().at(2).kind == ShapePiece::Kind::Arrow);
        QVERIFY(m_shape->cells().at(3).kind == ShapePiece::Kind::Output);
        QCOMPARE(m_shape->cells().at(1).text, u"W:(K, N)"_s);
        QCOMPARE(m_shape->text(), u"(M, K), W:(K, N) -> (M, N)"_s);
        QCOMPARE(line().text(), u"(M, K)"_s);
        QCOMPARE(line().selectedText(), line().text());
        QCOMPARE(line().accessibleName(), u"Tiled, input 1 of 2"_s);
    }
    void noTextIsCutWhereThereIsRoom()
    {
        begin(u"(M, K), (K, N), (256, 128) -> (M, N)"_s);
        for (int i = 0; i < m_shape->cells().count(); ++i) {
            const ShapeCell &cell = m_shape->cells().at(i);
            const qreal room = cell.rect.width() - 2 * ShapeCells::kPadding;
            QVERIFY(!cell.isOperand() || room >= QFontMetricsF(line().font()).horizontalAdvance(cell.text));
        }
    }
    void arrowsGoFromCellToCell()
    {
        begin(u"(M, K), (K, N) -> (M, N)"_s);
        press(Qt::Key_Right);
        QCOMPARE(line().text(), u"(K, N)"_s);
        press(Qt::Key_Right); // over the arrow
        QCOMPARE(line().text(), u"(M, N)"_s);
        QCOMPARE(line().accessibleName(), u"Tiled, output 1 of 1"_s);
        press(Qt::Key_Right); // nothing more: only the selection goes
        QCOMPARE(line().text(), u"(M, N)"_s);
        QVERIFY(!line().hasSelectedText());
        press(Qt::Key_Left); // within the text
        QCOMPARE(line().cursorPosition(), 5);
        press(Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(line().text(), u"(M, K)"_s);
        press(Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(line().text(), u"(M, N)"_s);
        QCOMPARE(m_shape->text(), u"(M, K), (K, N) -> (M, N)"_s);
    }
    void editsOneOperand()
    {
        begin(u"(M,K),  (K,N)->(M,N)"_s);
        press(Qt::Key_Right);
        type(u"B:(K, 64)"_s);
        QCOMPARE(m_shape->text(), u"(M,K),  B:(K, 64)->(M,N)"_s); // the others byte for byte
        QCOMPARE(m_shape->currentCell(), 1);
    }
    void anUnfinishedOperandLeavesTheNextAlone()
    {
        begin(u"(M), (K) -> (N)"_s);
        type(u"(M, "_s);
        QCOMPARE(m_shape->cells().count(), 4);
        QCOMPARE(m_shape->cells().at(1).text, u"(K)"_s);
        QVERIFY(m_shape->cells().isFaulty(0));
        type(u"64)"_s);
        QCOMPARE(m_shape->text(), u"(M, 64), (K) -> (N)"_s);
        QVERIFY(m_shape->cells().fault().isEmpty());
    }
    void aWholeShapeIsTypedCellByCell()
    {
        begin({});
        type(u"(M,K)"_s);
        QCOMPARE(m_shape->cells().count(), 1);
        type(u","_s);
        QCOMPARE(line().text(), QString()); // one more
        type(u" (K,N) ->"_s);
        QCOMPARE(line().accessibleName(), u"Tiled, output 1 of 1"_s);
        type(u" (M,N)"_s);
        QCOMPARE(toQString(printShape(parseShape(toUtf8(m_shape->text())).value())), u"(M,K), (K,N) -> (M,N)"_s);
    }
    void commasAddAndArrowsLead()
    {
        begin(u"(M) -> (N)"_s);
        press(Qt::Key_End);
        type(u","_s);
        QCOMPARE(m_shape->cells().count(), 4);
        QCOMPARE(m_shape->currentCell(), 1);
        type(u"(K)"_s);
        QCOMPARE(m_shape->text(), u"(M),(K) -> (N)"_s);
        type(u"->"_s); // there is one: on to the outputs
        QCOMPARE(m_shape->text(), u"(M),(K) -> (N)"_s);
        QCOMPARE(line().text(), u"(N)"_s);
    }
    void backspaceRemovesAnEmptyCell()
    {
        begin(u"(M), (K) -> (N)"_s);
        press(Qt::Key_Right);
        press(Qt::Key_Backspace); // the selected text
        QCOMPARE(m_shape->cells().count(), 4);
        press(Qt::Key_Backspace); // the cell
        QCOMPARE(m_shape->text(), u"(M) -> (N)"_s);
        QCOMPARE(line().text(), u"(M)"_s);
        QCOMPARE(line().cursorPosition(), 3);
        press(Qt::Key_Z, Qt::ControlModifier);
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_shape->text(), u"(M), (K) -> (N)"_s);
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_shape->text(), u"(M) -> (N)"_s);
    }
    void typingIsTakenBackAcrossCells()
    {
        begin(u"(M) -> (N)"_s);
        type(u"(64)"_s);
        press(Qt::Key_End, Qt::ControlModifier);
        type(u"(32)"_s);
        QCOMPARE(m_shape->text(), u"(64) -> (32)"_s);
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_shape->text().startsWith(u"(64) -> "_s) && !m_shape->text().contains(u"32"_s));
        for (int i = 0; i < 3; ++i) {
            press(Qt::Key_Z, Qt::ControlModifier);
        }
        QCOMPARE(m_shape->text(), u"(M) -> (N)"_s);
        QCOMPARE(line().text(), u"(M)"_s);
    }
    void theMousePutsTheCaret()
    {
        begin(u"(M, K), (K, N) -> (M, N)"_s);
        m_other->setFocus();
        QTest::mouseClick(m_shape, Qt::LeftButton, {}, middleOf(3));
        QVERIFY(line().hasFocus());
        QCOMPARE(line().text(), u"(M, N)"_s);
        QVERIFY(!line().hasSelectedText());
        QVERIFY(line().cursorPosition() > 0 && line().cursorPosition() < 6);
        QTest::mouseClick(m_shape, Qt::LeftButton, {}, m_shape->cells().at(0).rect.topLeft() + QPoint(2, 2));
        QCOMPARE(line().text(), u"(M, K)"_s);
        QCOMPARE(line().cursorPosition(), 0);
        QTest::mouseClick(m_shape, Qt::LeftButton, {}, QPoint(m_shape->width() - 3, middleOf(3).y())); // beside all
        QCOMPARE(line().text(), u"(M, N)"_s);
    }
    void theWholeTextIsThereToo()
    {
        begin(u"(M) -> (N)"_s);
        press(Qt::Key_F2);
        QVERIFY(m_shape->showsText());
        QCOMPARE(line().text(), u"(M) -> (N)"_s);
        press(Qt::Key_F2);
        QCOMPARE(line().text(), u"(M)"_s);
        press(Qt::Key_A, Qt::ControlModifier); // the operand
        press(Qt::Key_A, Qt::ControlModifier); // everything
        QVERIFY(m_shape->showsText());
        type(u"anything, at (all"_s);
        QCOMPARE(m_shape->text(), u"anything, at (all"_s);
        m_other->setFocus(); // what cannot be a shape stays as typed
        QCOMPARE(m_shape->text(), u"anything, at (all"_s);
        QVERIFY(!m_shape->cells().fault().isEmpty());
    }
    void tellsWhichOperandIsWrong()
    {
        begin(u"(M), (K,,N) -> (N)"_s);
        QVERIFY(!m_shape->cells().isFaulty(0));
        QVERIFY(m_shape->cells().isFaulty(1));
        QCOMPARE(m_shape->cells().fault().begin, 8);
        m_shape->setText(u"(M) -> "_s);
        QVERIFY(!m_shape->cells().isFaulty(0));
        QVERIFY(m_shape->cells().isFaulty(2)); // the missing one
    }
    void wrapsAndGrows()
    {
        begin(u"(M) -> (N)"_s);
        const int oneLine = m_shape->height();
        m_shape->setText(u"(64, 128, 256), (64, 128, 256), (64, 128, 256), (64, 128, 256) -> (64, 128, 256)"_s);
        QVERIFY(m_shape->height() > oneLine);
        for (const ShapeCell &cell : m_shape->cells().cells()) {
            QVERIFY(m_shape->rect().contains(cell.rect));
        }
        m_shape->setText(u"(M) -> (N); (K) -> (K)"_s); // a line each
        QVERIFY(m_shape->cells().at(4).rect.top() > m_shape->cells().at(0).rect.bottom());
    }
    void thousandsOfOperandsAreText()
    {
        QString text = u"(M)"_s;
        for (int i = 0; i < 2000; ++i) {
            text += u", (K)"_s;
        }
        begin(text);
        QVERIFY(m_shape->showsText());
        QCOMPARE(line().text(), text);
    }
    void offersWhatOthersHave()
    {
        m_shape->setSuggestions({{"(M, K) -> (M,)", "(N,) -> (N,)"}, {"(N,)", "(M, K)", "(M,)"}});
        begin(u"(A,) -> (B,)"_s);
        type(u"(M"_s);
        QAbstractItemView *popup = m_shape->completer().popup();
        QVERIFY(popup->isVisible());
        QCOMPARE(popup->model()->rowCount(), 2);
        QCOMPARE(popup->model()->index(0, 0).data().toString(), u"(M, K)"_s); // most used first
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QVERIFY(!popup->isVisible());
        QCOMPARE(m_shape->text(), u"(M, K) -> (B,)"_s);
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_shape->text(), u"(M -> (B,)"_s);
        begin({}); // whole shapes where there is none
        press(Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(popup->isVisible());
        QCOMPARE(popup->model()->rowCount(), 2);
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QCOMPARE(m_shape->text(), u"(N,) -> (N,)"_s);
        type(u","_s); // nothing to offer for nothing
        QVERIFY(!popup->isVisible());
    }
    void enterKeepsWhatWasTypedUnlessOneIsChosen()
    {
        m_shape->setSuggestions({{}, {"(M, K)"}});
        begin(u"(A,) -> (B,)"_s);
        type(u"(M"_s);
        QAbstractItemView *popup = m_shape->completer().popup();
        QVERIFY(popup->isVisible());
        QTest::keyClick(popup, Qt::Key_Escape); // only the list
        QVERIFY(!popup->isVisible());
        QCOMPARE(line().text(), u"(M"_s);
        QSignalSpy returned(&line(), &QLineEdit::returnPressed);
        type(u","_s);
        QVERIFY(popup->isVisible());
        QTest::keyClick(popup, Qt::Key_Return);
        QVERIFY(!popup->isVisible());
        QCOMPARE(line().text(), u"(M,"_s);
        QCOMPARE(returned.count(), 1); // the field's
    }

    /// In the details: Enter keeps, Esc takes back, undo and states as in the other fields.
    void actsAsTheOtherFields()
    {
        test::WindowFixture f;
        QVERIFY(f.open(test::writeRun(f.scratch(), "run", {"void a(int)", "void b(int)"})));
        f.window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.window()));
        RunSession &session = f.page().session();
        const EntryId first = session.document().entryOf(f.page().table().model().kernelAt(0));
        const EntryId second = session.document().entryOf(f.page().table().model().kernelAt(1));
        session.setField(second, Field::Tiled, parseShape("(64, 32) -> (64, 32)").value());
        auto &shape = f.child<ShapeEdit>("input_tiled");
        shape.setFocus(Qt::TabFocusReason);
        // Offered: what the other kernel has.
        QVERIFY(test::eventually([&] {
            QTest::keyClick(&shape.line(), Qt::Key_Space, Qt::ControlModifier);
            return shape.completer().popup()->isVisible();
        }));
        QTest::keyClick(shape.completer().popup(), Qt::Key_Down);
        QTest::keyClick(shape.completer().popup(), Qt::Key_Return);
        QCOMPARE(shape.text(), u"(64, 32) -> (64, 32)"_s);
        QVERIFY(isNull(session.document().effective(first, Field::Tiled).value)); // not yet
        QTest::keyClick(&shape.line(), Qt::Key_Escape);
        QCOMPARE(shape.text(), QString());
        QTest::keyClicks(&shape.line(), u"(8"_s);
        shape.completer().popup()->hide();
        const QLabel &error = f.child<QLabel>("error_tiled");
        QVERIFY(error.isVisible() && !error.text().isEmpty());
        QTest::keyClicks(&shape.line(), u")->(8)"_s);
        shape.completer().popup()->hide();
        QVERIFY(!error.isVisible());
        QTest::keyClick(&shape.line(), Qt::Key_Return);
        QCOMPARE(toDisplayText(session.document().effective(first, Field::Tiled).value), std::string("(8) -> (8)"));
        QVERIFY(session.document().state(first) == ReviewState::Unreviewed);
        QVERIFY(shape.line().hasFocus());
        QTest::keyClick(&shape.line(), Qt::Key_Z, Qt::ControlModifier); // nothing typed since: the document's
        QVERIFY(isNull(session.document().effective(first, Field::Tiled).value));
        QCOMPARE(shape.text(), QString());
        QTest::keyClick(&shape.line(), Qt::Key_Escape); // nothing typed: back to the table
        QVERIFY(f.page().table().view().hasFocus());
        while (session.document().history().canUndo()) {
            session.undo();
        }
    }
    /// Leaving the field, going to another kernel, accepting: what is half typed is kept, and marked.
    void unfinishedWorkIsKeptAndMarked()
    {
        test::WindowFixture f;
        QVERIFY(f.open(test::writeRun(f.scratch(), "run", {"void a(int)", "void b(int)", "void c(int)"})));
        RunSession &session = f.page().session();
        const auto entryAt = [&](int row) {
            return session.document().entryOf(f.page().table().model().kernelAt(row));
        };
        const auto tiledOf = [&](EntryId entry) {
            return toDisplayText(session.document().effective(entry, Field::Tiled).value);
        };
        const EntryId first = entryAt(0);
        const EntryId second = entryAt(1);
        auto &shape = f.child<ShapeEdit>("input_tiled");
        const QLabel &error = f.child<QLabel>("error_tiled");
        const QLabel &checks = f.child<QLabel>("failedChecks");
        shape.setFocus(Qt::TabFocusReason);
        QTest::keyClicks(&shape.line(), u"(8, 4), (4"_s);
        shape.completer().popup()->hide();
        QTest::keyClick(&shape.line(), Qt::Key_Return);
        QCOMPARE(tiledOf(first), std::string("(8, 4), (4"));
        QCOMPARE(shape.text(), u"(8, 4), (4"_s);
        QVERIFY(error.isVisible() && !error.text().isEmpty());
        QVERIFY2(checks.isVisible() && checks.text().contains(u"tiled"_s), qPrintable(checks.text()));
        QTest::keyClick(&shape.line(), Qt::Key_Escape);
        f.page().table().view().selectRowAt(1);
        QVERIFY(!error.isVisible());
        shape.setFocus(Qt::TabFocusReason);
        QTest::keyClicks(&shape.line(), u"(2,"_s);
        shape.completer().popup()->hide();
        f.page().table().view().selectRowAt(0); // to another kernel without leaving the field
        QCOMPARE(tiledOf(second), std::string("(2,"));
        QCOMPARE(shape.text(), u"(8, 4), (4"_s);
        QVERIFY(error.isVisible());
        QSignalSpy messages(&f.page(), &RunPage::messageRequested);
        QTest::keyClick(&shape.line(), Qt::Key_Return, Qt::ControlModifier);
        auto *question = f.window().findChild<QMessageBox *>(u"unfinishedShapeBox"_s);
        QVERIFY(question != nullptr && session.document().state(first) == ReviewState::Unreviewed);
        for (QAbstractButton *button : question->buttons()) {
            if (question->buttonRole(button) == QMessageBox::AcceptRole) {
                button->click();
                break;
            }
        }
        QVERIFY(session.document().state(first) == ReviewState::Accepted);
        QVERIFY2(messages.last().value(0).toString().contains(u"tiled"_s),
                 qPrintable(messages.last().value(0).toString()));
        while (session.document().history().canUndo()) {
            session.undo();
        }
        QCOMPARE(tiledOf(second), std::string());
    }
    void anotherWindowMakesNoStepOfWhatIsHalfTyped()
    {
        test::WindowFixture f;
        QVERIFY(f.open(test::writeRun(f.scratch(), "run", {"void a(int)", "void b(int)"})));
        RunSession &session = f.page().session();
        auto &shape = f.child<ShapeEdit>("input_tiled");
        shape.setFocus(Qt::TabFocusReason);
        QTest::keyClicks(&shape.line(), u"(8"_s);
        shape.completer().popup()->hide();
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        QCOMPARE(session.document().history().count(), std::size_t{0});
        QCOMPARE(shape.text(), u"(8"_s);
        f.window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.window()));
        QVERIFY(test::eventually([&] { return shape.line().hasFocus(); }));
        QTest::keyClicks(&shape.line(), u")"_s);
        QCOMPARE(shape.text(), u"(8)"_s);
        QTest::keyClick(&shape.line(), Qt::Key_Escape);
        QCOMPARE(shape.text(), QString());
    }
};

QTEST_MAIN(ShapeEditTest)
#include "tst_shapeedit.moc"
