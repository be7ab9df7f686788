#include "ui/publish/publishdialog.h"

#include "core/base/file.h"
#include "core/catalog/catalogchecker.h"
#include "core/review/conflicteddocument.h"
#include "core/run/rundiagnostics.h"
#include "ui/common/appearance.h"
#include "ui/common/counttext.h"
#include "ui/common/flatstyle.h"
#include "ui/common/pathname.h"
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

PublishDialog::Written writeHere(const PlannedTarget &target, const std::shared_ptr<const CatalogConflicts> &conflicts,
                                 const std::filesystem::path &path)
{
    PublishDialog::Written written;
    const ReviewDocument &document = *target.planned->document;
    written.publication = target.planned->publication;
    written.savedIndex = document.history().index();
    if (target.kind != TargetKind::Open) {
        written.publication = movedTo(std::move(written.publication), document, path);
    }
    CatalogFiles files = conflicts && target.kind == TargetKind::Open
                             ? filesOfDecided(written.publication, document, conflicts->onDisk, path)
                             : filesOf(written.publication, document, path);
    std::error_code error; // what is not there any more is made again
    if (target.kind == TargetKind::Copy || !std::filesystem::exists(path, error)) {
        files.catalogBefore.clear();
    }
    if (target.kind == TargetKind::Copy || !std::filesystem::exists(reviewFilePath(path), error)) {
        files.reviewBefore.clear();
    }
    written.files = writeCatalogFiles(files);
    written.diagnostics = checkCatalog(*written.publication.result);
    return written;
}

PublishDialog::Written writeOther(const PlannedTarget &target, const ReviewDocument &document,
                                  const std::vector<MergeSide> &sides, const std::filesystem::path &path,
                                  const PublicationOptions &options)
{
    PublishDialog::Written written;
    Result<PlannedMove> move = planMove(document, *target.catalog, path, options, sides);
    if (!move) {
        written.files.fault = move.error();
        return written;
    }
    written.files = writeCatalogFiles(filesOf(move->publication, *move->document, path));
    written.publication = std::move(move->publication);
    written.plan = std::move(move->plan);
    written.sides = sides;
    written.diagnostics = checkCatalog(*written.publication.result);
    return written;
}
} // namespace

