#include "ui/review/bulkeditdialog.h"

#include "ui/common/appearance.h"
#include "ui/common/changetablemodel.h"
#include "ui/common/changetableview.h"
#include "ui/common/counttext.h"
#include "ui/common/flatstyle.h"
#include "ui/common/text.h"
#include "ui/common/tonelabel.h"
#include "ui/common/windowsize.h"
#include "ui/help/handbook.h"
#include "ui/review/replaceform.h"
#include "ui/review/setfieldform.h"
#include "ui/session/shapesuggestions.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QShortcut>

#include <algorithm>
#include <chrono>
#include <unordered_set>

namespace atlas::ui
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
/// More kernels than this are planned on a worker, once the typing pauses.
constexpr std::size_t kPlanAtOnce = 2000;
constexpr auto kPause = 120ms;

std::size_t kernelsOf(const std::vector<BulkChange> &changes)
{
    std::unordered_set<EntryId> kernels;
    for (const BulkChange &change : changes) {
        kernels.insert(change.entry);
    }
    return kernels.size();
}
} // namespace

BulkEditDialog::BulkEditDialog(RunSession &session, BulkTargets targets, Mode mode, QWidget *parent)
    : QDialog(parent), m_session(session),
      m_targets{std::move(targets.selected), std::move(targets.shown), std::move(targets.all)},
      m_changes(new ChangeTableModel(this)), m_setsField(new QRadioButton(tr("&Set a field"), this)),
      m_replaces(new QRadioButton(tr("Find and &replace"), this)), m_scope(new QComboBox(this)),
      m_setField(new SetFieldForm(session.rules().libraries(), this)), m_replace(new ReplaceForm(this)),
      m_suggestions(new ShapeSuggestions(session, this)), m_error(new ToneLabel(Tone::Bad, this)),
      m_count(new QLabel(this)), m_apply(new QPushButton(this))
{
    setObjectName(u"bulkEditDialog"_s);
    setWindowTitle(tr("Edit many kernels"));
    resizeWithinScreen(*this, {980, 640});
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &BulkEditDialog::plan);
    m_error->setObjectName(u"bulkError"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(10);
    layout->addLayout(buildHead());
    layout->addWidget(m_setField);
    layout->addWidget(m_replace);
    layout->addWidget(m_error);
    layout->addWidget(new ChangeTableView(*m_changes, this), 1);
    layout->addLayout(buildFoot());
    takeSnapshot();
    connect(m_setField, &SetFieldForm::fieldChanged, this, &BulkEditDialog::showFirstValue);
    connect(m_suggestions, &ShapeSuggestions::changed, m_setField,
            [this] { m_setField->setSuggestions(m_suggestions->of(m_setField->field())); });
    connect(m_setField, &SetFieldForm::changed, this, &BulkEditDialog::planLater);
    connect(m_replace, &ReplaceForm::changed, this, &BulkEditDialog::planLater);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &BulkEditDialog::planLater);
    connect(m_changes, &ChangeTableModel::includedChanged, this, &BulkEditDialog::showCount);
    connect(&session, &RunSession::historyChanged, this, [this] {
        takeSnapshot();
        planLater();
    });
    connect(&session, &RunSession::catalogChanged, this, &QDialog::reject); // other entries from here on
    if (mode == Mode::Replace && m_targets.front().size() < 2) {
        m_scope->setCurrentIndex(1); // one row is where the hand is, not a choice
    }
    setMode(mode);
}

BulkEditDialog::~BulkEditDialog() = default;

QLayout *BulkEditDialog::buildHead()
{
    m_setsField->setObjectName(u"bulkSetField"_s);
    m_setsField->setToolTip(tr("All kernels get the same value"));
    m_replaces->setObjectName(u"bulkReplace"_s);
    m_replaces->setToolTip(tr("Change part of the texts"));
    connect(m_replaces, &QRadioButton::toggled, this,
            [this](bool on) { setMode(on ? Mode::Replace : Mode::SetField); });
    m_scope->setObjectName(u"bulkScope"_s);
    m_scope->setAccessibleName(tr("In which kernels"));
    m_scope->setToolTip(tr("Which kernels are looked at"));
    const std::array names = {tr("the selected rows (%1)"), tr("the rows shown (%1)"),
                              tr("all kernels of the run (%1)")};
    for (std::size_t i = 0; i < names.size(); ++i) {
        m_scope->addItem(names[i].arg(countText(m_targets[i].size())));
    }
    auto *label = new QLabel(tr("&In"), this);
    label->setBuddy(m_scope);
    auto *line = new QHBoxLayout;
    line->setSpacing(14);
    line->addWidget(m_setsField);
    line->addWidget(m_replaces);
    line->addSpacing(14);
    line->addWidget(label);
    line->addWidget(m_scope);
    line->addStretch();
    return line;
}

