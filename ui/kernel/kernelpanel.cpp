#include "ui/kernel/kernelpanel.h"

#include "core/base/format.h"
#include "core/review/entrychecks.h"
#include "ui/common/appearance.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/flatstyle.h"
#include "ui/common/keyhint.h"
#include "ui/common/membershipwords.h"
#include "ui/common/panelparts.h"
#include "ui/common/text.h"
#include "ui/kernel/explanation.h"
#include "ui/kernel/fieldeditor.h"
#include "ui/kernel/launchesview.h"
#include "ui/kernel/noteedit.h"
#include "ui/kernel/offerlist.h"
#include "ui/kernel/rawnameview.h"
#include "ui/session/shapesuggestions.h"

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kMargin = 14;
constexpr int kLeastWidth = 380;

void tint(QLabel &label, Tone tone)
{
    QPalette tinted = label.parentWidget()->palette();
    for (const auto role : {QPalette::WindowText, QPalette::PlaceholderText}) {
        tinted.setColor(role, color(tone, label.parentWidget()->palette()));
    }
    label.setPalette(tinted);
}

QLabel *htmlLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::RichText); // only what explanation.h has escaped goes in
    label->setWordWrap(true);
    label->setObjectName(name);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    label->setFocusPolicy(Qt::NoFocus);
    return label;
}
} // namespace

KernelPanel::KernelPanel(RunSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_nothing(quietTitle(tr("No kernel selected"), this)),
      m_content(new QWidget(this)), m_title(new ElidedLabel(Qt::ElideMiddle, m_content)),
      m_state(new QLabel(m_content)), m_name(new RawNameView(m_content)), m_scroll(new QScrollArea(m_content)),
      m_suggestions(new ShapeSuggestions(session, this))
{
    setObjectName(u"kernelPanel"_s);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setObjectName(u"noKernel"_s);
    m_nothing->setWordWrap(true);
    m_title->setObjectName(u"kernelTitle"_s);
    QFont bold = m_title->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.12);
    m_title->setFont(bold);
    m_title->setContentsMargins(0, 0, 0, 0);
    auto *titleLine = new QHBoxLayout;
    titleLine->setContentsMargins(kMargin, 11, kMargin, 10);
    titleLine->setSpacing(10);
    titleLine->addWidget(m_title, 1);
    titleLine->addWidget(m_state);
    m_state->setObjectName(u"reviewState"_s);
    m_state->setTextFormat(Qt::PlainText);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(buildBody());
    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(0);
    content->addLayout(titleLine);
    content->addWidget(separator(m_content));
    content->addWidget(m_name);
    content->addWidget(separator(m_content));
    content->addWidget(m_scroll, 1);
    content->addWidget(separator(m_content));
    content->addWidget(buildActions());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_nothing, 1);
    layout->addWidget(m_content, 1);
    connect(&session, &RunSession::entriesChanged, this, &KernelPanel::onEntriesChanged);
    connect(&session, &RunSession::catalogChanged, this, [this] { showEntry(false); });
    connect(&session, &RunSession::rulesChanged, this, [this] {
        for (FieldEditor *each : m_editors) {
            each->setLibraries(m_session.rules().libraries());
        }
    });
    setEntry({});
}

QWidget *KernelPanel::buildBody()
{
    auto *body = new QWidget;
    body->setAutoFillBackground(true);
    body->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(kMargin, 10, kMargin, 10);
    layout->setSpacing(7);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(10);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildFields(*form);
    m_note = new NoteEdit(body);
    QLabel *noteLabel = quietTitle(tr("Note"), body);
    noteLabel->setBuddy(m_note);
    form->addRow(noteLabel, m_note);
    layout->addLayout(form);
    m_offers = new OfferList(body);
    m_offers->hide();
    layout->addWidget(m_offers);
    connect(m_offers, &OfferList::taken, this, &KernelPanel::offerTaken);
    m_checks = new QLabel(body);
    m_checks->setObjectName(u"failedChecks"_s);
    m_checks->setTextFormat(Qt::PlainText);
    m_checks->setWordWrap(true);
    layout->addWidget(m_checks);
    connect(m_note, &NoteEdit::committed, this, [this](const QString &note) {
        if (m_entry) {
            m_session.setNote(*m_entry, toUtf8(note));
        }
    });
    connect(m_note, &NoteEdit::acceptRequested, this, &KernelPanel::acceptRequested);
    connect(m_note, &NoteEdit::leaveRequested, this, &KernelPanel::leaveRequested);
    m_whyTitle = quietTitle({}, body);
    m_why = htmlLabel(u"why"_s, body);
    m_facts = new QLabel(body);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setObjectName(u"facts"_s);
    m_facts->setWordWrap(true);
    m_facts->setToolTip(tr("What else the name encodes"));
    m_timings = htmlLabel(u"timings"_s, body);
    m_timings->setFocusPolicy(Qt::StrongFocus); // its links can be reached by Tab
    m_timings->setAccessibleName(tr("Times per table"));
    m_warning = quietTitle({}, body);
    m_warning->setWordWrap(true);
    layout->addWidget(separator(body));
    layout->addWidget(m_whyTitle);
    layout->addWidget(m_why);
    layout->addWidget(m_facts);
    layout->addWidget(separator(body));
    layout->addWidget(quietTitle(tr("Times"), body));
    layout->addWidget(m_timings);
    layout->addWidget(m_warning);
    m_launches = new LaunchesView(body);
    layout->addWidget(m_launches);
    layout->addStretch(1);
    connect(m_timings, &QLabel::linkActivated, this,
            [this](const QString &link) { Q_EMIT stageRequested(makeId<StageId>(link.section(u':', 1).toUInt())); });
    return body;
}