PublishDialog::PublishDialog(RunSession &session, PublicationPlanner &planner, Settings &settings, QWidget *parent)
    : QDialog(parent), m_session(session), m_planner(planner), m_settings(settings), m_target(new QLineEdit(this)),
      m_kinds(new QButtonGroup(this)), m_top(new QSpinBox(this)), m_coverage(new QDoubleSpinBox(this)),
      m_kind(new ToneLabel(Tone::Quiet, this)), m_summary(new QLabel(this)), m_message(new QLabel(this)),
      m_diff(new DiffView(this)), m_targets(session, planner)
{
    setObjectName(u"publishDialog"_s);
    setWindowTitle(tr("Publish %1").arg(session.catalogName()));
    resizeWithinScreen(*this, {940, 640});
    for (QLabel *label : {m_summary, m_message}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_kind->setObjectName(u"publishKind"_s);
    m_kind->setWordWrap(true);
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
    form->addRow(QString(), m_kind);
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
    connect(&m_targets, &TargetPlanner::planned, this, &PublishDialog::showPlan);
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
    m_target->setToolTip(tr(
        "The catalog file. Of a file that exists, only what you changed changes; the changes below are of this file."));
    auto *choose = new QPushButton(tr("&Choose…"), this);
    choose->setToolTip(tr("Choose the catalog file"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &PublishDialog::chooseTarget);
    connect(m_target, &QLineEdit::textChanged, this, &PublishDialog::onTargetTyped);
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
}

void PublishDialog::onTargetTyped()
{
    m_fault.clear();
    m_targets.setTarget(target());
    showPlan();
}

/// What the file is, before anything is written to it: a new one, the open one, and somebody's other catalog look
/// different.
void PublishDialog::showKind(const PlannedTarget *planned)
{
    if (planned == nullptr || target().isEmpty()) {
        m_kind->setMessage({});
        return;
    }
    m_kind->setTone(planned->kind == TargetKind::Other || !planned->error.isEmpty() ? Tone::Bad : Tone::Quiet);
    switch (planned->kind) {
    case TargetKind::Open:
        m_kind->setMessage(tr("The catalog that is open."));
        break;
    case TargetKind::New:
        m_kind->setMessage(tr("A new file."));
        break;
    case TargetKind::Copy:
        m_kind->setMessage(
            tr("A new file: %1 with your changes. The review goes on there.").arg(shortPath(m_session.catalogPath())));
        break;
    case TargetKind::Other:
        m_kind->setMessage(otherWords(*planned));
        break;
    }
}

QString PublishDialog::otherWords(const PlannedTarget &planned) const
{
    if (!planned.catalog) {
        return tr("⚠ A file that is there already and cannot be read as a catalog.");
    }
    const auto rows = planned.plan.rows.size();
    QString text = tr("⚠ Another catalog that is there already, with %1 kernels.")
                       .arg(countText(planned.catalog->catalog->entries().size()));
    text += u' ';
    text += rows == 0 ? tr("It contradicts nothing that you decided.")
            : rows == 1
                ? tr("One value of it differs from what you decided; you are asked about it.")
                : tr("%1 values of it differ from what you decided; you are asked about them.").arg(countText(rows));
    return text;
}

void PublishDialog::showPlan()
{
    const std::shared_ptr<const PlannedTarget> planned = m_targets.current();
    const QString name = target().isEmpty() ? m_session.catalogName() : QFileInfo(target()).fileName();
    setWindowTitle(tr("Publish %1").arg(name));
    showKind(planned.get());
    if (target().isEmpty() && m_planner.isCurrent()) {
        m_publish->setEnabled(false);
        m_summary->setText(summaryOf(m_planner.latest()->publication));
        m_diff->setDiff(m_planner.latest()->publication.diff);
        showMessage(hasNothing() ? tr("Nothing to publish: the run has no kernels.") : tr("Choose the file first."),
                    false);
        return;
    }
    if (!planned) {
        m_publish->setEnabled(false);
        m_summary->setText(tr("Working out what would be written…"));
        if (!m_fault.isEmpty()) {
            showMessage(m_fault, true);
        }
        return;
    }
    const bool isReady = planned->error.isEmpty();
    m_summary->setText(isReady ? summaryOf(planned->planned->publication) : QString());
    m_diff->setDiff(isReady && !hasNothing() ? planned->diff : std::string());
    m_publish->setEnabled(isReady && differs(*planned) && !hasNothing() && !m_session.hasUndecidedConflicts() &&
                          !m_task.isRunning());
    tellPlan(*planned);
}

/// A file with nothing but a comment helps nobody.
bool PublishDialog::hasNothing() const
{
    return m_session.run().kernelCount() == 0 && m_session.document().catalog()->entries().empty();
}

bool PublishDialog::differs(const PlannedTarget &planned) const
{
    return planned.kind != TargetKind::Open || !planned.diff.empty() || !m_session.isPublished();
}

void PublishDialog::tellPlan(const PlannedTarget &planned)
{
    QStringList notes;
    if (planned.error.isEmpty()) {
        for (const Diagnostic &diagnostic : planned.planned->publication.diagnostics) {
            notes += toQString(diagnostic.message);
        }
    }
    if (!m_fault.isEmpty()) {
        showMessage(m_fault, true);
    } else if (m_session.hasUndecidedConflicts()) {
        showMessage(tr("The file has conflict markers of git. Decide them first: Review, Decide conflicts."), true);
    } else if (!planned.error.isEmpty()) {
        showMessage(planned.error, true);
    } else if (hasNothing()) {
        showMessage(tr("Nothing to publish: the run has no kernels."), false);
    } else if (!differs(planned)) {
        showMessage(tr("Nothing to publish: the file already says all this."), false);
    } else {
        showMessage(notes.join(u'\n'), false);
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
    const std::shared_ptr<const PlannedTarget> planned = m_targets.current();
    if (!planned || !m_publish->isEnabled()) {
        return;
    }
    if (planned->kind != TargetKind::Other || planned->plan.rows.empty()) {
        write(planned, {});
        return;
    }
    Q_EMIT decisionRequested(planned->plan, shortPath(toPath(planned->path)),
                             [this, planned](const std::vector<MergeSide> &sides) { write(planned, sides); });
}

void PublishDialog::write(const std::shared_ptr<const PlannedTarget> &planned, const std::vector<MergeSide> &sides)
{
    const std::filesystem::path path = toPath(planned->path);
    if (planned->kind == TargetKind::Open) { // of another file the journal learns when the document is of it
        m_session.noteSaving(planned->planned->publication, planned->planned->document->history().index());
    }
    m_task.start(
        [planned, sides, path, options = m_session.publicationOptions(), snapshot = m_session.snapshot(),
         conflicts = m_session.conflicts()](const std::stop_token & /*stop*/) {
            return planned->kind == TargetKind::Other ? writeOther(*planned, *snapshot, sides, path, options)
                                                      : writeHere(*planned, conflicts, path);
        },
        [this, planned, path](const Written &written) { onWritten(written, planned, path); });
    m_publish->setEnabled(false);
    m_fault.clear();
    showMessage(tr("Writing…"), false);
}

void PublishDialog::onWritten(const Written &written, const std::shared_ptr<const PlannedTarget> &planned,
                              const std::filesystem::path &path)
{
    if (written.files.fault) {
        m_fault = errorText(*written.files.fault);
    }
    if (written.files.catalog) {
        takeWritten(written, *planned, path);
    }
    if (!written.files.fault) {
        Q_EMIT published(planned->path);
        accept();
        return;
    }
    const auto changed = m_session.changedOnDisk();
    if (planned->kind == TargetKind::Open && changed && *changed) {
        reject(); // the window asks how to bring both sides together
        return;
    }
    m_targets.planAgain();
    showPlan();
}

/// What is on disk is what the session goes on with, be the review file written or not.
void PublishDialog::takeWritten(const Written &written, const PlannedTarget &planned, const std::filesystem::path &path)
{
    std::size_t index = written.savedIndex;
    if (planned.kind == TargetKind::Other) {
        m_session.goTo(written.plan, written.sides, *planned.catalog, path);
        index = m_session.document().history().index();
    }
    m_session.setPublished(written.publication, written.files, written.diagnostics, index, path);
}

void PublishDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange) {
        showMessage(m_message->text(), m_messageIsError);
    }
    QDialog::changeEvent(event);
}

} // namespace atlas::ui
