#include "ui/chart/chartcard.h"

#include "ui/chart/chartview.h"
#include "ui/common/icons.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

ChartCard::ChartCard(const QString &title, const QString &fileName, QWidget *parent)
    : QWidget(parent), m_fileName(fileName), m_note(new QLabel(this)), m_view(new ChartView(this))
{
    auto *heading = new QLabel(title, this);
    heading->setTextFormat(Qt::PlainText);
    QFont bold = font();
    bold.setBold(true);
    heading->setFont(bold);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->hide();
    auto *save = new QToolButton(this);
    save->setObjectName(fileName + u"Save"_s);
    save->setIcon(icon(Symbol::Publish));
    save->setAutoRaise(true);
    save->setFocusPolicy(Qt::TabFocus);
    save->setAccessibleName(tr("Save the chart “%1”").arg(title));
    save->setToolTip(tr("Save as SVG or PNG…"));
    m_view->setObjectName(fileName + u"Chart"_s);
    connect(save, &QToolButton::clicked, this, &ChartCard::askWhereToSave);

    auto *top = new QHBoxLayout;
    top->addWidget(heading);
    top->addStretch(1);
    top->addWidget(save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 14);
    layout->setSpacing(6);
    layout->addLayout(top);
    layout->addWidget(m_note);
    layout->addWidget(m_view);
    layout->addStretch(1);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
}

void ChartCard::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void ChartCard::addControls(QWidget *controls)
{
    static_cast<QVBoxLayout *>(layout())->insertWidget(2, controls);
}

void ChartCard::askWhereToSave()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save chart"), m_fileName + u".svg"_s, tr("Pictures (*.svg *.png)"));
    if (path.isEmpty()) {
        return;
    }
    Q_EMIT messageRequested(m_view->save(path) ? tr("Saved %1").arg(path) : tr("Cannot write %1").arg(path));
}

} // namespace atlas::ui
