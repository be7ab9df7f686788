#include "ui/comparison/comparedialog.h"

#include "core/run/runloader.h"
#include "ui/common/appearance.h"
#include "ui/common/flatstyle.h"
#include "ui/common/text.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

CompareDialog::CompareDialog(const QString &baseline, const QStringList &recent, QWidget *parent)
    : QDialog(parent), m_baseline(makeChoice(u"compareBaseline"_s, tr("Baseline"), recent)),
      m_candidate(makeChoice(u"compareCandidate"_s, tr("Candidate"), recent)), m_problem(new QLabel(this)),
      m_compare(new QPushButton(tr("&Compare"), this))
{
    setObjectName(u"compareDialog"_s);
    setWindowTitle(tr("Compare runs"));
    setMinimumWidth(640);
    m_baseline->setCurrentText(baseline);
    QString other; // the latest run that is not the baseline
    for (const QString &path : recent) {
        other = other.isEmpty() && path != baseline ? path : other;
    }
    m_candidate->setCurrentText(other);
    auto *hint =
        new QLabel(tr("Differences are candidate − baseline. A run folder, an nsys folder or one table file."), this);
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setWordWrap(true);
    m_problem->setObjectName(u"compareProblem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    QPalette warning = palette();
    warning.setColor(QPalette::WindowText, color(Tone::Bad, palette()));
    m_problem->setPalette(warning);
    m_compare->setObjectName(u"compareButton"_s);
    m_compare->setProperty(kPrimaryProperty, true);
    m_compare->setDefault(true);
    auto *swap = new QPushButton(tr("⇄ &Swap"), this);
    swap->setToolTip(tr("Baseline and candidate change places"));
    auto *cancel = new QPushButton(tr("Ca&ncel"), this);
    auto *form = new QFormLayout;
    form->addRow(tr("&Baseline"), makeLine(m_baseline));
    form->addRow(tr("C&andidate"), makeLine(m_candidate));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(swap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_compare);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(10);
    layout->addLayout(form);
    layout->addWidget(hint);
    layout->addWidget(m_problem);
    layout->addLayout(buttons);
    connect(swap, &QPushButton::clicked, this, [this] {
        const QString before = m_baseline->currentText();
        m_baseline->setCurrentText(m_candidate->currentText());
        m_candidate->setCurrentText(before);
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_compare, &QPushButton::clicked, this, &CompareDialog::accept);
    (baseline.isEmpty() ? m_baseline : m_candidate)->setFocus();
}

QComboBox *CompareDialog::makeChoice(const QString &name, const QString &accessible, const QStringList &paths)
{
    auto *choice = new QComboBox(this);
    choice->setObjectName(name);
    choice->setAccessibleName(accessible);
    choice->setEditable(true);
    choice->setInsertPolicy(QComboBox::NoInsert);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(50);
    choice->addItems(paths);
    return choice;
}

QWidget *CompareDialog::makeLine(QComboBox *choice)
{
    auto *line = new QWidget(this);
    auto *browse = new QPushButton(tr("Browse…"), line);
    browse->setAccessibleName(tr("Browse for the %1").arg(choice->accessibleName()));
    browse->setAutoDefault(false);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(choice, 1);
    layout->addWidget(browse);
    line->setFocusProxy(choice);
    connect(browse, &QPushButton::clicked, this, [this, choice] {
        const QString path = QFileDialog::getExistingDirectory(this, choice->accessibleName(), choice->currentText());
        if (!path.isEmpty()) {
            choice->setCurrentText(path);
        }
    });
    return line;
}

QString CompareDialog::baseline() const
{
    return m_baseline->currentText().trimmed();
}

QString CompareDialog::candidate() const
{
    return m_candidate->currentText().trimmed();
}

bool CompareDialog::isOneRun(QComboBox &choice, const QString &side)
{
    const QString path = choice.currentText().trimmed();
    QString problem;
    if (path.isEmpty()) {
        problem = tr("Which run is the %1?").arg(side);
    } else if (const std::vector<FoundRun> found = discoverRuns(toPath(path)); found.size() > 1) {
        problem = tr("%1 runs lie in the folder of the %2; choose one from its list.").arg(found.size()).arg(side);
        choice.clear();
        for (const FoundRun &run : found) {
            choice.addItem(fromPath(run.path));
        }
        choice.setFocus();
    } else if (found.empty()) {
        problem = tr("There is no kernel table for the %1 in %2").arg(side, path);
    } else {
        choice.setCurrentText(fromPath(found.front().path));
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    return problem.isEmpty();
}

void CompareDialog::accept()
{
    if (isOneRun(*m_baseline, tr("baseline")) && isOneRun(*m_candidate, tr("candidate"))) {
        QDialog::accept();
    }
}

} // namespace atlas::ui
