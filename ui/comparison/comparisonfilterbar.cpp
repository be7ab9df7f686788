#include "ui/comparison/comparisonfilterbar.h"

#include "core/base/format.h"
#include "ui/common/counttext.h"
#include "ui/common/fieldnote.h"
#include "ui/common/keyhint.h"
#include "ui/common/text.h"
#include "ui/common/verdictappearance.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include <algorithm>
#include <array>
#include <map>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr std::array kMinimumShares = {0.0, 0.0001, 0.001, 0.01, 0.05};
} // namespace

ComparisonFilterBar::ComparisonFilterBar(QWidget *parent)
    : QWidget(parent), m_text(new QLineEdit(this)),
      m_verdicts(makeChoice(u"verdictFilter"_s, tr("Verdict"), tr("Show only pairs with the chosen verdicts"))),
      m_libraries(
          makeChoice(u"comparisonLibraryFilter"_s, tr("Library"), tr("Show only kernels of the chosen libraries"))),
      m_badges(makeChoice(u"badgeFilter"_s, tr("Badge"), tr("Show only pairs with one of the chosen remarks"))),
      m_share(new QComboBox(this)), m_grouping(new QComboBox(this)), m_count(new QLabel(this)),
      m_columnsMenu(new QMenu(this)), m_error(new FieldNote(*m_text))
{
    m_text->setObjectName(u"comparisonFilterText"_s);
    m_text->setAccessibleName(tr("Filter names"));
    m_text->setPlaceholderText(tr("Filter names, or /regex/   (Ctrl+F)"));
    setKeyHint(*m_text, "window.filter");
    m_text->setToolTip(tr("Text found in friendly names or either raw name, or a regular expression between slashes. "
                          "Without capital letters it ignores case. Esc clears it."));
    m_text->addAction(icon(Symbol::Search), QLineEdit::LeadingPosition);
    m_text->setClearButtonEnabled(true);
    m_text->installEventFilter(this);
    m_share->setObjectName(u"minimumDelta"_s);
    m_share->setAccessibleName(tr("Least difference"));
    m_share->setToolTip(tr("Hide pairs whose difference is below this share of the table's total"));
    for (const double share : kMinimumShares) {
        m_share->addItem(share > 0 ? tr("|Δ| ≥ %1 %").arg(toQString(formatExact(share * 100))) : tr("Any size"), share);
    }
    m_grouping->setObjectName(u"comparisonGrouping"_s);
    m_grouping->setAccessibleName(tr("Grouping"));
    m_grouping->setToolTip(isRightToLeft() ? tr("One line for each library or op, which Left opens and Right closes")
                                           : tr("One line for each library or op, which Right opens and Left closes"));
    m_grouping->addItem(tr("Not grouped"), static_cast<int>(ComparisonGrouping::None));
    m_grouping->addItem(tr("By library"), static_cast<int>(ComparisonGrouping::Library));
    m_grouping->addItem(tr("By op"), static_cast<int>(ComparisonGrouping::Op));
    m_count->setObjectName(u"comparisonCount"_s);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setMinimumWidth(1); // gives way before anything that can be clicked does
    m_error->setObjectName(u"comparisonFilterError"_s);
    auto *columns = new QPushButton(tr("Columns"), this);
    columns->setMenu(m_columnsMenu);
    columns->setToolTip(tr("Which columns the table shows; drag a header to move it"));

    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(m_text, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_verdicts.button, m_libraries.button, m_badges.button,
                                                            m_share, m_grouping, m_count, columns}) {
        line->addWidget(widget);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 7, 10, 7);
    layout->setSpacing(4);
    layout->addLayout(line);
    connect(m_text, &QLineEdit::textChanged, this, &ComparisonFilterBar::filterChanged);
    connect(m_share, &QComboBox::currentIndexChanged, this, &ComparisonFilterBar::filterChanged);
    connect(m_grouping, &QComboBox::currentIndexChanged, this, &ComparisonFilterBar::filterChanged);
    QList<Option> badges;
    for (const Badge badge : kBadges) {
        badges.append({words(badge), QString::number(static_cast<int>(badge)), {}});
    }
    fill(m_badges, badges);
}

ComparisonFilterBar::Choice ComparisonFilterBar::makeChoice(const QString &name, const QString &title,
                                                            const QString &toolTip)
{
    const Choice choice{new QPushButton(title, this), new QMenu(this), title};
    choice.button->setObjectName(name);
    choice.button->setToolTip(toolTip);
    choice.button->setMenu(choice.menu);
    return choice;
}

