#include "ui/rules/ruleeditor.h"

#include "core/authoring/ruledraft.h"
#include "core/authoring/ruletext.h"
#include "core/base/format.h"
#include "core/inference/packreader.h"
#include "core/inference/rulesetbuilder.h"
#include "ui/common/appearance.h"
#include "ui/common/counttext.h"
#include "ui/common/flatstyle.h"
#include "ui/common/syntax.h"
#include "ui/common/text.h"
#include "ui/common/windowsize.h"
#include "ui/rules/markednameview.h"
#include "ui/rules/readingchangesmodel.h"
#include "ui/rules/ruleformview.h"

#include <QCloseEvent>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kPauseMs = 200;

QLabel *quietLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

void tint(QLabel &label, Tone tone)
{
    QPalette palette = label.parentWidget()->palette();
    palette.setColor(QPalette::WindowText, color(tone, palette));
    palette.setColor(QPalette::PlaceholderText, color(tone, palette));
    label.setPalette(palette);
}

/// The rule alone, as far as it can be read.
PackReading<RulePack> onlyThis(const std::string &ruleText)
{
    return readPack("pack: rule\nrules:\n" + ruleText, "rule");
}

std::vector<std::string> idsIn(const std::optional<std::string> &pack)
{
    std::vector<std::string> ids;
    for (const Rule &rule : readPack(pack.value_or(std::string()), "pack").value.rules) {
        ids.push_back(rule.id);
    }
    return ids;
}
} // namespace

RuleEditor::RuleEditor(RunSession &session, RuleDesk &desk, EntryId entry, QWidget *parent)
    : QDialog(parent), m_session(session), m_desk(desk), m_rawName(session.document().nameInRun(entry)),
      m_name(new MarkedNameView(this)), m_fit(quietLabel(u"ruleFit"_s, this)),
      m_form(new RuleFormView(session.rules().libraries(), this)), m_text(new QPlainTextEdit(this)),
      m_highlighter(new CodeHighlighter(m_text->document(), u"YAML"_s)),
      m_findings(quietLabel(u"ruleFindings"_s, this)), m_summary(quietLabel(u"ruleSummary"_s, this)),
      m_model(new ReadingChangesModel(session, tr("Now"), tr("Then"), this)),
      m_view(makeReadingChangesView(m_model, this)), m_pack(new QComboBox(this)),
      m_save(new QPushButton(tr("&Save rule"), this))
{
    setObjectName(u"ruleEditor"_s);
    setWindowTitle(tr("New rule from %1").arg(toQString(session.document().info(entry).text(Field::FriendlyName))));
    resizeWithinScreen(*this, {1180, 860});
    build();
    m_name->setName(m_rawName);
    fillPacks();
    const auto pack = openPack(packFile());
    const std::vector<std::string> taken = pack ? idsIn(pack->text) : std::vector<std::string>();
    m_draft = toQString(draftRule(m_rawName, session.document().reading(entry), taken));
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &RuleEditor::tryOut);
    connect(m_text, &QPlainTextEdit::textChanged, this, &RuleEditor::onTextChanged);
    connect(m_form, &RuleFormView::edited, this, &RuleEditor::takeForm);
    connect(&session, &RunSession::catalogChanged, this, [this] { m_pause.start(); });
    connect(&session, &RunSession::rulesChanged, this, [this] { m_form->setLibraries(m_session.rules().libraries()); });
    m_text->setPlainText(m_draft);
    m_pause.stop();
    tryOut();
    m_form->setFocus();
}

void RuleEditor::build()
{
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_form);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *columns = new QSplitter(Qt::Horizontal, this);
    columns->setChildrenCollapsible(false);
    columns->addWidget(scroll);
    columns->addWidget(buildText());
    columns->setSizes({520, 620});
    auto *below = new QWidget(this);
    auto *list = new QVBoxLayout(below);
    list->setContentsMargins(0, 0, 0, 0);
    list->addWidget(m_summary);
    list->addWidget(m_view, 1);
    m_view->setObjectName(u"ruleTrial"_s);
    m_view->setAccessibleName(tr("Kernels that the rule matches"));
    connect(m_view, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT kernelRequested(m_model->kernelAt(index.row())); });
    auto *rows = new QSplitter(Qt::Vertical, this);
    rows->setChildrenCollapsible(false);
    rows->addWidget(columns);
    rows->addWidget(below);
    rows->setSizes({440, 240});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->setSpacing(8);
    layout->addWidget(m_name);
    layout->addWidget(m_fit);
    layout->addWidget(rows, 1);
    layout->addWidget(buildButtons());
}

