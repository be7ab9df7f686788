#include "ui/comparison/pairdialog.h"

#include "core/base/format.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/flatstyle.h"
#include "ui/common/icons.h"
#include "ui/common/text.h"
#include "ui/common/windowsize.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// More than anybody scrolls through; the filter finds the others.
constexpr int kMostShown = 500;

/// Down in the line goes on to the list.
class LineAboveList : public QLineEdit
{
public:
    LineAboveList(QListWidget &list, QWidget *parent) : QLineEdit(parent), m_list(list) {}

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Down) {
            m_list.setFocus(Qt::OtherFocusReason);
            return;
        }
        QLineEdit::keyPressEvent(event);
    }

private:
    QListWidget &m_list;
};
} // namespace

PairDialog::PairDialog(const StageComparison &stage, const ComparisonTexts &texts, const ComparisonRow &row,
                       QWidget *parent)
    : QDialog(parent), m_list(new QListWidget(this)), m_pair(new QPushButton(tr("&Pair these two"), this))
{
    setObjectName(u"pairDialog"_s);
    setWindowTitle(tr("Pair by hand"));
    resizeWithinScreen(*this, {720, 460});
    const bool wantsBaseline = row.candidate.isThere();
    const auto side = [](const ComparisonRow &of, bool isBaseline) -> const ComparedKernel & {
        return isBaseline ? of.baseline : of.candidate;
    };
    const std::int64_t mine = side(row, !wantsBaseline).perIteration.totalNs;
    std::vector<std::pair<std::int64_t, std::size_t>> byDistance;
    for (std::size_t i = 0; i < stage.rows.size(); ++i) {
        const ComparisonRow &other = stage.rows[i];
        if (!other.isPair() && side(other, wantsBaseline).isThere()) {
            byDistance.emplace_back(std::abs(side(other, wantsBaseline).perIteration.totalNs - mine), i);
        }
    }
    std::ranges::sort(byDistance);
    for (const auto &[distance, i] : byDistance) {
        const ComparedKernel &kernel = side(stage.rows[i], wantsBaseline);
        const QString time = toQString(formatDuration(static_cast<double>(kernel.perIteration.totalNs)));
        m_partners.push_back({u"%1 · %2 · %3"_s.arg(cellText(texts.names[i]), time, cellText(kernel.rawName)),
                              std::string(kernel.rawName)});
    }

    auto *question = new QLabel(wantsBaseline ? tr("Which kernel of the baseline was this one?")
                                              : tr("Which kernel of the candidate is this one now?"),
                                this);
    question->setTextFormat(Qt::PlainText);
    auto *name = new ElidedLabel(Qt::ElideMiddle, this);
    name->setFullText(toQString(row.rawName()));
    name->setForegroundRole(QPalette::PlaceholderText);
    m_text = new LineAboveList(*m_list, this);
    m_text->setObjectName(u"pairFilter"_s);
    m_text->setAccessibleName(tr("Filter names"));
    m_text->setPlaceholderText(tr("Filter names"));
    m_text->addAction(icon(Symbol::Search), QLineEdit::LeadingPosition);
    m_list->setObjectName(u"pairPartners"_s);
    m_list->setAccessibleName(tr("Kernels without partner, most alike in time first"));
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_pair->setObjectName(u"pairThese"_s);
    m_pair->setProperty(kPrimaryProperty, true);
    m_pair->setDefault(true);
    auto *cancel = new QPushButton(tr("&Cancel"), this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_pair);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(8);
    layout->addWidget(question);
    layout->addWidget(name);
    layout->addWidget(m_text);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    connect(m_text, &QLineEdit::textChanged, this, &PairDialog::fill);
    connect(m_list, &QListWidget::itemActivated, this, &QDialog::accept);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int at) { m_pair->setEnabled(at >= 0); });
    connect(m_pair, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    fill({});
    m_text->setFocus();
}

void PairDialog::fill(const QString &text)
{
    m_list->clear();
    for (std::size_t i = 0; i < m_partners.size() && m_list->count() < kMostShown; ++i) {
        if (m_partners[i].label.contains(text, Qt::CaseInsensitive)) {
            auto *item = new QListWidgetItem(m_partners[i].label, m_list);
            item->setData(Qt::UserRole, static_cast<qulonglong>(i));
            item->setToolTip(plainToolTip(toQString(m_partners[i].rawName)));
        }
    }
    m_list->setCurrentRow(m_list->count() > 0 ? 0 : -1);
    m_pair->setEnabled(m_list->count() > 0);
}

std::string PairDialog::chosen() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item != nullptr ? m_partners[item->data(Qt::UserRole).toULongLong()].rawName : std::string();
}

} // namespace atlas::ui
