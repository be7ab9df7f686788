#include "ui/run/columnsdialog.h"

#include "ui/common/windowsize.h"
#include "ui/run/kerneltablemodel.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

ColumnsDialog::ColumnsDialog(QHeaderView &header, int always, const QList<int> &leftOut, QWidget *parent)
    : QDialog(parent), m_header(header), m_always(always), m_list(new QListWidget(this))
{
    setObjectName(u"columnsDialog"_s);
    setWindowTitle(tr("Columns"));
    m_list->setObjectName(u"columnsList"_s);
    m_list->setAccessibleName(tr("Columns in the order shown"));
    m_list->setDragDropMode(QListWidget::InternalMove);
    fill(leftOut);
    auto *up = new QPushButton(tr("Move &up"), this);
    up->setObjectName(u"columnUp"_s);
    auto *down = new QPushButton(tr("Move &down"), this);
    down->setObjectName(u"columnDown"_s);
    auto *close = new QDialogButtonBox(QDialogButtonBox::Close, this);
    close->button(QDialogButtonBox::Close)->setIcon({});
    connect(up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(down, &QPushButton::clicked, this, [this] { move(1); });
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::itemChanged, this, &ColumnsDialog::applyAll);
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, &ColumnsDialog::applyAll);

    auto *buttons = new QVBoxLayout;
    buttons->addWidget(up);
    buttons->addWidget(down);
    buttons->addStretch(1);
    auto *middle = new QHBoxLayout;
    middle->addWidget(m_list, 1);
    middle->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    auto *hint = new QLabel(tr("Space shows or hides a column; drag or use the buttons to move it."), this);
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(hint);
    layout->addLayout(middle, 1);
    layout->addWidget(close);
    resizeWithinScreen(*this, {360, 460});
}

void ColumnsDialog::fill(const QList<int> &leftOut)
{
    for (int visual = 0; visual < m_header.count(); ++visual) {
        const int column = m_header.logicalIndex(visual);
        if (leftOut.contains(column)) {
            continue;
        }
        auto *item = new QListWidgetItem(KernelTableModel::columnName(column), m_list);
        item->setData(Qt::UserRole, column);
        item->setCheckState(m_header.isSectionHidden(column) ? Qt::Unchecked : Qt::Checked);
        if (column == m_always) {
            item->setFlags(item->flags() & ~Qt::ItemIsUserCheckable);
        }
    }
    m_list->setCurrentRow(0);
}

void ColumnsDialog::applyAll()
{
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem *item = m_list->item(row);
        const int column = item->data(Qt::UserRole).toInt();
        m_header.moveSection(m_header.visualIndex(column), row);
        m_header.setSectionHidden(column, item->checkState() != Qt::Checked);
    }
}

void ColumnsDialog::move(int by)
{
    const int row = m_list->currentRow();
    if (row < 0 || row + by < 0 || row + by >= m_list->count()) {
        return;
    }
    QListWidgetItem *item = m_list->takeItem(row);
    m_list->insertItem(row + by, item);
    m_list->setCurrentItem(item);
    applyAll();
}

} // namespace atlas::ui
