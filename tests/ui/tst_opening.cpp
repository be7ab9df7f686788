#include "tests/ui/windowfixture.h"
#include "ui/common/text.h"
#include "ui/common/textzoom.h"
#include "ui/mainwindow/runpage.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/run/kerneltableview.h"
#include "ui/start/opendialog.h"

#include <QApplication>
#include <QDropEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QUrl>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
constexpr int kPatienceMs = 30'000;
} // namespace

/// How things get into the window, and how large it shows them.
class OpeningTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;

    test::WindowFixture &f() { return *m_fixture; }
    OpenDialog *ask()
    {
        QTest::keyClick(&f().window(), Qt::Key_O, Qt::ControlModifier);
        auto *dialog = f().window().findChild<OpenDialog *>();
        return dialog != nullptr && dialog->isVisible() ? dialog : nullptr;
    }
    void drop(const std::filesystem::path &path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(fromPath(path))});
        const QPoint at = f().window().rect().center();
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f().window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f().window(), &drop);
    }
    std::filesystem::path writeCatalog()
    {
        return f().scratch().write("mine/kernels.yaml",
                                   "- raw_name: \"alpha(int)\"\n  friendly_name: Mine\n  source_lib: CUDA\n"
                                   "  data_shape:\n    generic: null\n    fixed: null\n    tiled: null\n"
                                   "  description: \"By hand.\"\n");
    }

    /// Qt itself sends this only while exec() runs.
    void tellOfFont()
    {
        QEvent change(QEvent::ApplicationFontChange);
        QApplication::sendEvent(&f().window(), &change);
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<test::WindowFixture>(); }
    void cleanup()
    {
        applyTextZoom(kUsualTextZoom);
        m_fixture.reset();
    }

    void oneDialogOpensAFile()
    {
        const auto run = test::writeRun(f().scratch(), "one", {"alpha(int)"});
        OpenDialog *dialog = ask();
        QVERIFY(dialog != nullptr);
        auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
        QVERIFY(name != nullptr);
        name->setText(fromPath(run / "all-stage" / "nsys" / "summary_cuda_gpu_kern_sum.csv"));
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(opened.wait(kPatienceMs));
    }
    void andAFolder()
    {
        const auto run = test::writeRun(f().scratch(), "one", {"alpha(int)"});
        OpenDialog *dialog = ask();
        QVERIFY(dialog != nullptr);
        dialog->setDirectory(fromPath(run));
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"openFolder"_s), Qt::LeftButton);
        QVERIFY(opened.wait(kPatienceMs));
        QCOMPARE(f().page().session().run().path(), run);
    }
    void aDroppedCatalogIsReviewedInto()
    {
        const auto catalog = writeCatalog();
        QVERIFY(f().open(test::writeRun(f().scratch(), "one", {"alpha(int)"})));
        drop(catalog);
        QVERIFY(test::eventually([&] { return f().page().session().catalogPath() == catalog; }));
        QCOMPARE(f().page().session().run().kernelCount(), std::size_t{1});
    }
    void withoutARunItWaitsForOne()
    {
        const auto catalog = writeCatalog();
        drop(catalog);
        QVERIFY(f().child<QLabel>("startNote").text().contains(fromPath(catalog)));
        const auto run = test::writeRun(f().scratch(), "one", {"alpha(int)"});
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        drop(run);
        QVERIFY(opened.wait(kPatienceMs));
        QCOMPARE(f().page().session().catalogPath(), catalog);
        QVERIFY(f().open(test::writeRun(f().scratch(), "two", {"beta(int)"})));
        QVERIFY(f().page().session().catalogPath() != catalog); // once
    }
    void textGrowsAndShrinksByKeys()
    {
        QVERIFY(f().open(test::sampleRun()));
        KernelTableView &view = f().page().table().view();
        const int row = view.verticalHeader()->defaultSectionSize();
        const int column = view.horizontalHeader()->sectionSize(1);
        const qreal size = QApplication::font().pointSizeF();
        QTest::keyClick(&f().window(), Qt::Key_Plus, Qt::ControlModifier);
        QTest::keyClick(&f().window(), Qt::Key_Equal, Qt::ControlModifier);
        QVERIFY(QApplication::font().pointSizeF() > size * 1.2);
        tellOfFont();
        QVERIFY(view.verticalHeader()->defaultSectionSize() > row);
        QVERIFY(view.horizontalHeader()->sectionSize(1) > column);
        QCOMPARE(f().settings().textZoom(), 125);
        QTest::keyClick(&f().window(), Qt::Key_0, Qt::ControlModifier);
        tellOfFont();
        QCOMPARE(QApplication::font().pointSizeF(), size);
        QCOMPARE(view.verticalHeader()->defaultSectionSize(), row);
        QTest::keyClick(&f().window(), Qt::Key_Minus, Qt::ControlModifier);
        QVERIFY(QApplication::font().pointSizeF() < size);
    }
    void sizesAreStepsWithEnds()
    {
        QCOMPARE(nextTextZoom(100, 1), 110);
        QCOMPARE(nextTextZoom(100, -1), 90);
        QCOMPARE(nextTextZoom(200, 1), 200);
        QCOMPARE(nextTextZoom(70, -1), 70);
        QCOMPARE(nextTextZoom(105, 1), 110);
        QCOMPARE(nextTextZoom(105, -1), 100);
    }
    void f11IsFullScreen()
    {
        QVERIFY(f().open(test::sampleRun()));
        QTest::keyClick(&f().window(), Qt::Key_F11);
        QVERIFY(f().window().isFullScreen());
        QTest::keyClick(&f().window(), Qt::Key_F11);
        QVERIFY(!f().window().isFullScreen());
    }
};

QTEST_MAIN(OpeningTest)
#include "tst_opening.moc"