QWidget *KernelPanel::buildActions()
{
    auto *actions = new QWidget(m_content);
    auto *layout = new QHBoxLayout(actions);
    layout->setContentsMargins(kMargin, 9, kMargin, 9);
    layout->setSpacing(7);
    const auto button = [&](const QString &name, const QString &text, const QString &tip) {
        auto *made = new QPushButton(text, actions);
        made->setObjectName(name);
        made->setToolTip(tip);
        layout->addWidget(made);
        return made;
    };
    m_accept = button(u"acceptAndNext"_s, tr("&Accept and next"),
                      tr("Pin the six values as they are and go to the next unreviewed kernel "
                         "(Enter in the table, Ctrl+Enter in a field)"));
    m_accept->setProperty(kPrimaryProperty, true);
    setKeyHint(*m_accept, "table.accept");
    connect(m_accept, &QPushButton::clicked, this, &KernelPanel::acceptRequested);
    QPushButton *needsWork =
        button(u"needsWork"_s, tr("Needs &work"), tr("Leave it for later, marked (X in the table)"));
    setKeyHint(*needsWork, "table.needsWork");
    connect(needsWork, &QPushButton::clicked, this, &KernelPanel::needsWorkRequested);
    m_resetFields = button(u"resetFields"_s, tr("&Reset"), tr("Take all your values of this kernel back"));
    connect(m_resetFields, &QPushButton::clicked, this, &KernelPanel::resetFields);
    layout->addStretch();
    QPushButton *rule = button(u"newRule"_s, tr("New rule…"), tr("Write a rule from this kernel (Ctrl+R)"));
    setKeyHint(*rule, "desk.newRule");
    connect(rule, &QPushButton::clicked, this, &KernelPanel::ruleRequested);
    setMinimumWidth(std::max(kLeastWidth, actions->sizeHint().width())); // no word of a button is cut, in any language
    return actions;
}

void KernelPanel::resetFields()
{
    if (m_entry) {
        m_session.resetFields(*m_entry);
    }
}

void KernelPanel::buildFields(QFormLayout &form)
{
    for (const Field field : kFields) {
        FieldEditor *editor = makeFieldEditor(field, m_session.rules().libraries(), this);
        m_editors[static_cast<std::size_t>(field)] = editor;
        auto *label = quietTitle(words(field), this);
        label->setBuddy(editor);
        form.addRow(label, editor);
        connect(editor, &FieldEditor::focused, this, &KernelPanel::showField);
        if (isShape(field)) {
            connect(editor, &FieldEditor::focused, m_suggestions, &ShapeSuggestions::refresh);
            connect(m_suggestions, &ShapeSuggestions::changed, editor,
                    [this, editor, field] { editor->setSuggestions(m_suggestions->of(field)); });
        }
        connect(editor, &FieldEditor::committed, this, &KernelPanel::onCommitted);
        connect(editor, &FieldEditor::leaveRequested, this, &KernelPanel::leaveRequested);
        connect(editor, &FieldEditor::acceptRequested, this, &KernelPanel::acceptRequested);
        connect(editor, &FieldEditor::resetRequested, this, [this](Field which) {
            if (m_entry) {
                this->editor(which).revert();
                m_session.resetField(*m_entry, which);
                this->editor(which).focusInput();
            }
        });
    }
}

void KernelPanel::setEntry(std::optional<EntryId> entry)
{
    if (entry == m_entry && entry) {
        return;
    }
    commitPending();
    m_entry = entry;
    m_content->setVisible(entry.has_value());
    m_nothing->setVisible(!entry.has_value());
    showEntry(true);
}

void KernelPanel::setChosen(std::size_t kernels, double totalNs)
{
    const QString count = toQString(formatCount(static_cast<std::int64_t>(kernels)));
    const QString time = toQString(formatDuration(totalNs));
    m_nothing->setText(kernels == 0   ? tr("No kernel selected")
                       : kernels == 1 ? tr("1 kernel selected · %1").arg(time)
                                      : tr("%1 kernels selected · %2").arg(count, time));
    m_accept->setText(kernels > 1 ? tr("&Accept %1 and next").arg(count) : tr("&Accept and next"));
}

void KernelPanel::setOffers(const std::vector<Offer> &offers)
{
    m_offers->setOffers(m_entry ? offers : std::vector<Offer>(),
                        m_entry ? m_session.document().rawName(*m_entry) : std::string_view());
}

void KernelPanel::setStage(StageId stage)
{
    m_stage = stage;
    showTimings();
}

