#include "ui/comparison/runsinput.h"

#include "core/capture/openrun.h"
#include "core/run/runloader.h"
#include "ui/common/icons.h"
#include "ui/common/text.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

RunsInput::RunsInput(const QString &name, QString title, QStringList recent, QWidget *parent)
    : QWidget(parent), m_name(name), m_title(std::move(title)), m_recent(std::move(recent)),
      m_layout(new QVBoxLayout(this)), m_add(new QPushButton(tr("Add a run"), this))
{
    m_add->setObjectName(name + u"Add"_s);
    m_add->setAccessibleName(tr("Add a run to the %1").arg(m_title.toLower()));
    m_add->setToolTip(tr("One more run on this side"));
    m_add->setAutoDefault(false);
    auto *below = new QHBoxLayout;
    below->addWidget(m_add);
    below->addStretch();
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(5);
    m_layout->addLayout(below);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addLine({}).setFocus();
        Q_EMIT countChanged();
    });
    addLine({});
    setFocusProxy(m_lines.front().choice);
}

QWidget &RunsInput::addLine(const QString &path)
{
    Line line{new QWidget(this), nullptr, nullptr, nullptr};
    line.choice = new QComboBox(line.widget);
    line.choice->setEditable(true);
    line.choice->setInsertPolicy(QComboBox::NoInsert);
    line.choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    line.choice->setMinimumContentsLength(50);
    line.choice->addItems(m_recent);
    line.choice->setCurrentText(path);
    line.browse = new QPushButton(tr("Browse…"), line.widget);
    line.browse->setAutoDefault(false);
    line.remove = new QToolButton(line.widget);
    line.remove->setIcon(icon(Symbol::Close));
    line.remove->setToolTip(tr("Without this run"));
    line.remove->setFocusPolicy(Qt::TabFocus);
    auto *layout = new QHBoxLayout(line.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(line.choice, 1);
    layout->addWidget(line.browse);
    layout->addWidget(line.remove);
    line.widget->setFocusProxy(line.choice);
    connect(line.browse, &QPushButton::clicked, this, [this, choice = line.choice] {
        const QString chosen = QFileDialog::getExistingDirectory(this, choice->accessibleName(), choice->currentText());
        if (!chosen.isEmpty()) {
            choice->setCurrentText(chosen);
        }
    });
    connect(line.remove, &QToolButton::clicked, this, [this, widget = line.widget] {
        removeLine(widget);
        m_add->setFocus();
        Q_EMIT countChanged();
    });
    m_layout->insertWidget(static_cast<int>(m_lines.size()), line.widget);
    line.widget->show(); // now, so that it can take the focus
    m_lines.append(line);
    nameLines();
    return *line.widget;
}

void RunsInput::removeLine(const QWidget *widget)
{
    const auto line = std::ranges::find(m_lines, widget, &Line::widget);
    if (m_foundIn == line->choice) {
        m_foundIn = nullptr;
        m_found.clear();
    }
    m_layout->removeWidget(line->widget);
    line->widget->hide();
    line->widget->deleteLater(); // its button is what was clicked
    m_lines.erase(line);
    nameLines();
    setFocusProxy(m_lines.front().choice);
}

void RunsInput::nameLines()
{
    QWidget *before = nullptr;
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines[i];
        const QString number = i == 0 ? QString() : QString::number(i + 1);
        const QString title = i == 0 ? m_title : tr("%1 %2").arg(m_title, number);
        line.choice->setObjectName(m_name + number);
        line.choice->setAccessibleName(title);
        line.browse->setAccessibleName(tr("Browse for the %1").arg(title.toLower()));
        line.remove->setObjectName(m_name + u"Remove"_s + number);
        line.remove->setAccessibleName(tr("Without %1").arg(title.toLower()));
        line.remove->setVisible(m_lines.size() > 1);
        if (before != nullptr) {
            setTabOrder(before, line.choice);
        }
        setTabOrder(line.choice, line.browse);
        setTabOrder(line.browse, line.remove);
        before = line.remove;
    }
    setTabOrder(before, m_add);
}

QStringList RunsInput::paths() const
{
    QStringList paths;
    for (const Line &line : m_lines) {
        paths += line.choice->currentText().trimmed();
    }
    paths.removeAll(QString());
    return paths;
}

void RunsInput::setPaths(const QStringList &paths)
{
    while (m_lines.size() > std::max<qsizetype>(paths.size(), 1)) {
        removeLine(m_lines.back().widget);
    }
    while (m_lines.size() < paths.size()) {
        addLine({});
    }
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        m_lines[i].choice->setCurrentText(paths.value(i));
    }
    Q_EMIT countChanged();
}

QString RunsInput::findProblem()
{
    m_found.clear();
    const bool isEmpty = paths().isEmpty();
    for (const Line &line : m_lines) {
        const bool isSpare = line.choice->currentText().trimmed().isEmpty() && !isEmpty;
        if (const QString problem = isSpare ? QString() : findProblem(*line.choice); !problem.isEmpty()) {
            line.choice->setFocus();
            return problem;
        }
    }
    QStringList all = paths();
    all.sort();
    const auto twice = std::ranges::adjacent_find(all);
    return twice == all.end() ? QString() : tr("%1 is named twice on one side.").arg(*twice);
}

QString RunsInput::findProblem(QComboBox &choice)
{
    const QString path = choice.currentText().trimmed();
    const QString side = choice.accessibleName().toLower();
    if (path.isEmpty()) {
        return tr("Which run is the %1?").arg(side);
    }
    const std::vector<FoundRun> found = discoverRuns(toPath(path));
    if (found.empty() && isCapture(toPath(path))) {
        return {};
    }
    if (found.empty()) {
        return tr("There is no kernel table for the %1 in %2").arg(side, path);
    }
    if (found.size() == 1) {
        choice.setCurrentText(fromPath(found.front().path));
        return {};
    }
    choice.clear();
    for (const FoundRun &run : found) {
        m_found += fromPath(run.path);
    }
    choice.addItems(m_found);
    m_foundIn = &choice;
    return tr("%1 runs lie in the folder of the %2; choose one from its list.").arg(found.size()).arg(side);
}

void RunsInput::takeFoundRuns()
{
    QStringList all;
    for (const Line &line : m_lines) {
        all += line.choice == m_foundIn ? m_found : QStringList{line.choice->currentText().trimmed()};
    }
    all.removeAll(QString());
    all.removeDuplicates();
    m_found.clear();
    setPaths(all);
}

} // namespace atlas::ui
