#include "tests/ui/windowfixture.h"
#include "ui/common/text.h"
#include "ui/mainwindow/runpage.h"
#include "ui/rules/packsmodel.h"
#include "ui/rules/readingchangesmodel.h"
#include "ui/rules/ruleeditor.h"
#include "ui/rules/rulesdialog.h"
#include "ui/run/kerneltablepanel.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
/// $XDG_CONFIG_HOME in a folder of the test's own.
class ConfigHome
{
public:
    ConfigHome() : m_before(qgetenv("XDG_CONFIG_HOME")) { qputenv("XDG_CONFIG_HOME", m_scratch.path().c_str()); }
    ~ConfigHome() { m_before.isNull() ? qunsetenv("XDG_CONFIG_HOME") : qputenv("XDG_CONFIG_HOME", m_before); }

    std::filesystem::path pack(const std::string &name, std::string_view text) const
    {
        return m_scratch.write("kernel-atlas/rules/" + name, text);
    }

private:
    test::ScratchDir m_scratch;
    QByteArray m_before;
};

std::string packText(const std::string &id, const std::string &literal, const std::string &friendly)
{
    return "pack: mine # my own\nrules:\n  - id: " + id + "\n    all: [" + literal +
           "]\n    library: CUDA\n    friendly: " + friendly + "\n    description: D\n";
}
} // namespace

class RulesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ConfigHome> m_config;
    std::unique_ptr<test::WindowFixture> m_fixture;

    test::WindowFixture &f() { return *m_fixture; }
    RunPage &page() { return f().page(); }

    void openRun(const std::vector<std::string> &names = {"alpha_gemm_64x32x16", "beta_gemm_128x64x32", "gamma_copy"})
    {
        f().window().setRules({});
        QVERIFY(f().open(test::writeRun(f().scratch(), "run", names)));
    }
    QString friendlyOf(const char *name)
    {
        const ReviewDocument &document = page().session().document();
        return toQString(document.info(document.find(name).value()).text(Field::FriendlyName));
    }
    RuleEditor &editor()
    {
        QTest::keyClick(&f().window(), Qt::Key_R, Qt::ControlModifier);
        auto *made = page().findChild<RuleEditor *>();
        if (made == nullptr) {
            qFatal("no rule editor");
        }
        if (!test::eventually([made] { return made->isCurrent(); })) {
            qFatal("the rule is never tried");
        }
        return *made;
    }
    template<class T>
    T &in(QWidget &widget, const char *name)
    {
        T *found = widget.findChild<T *>(QString::fromLatin1(name));
        if (found == nullptr) {
            qFatal("no %s", name);
        }
        return *found;
    }
    QString cell(RuleEditor &editor, int row, int column)
    {
        return in<QTableView>(editor, "ruleTrial").model()->index(row, column).data().toString();
    }