QWidget *RuleEditor::buildText()
{
    auto *side = new QWidget(this);
    m_text->setObjectName(u"ruleText"_s);
    m_text->setAccessibleName(tr("The rule as text"));
    m_text->setToolTip(
        tr("The rule as it will stand in the pack; everything in the handbook of rules can be written here"));
    m_text->setFont(codeFont());
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text, 1);
    m_findings->setFont(codeFont());
    m_findings->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_findings);
    return side;
}

QWidget *RuleEditor::buildButtons()
{
    auto *line = new QWidget(this);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(tr("Save &into"), line);
    label->setBuddy(m_pack);
    m_pack->setObjectName(u"rulePack"_s);
    m_pack->setAccessibleName(tr("Pack to save into"));
    m_pack->setToolTip(tr("The rule becomes the first of this pack; comments and layout of the file stay as they are"));
    m_pack->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_pack, &QComboBox::activated, this, &RuleEditor::choosePack);
    m_save->setObjectName(u"saveRule"_s);
    m_save->setProperty(kPrimaryProperty, true);
    m_save->setToolTip(tr("Write the rule and this kernel as its example (Ctrl+S)"));
    m_save->setShortcut(QKeySequence::Save);
    m_save->setAutoDefault(false);
    connect(m_save, &QPushButton::clicked, this, &RuleEditor::save);
    auto *cancel = new QPushButton(tr("Cancel"), line);
    cancel->setAutoDefault(false);
    cancel->setToolTip(tr("Write nothing (Esc)"));
    connect(cancel, &QPushButton::clicked, this, &RuleEditor::reject);
    layout->addWidget(label);
    layout->addWidget(m_pack);
    layout->addStretch();
    layout->addWidget(m_save);
    layout->addWidget(cancel);
    return line;
}

/// The person's packs and the project's, a new one, and any other file.
void RuleEditor::fillPacks()
{
    std::vector<std::filesystem::path> files = m_desk.options().projectPacks;
    std::ranges::copy(userPackFiles(), std::back_inserter(files));
    m_pack->clear();
    for (const std::filesystem::path &file : files) {
        m_pack->addItem(fromPath(file), fromPath(file));
    }
    const std::filesystem::path fresh = userRulesFolder() / "mine.yaml";
    if (std::ranges::find(files, fresh) == files.end()) {
        m_pack->addItem(tr("%1 (new)").arg(fromPath(fresh)), fromPath(fresh));
    }
    m_pack->addItem(tr("Another file…"));
    m_pack->setCurrentIndex(0);
}

void RuleEditor::choosePack(int index)
{
    if (m_pack->itemData(index).isNull()) {
        const QString path =
            QFileDialog::getSaveFileName(this, tr("Pack to save into"), fromPath(userRulesFolder()),
                                         tr("Rule packs (*.yaml)"), nullptr, QFileDialog::DontConfirmOverwrite);
        path.isEmpty() ? m_pack->setCurrentIndex(0) : setPackFile(toPath(path));
    }
    m_pause.start();
}

std::filesystem::path RuleEditor::packFile() const
{
    return toPath(m_pack->currentData().toString());
}

void RuleEditor::setPackFile(const std::filesystem::path &file)
{
    if (m_pack->findData(fromPath(file)) < 0) {
        m_pack->insertItem(0, fromPath(file), fromPath(file));
    }
    m_pack->setCurrentIndex(m_pack->findData(fromPath(file)));
    m_pause.start();
}

QString RuleEditor::ruleText() const
{
    return m_text->toPlainText();
}

void RuleEditor::setRuleText(const QString &text)
{
    if (text == ruleText()) {
        return;
    }
    QTextCursor cursor(m_text->document()); // one step of undo, unlike setPlainText()
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    cursor.endEditBlock();
}

void RuleEditor::onTextChanged()
{
    m_form->setForm(readRuleForm(toUtf8(ruleText())));
    markName();
    m_pause.start();
}

void RuleEditor::takeForm(const QString &key, const QStringList &items)
{
    std::vector<std::string> list;
    for (const QString &item : items) {
        list.push_back(toUtf8(item));
    }
    setRuleText(toQString(withRuleValue(toUtf8(ruleText()), toUtf8(key), list)));
}

