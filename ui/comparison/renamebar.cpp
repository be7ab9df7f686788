#include "ui/comparison/renamebar.h"

#include "core/base/text.h"
#include "ui/common/text.h"
#include "ui/common/tonelabel.h"
#include "ui/comparison/comparisonsession.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kFieldWidth = 260;
constexpr std::size_t kMostShown = 40;
} // namespace

RenameBar::RenameBar(ComparisonSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_text(new QLineEdit(this)), m_renames(new QHBoxLayout),
      m_problem(new ToneLabel(Tone::Bad, this))
{
    setObjectName(u"renameBar"_s);
    auto *title = new QLabel(tr("Names &changed by"), this);
    title->setBuddy(m_text);
    m_text->setObjectName(u"renameText"_s);
    m_text->setAccessibleName(tr("Substitution in names"));
    m_text->setPlaceholderText(u"s/_jl_mod_/_jl_/"_s);
    m_text->setToolTip(
        plainToolTip(tr("Kernels whose names are equal once this is done to both sides\' names are a pair; "
                        "kept with the decisions about pairs (Enter)")));
    m_text->setFixedWidth(kFieldWidth);
    m_text->installEventFilter(this);
    m_problem->setObjectName(u"renameProblem"_s);
    m_renames->setSpacing(6);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(8, 4, 8, 2);
    line->setSpacing(7);
    line->addWidget(title);
    line->addWidget(m_text);
    line->addLayout(m_renames);
    line->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(line);
    layout->addWidget(m_problem);
    connect(m_text, &QLineEdit::returnPressed, this, &RenameBar::add);
    connect(m_text, &QLineEdit::textEdited, m_problem, [this] { m_problem->setMessage({}); });
    connect(&session, &ComparisonSession::changed, this, &RenameBar::showRenames);
    showRenames();
}

void RenameBar::ask()
{
    m_isAsked = true;
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
}

void RenameBar::add()
{
    const QString text = m_text->text().trimmed();
    const Result<void> added = text.isEmpty() ? Result<void>() : m_session.addRename(toUtf8(text));
    m_problem->setMessage(added ? QString() : errorText(added.error()));
    if (added) {
        m_text->clear();
    }
}

void RenameBar::showRenames()
{
    while (QLayoutItem *item = m_renames->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const NameSubstitution &rename : m_session.renames()) {
        const QString text = toQString(rename.text());
        auto *button =
            new QPushButton(toQString(elideMiddle(rename.text(), kMostShown)).replace(u'&', u"&&"_s) + u"  ✕"_s, this);
        button->setObjectName(u"rename"_s);
        button->setAccessibleName(tr("Take back: %1").arg(text));
        button->setToolTip(plainToolTip(tr("Take back: %1").arg(text)));
        connect(button, &QPushButton::clicked, this, [this, text] {
            m_text->setFocus();
            m_session.removeRename(toUtf8(text));
        });
        m_renames->addWidget(button);
    }
    setVisible(m_isAsked || !m_session.renames().empty());
}

bool RenameBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_isAsked = false;
        m_text->clear();
        m_problem->setMessage({});
        Q_EMIT leaveRequested();
        showRenames();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace atlas::ui
