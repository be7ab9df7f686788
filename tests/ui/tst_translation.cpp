#include "tests/ui/windowfixture.h"
#include "ui/common/corewords.h"
#include "ui/common/language.h"
#include "ui/common/text.h"
#include "ui/common/verdictappearance.h"
#include "ui/mainwindow/runpage.h"
#include "ui/run/kerneltablemodel.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/run/stagetabbar.h"

#include <QAction>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <algorithm>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
constexpr int kPatienceMs = 120'000;

struct Message
{
    QString context;
    QString source;
    QString translation;
    bool isFinished = true;
};

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message{context, {}, {}};
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1) {
            message.source = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            message.isFinished = !xml.attributes().hasAttribute("type"_L1); // unfinished, vanished or obsolete
            message.translation = xml.readElementText();
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QList<Message> readTranslation(const QString &path)
{
    QFile file(path);
    QList<Message> messages;
    if (!file.open(QIODevice::ReadOnly)) {
        return messages;
    }
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        if (xml.name() == "name"_L1) {
            context = xml.readElementText();
        } else if (xml.name() == "message"_L1) {
            messages.append(readMessage(xml, context));
        }
    }
    return messages;
}

/// Where in `text` values go, in the order of their names: "%1 %1 %n".
QString placesIn(const QString &text)
{
    static const QRegularExpression kPlace(u"%L?[0-9]+|%n"_s);
    QStringList places;
    for (const QRegularExpressionMatch &match : kPlace.globalMatch(text)) {
        places += match.captured();
    }
    places.sort();
    return places.join(u' ');
}

/// Keys that Alt reaches; "&&" is a letter.
qsizetype mnemonicsIn(QString text)
{
    return text.remove(u"&&"_s).count(u'&');
}

bool hasChinese(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.script() == QChar::Script_Han; });
}

/// All actions below the menu bar, but those of lists that a person fills.
QList<QAction *> actionsOf(const QMenu &menu)
{
    QList<QAction *> all;
    for (QAction *action : menu.actions()) {
        if (!action->isSeparator()) {
            all.append(action);
        }
        if (action->menu() != nullptr) {
            all.append(actionsOf(*action->menu()));
        }
    }
    return all;
}

QAction &chineseAction(const MainWindow &window)
{
    for (const QAction *top : window.menuBar()->actions()) {
        for (QAction *action : actionsOf(*top->menu())) {
            if (action->text().startsWith(u"简体中文"_s)) {
                return *action;
            }
        }
    }
    qFatal("no action for Chinese");
}
} // namespace

