#include "ui/run/filterbar.h"

#include "core/base/format.h"
#include "ui/common/appearance.h"
#include "ui/common/checkmenu.h"
#include "ui/common/counttext.h"
#include "ui/common/fieldnote.h"
#include "ui/common/keyhint.h"
#include "ui/common/text.h"
#include "ui/run/filterchip.h"

#include <QActionGroup>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <array>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr std::array kMinimumShares = {0.0, 0.0001, 0.001, 0.005, 0.01, 0.05};
constexpr std::array kMinimumInstances = {0, 2, 10, 30, 100, 1000};

QPushButton *menuButton(const QString &text, QMenu *menu, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setMenu(menu);
    button->setAutoDefault(false);
    return button;
}

/// Checks the action with this number, or the first where there is none, without triggering it.
void check(const QActionGroup &group, qint64 number)
{
    const QList<QAction *> actions = group.actions();
    const auto found = std::ranges::find_if(
        actions, [number](const QAction *action) { return action->data().toLongLong() == number; });
    (found != actions.end() ? *found : actions.front())->setChecked(true);
}

QStringList toQStrings(const std::vector<std::string> &texts)
{
    QStringList strings;
    for (const std::string &text : texts) {
        strings += toQString(text);
    }
    return strings;
}
} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent), m_text(new QLineEdit(this)), m_state(new QComboBox(this)), m_share(new QComboBox(this)),
      m_count(new QLabel(this)), m_columnsMenu(new QMenu(this)), m_chips(new QWidget(this)),
      m_chipLine(new QHBoxLayout(m_chips)), m_error(new FieldNote(*m_text))
{
    m_columns = menuButton(tr("Columns"), m_columnsMenu, this);
    buildText();
    buildLibraries();
    buildState();
    buildShare();
    buildMore();
    buildGroups();
    m_count->setTextFormat(Qt::PlainText);
    m_count->setObjectName(u"resultCount"_s);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setMinimumWidth(1); // gives way before anything that can be clicked does
    m_columns->setObjectName(u"columnsButton"_s);
    m_columns->setToolTip(tr("Which columns the table shows, in which order, and what it is sorted by"));
    m_error->setObjectName(u"filterError"_s);
    m_chips->setObjectName(u"filterChips"_s);
    m_chips->setAccessibleName(tr("Filters that are on"));
    m_chipLine->setContentsMargins(0, 0, 0, 0);
    m_chipLine->setSpacing(6);
    m_chips->hide();
    layOut();
}

void FilterBar::layOut()
{
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(m_text, 1);
    for (QWidget *control : std::initializer_list<QWidget *>{m_libraries, m_state, m_share, m_more, m_groups}) {
        line->addWidget(control);
    }
    line->addWidget(m_count, 0, Qt::AlignVCenter);
    line->addWidget(m_columns);
    setTabOrder({m_text, m_libraries, m_state, m_share, m_more, m_groups, m_columns}); // as they stand
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 7, 10, 7);
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addWidget(m_chips);
}

void FilterBar::buildText()
{
    m_text->setObjectName(u"filterText"_s);
    m_text->setAccessibleName(tr("Filter names"));
    m_text->setPlaceholderText(tr("Filter names, or /regex/   (Ctrl+F)"));
    setKeyHint(*m_text, "window.filter");
    m_text->setToolTip(tr("Text found in raw or friendly names, or a regular expression between slashes. "
                          "Without capital letters it ignores case. Esc clears it."));
    m_text->addAction(icon(Symbol::Search), QLineEdit::LeadingPosition);
    m_text->setClearButtonEnabled(true);
    m_text->installEventFilter(this);
    connect(m_text, &QLineEdit::textEdited, this, &FilterBar::textEdited);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty()) { // the clear button does not count as editing
            Q_EMIT textEdited();
        }
    });
}

