#include "ui/rules/rulesdialog.h"

#include "core/base/format.h"
#include "ui/common/rowview.h"
#include "ui/common/syntax.h"
#include "ui/common/text.h"
#include "ui/common/windowsize.h"
#include "ui/help/handbook.h"
#include "ui/rules/packsmodel.h"
#include "ui/rules/readingchangesmodel.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
QLabel *quietLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QTableView *makePacksView(PacksModel *model, QWidget *parent)
{
    auto *view = new QTableView(parent);
    view->setObjectName(u"packs"_s);
    view->setAccessibleName(RulesDialog::tr("Packs in use"));
    view->setModel(model);
    showAsRows(*view);
    view->setSelectionMode(QTableView::SingleSelection);
    view->horizontalHeader()->setSectionResizeMode(PacksModel::FileColumn, QHeaderView::Stretch);
    const int character = view->fontMetrics().averageCharWidth();
    view->setColumnWidth(PacksModel::OrderColumn, character * 10);
    view->setColumnWidth(PacksModel::PackColumn, character * 20);
    view->setColumnWidth(PacksModel::RulesColumn, character * 10);
    view->setColumnWidth(PacksModel::TimeColumn, character * 15);
    view->setColumnWidth(PacksModel::FindingsColumn, character * 38);
    return view;
}

QPushButton *plainButton(const QString &text, const QString &tip, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setToolTip(tip);
    button->setAutoDefault(false);
    return button;
}
} // namespace

RulesDialog::RulesDialog(RunSession &session, RuleDesk &desk, QWidget *parent)
    : QDialog(parent), m_session(session), m_desk(desk), m_tabs(new QTabWidget(this)), m_used(new QComboBox(this)),
      m_packs(new PacksModel(this)), m_packsView(makePacksView(m_packs, this)), m_findings(new QPlainTextEdit(this)),
      m_open(plainButton(tr("&Open file"), tr("Open the pack's file in the program that is set up for it"), this)),
      m_state(quietLabel(u"packsState"_s, this)), m_before(new QComboBox(this)), m_after(new QComboBox(this)),
      m_changes(new ReadingChangesModel(session, tr("First"), tr("Second"), this)),
      m_changesView(makeReadingChangesView(m_changes, this)), m_summary(quietLabel(u"packComparison"_s, this))
{
    setObjectName(u"rulesDialog"_s);
    setWindowTitle(tr("Rules"));
    resizeWithinScreen(*this, {1060, 620});
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(buildPacks(), tr("&Packs in use"));
    m_tabs->addTab(buildComparison(), tr("&Compare packs"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    addHelp(*buttons, u"rules"_s);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 12);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(buttons);
    connect(&desk, &RuleDesk::changed, this, &RulesDialog::showPacks);
    connect(&desk, &RuleDesk::messageRequested, m_state, &QLabel::setText);
    showPacks();
}

QWidget *RulesDialog::buildPacks()
{
    auto *page = new QWidget(m_tabs);
    m_used->setObjectName(u"usedPacks"_s);
    m_used->setAccessibleName(tr("Read kernels by"));
    m_used->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_used, &QComboBox::activated, this, &RulesDialog::chooseUsed);
    auto *reload =
        plainButton(tr("&Reload"), tr("Read the pack files again; they are also read when they change (F5)"), page);
    reload->setObjectName(u"reloadPacks"_s);
    reload->setShortcut(Qt::Key_F5);
    connect(reload, &QPushButton::clicked, &m_desk, &RuleDesk::reload);
    connect(m_open, &QPushButton::clicked, this, &RulesDialog::openFile);
    connect(m_packsView, &QTableView::activated, this, &RulesDialog::openFile);
    auto *line = new QHBoxLayout;
    auto *label = new QLabel(tr("Read &kernels by"), page);
    label->setBuddy(m_used);
    line->addWidget(label);
    line->addWidget(m_used);
    line->addStretch();
    line->addWidget(m_open);
    line->addWidget(reload);
    m_findings->setObjectName(u"packFindings"_s);
    m_findings->setAccessibleName(tr("Findings of the pack"));
    makeCodeView(*m_findings);
    m_findings->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_findings->setFrameShape(QFrame::StyledPanel);
    auto *order = quietLabel({}, page);
    order->setText(
        tr("The first rule that matches speaks. Packs are searched from top to bottom: those of the project file, "
           "then yours in %1 by file name, then standard.")
            .arg(fromPath(userRulesFolder())));
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->addLayout(line);
    layout->addWidget(m_packsView, 2);
    layout->addWidget(m_findings, 1);
    layout->addWidget(m_state);
    layout->addWidget(order);
    connect(m_packsView->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RulesDialog::showFindings);
    return page;
}

QWidget *RulesDialog::buildComparison()
{
    auto *page = new QWidget(m_tabs);
    auto *line = new QHBoxLayout;
    for (auto [combo, name, text] : {std::tuple(m_before, u"comparedBefore"_s, tr("&First")),
                                     std::tuple(m_after, u"comparedAfter"_s, tr("&Second"))}) {
        auto *label = new QLabel(text, page);
        label->setBuddy(combo);
        combo->setObjectName(name);
        combo->setAccessibleName(QString(text).remove(u'&'));
        combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        connect(combo, &QComboBox::activated, this, &RulesDialog::startComparison);
        line->addWidget(label);
        line->addWidget(combo);
    }
    line->addStretch();
    m_changesView->setObjectName(u"packDifferences"_s);
    m_changesView->setAccessibleName(tr("Kernels that the packs read differently"));
    connect(m_changesView, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT kernelRequested(m_changes->kernelAt(index.row())); });
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->addLayout(line);
    layout->addWidget(m_summary);
    layout->addWidget(m_changesView, 1);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) {
        if (tab == 1 && m_summary->text().isEmpty()) {
            startComparison();
        }
    });
    return page;
}

