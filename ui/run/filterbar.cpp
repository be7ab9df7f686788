#include "ui/run/filterbar.h"

#include "core/base/format.h"
#include "ui/common/appearance.h"
#include "ui/common/text.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include <algorithm>
#include <array>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr std::array kMinimumShares = {0.0, 0.0001, 0.001, 0.005, 0.01, 0.05};

QPushButton *menuButton(const QString &text, QMenu *menu, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setMenu(menu);
    button->setAutoDefault(false);
    return button;
}
} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent), m_text(new QLineEdit(this)), m_librariesMenu(new QMenu(this)), m_state(new QComboBox(this)),
      m_share(new QComboBox(this)), m_count(new QLabel(this)), m_columnsMenu(new QMenu(this)), m_error(new QLabel(this))
{
    m_libraries = menuButton(tr("Library"), m_librariesMenu, this);
    m_columns = menuButton(tr("Columns"), m_columnsMenu, this);
    buildText();
    buildLibraries();
    buildState();
    buildShare();
    m_count->setTextFormat(Qt::PlainText);
    m_count->setObjectName(u"resultCount"_s);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setMinimumWidth(1); // gives way before anything that can be clicked does
    m_columns->setObjectName(u"columnsButton"_s);
    m_columns->setToolTip(tr("Which columns the table shows; drag a header to move it"));
    m_error->setTextFormat(Qt::PlainText);
    m_error->setObjectName(u"filterError"_s);
    m_error->setWordWrap(true);
    m_error->hide();

    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(m_text, 1);
    line->addWidget(m_libraries);
    line->addWidget(m_state);
    line->addWidget(m_share);
    line->addWidget(m_count, 0, Qt::AlignVCenter);
    line->addWidget(m_columns);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 7, 10, 7);
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addWidget(m_error);
}

void FilterBar::buildText()
{
    m_text->setObjectName(u"filterText"_s);
    m_text->setAccessibleName(tr("Filter names"));
    m_text->setPlaceholderText(tr("Filter names, or /regex/   (Ctrl+F)"));
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
    m_libraries->setObjectName(u"libraryFilter"_s);
    m_libraries->setToolTip(tr("Show only kernels of the chosen libraries"));
    m_librariesMenu->setToolTipsVisible(true);
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

RowFilter FilterBar::filter() const
{
    const std::string state = toUtf8(m_state->currentData().toString());
    return {toUtf8(m_text->text()), chosenLibraries(), m_share->currentData().toDouble(),
            state.empty() ? std::vector<std::string>() : std::vector<std::string>{state}};
}

std::vector<std::string> FilterBar::chosenLibraries() const
{
    std::vector<std::string> chosen;
    for (const QAction *action : m_librariesMenu->actions()) {
        if (action->isCheckable() && action->isChecked()) {
            chosen.push_back(toUtf8(action->data().toString()));
        }
    }
    return chosen;
}

void FilterBar::setLibraries(const std::vector<std::pair<std::string, std::size_t>> &libraries)
{
    const std::vector<std::string> before = chosenLibraries();
    m_librariesMenu->clear();
    for (const auto &[library, count] : libraries) {
        QString label = toQString(library).replace(u'&', u"&&"_s);
        QAction *action = m_librariesMenu->addAction(librarySquare(library), tr("%1 (%2)").arg(label).arg(count));
        action->setData(toQString(library));
        action->setCheckable(true);
        action->setChecked(std::ranges::find(before, library) != before.end());
        connect(action, &QAction::toggled, this, [this] {
            showLibraryTitle();
            Q_EMIT filterChanged();
        });
    }
    m_librariesMenu->addSeparator();
    connect(m_librariesMenu->addAction(tr("All libraries")), &QAction::triggered, this, [this] {
        for (QAction *action : m_librariesMenu->actions()) {
            action->setChecked(false);
        }
    });
    showLibraryTitle();
}

void FilterBar::showLibraryTitle()
{
    const std::vector<std::string> chosen = chosenLibraries();
    const QString single = chosen.size() == 1 ? toQString(chosen.front()) : tr("%1 libraries").arg(chosen.size());
    m_libraries->setText(chosen.empty() ? tr("Library") : single);
}

void FilterBar::setCount(const QString &text)
{
    m_count->setText(text);
    m_count->setToolTip(text);
}

void FilterBar::setError(const QString &message)
{
    m_error->setText(message);
    m_error->setVisible(!message.isEmpty());
    QPalette warning = palette();
    warning.setColor(QPalette::WindowText, color(Tone::Bad, palette()));
    m_error->setPalette(warning);
    m_text->setAccessibleDescription(message);
}

void FilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void FilterBar::clear()
{
    m_text->clear();
    m_share->setCurrentIndex(0);
    m_state->setCurrentIndex(0);
    for (QAction *action : m_librariesMenu->actions()) {
        action->setChecked(false);
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

void FilterBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && m_error->isVisible()) {
        setError(m_error->text());
    }
    QWidget::changeEvent(event);
}

} // namespace atlas::ui