void FilterBar::buildLibraries()
{
    const auto add = [this](FilterColumn column, const QString &title, const QString &all) {
        auto *menu = new CheckMenu(title, all, this);
        m_menus[static_cast<std::size_t>(column)] = menu;
        connect(menu, &CheckMenu::chosenChanged, this, &FilterBar::onChosen);
    };
    add(FilterColumn::Library, tr("Library"), tr("All libraries"));
    add(FilterColumn::Op, tr("Op"), tr("All ops"));
    add(FilterColumn::Rule, tr("Rule"), tr("All rules"));
    add(FilterColumn::Origin, tr("Origin"), tr("All origins"));
    add(FilterColumn::Stage, tr("In table"), tr("Any table"));
    m_libraries = menuButton(tr("Library"), &menu(FilterColumn::Library), this);
    m_libraries->setObjectName(u"libraryFilter"_s);
    m_libraries->setToolTip(tr("Show only kernels of the chosen libraries"));
}

void FilterBar::buildState()
{
    m_state->setObjectName(u"stateFilter"_s);
    m_state->setAccessibleName(tr("Review state"));
    m_state->setToolTip(tr("Show only kernels in this state of review"));
    m_state->addItem(tr("Any state"));
    for (const ReviewState state : {ReviewState::Unreviewed, ReviewState::NeedsWork, ReviewState::Accepted}) {
        m_state->addItem(glyphAndWords(state), toQString(toString(state)));
    }
    connect(m_state, &QComboBox::currentIndexChanged, this, &FilterBar::filterChanged);
}

void FilterBar::buildShare()
{
    m_share->setObjectName(u"minimumShare"_s);
    m_share->setAccessibleName(tr("Minimum share"));
    m_share->setToolTip(tr("Hide kernels below this share of the table's total"));
    for (const double share : kMinimumShares) {
        m_share->addItem(share > 0 ? tr("≥ %1 %").arg(toQString(formatExact(share * 100))) : tr("Any share"), share);
    }
    connect(m_share, &QComboBox::currentIndexChanged, this, &FilterBar::filterChanged);
}

void FilterBar::buildMore()
{
    auto *more = new QMenu(this);
    buildMembership(*more); // what is chosen most often, next to the state
    for (const FilterColumn column :
         {FilterColumn::Op, FilterColumn::Rule, FilterColumn::Origin, FilterColumn::Stage}) {
        more->addMenu(&menu(column));
    }
    buildInstances(*more);
    more->addSeparator();
    connect(more->addAction(tr("Clear all filters")), &QAction::triggered, this, &FilterBar::clear);
    m_more = menuButton(tr("More"), more, this);
    m_more->setObjectName(u"moreFilters"_s);
    m_more->setToolTip(
        tr("Show only kernels that are picked or left out, or of the chosen ops, rules, origins, tables or "
           "numbers of launches"));
}

void FilterBar::buildInstances(QMenu &menu)
{
    QMenu *instances = menu.addMenu(tr("Instances"));
    m_instances = new QActionGroup(this);
    for (const int least : kMinimumInstances) {
        QAction *action =
            instances->addAction(least > 0 ? tr("≥ %1").arg(toQString(formatCount(least))) : tr("Any number"));
        action->setCheckable(true);
        action->setChecked(least == 0);
        action->setData(least);
        m_instances->addAction(action);
    }
    connect(m_instances, &QActionGroup::triggered, this, &FilterBar::onChosen);
}

void FilterBar::buildMembership(QMenu &menu)
{
    QMenu *memberships = menu.addMenu(tr("Picked"));
    m_membership = new QActionGroup(this);
    const auto add = [&](const QString &text, MembershipFilter filter) {
        QAction *action = memberships->addAction(text);
        action->setCheckable(true);
        action->setChecked(filter == MembershipFilter::Any);
        action->setData(static_cast<int>(filter));
        m_membership->addAction(action);
    };
    add(tr("Picked or not"), MembershipFilter::Any);
    add(tr("For the catalog"), MembershipFilter::Wanted);
    add(tr("Not for the catalog"), MembershipFilter::NotWanted);
    add(tr("Left out by hand"), MembershipFilter::LeftOut);
    connect(m_membership, &QActionGroup::triggered, this, &FilterBar::onChosen);
}