/// What there is to choose from: those in force, the shipped ones, and each file.
void RulesDialog::fillChoices()
{
    std::vector<std::filesystem::path> files = m_desk.options().projectPacks;
    for (const std::filesystem::path &file : userPackFiles()) {
        files.push_back(file);
    }
    if (!m_desk.options().pack.empty() && m_desk.packs().size() == 1 && !m_desk.packs().front().file.empty()) {
        files.push_back(m_desk.packs().front().file);
    }
    for (QComboBox *combo : {m_used, m_before, m_after}) {
        const QVariant chosen = combo == m_used ? QVariant(toQString(m_desk.options().pack)) : combo->currentData();
        combo->clear();
        combo->addItem(tr("your packs over standard"), QString());
        combo->addItem(tr("standard"), u"standard"_s);
        combo->addItem(tr("seed: the published script"), u"seed"_s);
        for (const std::filesystem::path &file : files) {
            if (combo->findData(fromPath(file)) < 0) {
                combo->addItem(tr("%1 alone").arg(fromPath(file.filename())), fromPath(file));
            }
        }
        if (combo == m_used) {
            combo->addItem(tr("A pack file…"));
        }
        const int found = combo->findData(chosen);
        combo->setCurrentIndex(found >= 0 && !chosen.isNull() ? found : combo == m_before ? 2 : 0);
    }
}

void RulesDialog::showPacks()
{
    fillChoices();
    const int row = m_packsView->currentIndex().row();
    m_packs->setPacks(m_desk.packs());
    m_packsView->setCurrentIndex(m_packs->index(std::clamp(row, 0, std::max(0, m_packs->rowCount() - 1)), 0));
    if (m_desk.isBusy()) {
        m_state->setText(tr("Reading…"));
    } else if (m_state->text() == tr("Reading…")) {
        m_state->clear();
    }
    showFindings();
}

void RulesDialog::showFindings()
{
    const int row = m_packsView->currentIndex().row();
    const PackReport *pack = row >= 0 ? &m_packs->packs()[static_cast<std::size_t>(row)] : nullptr;
    QStringList texts;
    for (std::size_t i = 0; pack != nullptr && i < pack->findings.size(); ++i) {
        texts += toQString(format(pack->findings[i]));
    }
    m_findings->setPlainText(texts.isEmpty() ? tr("No findings.") : texts.join(u'\n'));
    m_open->setEnabled(pack != nullptr && !pack->file.empty());
}

void RulesDialog::chooseUsed(int index)
{
    if (!m_used->itemData(index).isNull()) {
        m_desk.use(m_used->itemData(index).toString());
        return;
    }
    const QString path = QFileDialog::getOpenFileName(this, tr("Read kernels by"), fromPath(userRulesFolder()),
                                                      tr("Rule packs (*.yaml *.yml);;All files (*)"));
    if (path.isEmpty()) {
        fillChoices();
    } else {
        m_desk.use(path);
    }
}

void RulesDialog::openFile()
{
    const int row = m_packsView->currentIndex().row();
    const std::filesystem::path file = row >= 0 ? m_packs->packs()[static_cast<std::size_t>(row)].file : "";
    if (!file.empty() && !QDesktopServices::openUrl(QUrl::fromLocalFile(fromPath(file)))) {
        m_state->setText(tr("No program is set up to open %1").arg(fromPath(file)));
    }
}

void RulesDialog::compare(const QString &before, const QString &after)
{
    m_tabs->setCurrentIndex(1);
    m_before->setCurrentIndex(std::max(0, m_before->findData(before)));
    m_after->setCurrentIndex(std::max(0, m_after->findData(after)));
    startComparison();
}

void RulesDialog::startComparison()
{
    const auto optionsFor = [this](const QComboBox *combo) {
        RuleSetOptions options = m_desk.options();
        options.pack = toUtf8(combo->currentData().toString());
        return options;
    };
    m_summary->setText(tr("Reading the run by both…"));
    m_task.start(
        [run = m_session.document().run(), first = optionsFor(m_before),
         second = optionsFor(m_after)](std::stop_token stop) {
            Comparison comparison;
            const auto before = loadRuleSet(first);
            const auto after = before ? loadRuleSet(second) : before;
            if (!after) {
                comparison.result = std::unexpected(after.error());
            } else {
                comparison.differing = compareRuleSets(*run, *before->rules, *after->rules, stop);
            }
            return comparison;
        },
        [this](const Comparison &comparison) { takeComparison(comparison); });
}

void RulesDialog::takeComparison(const Comparison &comparison)
{
    m_changes->setDifferences(comparison.differing);
    if (!comparison.result) {
        m_summary->setText(errorText(comparison.result.error()));
        return;
    }
    const auto count = static_cast<std::int64_t>(comparison.differing.size());
    m_summary->setText(count == 0
                           ? tr("Both read every kernel of this run alike.")
                           : tr("%1 of %2 kernels are read otherwise, %3 of the time")
                                 .arg(toQString(formatCount(count)),
                                      toQString(formatCount(static_cast<std::int64_t>(m_session.run().kernelCount()))),
                                      toQString(formatPercent(m_changes->share()))));
}

} // namespace atlas::ui