/// The translations, and the window in one of them.
class TranslationTest : public QObject
{
    Q_OBJECT
    /// The texts of core with their numbers, as they come; in English nothing of them changes.
    static QStringList sentencesOfCore()
    {
        return {u"20 × (prefill + decode), 99.0 % explained"_s,
                u"combined = 20 × (prefill + decode), 99.0 % explained"_s,
                u"in prefill"_s,
                u"1 iteration"_s,
                u"20 000 iterations"_s,
                u"no verdicts: the runs are from different GPUs (A100 and H100)"_s,
                u"no verdicts: only 3 of 120 kernels are in both tables"_s,
                u"no verdicts: both tables list only part of the kernels"_s,
                u"no multiplier: the numbers of calls have no one ratio. Ratios: 1.0 (3 kernels, 40 % of the shared "
                "time), 2.0 (1 kernel, 7 % of the shared time) and 3 more; compare the stages instead"_s,
                u"multiplier 2: 5 of 10 shared kernels have that ratio of calls; calls and times of the candidate are "
                "divided by 2"_s,
                u"noise between runs 1.2 % and drift 0.998, from 30 steady kernels"_s,
                u"the timer's resolution is not known; 1 ns is taken"_s,
                u"the candidate's GPU is not known; taken to be the same"_s,
                u"46 of 76 rows tested, 30 refused; 61 pairs: 55 same name, 4 renamed, 2 added"_s,
                u"likely replaced (decided); few samples; mean and median disagree (median −3.2 %)"_s,
                u"threshold 7.3 % or 2.5 × the calls would decide"_s,
                u"Welch's test on the log ratio, ν 12, p < 0.001, adjusted p 0.02, noise between runs 1.2 %, threshold "
                "5.0 %; beside the whole run's drift +1.0 %; median −3.0 %"_s,
                u"gone"_s,
                u"[unbounded]"_s,
                u"prefill, CUDA: 100.0 µs an iteration, 20.0 % of the stage, 10 launches of 1 kernel"_s,
                u"3. GEMM: 2.0 %, together 90.0 %, in the selection"_s,
                u"others' speed: −232.7 µs"_s,
                u"Edit tiled"_s,
                u"Mark as needing work: 3 kernels"_s};
    }

private Q_SLOTS:
    void everyTextOfTheSourcesIsTranslated()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"now.ts"_s);
        QVERIFY(QFile::copy(QStringLiteral(ATLAS_TRANSLATION), path));
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
        QProcess lupdate;
        const QString arguments = QStringLiteral(ATLAS_LUPDATE_ARGUMENTS);
        lupdate.start(QStringLiteral(ATLAS_LUPDATE), arguments.split(u'|') + QStringList{u"-ts"_s, path});
        QVERIFY2(lupdate.waitForFinished(kPatienceMs), qPrintable(lupdate.errorString()));
        QCOMPARE(lupdate.exitCode(), 0);

        const QList<Message> now = readTranslation(path);
        const QList<Message> kept = readTranslation(QStringLiteral(ATLAS_TRANSLATION));
        QVERIFY(now.size() > 800);
        QStringList missing;
        for (const Message &message : now) {
            if (!message.isFinished || message.translation.isEmpty()) {
                missing += message.context + u": "_s + message.source;
            }
        }
        QVERIFY2(missing.isEmpty(),
                 qPrintable(u"run ./dev update-translations and translate:\n"_s + missing.join(u'\n')));
        QVERIFY2(now.size() == kept.size(), "texts are gone from the sources; run ./dev update-translations");
    }

    void translationsKeepPlacesAndMnemonics_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("translation");
        for (const Message &message : readTranslation(QStringLiteral(ATLAS_TRANSLATION))) {
            QTest::newRow(qPrintable(message.context + u": "_s + message.source))
                << message.source << message.translation;
        }
    }
    void translationsKeepPlacesAndMnemonics()
    {
        QFETCH(QString, source);
        QFETCH(QString, translation);
        QCOMPARE(placesIn(translation), placesIn(source));
        QCOMPARE(mnemonicsIn(translation), mnemonicsIn(source));
        QCOMPARE(translation.count(u'\n'), source.count(u'\n'));
        QCOMPARE(translation.section(u'\t', 1), source.section(u'\t', 1)); // the key beside a menu's text
    }

    void languageFollowsTheSystem_data()
    {
        QTest::addColumn<QStringList>("wanted");
        QTest::addColumn<QString>("language");
        QTest::newRow("simplified") << QStringList{u"zh-Hans-CN"_s, u"zh-CN"_s, u"zh"_s} << u"zh_CN"_s;
        QTest::newRow("Singapore") << QStringList{u"zh-SG"_s} << u"zh_CN"_s;
        QTest::newRow("traditional") << QStringList{u"zh-Hant-TW"_s, u"zh-TW"_s} << u"en"_s;
        QTest::newRow("traditional, then simplified") << QStringList{u"zh-TW"_s, u"zh-CN"_s} << u"zh_CN"_s;
        QTest::newRow("English before Chinese") << QStringList{u"en-GB"_s, u"zh-CN"_s} << u"en"_s;
        QTest::newRow("one that is not spoken") << QStringList{u"fr-FR"_s, u"zh-CN"_s} << u"zh_CN"_s;
        QTest::newRow("none") << QStringList{u"fr-FR"_s} << u"en"_s;
        QTest::newRow("C") << QStringList{u"C"_s} << u"en"_s;
        QTest::newRow("nothing") << QStringList{} << u"en"_s;
    }
    void languageFollowsTheSystem()
    {
        QFETCH(QStringList, wanted);
        QFETCH(QString, language);
        QCOMPARE(key(languageFor(LanguageChoice::System, wanted)), language);
        QCOMPARE(key(languageFor(LanguageChoice::English, wanted)), u"en"_s);
        QCOMPARE(key(languageFor(LanguageChoice::SimplifiedChinese, wanted)), u"zh_CN"_s);
    }

    void languagesAreNamed()
    {
        for (const LanguageChoice choice : kLanguageChoices) {
            QVERIFY(languageNamed(key(choice)) == choice);
        }
        QVERIFY(!languageNamed(u"klingon"_s));
    }

    void choosingALanguageKeepsItAndSaysWhenItCounts()
    {
        test::WindowFixture fixture;
        QVERIFY(fixture.settings().language() == LanguageChoice::System);
        QVERIFY(!chineseAction(fixture.window()).isChecked());
        chineseAction(fixture.window()).trigger();
        auto &box = fixture.child<QMessageBox>("languageBox");
        QVERIFY(box.text().contains(u"next time"_s));
        QTest::keyClick(&box, Qt::Key_Enter);
        QVERIFY(fixture.settings().language() == LanguageChoice::SimplifiedChinese);
        fixture.restart();
        QVERIFY(chineseAction(fixture.window()).isChecked());
    }

    void englishSentencesOfCoreStay()
    {
        for (const QString &sentence : sentencesOfCore()) {
            QCOMPARE(coreText(toUtf8(sentence)), sentence);
        }
        const QString name = u"void f<%1, at::g>(a; b)"_s;
        QCOMPARE(coreText(toUtf8(name)), name);
    }

    /// Last of all: what is installed stays.
    void windowSpeaksChinese()
    {
        applyLanguage(LanguageChoice::SimplifiedChinese);
        test::WindowFixture fixture;
        QVERIFY(fixture.open(test::sampleRun()));
        QStringList english;
        const auto look = [&english](const QString &text) {
            if (!hasChinese(text)) {
                english += text;
            }
        };
        for (const QAction *top : fixture.window().menuBar()->actions()) {
            look(top->text());
            for (const QAction *action : actionsOf(*top->menu())) {
                look(action->text());
                look(action->statusTip().isEmpty() ? action->text() : action->statusTip());
            }
        }
        english.removeAll(u"&English"_s);
        english.removeIf([](const QString &text) { return QDir::isAbsolutePath(text); }); // recent runs
        for (const QPushButton *button : fixture.window().findChildren<QPushButton *>()) {
            if (button->objectName() == u"noticeAction"_s) {
                continue; // its words come with what there is to tell
            }
            look(button->text().isEmpty() ? button->accessibleName() : button->text());
        }
        const StageTabBar &tabs = fixture.page().tabs();
        look(tabs.tabText(0));
        look(tabs.tabText(tabs.count() - 1));
        look(tabs.tabToolTip(0));
        look(fixture.child<QLineEdit>("filterText").placeholderText());
        look(fixture.child<QLabel>("reviewProgress").text());
        look(fixture.child<QLabel>("selectionSummary").text());
        const QAbstractItemModel &table = fixture.page().table().model();
        for (int column = 0; column < table.columnCount(); ++column) {
            look(table.headerData(column, Qt::Horizontal).toString());
            look(table.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString());
        }
        for (const Verdict verdict : kVerdicts) {
            look(glyphAndWords(verdict));
            look(explanation(verdict));
        }
        for (int i = 1; i <= static_cast<int>(Refusal::CutName); ++i) {
            look(words(static_cast<Refusal>(i)));
        }
        for (const Badge badge : kBadges) {
            look(words(badge));
        }
        for (const char *label : {"in the selection", "12 of 60 kernels shown", "3 others", "reading decode"}) {
            look(coreWord(label));
        }
        for (const QString &sentence : sentencesOfCore()) {
            const QString shown = coreText(toUtf8(sentence));
            look(shown);
            for (const QString &word : {u" kernel"_s, u" the "_s, u" of "_s, u" is "_s, u" same "_s, u" renamed"_s}) {
                QVERIFY2(!shown.contains(word), qPrintable(shown));
            }
        }
        QCOMPARE(coreText("void f<%1, at::g>(a; b)"), u"void f<%1, at::g>(a; b)"_s); // a name
        QCOMPARE(coreText("f<a, added, 1 kernel>: 3.0 ms"), u"f<a, added, 1 kernel>: 3.0 ms"_s);
        QCOMPARE(coreText("Replace “a, added, b; gone”"), u"Replace “a, added, b; gone”"_s); // typed
        QCOMPARE(coreText("2 of 3 rows tested, 1 refused; 1 pair: 1 same name").count(u"；"_s), 1);
        QCOMPARE(coreWord("12 of 60 kernels shown"), u"显示 60 个核函数中的 12 个"_s);
        QCOMPARE(coreWord("others"), u"others"_s); // a name
        QVERIFY2(english.isEmpty(), qPrintable(english.join(u'\n')));
    }
};

QTEST_MAIN(TranslationTest)

#include "tst_translation.moc"
