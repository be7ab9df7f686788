#include "tests/ui/windowfixture.h"
#include "ui/common/appearance.h"
#include "ui/common/syntax.h"
#include "ui/common/theme.h"
#include "ui/mainwindow/runpage.h"
#include "ui/publish/publishdialog.h"

#include <QAccessible>
#include <QApplication>
#include <QStyleHints>
#include <QTextBlock>
#include <QTextDocument>

#include <array>
#include <cmath>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

/// What a screen reader is told, and whether colours can be read.
class AccessibleTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;

    /// Everything below `root` that takes the focus and is on the screen.
    static QList<QWidget *> controls(QWidget &root)
    {
        QList<QWidget *> found = root.findChildren<QWidget *>();
        found.removeIf([](const QWidget *widget) {
            // The viewport and the line of an editable combo box speak through the widget around them.
            const bool isPart = widget->objectName().startsWith(u"qt_"_s) || widget->focusProxy() != nullptr;
            return isPart || !widget->isVisible() || widget->focusPolicy() == Qt::NoFocus;
        });
        return found;
    }
    static QString wrongIn(QWidget &root)
    {
        QStringList wrong;
        for (QWidget *widget : controls(root)) {
            const QAccessibleInterface *told = QAccessible::queryAccessibleInterface(widget);
            if (told == nullptr || told->text(QAccessible::Name).trimmed().isEmpty() ||
                told->role() == QAccessible::NoRole) {
                wrong +=
                    u"%1 \"%2\""_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName());
            }
        }
        return wrong.join(u", "_s);
    }
    /// Relative luminance, WCAG 2.
    static double luminance(const QColor &color)
    {
        const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
    }
    static double contrast(const QColor &a, const QColor &b)
    {
        const double bright = std::max(luminance(a), luminance(b));
        const double dark = std::min(luminance(a), luminance(b));
        return (bright + 0.05) / (dark + 0.05);
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<test::WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void everyControlHasANameAndARole()
    {
        QVERIFY2(wrongIn(m_fixture->window()).isEmpty(), qPrintable(wrongIn(m_fixture->window()))); // start page
        QVERIFY(m_fixture->open(test::sampleRun()));
        QVERIFY2(controls(m_fixture->window()).size() > 15, "the page shows its controls");
        QVERIFY2(wrongIn(m_fixture->window()).isEmpty(), qPrintable(wrongIn(m_fixture->window())));
        m_fixture->page().showProblems();
        QVERIFY2(wrongIn(m_fixture->window()).isEmpty(), qPrintable(wrongIn(m_fixture->window())));
        m_fixture->window().publish();
        QVERIFY(m_fixture->window().publishDialog() != nullptr);
        QVERIFY2(wrongIn(*m_fixture->window().publishDialog()).isEmpty(),
                 qPrintable(wrongIn(*m_fixture->window().publishDialog())));
    }
    void textCanBeRead_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void textCanBeRead()
    {
        QFETCH(bool, isDark);
        applyTheme(isDark ? ThemeChoice::Dark : ThemeChoice::Light);
        const QPalette palette = QApplication::palette();
        QVERIFY(contrast(palette.color(QPalette::Text), palette.color(QPalette::Base)) >= 7.0);
        QVERIFY(contrast(palette.color(QPalette::WindowText), palette.color(QPalette::Window)) >= 7.0);
        QVERIFY(contrast(palette.color(QPalette::ButtonText), palette.color(QPalette::Button)) >= 4.5);
        for (const Tone tone : {Tone::Quiet, Tone::Good, Tone::Caution, Tone::Bad, Tone::Yours}) {
            const double is = contrast(color(tone, palette), palette.color(QPalette::Base));
            QVERIFY2(is >= 4.5, qPrintable(u"tone %1: %2"_s.arg(static_cast<int>(tone)).arg(is)));
        }
        for (const Field field : kFields) {
            QVERIFY(contrast(markColor(field), Qt::black) >= 4.5);
        }
    }
    void codeCanBeRead_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<QString>("definition");
        QTest::addColumn<QString>("code");
        const std::array<std::pair<QString, QString>, 3> samples = {
            {{u"ISO C++"_s, u"void at::native::kernel<float, 4>(int, (anonymous namespace)::Op) // note"_s},
             {u"YAML"_s, u"# note\n- raw_name: \"a\"\n  shapes: [1, true]\n"_s},
             {u"Diff"_s, u"--- a\n+++ b\n@@ -1,2 +1,2 @@\n same\n-old\n+new\n"_s}}};
        for (const bool isDark : {false, true}) {
            for (const auto &[definition, code] : samples) {
                QTest::addRow("%s %s", qPrintable(definition), isDark ? "dark" : "light")
                    << isDark << definition << code;
            }
        }
    }
    void codeCanBeRead()
    {
        QFETCH(bool, isDark);
        QFETCH(QString, definition);
        QFETCH(QString, code);
        applyTheme(isDark ? ThemeChoice::Dark : ThemeChoice::Light);
        const QPalette palette = QApplication::palette();
        QTextDocument document(code);
        CodeHighlighter highlighter(&document, definition);
        highlighter.rehighlight();
        int coloured = 0;
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            const QList<QTextLayout::FormatRange> formats = block.layout()->formats();
            for (const QTextLayout::FormatRange &range : formats) {
                if (range.format.foreground().style() == Qt::NoBrush) {
                    continue;
                }
                ++coloured;
                const QColor color = range.format.foreground().color();
                const double is = contrast(color, palette.color(QPalette::Base));
                QVERIFY2(is >= 4.5, qPrintable(u"%1 in \"%2\": %3"_s.arg(color.name(), block.text()).arg(is)));
            }
        }
        QVERIFY(coloured > 0);
    }
};

QTEST_MAIN(AccessibleTest)
#include "tst_accessible.moc"