void FilterBar::buildGroups()
{
    auto *groups = new QMenu(this);
    m_groupBy = new QActionGroup(this);
    const auto add = [&](const QString &text, GroupBy by) {
        QAction *action = groups->addAction(text);
        action->setCheckable(true);
        action->setChecked(by == GroupBy::None);
        action->setData(static_cast<int>(by));
        m_groupBy->addAction(action);
    };
    add(tr("No groups"), GroupBy::None);
    add(tr("By library"), GroupBy::Library);
    add(tr("By op"), GroupBy::Op);
    add(tr("By rule"), GroupBy::Rule);
    add(tr("By state"), GroupBy::State);
    groups->addSeparator();
    connect(groups->addAction(tr("Open all groups")), &QAction::triggered, this,
            [this] { Q_EMIT groupsOpenRequested(true); });
    connect(groups->addAction(tr("Close all groups")), &QAction::triggered, this,
            [this] { Q_EMIT groupsOpenRequested(false); });
    connect(m_groupBy, &QActionGroup::triggered, this, [this] {
        showTitles();
        Q_EMIT groupChanged();
    });
    m_groups = menuButton(tr("Group"), groups, this);
    m_groups->setObjectName(u"groupButton"_s);
    m_groups->setToolTip(tr("Put kernels together by library, op, rule or state, with what each group comes to"));
}

RowFilter FilterBar::filter() const
{
    RowFilter filter;
    filter.text = toUtf8(m_text->text());
    filter.libraries = chosen(FilterColumn::Library);
    filter.ops = chosen(FilterColumn::Op);
    filter.rules = chosen(FilterColumn::Rule);
    filter.origins = chosen(FilterColumn::Origin);
    for (const QString &stage : menu(FilterColumn::Stage).chosen()) {
        filter.stages.push_back(makeId<StageId>(stage.toUInt()));
    }
    filter.minimumShare = m_share->currentData().toDouble();
    filter.minimumInstances = minimumInstances();
    if (const QString state = m_state->currentData().toString(); !state.isEmpty()) {
        filter.states = {toUtf8(state)};
    }
    return filter;
}

MembershipFilter FilterBar::membership() const
{
    return static_cast<MembershipFilter>(m_membership->checkedAction()->data().toInt());
}

std::int64_t FilterBar::minimumInstances() const
{
    return m_instances->checkedAction()->data().toLongLong();
}

std::vector<std::string> FilterBar::chosen(FilterColumn column) const
{
    std::vector<std::string> texts;
    for (const QString &text : menu(column).chosen()) {
        texts.push_back(toUtf8(text));
    }
    return texts;
}

void FilterBar::setChoices(FilterColumn column, const std::vector<Choice> &choices)
{
    QList<CheckMenu::Item> items;
    for (const Choice &choice : choices) {
        items.append({toQString(choice.value), tr("%1 (%2)").arg(choice.label, countText(choice.count)),
                      column == FilterColumn::Library ? librarySquare(choice.value) : QIcon()});
    }
    menu(column).setItems(items);
    showTitles();
}

void FilterBar::showOnly(FilterColumn column, const std::vector<std::string> &texts)
{
    clearQuietly();
    menu(column).choose(toQStrings(texts));
    onChosen();
}

void FilterBar::restore(const RowFilter &filter, MembershipFilter membership, GroupBy by)
{
    clearQuietly();
    const QSignalBlocker quietShare(m_share);
    const QSignalBlocker quietState(m_state);
    m_text->setText(toQString(filter.text));
    m_share->setCurrentIndex(std::max(0, m_share->findData(filter.minimumShare)));
    const QString state = filter.states.empty() ? QString() : toQString(filter.states.front());
    m_state->setCurrentIndex(state.isEmpty() ? 0 : std::max(0, m_state->findData(state)));
    QStringList stages;
    for (const StageId stage : filter.stages) {
        stages += QString::number(stage.index());
    }
    menu(FilterColumn::Library).choose(toQStrings(filter.libraries));
    menu(FilterColumn::Op).choose(toQStrings(filter.ops));
    menu(FilterColumn::Rule).choose(toQStrings(filter.rules));
    menu(FilterColumn::Origin).choose(toQStrings(filter.origins));
    menu(FilterColumn::Stage).choose(stages);
    check(*m_instances, filter.minimumInstances);
    check(*m_membership, static_cast<int>(membership));
    check(*m_groupBy, static_cast<int>(by));
    showTitles();
}

GroupBy FilterBar::groupBy() const
{
    return static_cast<GroupBy>(m_groupBy->checkedAction()->data().toInt());
}

