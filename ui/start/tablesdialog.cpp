#include "ui/start/tablesdialog.h"

#include "core/base/format.h"
#include "ui/common/corewords.h"
#include "ui/common/counttext.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/flatstyle.h"
#include "ui/common/text.h"
#include "ui/common/windowsize.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kPathRole = Qt::UserRole;
constexpr qsizetype kMostCompared = 2;
constexpr int kKernels = 2;
constexpr int kTotal = 3;

QString reportWord(ReportKind kind)
{
    switch (kind) {
    case ReportKind::KernelSummary:
        return TablesDialog::tr("kernel summary");
    case ReportKind::Trace:
        return TablesDialog::tr("launches, one a row");
    case ReportKind::GridSummary:
        return TablesDialog::tr("kernels by grid and block");
    case ReportKind::DeviceSummary:
        return TablesDialog::tr("kernels and memory operations");
    case ReportKind::RangeSummary:
        return TablesDialog::tr("kernels by NVTX range");
    }
    return {};
}

QStringList cellsOf(const RunPart &part)
{
    const QString unknown = u"–"_s;
    QString what = part.report ? reportWord(*part.report) : coreWord(wordsOf(part.kind).what);
    if (part.line > 0) {
        what = TablesDialog::tr("%1, line %2").arg(what, countText(part.line));
    }
    const QString name = part.name.empty() ? TablesDialog::tr("(no heading)") : toQString(part.name);
    return {name, what, part.kernels ? countText(*part.kernels) : unknown,
            part.totalNs ? toQString(formatDuration(static_cast<double>(*part.totalNs)))
                         : QLocale().formattedDataSize(static_cast<qint64>(part.bytes))};
}
} // namespace

TablesDialog::TablesDialog(const RunParts &parts, const std::filesystem::path &path, Asked asked, QWidget *parent)
    : QDialog(parent), m_list(new QTreeWidget(this)), m_open(new QPushButton(this)),
      m_compare(new QPushButton(tr("&Compare the two"), this))
{
    setObjectName(u"tablesDialog"_s);
    setWindowTitle(tr("Which one?"));
    const bool isToOpen = asked == Asked::ToOpen;
    m_open->setText(isToOpen ? tr("&Open") : tr("&Take this one"));
    m_compare->setVisible(isToOpen);
    m_list->setSelectionMode(isToOpen ? QAbstractItemView::ExtendedSelection : QAbstractItemView::SingleSelection);
    build(fromPath(path), static_cast<qsizetype>(parts.parts.size()));
    addParts(parts, fromPath(path));
    for (int column = 1; column <= kTotal; ++column) {
        m_list->resizeColumnToContents(column);
    }
    m_list->setCurrentItem(m_list->topLevelItem(0));
    m_list->setFocus();
    resizeWithinScreen(*this, {860, 460});
}

void TablesDialog::build(const QString &path, qsizetype count)
{
    m_list->setObjectName(u"tablesFound"_s);
    m_list->setAccessibleName(tr("Tables found"));
    m_list->setHeaderLabels({tr("Table"), tr("What it is"), tr("Kernels"), tr("Total time")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_open->setObjectName(u"tablesOpen"_s);
    m_open->setProperty(kPrimaryProperty, true);
    m_open->setDefault(true);
    m_compare->setObjectName(u"tablesCompare"_s);
    m_compare->setToolTip(tr("Choose two rows (Ctrl+click, or Shift+Down): the upper one is the baseline"));
    auto *title = new ElidedLabel(Qt::ElideMiddle, this);
    title->setFullText(tr("%1 tables are in %2").arg(countText(static_cast<std::size_t>(count)), path));
    auto *cancel = new QPushButton(tr("Ca&ncel"), this);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_compare);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_open);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_open, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_compare, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_list, &QTreeWidget::itemDoubleClicked, m_open, &QPushButton::click); // Enter is the default button's
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &TablesDialog::showChoice);
}

void TablesDialog::addParts(const RunParts &parts, const QString &path)
{
    if (parts.isPooled) {
        std::int64_t total = 0;
        bool isKnown = true;
        for (const RunPart &part : parts.parts) {
            isKnown = isKnown && part.totalNs.has_value();
            total += part.totalNs.value_or(0);
        }
        addRow(path, {tr("All of them as one run"),
                      tr("times and calls are summed"),
                      {},
                      isKnown ? toQString(formatDuration(static_cast<double>(total))) : QString()});
    }
    for (const RunPart &part : parts.parts) {
        addRow(fromPath(part.path), cellsOf(part));
    }
}

void TablesDialog::addRow(const QString &path, const QStringList &cells)
{
    auto *item = new QTreeWidgetItem(m_list, cells);
    item->setData(0, kPathRole, path);
    item->setToolTip(0, plainToolTip(cells.front() + u'\n' + path));
    item->setTextAlignment(kKernels, Qt::AlignRight | Qt::AlignVCenter);
    item->setTextAlignment(kTotal, Qt::AlignRight | Qt::AlignVCenter);
}

void TablesDialog::showChoice()
{
    const qsizetype count = m_list->selectedItems().size();
    m_compare->setEnabled(count == kMostCompared);
    m_open->setEnabled(count == 1);
    (count == kMostCompared ? m_compare : m_open)->setDefault(true);
}

QStringList TablesDialog::chosen() const
{
    QStringList paths;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *item = m_list->topLevelItem(i);
        if (item->isSelected()) {
            paths += item->data(0, kPathRole).toString();
        }
    }
    return paths;
}

} // namespace atlas::ui
