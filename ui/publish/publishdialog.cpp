#include "ui/publish/publishdialog.h"

#include "core/base/file.h"
#include "core/catalog/catalogchecker.h"
#include "core/review/conflicteddocument.h"
#include "core/run/rundiagnostics.h"
#include "ui/common/appearance.h"
#include "ui/common/flatstyle.h"
#include "ui/common/text.h"
#include "ui/common/tonelabel.h"
#include "ui/common/windowsize.h"
#include "ui/help/handbook.h"
#include "ui/publish/changespanel.h"
#include "ui/publish/diffview.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
QWidget *lineOf(std::initializer_list<QWidget *> widgets, QWidget *parent)
{
    auto *line = new QWidget(parent);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget *widget : widgets) {
        layout->addWidget(widget);
    }
    return line;
}
} // namespace

PublishDialog::PublishDialog(RunSession &session, PublicationPlanner &planner, Settings &settings, QWidget *parent)
    : QDialog(parent), m_session(session), m_planner(planner), m_settings(settings), m_target(new QLineEdit(this)),
      m_kinds(new QButtonGroup(this)), m_top(new QSpinBox(this)), m_coverage(new QDoubleSpinBox(this)),
      m_summary(new QLabel(this)), m_message(new QLabel(this)), m_diff(new DiffView(this))
{
    setObjectName(u"publishDialog"_s);
    setWindowTitle(tr("Publish %1").arg(session.catalogName()));
    resizeWithinScreen(*this, {940, 640});
    for (QLabel *label : {m_summary, m_message}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_summary->setObjectName(u"publishSummary"_s);
    m_message->setObjectName(u"publishMessage"_s);
    m_diff->setObjectName(u"publishDiff"_s);
    m_diff->setFrameShape(QFrame::StyledPanel);
    auto *buttons = new QDialogButtonBox(this);
    m_publish = buttons->addButton(tr("&Publish"), QDialogButtonBox::AcceptRole);
    m_publish->setObjectName(u"publishButton"_s);
    m_publish->setProperty(kPrimaryProperty, true);
    m_publish->setDefault(true);
    m_publish->setToolTip(tr("Write exactly these changes"));
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setIcon({});
    cancel->setToolTip(tr("Write nothing (Esc)"));
    m_publish->setIcon({});
    auto *form = new QFormLayout;
    form->addRow(tr("&File"), buildTarget());
    form->addRow(tr("Kernels"), buildSelection());
    form->addRow(QString(), buildPrune());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(10);
    layout->addLayout(form);
    layout->addWidget(buildUnread());
    layout->addWidget(m_summary);
    layout->addWidget(m_diff, 1);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    addHelp(*buttons, u"publishing"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &PublishDialog::publish);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&planner, &PublicationPlanner::planned, this, &PublishDialog::showPlan);
    if (!session.catalogPath().empty()) {
        m_target->setText(fromPath(session.catalogPath()));
    }
    showSelection();
    showPlan();
    m_publish->setFocus();
}

QWidget *PublishDialog::buildTarget()
{
    m_target->setObjectName(u"publishTarget"_s);
    m_target->setAccessibleName(tr("File to publish to"));
    m_target->setPlaceholderText(tr("Where the new kernels.yaml goes"));
    m_target->setToolTip(
        tr("The catalog file. A file that exists is opened first, so that only what you changed changes in it."));
    auto *choose = new QPushButton(tr("&Choose…"), this);
    choose->setToolTip(tr("Choose the catalog file"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &PublishDialog::chooseTarget);
    connect(m_target, &QLineEdit::editingFinished, this, [this] { setTarget(m_target->text()); });
    connect(m_target, &QLineEdit::textChanged, this, &PublishDialog::showPlan);
    return lineOf({m_target, choose}, this);
}

QWidget *PublishDialog::buildSelection()
{
    using Kind = SelectionOptions::Kind;
    auto *top = new QRadioButton(tr("&top of each table:"), this);
    auto *coverage = new QRadioButton(tr("as many as &cover, in percent of time:"), this);
    auto *all = new QRadioButton(tr("&all"), this);
    m_kinds->addButton(top, static_cast<int>(Kind::TopPerTable));
    m_kinds->addButton(coverage, static_cast<int>(Kind::Coverage));
    m_kinds->addButton(all, static_cast<int>(Kind::All));
    top->setToolTip(tr("The kernels with the most time in each table, each name once"));
    coverage->setToolTip(tr("As many kernels of each top-level table as reach this share of its time"));
    all->setToolTip(tr("Every kernel of the run"));
    m_top->setRange(1, 1'000'000);
    m_top->setObjectName(u"publishTop"_s);
    m_top->setAccessibleName(tr("Kernels of each table"));
    m_coverage->setRange(1.0, 100.0);
    m_coverage->setDecimals(1);
    m_coverage->setSuffix(u" %"_s);
    m_coverage->setAccessibleName(tr("Coverage"));
    connect(m_kinds, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on) {
            takeSelection();
        }
    });
    connect(m_top, &QSpinBox::valueChanged, this, &PublishDialog::takeSelection);
    connect(m_coverage, &QDoubleSpinBox::valueChanged, this, &PublishDialog::takeSelection);
    QWidget *line = lineOf({top, m_top, coverage, m_coverage, all}, this);
    static_cast<QHBoxLayout *>(line->layout())->addStretch();
    return line;
}