/// At once, on this thread: one rule and one name are cheap.
void RuleEditor::markName()
{
    const PackReading<RulePack> reading = onlyThis(toUtf8(ruleText()));
    NameMarks marks = atlas::markName(reading.value, 0, m_rawName);
    QStringList parts;
    if (reading.value.rules.empty()) {
        parts += tr("not a rule as yet");
    } else {
        parts += marks.holds ? tr("✓ matches this kernel") : tr("✗ does not match this kernel");
        for (const std::string &literal : marks.missing) {
            parts += tr("not in the name: %1").arg(toQString(literal));
        }
        for (const std::string &literal : marks.forbidden) {
            parts += tr("must not be in the name: %1").arg(toQString(literal));
        }
        for (const NameMark &mark : marks.marks) {
            if (mark.kind == NameMark::Kind::Capture) {
                parts += u"%1 = %2"_s.arg(toQString(mark.name), toQString(mark.value));
            }
        }
        parts.removeDuplicates();
    }
    m_fit->setText(parts.join(u" · "_s));
    tint(*m_fit, marks.holds ? Tone::Good : Tone::Caution);
    m_name->setMarks(std::move(marks.marks));
}

RuleEditor::Attempt RuleEditor::attempt(const EditedPack &pack, const std::string &text, RuleSetOptions options,
                                        const ReviewDocument &document, std::string_view rawName, std::stop_token stop)
{
    Attempt made;
    made.pack = pack;
    made.insertion = insertRule(pack, text);
    if (!made.insertion) {
        return made;
    }
    made.findings = checkInsertedRule(*made.insertion, pack.file, &made.hasOtherFindings);
    if (!made.findings.empty() && worst(made.findings) == Severity::Error) {
        return made;
    }
    options.pack.clear(); // what counts once the packs are in force
    options.texts[pack.file] = made.insertion->text;
    const bool isLayer = std::ranges::find(options.projectPacks, pack.file) != options.projectPacks.end() ||
                         pack.file.parent_path() == userRulesFolder();
    if (!isLayer) {
        options.projectPacks.insert(options.projectPacks.begin(), pack.file);
    }
    RuleSetBuilder alone;
    RulePack single = readPack(made.insertion->text, pack.file.string()).value;
    std::erase_if(single.rules, [&](const Rule &rule) { return rule.id != made.insertion->ruleId; });
    single.structure.reset();
    single.fallback.reset();
    alone.add(std::move(single));
    if (const auto loaded = loadRuleSet(options)) {
        made.trial = tryRule(loaded->rules, *alone.build(), document, stop);
        made.reading = loaded->rules->read(rawName);
    }
    return made;
}

void RuleEditor::tryOut()
{
    const auto pack = openPack(packFile());
    if (!pack) {
        m_savesWhenTried = false;
        m_findings->setText(errorText(pack.error()));
        tint(*m_findings, Tone::Bad);
        m_save->setEnabled(false);
        return;
    }
    m_task.start(
        [pack = *pack, text = toUtf8(ruleText()), options = m_desk.options(), document = m_session.snapshot(),
         name = m_rawName](std::stop_token stop) {
            return std::make_shared<const Attempt>(attempt(pack, text, options, *document, name, stop));
        },
        [this](std::shared_ptr<const Attempt> made) { take(std::move(made)); });
}

void RuleEditor::take(std::shared_ptr<const Attempt> attempt)
{
    m_attempt = std::move(attempt);
    if (m_attempt->insertion) {
        m_model->setTrial(m_attempt->trial, m_attempt->insertion->ruleId);
    } else {
        m_model->clear();
    }
    showFindings();
    showSummary();
    if (std::exchange(m_savesWhenTried, false) && m_save->isEnabled()) {
        save();
    }
}