QLayout *BulkEditDialog::buildFoot()
{
    m_count->setObjectName(u"bulkCount"_s);
    m_count->setTextFormat(Qt::PlainText);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_apply, QDialogButtonBox::AcceptRole);
    m_apply->setObjectName(u"bulkApply"_s);
    m_apply->setProperty(kPrimaryProperty, true);
    m_apply->setDefault(true);
    m_apply->setToolTip(tr("Change the ticked rows, as one step of the history (Ctrl+Enter)"));
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setIcon({});
    cancel->setAutoDefault(false);
    cancel->setToolTip(tr("Change nothing (Esc)"));
    addHelp(*buttons, u"keyboard"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &BulkEditDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        connect(new QShortcut(QKeySequence(Qt::CTRL | key), this), &QShortcut::activated, this, &BulkEditDialog::apply);
    }
    auto *line = new QHBoxLayout;
    line->addWidget(m_count, 1);
    line->addWidget(buttons);
    return line;
}

void BulkEditDialog::setMode(Mode mode)
{
    m_mode = mode;
    (mode == Mode::Replace ? m_replaces : m_setsField)->setChecked(true);
    m_setField->setVisible(mode == Mode::SetField);
    m_replace->setVisible(mode == Mode::Replace);
    if (mode == Mode::Replace) {
        m_replace->focusFind();
    } else {
        showFirstValue();
        m_setField->focusValue();
    }
    planLater();
}

void BulkEditDialog::takeSnapshot()
{
    m_document = m_session.snapshot();
}

/// What others have of the field is counted only where somebody is about to type a shape.
void BulkEditDialog::showSuggestions()
{
    if (isShape(m_setField->field())) {
        m_suggestions->refresh();
        m_setField->setSuggestions(m_suggestions->of(m_setField->field()));
    }
}

void BulkEditDialog::showFirstValue()
{
    showSuggestions();
    if (!entries().empty()) {
        m_setField->setValue(m_document->effective(entries().front(), m_setField->field()).value);
    }
}

const std::vector<EntryId> &BulkEditDialog::entries() const
{
    return m_targets[static_cast<std::size_t>(m_scope->currentIndex())];
}

void BulkEditDialog::planLater()
{
    m_isCurrent = false;
    m_task.cancel();
    if (entries().size() <= kPlanAtOnce) {
        plan();
        return;
    }
    m_apply->setEnabled(false); // what is applied is what was seen
    m_pause.start();
}

std::function<BulkEditDialog::Plan()> BulkEditDialog::planner() const
{
    if (mode() == Mode::Replace) {
        return [document = m_document, list = entries(), request = m_replace->request()] {
            return planReplace(*document, list, request);
        };
    }
    const Result<FieldValue> value = m_setField->value();
    if (!value) {
        return [error = value.error()]() -> Plan { return std::unexpected(error); };
    }
    return [document = m_document, list = entries(), field = m_setField->field(), value = *value]() -> Plan {
        return planSetField(*document, list, field, value);
    };
}

void BulkEditDialog::plan()
{
    m_pause.stop();
    if (entries().size() <= kPlanAtOnce) {
        showPlan(planner()());
        return;
    }
    m_count->setText(tr("Working out what changes…"));
    m_task.start([work = planner()](const std::stop_token & /*stop*/) { return work(); },
                 [this](Plan plan) { showPlan(std::move(plan)); });
}

void BulkEditDialog::showPlan(Plan plan)
{
    m_isCurrent = true;
    m_error->setMessage(plan ? QString() : errorText(plan.error()));
    m_kernelCount = plan ? kernelsOf(*plan) : 0;
    m_changes->setChanges(m_document, plan ? std::move(*plan) : std::vector<BulkChange>());
}

void BulkEditDialog::showCount()
{
    const std::size_t all = m_changes->changes().size();
    const std::size_t count = m_changes->includedCount();
    m_apply->setEnabled(m_isCurrent && count > 0);
    m_apply->setText(count > 0 ? tr("&Apply (%1)").arg(countText(count)) : tr("&Apply"));
    if (all == 0) {
        m_count->setText(m_error->text().isEmpty() ? tr("Nothing changes.") : QString());
        return;
    }
    QString text = (all == 1 ? tr("1 value of 1 kernel changes")
                             : tr("%1 values of %2 kernels change").arg(countText(all), countText(m_kernelCount)));
    if (count < all) {
        text += tr(" · %1 left out").arg(countText(all - count));
    }
    m_count->setText(text);
}

std::string BulkEditDialog::stepText(std::size_t values) const
{
    const QString what = mode() == Mode::Replace ? tr("Replace “%1”").arg(toQString(m_replace->request().find))
                                                 : tr("Set %1").arg(words(m_setField->field()).toLower());
    return toUtf8(values == 1 ? what : tr("%1: %2 values").arg(what, countText(values)));
}

void BulkEditDialog::apply()
{
    if (!m_apply->isEnabled() || !m_isCurrent) {
        return;
    }
    const std::vector<BulkChange> changes = m_changes->included();
    const std::string text = stepText(changes.size());
    disconnect(&m_session, nullptr, this, nullptr); // the plan is done
    m_session.apply(bulkGroup(m_session.document(), changes, text));
    Q_EMIT applied(changes.size());
    accept();
}

} // namespace atlas::ui
