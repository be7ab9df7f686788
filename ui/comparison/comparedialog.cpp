#include "ui/comparison/comparedialog.h"

#include "core/comparison/runcomparison.h"
#include "ui/common/flatstyle.h"
#include "ui/common/text.h"
#include "ui/common/tonelabel.h"
#include "ui/comparison/runsinput.h"
#include "ui/help/handbook.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

CompareDialog::CompareDialog(const QString &baseline, const QStringList &recent, QWidget *parent)
    : QDialog(parent), m_baselines(new RunsInput(u"compareBaseline"_s, tr("Baseline"), recent, this)),
      m_candidates(new RunsInput(u"compareCandidate"_s, tr("Candidate"), recent, this)), m_meaning(new QWidget(this)),
      m_each(new QRadioButton(tr("&different programs: each is compared with the baseline"), m_meaning)),
      m_together(new QRadioButton(tr("runs of &one program: at least three a side, taken together"), m_meaning)),
      m_problem(new ToneLabel(Tone::Bad, this)), m_takeAll(new QPushButton(this)),
      m_compare(new QPushButton(tr("&Compare"), this))
{
    setObjectName(u"compareDialog"_s);
    setWindowTitle(tr("Compare runs"));
    setMinimumWidth(680);
    m_baselines->setPaths({baseline});
    QString other; // the latest run that is not the baseline
    for (const QString &path : recent) {
        other = other.isEmpty() && path != baseline ? path : other;
    }
    m_candidates->setPaths({other});
    build();
    for (const RunsInput *side : {m_baselines, m_candidates}) {
        connect(side, &RunsInput::countChanged, this, &CompareDialog::showMeaning);
    }
    connect(m_compare, &QPushButton::clicked, this, &CompareDialog::accept);
    connect(m_takeAll, &QPushButton::clicked, this, [this] {
        (m_baselines->foundRuns().isEmpty() ? m_candidates : m_baselines)->takeFoundRuns();
        m_takeAll->hide();
        m_problem->setMessage({});
    });
    showMeaning();
    (baseline.isEmpty() ? m_baselines : m_candidates)->setFocus();
}

void CompareDialog::build()
{
    auto *hint =
        new QLabel(tr("Differences are candidate − baseline. A run folder, an nsys folder or one table file."), this);
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setWordWrap(true);
    m_problem->setObjectName(u"compareProblem"_s);
    m_takeAll->setObjectName(u"compareTakeAll"_s);
    m_takeAll->setAutoDefault(false);
    m_takeAll->hide();
    m_compare->setObjectName(u"compareButton"_s);
    m_compare->setProperty(kPrimaryProperty, true);
    m_compare->setDefault(true);
    m_each->setObjectName(u"compareEach"_s);
    m_each->setChecked(true);
    m_together->setObjectName(u"compareTogether"_s);
    m_together->setToolTip(tr("The mean of each run counts once, so that the noise between runs is seen"));
    auto *meaning = new QVBoxLayout(m_meaning);
    meaning->setContentsMargins(0, 0, 0, 0);
    meaning->addWidget(new QLabel(tr("The runs of a side are"), m_meaning));
    meaning->addWidget(m_each);
    meaning->addWidget(m_together);
    auto *swap = new QPushButton(tr("⇄ &Swap"), this);
    swap->setToolTip(tr("Baseline and candidate change places"));
    connect(swap, &QPushButton::clicked, this, [this] {
        const QStringList before = m_baselines->paths();
        m_baselines->setPaths(m_candidates->paths());
        m_candidates->setPaths(before);
    });
    auto *cancel = new QPushButton(tr("Ca&ncel"), this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *form = new QFormLayout;
    form->addRow(tr("&Baseline"), m_baselines);
    form->addRow(tr("C&andidate"), m_candidates);
    auto *problem = new QHBoxLayout;
    problem->addWidget(m_problem, 1);
    problem->addWidget(m_takeAll, 0, Qt::AlignTop);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(swap);
    auto *help = new QDialogButtonBox(this);
    addHelp(*help, u"comparing"_s);
    buttons->addWidget(help);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_compare);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(10);
    layout->addLayout(form);
    layout->addWidget(m_meaning);
    layout->addWidget(hint);
    layout->addLayout(problem);
    layout->addStretch();
    layout->addLayout(buttons);
}

void CompareDialog::showMeaning()
{
    const bool hasBaselines = m_baselines->count() > 1;
    m_meaning->setVisible(hasBaselines || m_candidates->count() > 1);
    m_each->setEnabled(!hasBaselines);
    if (hasBaselines) {
        m_together->setChecked(true); // nothing else compares several with something
    }
}

QStringList CompareDialog::baselines() const
{
    return m_baselines->paths();
}

QStringList CompareDialog::candidates() const
{
    return m_candidates->paths();
}

bool CompareDialog::isRepeated() const
{
    return baselines().size() > 1 || (candidates().size() > 1 && m_together->isChecked());
}

QString CompareDialog::findProblem()
{
    const QString after = m_candidates->findProblem();
    const QString before = m_baselines->findProblem(); // last: it has the focus where both have a problem
    if (!before.isEmpty() || !after.isEmpty()) {
        return before.isEmpty() ? after : before;
    }
    const auto sizes = isRepeated() ? checkSides(static_cast<std::size_t>(baselines().size()),
                                                 static_cast<std::size_t>(candidates().size()))
                                    : Result<void>();
    return sizes ? QString() : errorText(sizes.error());
}

void CompareDialog::accept()
{
    const QString problem = findProblem();
    m_problem->setMessage(problem);
    const qsizetype found = std::max(m_baselines->foundRuns().size(), m_candidates->foundRuns().size());
    m_takeAll->setText(tr("&Take all %1").arg(found));
    m_takeAll->setVisible(found > 0);
    if (problem.isEmpty()) {
        QDialog::accept();
    }
}

} // namespace atlas::ui