void KernelPanel::focusField(Field field)
{
    if (m_entry) {
        editor(field).focusInput();
        showField(field); // also where the window itself has no focus
        m_scroll->ensureWidgetVisible(&editor(field));
    }
}

void KernelPanel::commitPending()
{
    if (!m_entry) {
        return;
    }
    m_note->commit();
    for (FieldEditor *each : m_editors) {
        each->commit();
    }
}

void KernelPanel::showEntry(bool replaceTyped)
{
    if (!m_entry) {
        return;
    }
    const ReviewDocument &document = m_session.document();
    for (const Field field : kFields) {
        editor(field).setEffective(document.effective(*m_entry, field), replaceTyped);
    }
    m_title->setFullText(toQString(document.info(*m_entry).text(Field::FriendlyName)));
    m_name->setName(document.nameInRun(*m_entry));
    showReview(replaceTyped);
    const QString facts = factsText(document.reading(*m_entry).facts);
    m_facts->setText(facts);
    m_facts->setVisible(!facts.isEmpty());
    showField(m_field);
    showTimings();
}

void KernelPanel::showReview(bool replaceTyped)
{
    const ReviewDocument &document = m_session.document();
    const ReviewState state = document.state(*m_entry);
    const bool hasNews = !document.newReadings(*m_entry).empty();
    const Membership membership = membershipOf(document, *m_entry, true);
    const bool isByHand = membership != Membership::Selected;
    QString text = hasNews ? tr("%1 · new reading").arg(glyphAndWords(state)) : glyphAndWords(state);
    QString tip = hasNews ? tr("The rules now read a field otherwise than when it was accepted.") : explanation(state);
    const bool isChanged = document.isChangedSinceAccepted(*m_entry);
    if (isChanged) {
        text = tr("%1 · changed since it was accepted").arg(glyphAndWords(state));
        tip = tr("It was accepted with other values, and someone else changed them.");
    }
    if (isByHand) { // an accepted kernel is not written all the same
        text += u" · "_s + glyph(membership) + u' ' + words(membership);
        tip += u'\n' + explanation(membership);
    }
    m_state->setText(text);
    m_state->setToolTip(tip);
    tint(*m_state, hasNews || isChanged || membership == Membership::LeftOut ? Tone::Caution : tone(state));
    m_note->setNote(toQString(document.note(*m_entry)), replaceTyped);
    QString checks;
    for (const Diagnostic &check : failedChecks(document, *m_entry)) {
        checks += (checks.isEmpty() ? QString() : u"\n"_s) + u"⚠ "_s + toQString(check.message);
    }
    m_checks->setText(checks);
    m_checks->setVisible(!checks.isEmpty());
    tint(*m_checks, Tone::Caution);
    m_resetFields->setEnabled(document.hasOverrides(*m_entry));
}

void KernelPanel::showField(Field field)
{
    m_field = field;
    m_whyTitle->setText(tr("Why: %1").arg(words(field)));
    if (m_entry) {
        m_why->setText(explainField(m_session, *m_entry, field));
        m_name->setEvidence(field, m_session.document().reading(*m_entry).spans(field));
    }
}

void KernelPanel::showTimings()
{
    const std::optional<KernelId> kernel = m_entry ? m_session.document().kernelOf(*m_entry) : std::nullopt;
    if (!kernel) {
        m_timings->clear();
        m_warning->clear();
        m_launches->hide();
        return;
    }
    m_timings->setText(timingTable(m_session, *kernel, m_stage));
    const Stage &stage = m_session.run().stage(m_stage);
    m_launches->showKernel(stage, *kernel);
    const std::optional<std::size_t> row = stage.rowOf(*kernel);
    m_warning->setText(row ? timingWarning(stage.rows[*row].timing) : QString());
    m_warning->setVisible(!m_warning->text().isEmpty());
    paintWarning();
}

void KernelPanel::paintWarning()
{
    tint(*m_warning, Tone::Caution);
}

void KernelPanel::onEntriesChanged(std::span<const EntryChange> changes)
{
    bool hasFields = false;
    bool hasReview = false;
    for (const EntryChange &change : changes) {
        if (m_entry != change.entry) {
            continue;
        }
        if (isFieldSlot(change.slot)) {
            hasFields = true;
            const Field field = fieldOf(change.slot);
            editor(field).setEffective(m_session.document().effective(change.entry, field), true);
        } else {
            hasReview = true;
        }
    }
    if (hasFields) {
        m_title->setFullText(toQString(m_session.document().info(*m_entry).text(Field::FriendlyName)));
        showField(m_field);
    }
    if (hasFields || hasReview) {
        showReview(hasReview);
    }
}

void KernelPanel::onCommitted(Field field, const FieldValue &value)
{
    if (m_entry && !m_session.setField(*m_entry, field, value)) {
        editor(field).setEffective(m_session.document().effective(*m_entry, field),
                                   true); // the same, otherwise spelled
    }
}

void KernelPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange && m_entry) {
        showField(m_field);
        showReview(false);
        paintWarning();
    }
}

} // namespace atlas::ui