QWidget *PublishDialog::buildPrune()
{
    auto *prune = new QCheckBox(tr("&Remove kernels that this run does not have"), this);
    prune->setObjectName(u"publishPrune"_s);
    prune->setToolTip(tr("Off: they stay in the file. On: the changes below show each one that goes."));
    prune->setChecked(m_session.publicationOptions().prune);
    connect(prune, &QCheckBox::toggled, this, [this](bool on) {
        PublicationOptions options = m_session.publicationOptions();
        options.prune = on;
        m_session.setPublicationOptions(options);
        showPlan();
    });
    return prune;
}

QWidget *PublishDialog::buildUnread()
{
    auto *label = new ToneLabel(Tone::Bad, this);
    label->setObjectName(u"publishUnread"_s);
    QStringList names;
    for (const std::string &table : unreadTables(m_session.run().diagnostics())) {
        names += toQString(table);
    }
    label->setMessage(names.isEmpty()
                          ? QString()
                          : tr("⚠ Tables of the run that could not be read: %1. Kernels that only they hold "
                               "are missing here.")
                                .arg(names.join(u", "_s)));
    return label;
}

void PublishDialog::showSelection()
{
    const SelectionOptions selection = m_session.publicationOptions().selection;
    const QSignalBlocker blockKinds(m_kinds);
    const QSignalBlocker blockTop(m_top);
    const QSignalBlocker blockCoverage(m_coverage);
    m_kinds->button(static_cast<int>(selection.kind))->setChecked(true);
    m_top->setValue(static_cast<int>(selection.top));
    m_coverage->setValue(selection.coveragePercent);
    m_top->setEnabled(selection.kind == SelectionOptions::Kind::TopPerTable);
    m_coverage->setEnabled(selection.kind == SelectionOptions::Kind::Coverage);
}

void PublishDialog::takeSelection()
{
    PublicationOptions options = m_session.publicationOptions();
    options.selection.kind = static_cast<SelectionOptions::Kind>(m_kinds->checkedId());
    options.selection.top = static_cast<std::size_t>(m_top->value());
    options.selection.coveragePercent = m_coverage->value();
    m_top->setEnabled(options.selection.kind == SelectionOptions::Kind::TopPerTable);
    m_coverage->setEnabled(options.selection.kind == SelectionOptions::Kind::Coverage);
    m_settings.setSelection(options.selection);
    m_session.setPublicationOptions(options);
    showPlan();
}

void PublishDialog::chooseTarget()
{
    const QString start = target().isEmpty() ? QDir::current().filePath(m_session.catalogName()) : target();
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Publish to"), start, tr("Catalogs (*.yaml *.yml);;All files (*)"),
                                     nullptr, QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty()) {
        setTarget(path);
    }
}

QString PublishDialog::target() const
{
    return m_target->text().trimmed();
}

void PublishDialog::setTarget(const QString &path)
{
    m_target->setText(path);
    const bool isOpen = toPath(target()) == m_session.catalogPath();
    if (target().isEmpty() || isOpen || !QFileInfo::exists(target())) {
        showPlan();
        return;
    }
    auto catalog = readCheckedCatalog(toPath(target()));
    if (!catalog) {
        showMessage(errorText(catalog.error()), true);
        m_publish->setEnabled(false);
        return;
    }
    m_session.setCatalog(*catalog, toPath(target()));
    showPlan();
}