void ComparisonFilterBar::fill(const Choice &choice, const QList<Option> &options)
{
    const QStringList before = chosen(choice);
    choice.menu->clear();
    for (const Option &option : options) {
        QAction *action = choice.menu->addAction(option.icon, QString(option.label).replace(u'&', u"&&"_s));
        action->setData(option.value);
        action->setCheckable(true);
        action->setChecked(before.contains(option.value));
        connect(action, &QAction::toggled, this, [this, choice] {
            showTitle(choice);
            Q_EMIT filterChanged();
        });
    }
    choice.menu->addSeparator();
    connect(choice.menu->addAction(tr("All")), &QAction::triggered, this, [menu = choice.menu] {
        for (QAction *action : menu->actions()) {
            action->setChecked(false);
        }
    });
    showTitle(choice);
}

void ComparisonFilterBar::showTitle(const Choice &choice)
{
    const QStringList values = chosen(choice);
    choice.button->setText(values.isEmpty() ? choice.title : tr("%1: %2").arg(choice.title).arg(values.size()));
}

QStringList ComparisonFilterBar::chosen(const Choice &choice)
{
    QStringList values;
    for (const QAction *action : choice.menu->actions()) {
        if (action->isChecked()) {
            values += action->data().toString();
        }
    }
    return values;
}

void ComparisonFilterBar::setChoices(const StageComparison &stage, const ComparisonTexts &texts)
{
    QList<Option> verdicts;
    for (std::size_t i = 0; i < kVerdictCount; ++i) {
        const auto verdict = static_cast<Verdict>(i);
        verdicts.append(
            {tr("%1 (%2)").arg(glyphAndWords(verdict), countText(stage.count(verdict))), QString::number(i), {}});
    }
    fill(m_verdicts, verdicts);
    std::map<std::string_view, std::size_t> counts;
    for (const std::string_view library : texts.libraries) {
        ++counts[library];
    }
    std::vector<std::pair<std::string_view, std::size_t>> byCount(counts.begin(), counts.end());
    std::ranges::stable_sort(byCount, std::greater(), &std::pair<std::string_view, std::size_t>::second);
    QList<Option> libraries;
    for (const auto &[library, count] : byCount) {
        libraries.append(
            {tr("%1 (%2)").arg(toQString(library), countText(count)), toQString(library), librarySquare(library)});
    }
    fill(m_libraries, libraries);
}

ComparisonFilter ComparisonFilterBar::filter() const
{
    ComparisonFilter filter;
    filter.text = toUtf8(m_text->text());
    for (const QString &value : chosen(m_verdicts)) {
        filter.verdicts.push_back(static_cast<Verdict>(value.toInt()));
    }
    for (const QString &value : chosen(m_libraries)) {
        filter.libraries.push_back(toUtf8(value));
    }
    for (const QString &value : chosen(m_badges)) {
        filter.badges.push_back(static_cast<Badge>(value.toInt()));
    }
    filter.minimumShare = m_share->currentData().toDouble();
    return filter;
}

ComparisonGrouping ComparisonFilterBar::grouping() const
{
    return static_cast<ComparisonGrouping>(m_grouping->currentData().toInt());
}

void ComparisonFilterBar::setCount(const QString &text)
{
    m_count->setText(text);
    m_count->setToolTip(plainToolTip(text));
}

void ComparisonFilterBar::setError(const QString &message)
{
    m_error->setMessage(message, Tone::Bad);
    m_text->setAccessibleDescription(message);
}

void ComparisonFilterBar::setHint(const QString &message)
{
    m_error->setMessage(message, Tone::Quiet);
    m_text->setAccessibleDescription(message);
}

void ComparisonFilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void ComparisonFilterBar::clear()
{
    m_text->clear();
    m_share->setCurrentIndex(0);
    m_grouping->setCurrentIndex(0);
    for (const Choice *choice : {&m_verdicts, &m_libraries, &m_badges}) {
        for (QAction *action : choice->menu->actions()) {
            action->setChecked(false);
        }
    }
}

void ComparisonFilterBar::choose(const Choice &choice, const QStringList &values)
{
    for (QAction *action : choice.menu->actions()) {
        action->setChecked(action->isCheckable() && values.contains(action->data().toString()));
    }
}

void ComparisonFilterBar::restore(const ComparisonFilter &filter, ComparisonGrouping grouping)
{
    const QSignalBlocker quiet(this);
    QStringList verdicts;
    for (const Verdict verdict : filter.verdicts) {
        verdicts += QString::number(static_cast<int>(verdict));
    }
    QStringList libraries;
    for (const std::string &library : filter.libraries) {
        libraries += toQString(library);
    }
    QStringList badges;
    for (const Badge badge : filter.badges) {
        badges += QString::number(static_cast<int>(badge));
    }
    choose(m_verdicts, verdicts);
    choose(m_libraries, libraries);
    choose(m_badges, badges);
    m_text->setText(toQString(filter.text));
    m_share->setCurrentIndex(std::max(m_share->findData(filter.minimumShare), 0));
    m_grouping->setCurrentIndex(std::max(m_grouping->findData(static_cast<int>(grouping)), 0));
}

bool ComparisonFilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape && !m_text->text().isEmpty()) {
            m_text->clear();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape) {
            Q_EMIT leaveRequested();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace atlas::ui