private Q_SLOTS:
    void init()
    {
        m_config = std::make_unique<ConfigHome>();
        m_fixture = std::make_unique<test::WindowFixture>();
    }
    void cleanup()
    {
        if (f().window().runPage() != nullptr) {
            while (page().session().document().history().canUndo()) {
                page().session().undo();
            }
        }
        m_fixture.reset();
        m_config.reset();
    }

    void draftsARuleForTheKernelInHand()
    {
        openRun();
        RuleEditor &rule = editor();
        QVERIFY(rule.ruleText().startsWith(u"- id: my.alpha_gemm"_s));
        QVERIFY(in<QLabel>(rule, "ruleFit").text().contains(u"matches this kernel"_s));
        QVERIFY(in<QLabel>(rule, "ruleFit").text().contains(u"M = 64"_s));
        QVERIFY(in<QPushButton>(rule, "saveRule").isEnabled());
        QCOMPARE(in<QLineEdit>(rule, "rule-match").text(), u"(?P<M>\\d+)x(?P<N>\\d+)x(?P<K>\\d+)"_s);
    }
    void showsWhatTypingWouldChange()
    {
        openRun();
        RuleEditor &rule = editor();
        auto &literals = in<QPlainTextEdit>(rule, "rule-all");
        literals.selectAll();
        QTest::keyClicks(&literals, u"gemm"_s);
        auto &friendly = in<QLineEdit>(rule, "rule-friendly");
        friendly.selectAll();
        QTest::keyClicks(&friendly, u"GEMM {M}x{N}"_s);
        QVERIFY2(rule.ruleText().contains(u"all: [gemm]"_s), qPrintable(rule.ruleText()));
        QVERIFY2(rule.ruleText().contains(u"friendly: \"GEMM {M}x{N}\""_s), qPrintable(rule.ruleText()));
        QVERIFY(test::eventually([&] { return rule.isCurrent(); }));
        QAbstractItemModel *model = in<QTableView>(rule, "ruleTrial").model();
        const QAbstractItemModelTester tester(model);
        QStringList after;
        for (int row = 0; row < model->rowCount(); ++row) {
            after += cell(rule, row, ReadingChangesModel::AfterColumn);
        }
        QVERIFY2(after.contains(u"GEMM 64x32"_s), qPrintable(after.join(u" | "_s)));
        QVERIFY2(after.contains(u"GEMM 128x64"_s), qPrintable(after.join(u" | "_s)));
        QVERIFY(in<QLabel>(rule, "ruleSummary").text().startsWith(u"Matches 2 kernels"_s));
        QVERIFY(in<QLabel>(rule, "ruleSummary").text().contains(u"2 would look different"_s));
    }
    void saysWhenAPersonsValueHidesTheRule()
    {
        openRun();
        const EntryId first = page().session().document().find("alpha_gemm_64x32x16").value();
        page().session().setField(first, Field::FriendlyName, std::string("By hand"));
        RuleEditor &rule = editor();
        const ReviewDocument &document = page().session().document();
        const auto said = [&](Field field) {
            return toDisplayText(document.readings()->readingAlone(*document.kernelOf(first)).info[field]);
        };
        rule.setRuleText(QString::fromStdString(
            "- id: x\n  all: [alpha_gemm]\n  op: gemm\n  library: CUDA\n  friendly: Other\n  generic: \"" +
            said(Field::Generic) + "\"\n  description: \"" + said(Field::Description) + "\"\n"));
        QVERIFY(test::eventually([&] { return rule.isCurrent(); }));
        QCOMPARE(in<QTableView>(rule, "ruleTrial").model()->rowCount(), 1);
        QCOMPARE(cell(rule, 0, ReadingChangesModel::NoteColumn), u"hidden: you set this field"_s);
        QVERIFY(in<QLabel>(rule, "ruleSummary").text().contains(u"nothing shown would change"_s));
    }
    void namesMistakesInPlace()
    {
        openRun();
        RuleEditor &rule = editor();
        auto &match = in<QLineEdit>(rule, "rule-match");
        match.selectAll();
        QTest::keyClicks(&match, u"(x"_s);
        QVERIFY(test::eventually([&] { return rule.isCurrent(); }));
        QVERIFY2(in<QLabel>(rule, "ruleFindings").text().startsWith(u"line 3: RE2 cannot read"_s),
                 qPrintable(in<QLabel>(rule, "ruleFindings").text()));
        QVERIFY(!in<QPushButton>(rule, "saveRule").isEnabled());
        QVERIFY(!in<QPlainTextEdit>(rule, "ruleText").extraSelections().isEmpty());
        rule.setRuleText(u"- id: [x\n"_s);
        QVERIFY(!in<QLineEdit>(rule, "rule-id").isEnabled());
        QVERIFY(test::eventually([&] { return rule.isCurrent(); }));
        QVERIFY(!in<QPushButton>(rule, "saveRule").isEnabled());
        rule.setRuleText(u"- id: x\n  all: [alpha]\n  library: CUDA\n  friendly: X\n  description: D\n"_s);
        QVERIFY(test::eventually([&] { return rule.isCurrent(); }));
        QVERIFY(in<QPushButton>(rule, "saveRule").isEnabled());
        QCOMPARE(in<QLineEdit>(rule, "rule-id").text(), u"x"_s);
        QVERIFY(in<QPlainTextEdit>(rule, "ruleText").extraSelections().isEmpty());
    }
    void savesIntoThePackAndReadsTheRunByIt()
    {
        const auto file = m_config->pack("mine.yaml", packText("old", "gamma", "Gamma"));
        openRun();
        QCOMPARE(friendlyOf("gamma_copy"), u"Gamma"_s);
        RuleEditor &rule = editor();
        QCOMPARE(rule.packFile(), file);
        rule.setRuleText(u"- id: new # why\n  all: [gemm]\n  library: CUDA\n  friendly: Saved\n  description: D\n"_s);
        QSignalSpy saved(&rule, &RuleEditor::saved);
        QVERIFY(test::eventually([&] { return rule.isCurrent(); }));
        QTest::mouseClick(&in<QPushButton>(rule, "saveRule"), Qt::LeftButton);
        QCOMPARE(saved.size(), 1);
        const std::string text = test::bytesOf(file);
        QVERIFY(text.starts_with("pack: mine # my own\nrules:\n  - id: new # why\n    all: [gemm]\n"));
        QVERIFY(text.ends_with("    friendly: Gamma\n    description: D\n"));
        QVERIFY(test::bytesOf(examplesFile(file)).contains("alpha_gemm_64x32x16"));
        QVERIFY(test::eventually([&] { return friendlyOf("alpha_gemm_64x32x16").startsWith(u"Saved ["_s); })); // of two
        QCOMPARE(friendlyOf("gamma_copy"), u"Gamma"_s);
    }
    void beginsANewPack()
    {
        openRun();
        RuleEditor &rule = editor();
        const auto file = rule.packFile();
        QVERIFY(!std::filesystem::exists(file));
        QTest::keyClick(&rule, Qt::Key_S, Qt::ControlModifier);
        QVERIFY(test::eventually([&] { return std::filesystem::exists(file); }));
        QVERIFY(test::eventually([&] { return !page().ruleDesk().isBusy() && page().ruleDesk().packs().size() == 2; }));
        QCOMPARE(f().child<QPushButton>("headerRules").text(), u"Rules: mine over standard"_s);
    }
    void followsChangesOnDisk()
    {
        const auto file = m_config->pack("mine.yaml", packText("a", "alpha", "First"));
        openRun();
        QCOMPARE(friendlyOf("alpha_gemm_64x32x16"), u"First"_s);
        m_config->pack("mine.yaml", packText("a", "alpha", "Second"));
        QVERIFY(test::eventually([&] { return friendlyOf("alpha_gemm_64x32x16") == u"Second"_s; }));
        m_config->pack("mine.yaml", packText("a", "alpha", "'Broken"));
        QVERIFY(test::eventually([&] { return page().ruleDesk().hasErrors(); }));
        QCOMPARE(friendlyOf("alpha_gemm_64x32x16"), u"Second"_s);
        QVERIFY(page().ruleDesk().packs().front().isOld);
        QVERIFY(f().child<QPushButton>("headerRules").text().contains(u"⚠"_s));
        m_config->pack("mine.yaml", packText("a", "alpha", "Third"));
        QVERIFY(test::eventually([&] { return friendlyOf("alpha_gemm_64x32x16") == u"Third"_s; }));
        QVERIFY(!page().ruleDesk().hasErrors());
        m_config->pack("also.yaml", packText("b", "gamma", "Also"));
        QVERIFY(test::eventually([&] { return friendlyOf("gamma_copy") == u"Also"_s; }));
    }
    void aReloadedPackOffersItsLibraries()
    {
        const auto file = m_config->pack("mine.yaml", packText("mine", "gamma", "Gamma"));
        openRun();
        RuleEditor &rule = editor();
        auto &details = f().child<QComboBox>("input_source_lib");
        auto &form = in<QComboBox>(rule, "rule-library");
        QCOMPARE(details.findText(u"Zebra"_s), -1);
        details.lineEdit()->setText(u"half ty"_s);
        m_config->pack("mine.yaml", "libraries: [Zebra]\n" + packText("mine", "gamma", "Gamma"));
        page().ruleDesk().reload();
        QVERIFY(test::eventually([&] { return details.findText(u"Zebra"_s) >= 0; }));
        QVERIFY(form.findText(u"Zebra"_s) >= 0);
        QCOMPARE(form.currentText(), u"CUDA"_s);
        QCOMPARE(details.currentText(), u"half ty"_s); // what is typed stays
        QTest::keyClick(details.lineEdit(), Qt::Key_Escape);
        QVERIFY(details.currentText() != u"half ty"_s);
        details.setFocus();
        details.lineEdit()->selectAll();
        QTest::keyClicks(details.lineEdit(), u"zeb"_s);
        QCOMPARE(details.completer()->currentCompletion(), u"Zebra"_s);
        QTest::keyClick(details.lineEdit(), Qt::Key_Escape);
        QVERIFY(!page().session().document().isModified());
    }
    void switchesPacks()
    {
        m_config->pack("mine.yaml", packText("a", "alpha", "Mine"));
        openRun();
        QTest::mouseClick(&f().child<QPushButton>("headerRules"), Qt::LeftButton);
        auto *dialog = page().findChild<RulesDialog *>();
        QVERIFY(dialog != nullptr);
        auto &packs = in<QTableView>(*dialog, "packs");
        const QAbstractItemModelTester tester(packs.model());
        QCOMPARE(packs.model()->rowCount(), 2);
        QCOMPARE(packs.model()->index(0, PacksModel::PackColumn).data().toString(), u"mine"_s);
        QCOMPARE(packs.model()->index(1, PacksModel::PackColumn).data().toString(), u"standard"_s);
        auto &used = in<QComboBox>(*dialog, "usedPacks");
        used.setFocus();
        used.setCurrentIndex(used.findData(u"seed"_s));
        Q_EMIT used.activated(used.currentIndex());
        QVERIFY(test::eventually([&] { return page().ruleDesk().title() == u"seed"_s; }));
        QCOMPARE(friendlyOf("alpha_gemm_64x32x16"), u"CUDA kernel"_s);
        QCOMPARE(f().child<QPushButton>("headerRules").text(), u"Rules: seed"_s);
        QCOMPARE(packs.model()->rowCount(), 1);
        page().ruleDesk().use({});
        QVERIFY(test::eventually([&] { return friendlyOf("alpha_gemm_64x32x16") == u"Mine"_s; }));
    }
    void comparesTwoPacks()
    {
        m_config->pack("mine.yaml", packText("a", "alpha", "Mine"));
        openRun();
        RulesDialog *dialog = page().showRules();
        dialog->compare(u"standard"_s, {});
        QVERIFY(test::eventually([&] { return !dialog->isComparing(); }));
        auto &view = in<QTableView>(*dialog, "packDifferences");
        QVERIFY(view.model()->rowCount() >= 1);
        QCOMPARE(view.model()->index(0, ReadingChangesModel::AfterColumn).data().toString(), u"Mine"_s);
        QVERIFY(in<QLabel>(*dialog, "packComparison").text().startsWith(u"1 of 3 kernels"_s));
        dialog->compare(u"standard"_s, u"standard"_s);
        QVERIFY(test::eventually([&] { return !dialog->isComparing(); }));
        QCOMPARE(view.model()->rowCount(), 0);
    }
};

QTEST_MAIN(RulesTest)
#include "tst_rules.moc"