void PublishDialog::showPlan()
{
    const bool ready = m_planner.isCurrent() && m_planner.latest()->error.isEmpty();
    // A file with nothing but a comment helps nobody.
    const bool hasNothing = m_session.run().kernelCount() == 0 && m_session.document().catalog()->entries().empty();
    const bool isCopy = !m_session.catalogPath().empty() && toPath(target()) != m_session.catalogPath();
    const bool differs = ready && (isCopy || m_session.conflicts() || !m_planner.latest()->publication.diff.empty() ||
                                   m_session.document().isModified());
    m_publish->setEnabled(differs && !hasNothing && !m_session.hasUndecidedConflicts() && !target().isEmpty() &&
                          !m_task.isRunning());
    setWindowTitle(tr("Publish %1").arg(target().isEmpty() ? m_session.catalogName() : QFileInfo(target()).fileName()));
    if (!m_planner.isCurrent()) {
        m_summary->setText(tr("Working out what would be written…"));
        return;
    }
    const PlannedPublication &planned = *m_planner.latest();
    m_summary->setText(ready ? summaryOf(planned.publication) : QString());
    m_diff->setDiff(hasNothing ? std::string() : planned.publication.diff);
    QString note;
    for (const Diagnostic &diagnostic : planned.publication.diagnostics) {
        note += (note.isEmpty() ? QString() : u"\n"_s) + toQString(diagnostic.message);
    }
    if (m_session.hasUndecidedConflicts()) {
        showMessage(tr("The file has conflict markers of git. Decide them first: Review, Decide conflicts."), true);
    } else if (!ready) {
        showMessage(planned.error, true);
    } else if (hasNothing) {
        showMessage(tr("Nothing to publish: the run has no kernels."), false);
    } else if (!differs) {
        showMessage(tr("Nothing to publish: the file already says all this."), false);
    } else if (target().isEmpty()) {
        showMessage(tr("Choose the file first."), false);
    } else {
        showMessage(note, false);
    }
}

void PublishDialog::showMessage(const QString &message, bool isError)
{
    m_messageIsError = isError;
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
    QPalette tinted = palette();
    tinted.setColor(QPalette::WindowText, color(isError ? Tone::Bad : Tone::Quiet, palette()));
    m_message->setPalette(tinted);
}

void PublishDialog::publish()
{
    setTarget(m_target->text()); // Enter in the path line comes here before the line has lost the focus
    if (!m_publish->isEnabled()) {
        return;
    }
    auto planned = m_planner.latest();
    const QString path = target();
    if (toPath(path) != m_session.catalogPath()) {
        auto moved = std::make_shared<PlannedPublication>(*planned);
        moved->publication = movedTo(std::move(moved->publication), *moved->document, toPath(path));
        planned = std::move(moved);
    }
    // A path that is neither the open catalog nor any file gets a copy with the changes in it.
    const bool isCopy = !m_session.catalogPath().empty() && toPath(path) != m_session.catalogPath();
    m_session.noteSaving(planned->publication, planned->document->history().index());
    m_task.start(
        [planned, path, isCopy, conflicts = m_session.conflicts()](const std::stop_token & /*stop*/) {
            const Publication &publication = planned->publication;
            Written written;
            written.result = isCopy ? writePublicationCopy(publication, toPath(path))
                             : conflicts
                                 ? writeDecided(publication, *planned->document, conflicts->onDisk, toPath(path))
                                 : writePublication(publication, *planned->document, toPath(path));
            written.planned = planned;
            written.diagnostics = checkCatalog(*publication.result);
            return written;
        },
        [this, path](const Written &written) { onWritten(written, path); });
    m_publish->setEnabled(false);
    showMessage(tr("Writing…"), false);
}

void PublishDialog::onWritten(const Written &written, const QString &path)
{
    if (!written.result) {
        if (const auto changed = m_session.changedOnDisk(); changed && *changed) {
            reject(); // the window asks how to bring both sides together
            return;
        }
        m_publish->setEnabled(true);
        showMessage(errorText(written.result.error()), true);
        return;
    }
    m_session.setPublished(written.planned->publication, written.diagnostics,
                           written.planned->document->history().index(), toPath(path));
    Q_EMIT published(path);
    accept();
}

void PublishDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange) {
        showMessage(m_message->text(), m_messageIsError);
    }
    QDialog::changeEvent(event);
}

} // namespace atlas::ui