void FilterBar::setGroupBy(GroupBy by)
{
    for (QAction *action : m_groupBy->actions()) {
        if (action->data().toInt() == static_cast<int>(by)) {
            action->trigger();
        }
    }
}

void FilterBar::onChosen()
{
    showTitles();
    Q_EMIT filterChanged();
}

void FilterBar::showTitles()
{
    const std::vector<std::string> libraries = chosen(FilterColumn::Library);
    const QString single =
        libraries.size() == 1 ? toQString(libraries.front()) : tr("%1 libraries").arg(countText(libraries.size()));
    m_libraries->setText(libraries.empty() ? tr("Library") : QString(single).replace(u'&', u"&&"_s));
    int active = (minimumInstances() > 0 ? 1 : 0) + (membership() != MembershipFilter::Any ? 1 : 0);
    for (const FilterColumn column :
         {FilterColumn::Op, FilterColumn::Rule, FilterColumn::Origin, FilterColumn::Stage}) {
        active += menu(column).chosen().isEmpty() ? 0 : 1;
    }
    m_more->setText(active == 0 ? tr("More") : tr("More (%1)").arg(active));
    m_groups->setText(groupBy() == GroupBy::None ? tr("Group") : m_groupBy->checkedAction()->text());
    showChips();
}

void FilterBar::showChips()
{
    const bool hadFocus = m_chips->isAncestorOf(QApplication::focusWidget());
    while (QLayoutItem *item = m_chipLine->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->setObjectName({});
            item->widget()->deleteLater(); // it may be what was clicked
        }
        delete item;
    }
    const auto forget = [](QActionGroup *group) { return [group] { group->actions().front()->setChecked(true); }; };
    if (membership() != MembershipFilter::Any) {
        addChip(tr("Picked"), {m_membership->checkedAction()->text()}, forget(m_membership));
    }
    for (const FilterColumn column :
         {FilterColumn::Op, FilterColumn::Rule, FilterColumn::Origin, FilterColumn::Stage}) {
        CheckMenu &of = menu(column);
        addChip(of.title(), of.chosenLabels(), [&of] { of.choose({}); });
    }
    if (minimumInstances() > 0) {
        addChip(tr("Instances"), {m_instances->checkedAction()->text()}, forget(m_instances));
    }
    m_chipLine->addStretch(1);
    const bool isEmpty = m_chipLine->count() == 1;
    m_chips->setVisible(!isEmpty);
    if (hadFocus) {
        (isEmpty ? m_more : m_chipLine->itemAt(0)->widget())->setFocus(Qt::OtherFocusReason);
    }
}

void FilterBar::addChip(const QString &column, const QStringList &values, std::function<void()> takeOff)
{
    if (values.isEmpty()) {
        return;
    }
    auto *chip = new FilterChip(column, values.join(u", "_s), m_chips);
    chip->setObjectName(u"filterChip%1"_s.arg(m_chipLine->count()));
    connect(chip, &QToolButton::clicked, this, [this, takeOff = std::move(takeOff)] {
        takeOff();
        onChosen();
    });
    const QLayoutItem *before = m_chipLine->itemAt(m_chipLine->count() - 1);
    setTabOrder(before != nullptr ? before->widget() : m_columns, chip);
    m_chipLine->addWidget(chip);
}

void FilterBar::setCount(const QString &text)
{
    m_count->setText(text);
    m_count->setToolTip(text);
}

void FilterBar::setError(const QString &message)
{
    m_error->setMessage(message, Tone::Bad);
    m_text->setAccessibleDescription(message);
}

void FilterBar::setHint(const QString &message)
{
    m_error->setMessage(message, Tone::Quiet);
    m_text->setAccessibleDescription(message);
}

void FilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void FilterBar::clear()
{
    clearQuietly();
    onChosen();
}

void FilterBar::clearQuietly()
{
    const QSignalBlocker quietShare(m_share);
    const QSignalBlocker quietState(m_state);
    m_text->clear();
    m_share->setCurrentIndex(0);
    m_state->setCurrentIndex(0);
    m_instances->actions().front()->setChecked(true);
    m_membership->actions().front()->setChecked(true);
    for (CheckMenu *menu : m_menus) {
        menu->choose({});
    }
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
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