void RuleEditor::showFindings()
{
    std::vector<Diagnostic> findings = m_attempt->findings;
    if (!m_attempt->insertion) {
        findings.push_back(toDiagnostic(m_attempt->insertion.error(), "rule-unreadable"));
    }
    QList<QTextEdit::ExtraSelection> selections;
    QStringList texts;
    for (const Diagnostic &finding : findings) {
        const SourceLocation &at = finding.location;
        texts +=
            at.line > 0 ? tr("line %1: %2").arg(at.line).arg(toQString(finding.message)) : toQString(finding.message);
        const QTextBlock block = m_text->document()->findBlockByNumber(static_cast<int>(at.line) - 1);
        if (!block.isValid()) {
            continue;
        }
        const std::string line = toUtf8(block.text());
        const std::size_t begin = std::min(at.column > 0 ? at.column - 1 : 0, line.size());
        const std::size_t length = finding.length > 0 ? finding.length : line.size() - begin;
        const auto position = [&](std::size_t byte) {
            return block.position() + static_cast<int>(toQString(std::string_view(line).substr(0, byte)).size());
        };
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(m_text->document());
        selection.cursor.setPosition(position(begin));
        selection.cursor.setPosition(position(std::min(begin + length, line.size())), QTextCursor::KeepAnchor);
        selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        selection.format.setUnderlineColor(color(tone(finding.severity), palette()));
        selection.format.setToolTip(plainToolTip(toQString(finding.message)));
        selections.append(selection);
    }
    m_text->setExtraSelections(selections);
    if (m_attempt->insertion && !m_attempt->insertion->newLibrary.empty()) {
        texts += tr("“%1” is a new library; saving adds it to the pack's libraries.")
                     .arg(toQString(m_attempt->insertion->newLibrary));
    }
    if (m_attempt->hasOtherFindings) {
        texts += tr("Other rules of this pack have problems; see the packs.");
    }
    m_findings->setText(texts.join(u'\n'));
    m_findings->setVisible(!texts.isEmpty());
    const bool isBroken = !findings.empty() && worst(findings) == Severity::Error;
    tint(*m_findings, isBroken ? Tone::Bad : Tone::Caution);
    m_save->setEnabled(!isBroken);
}

void RuleEditor::showSummary()
{
    const RuleTrial &trial = m_attempt->trial;
    const auto changes = [](const TrialKernel &kernel) {
        return std::ranges::any_of(kernel.fields, &TrialField::isVisible);
    };
    const auto hidden = [&](const TrialKernel &kernel) { return !kernel.fields.empty() && !changes(kernel); };
    const auto changing = std::ranges::count_if(trial.kernels, changes);
    const auto hiding = std::ranges::count_if(trial.kernels, hidden);
    QStringList parts = {trial.kernels.empty() ? tr("Matches no kernel of this run")
                         : trial.kernels.size() == 1
                             ? tr("Matches 1 kernel, %1 of the time").arg(toQString(formatPercent(m_model->share())))
                             : tr("Matches %1 kernels, %2 of the time")
                                   .arg(countText(trial.kernels.size()), toQString(formatPercent(m_model->share())))};
    parts += changing == 0 ? tr("nothing shown would change") : tr("%1 would look different").arg(countText(changing));
    if (hiding > 0) {
        parts += tr("%1 would not, because you, the catalog or an acceptance says the field").arg(countText(hiding));
    }
    m_summary->setText(parts.join(u" · "_s));
}

void RuleEditor::save()
{
    if (!isCurrent()) { // what was typed last is tried first
        m_savesWhenTried = true;
        m_pause.stop();
        tryOut();
        return;
    }
    const bool takesKernel = m_attempt->reading.ruleId == m_attempt->insertion->ruleId;
    const std::string none = m_attempt->pack.examples.value_or(std::string());
    const auto examples =
        takesKernel ? insertExample(m_attempt->pack, m_rawName, m_attempt->reading) : Result<std::string>(none);
    const auto written = examples ? saveRule(m_attempt->pack, *m_attempt->insertion, *examples)
                                  : Result<void>(std::unexpected(examples.error()));
    if (!written) {
        m_findings->setText(errorText(written.error()));
        m_findings->show();
        tint(*m_findings, Tone::Bad);
        return;
    }
    m_draft = ruleText(); // nothing left to ask about
    Q_EMIT saved(fromPath(m_attempt->pack.file));
    accept();
}

bool RuleEditor::mayClose()
{
    if (ruleText() == m_draft) {
        return true;
    }
    QMessageBox box(QMessageBox::Warning, windowTitle(), tr("The rule is not saved."), QMessageBox::NoButton, this);
    box.setObjectName(u"unsavedRule"_s);
    QPushButton *discard = box.addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    QPushButton *stay = box.addButton(tr("&Stay"), QMessageBox::RejectRole);
    box.setDefaultButton(stay);
    box.exec();
    return box.clickedButton() == discard;
}

void RuleEditor::reject()
{
    if (mayClose()) {
        m_draft = ruleText();
        QDialog::reject();
    }
}

void RuleEditor::closeEvent(QCloseEvent *event)
{
    if (mayClose()) {
        m_draft = ruleText();
        QDialog::closeEvent(event);
    } else {
        event->ignore();
    }
}

void RuleEditor::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange && m_attempt) {
        m_highlighter->followPalette();
        markName();
        showFindings();
    }
}

} // namespace atlas::ui
