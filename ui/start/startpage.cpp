#include "ui/start/startpage.h"

#include "ui/common/flatstyle.h"
#include "ui/common/keyhint.h"
#include "ui/common/text.h"
#include "ui/common/tonelabel.h"
#include "ui/start/pathlist.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kColumnWidth = 640;
constexpr int kLogoSize = 56;

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return label;
}

QWidget *header(QWidget *parent)
{
    auto *header = new QWidget(parent);
    auto *logo = new QLabel(header);
    logo->setPixmap(applicationIcon().pixmap(kLogoSize, kLogoSize));
    auto *title = plainLabel(QObject::tr("Kernel Atlas"), header);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.8);
    font.setBold(true);
    title->setFont(font);
    auto *subtitle = plainLabel(QObject::tr("Where the GPU time goes, and what each kernel is called."), header);
    subtitle->setForegroundRole(QPalette::PlaceholderText);
    header->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(title);
    words->addWidget(subtitle);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(16);
    layout->addWidget(logo);
    layout->addLayout(words, 1);
    return header;
}
} // namespace

StartPage::StartPage(QWidget *parent)
    : QWidget(parent), m_open(new QPushButton(tr("&Open…"), this)),
      m_sample(new QPushButton(tr("Open the &sample run"), this)),
      m_compare(new QPushButton(tr("&Compare runs…"), this)), m_note(new ToneLabel(Tone::Caution, this)),
      m_offeredRun(new QPushButton(tr("Open the run all the &same"), this)),
      m_offeredComparison(new QPushButton(tr("Show the comparison all the sa&me"), this)),
      m_recentTitle(plainLabel(tr("Recent runs"), this)), m_recent(new PathList(this))
{
    m_open->setObjectName(u"startOpen"_s);
    m_open->setProperty(kPrimaryProperty, true);
    m_open->setToolTip(
        tr("Open a profiling run: a run folder, an nsys folder, a repository or one table file (Ctrl+O)"));
    m_note->setObjectName(u"startNote"_s);
    setKeyHint(*m_open, "window.openRun");
    m_sample->setObjectName(u"startSample"_s);
    m_sample->setToolTip(tr("A small run with invented timings, to look around"));
    m_compare->setObjectName(u"startCompare"_s);
    m_compare->setToolTip(
        tr("What changed between two runs, by how much, and whether the numbers can say so (Ctrl+D)"));
    setKeyHint(*m_compare, "window.compare");
    m_recent->setObjectName(u"recentRuns"_s);
    m_recent->setAccessibleName(tr("Recent runs"));
    m_recentTitle->setForegroundRole(QPalette::PlaceholderText);

    m_offeredRun->setObjectName(u"startOfferedRun"_s);
    m_offeredComparison->setObjectName(u"startOfferedComparison"_s);
    setKeyHint(*m_offeredComparison, "window.lastComparison");
    auto *offers = new QHBoxLayout;
    offers->addWidget(m_offeredRun);
    offers->addWidget(m_offeredComparison);
    offers->addStretch();

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_open);
    buttons->addWidget(m_compare);
    buttons->addWidget(m_sample);
    buttons->addStretch();
    auto *hint = plainLabel(tr("Or drop a run folder, a repository or a kernel table anywhere in this window. "
                               "Tables of nsys stats are found by what they hold, not by their name."),
                            this);
    hint->setForegroundRole(QPalette::PlaceholderText);

    auto *column = new QWidget(this);
    column->setMaximumWidth(kColumnWidth);
    auto *inner = new QVBoxLayout(column);
    inner->setSpacing(12);
    inner->addWidget(header(column));
    inner->addWidget(m_note);
    inner->addLayout(offers);
    inner->addLayout(buttons);
    inner->addWidget(hint);
    inner->addSpacing(8);
    inner->addWidget(m_recentTitle);
    inner->addWidget(m_recent, 1);
    inner->addStretch(0);
    auto *outer = new QVBoxLayout(this);
    outer->addStretch(2);
    outer->addWidget(column, 5);
    outer->addStretch(1);
    outer->setAlignment(column, Qt::AlignHCenter);
    column->setMinimumWidth(kColumnWidth);

    connect(m_open, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(m_sample, &QPushButton::clicked, this, &StartPage::sampleRequested);
    connect(m_compare, &QPushButton::clicked, this, &StartPage::compareRequested);
    connect(m_recent, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { Q_EMIT runChosen(item->data(PathList::PathRole).toString()); });
    connect(m_offeredRun, &QPushButton::clicked, this, [this] { Q_EMIT runChosen(m_offeredPath); });
    connect(m_offeredComparison, &QPushButton::clicked, this, &StartPage::lastComparisonRequested);
    offerRun({});
    offerComparison(false);
    setRecentRuns({});
}

void StartPage::setNote(const QString &note)
{
    m_note->setMessage(note);
}

void StartPage::addNote(const QString &note)
{
    m_note->setMessage(m_note->text().isEmpty() ? note : m_note->text() + u'\n' + note);
}

void StartPage::offerRun(const QString &path)
{
    m_offeredPath = path;
    m_offeredRun->setToolTip(plainToolTip(path));
    m_offeredRun->setVisible(!path.isEmpty());
}

void StartPage::offerComparison(bool isOffered)
{
    m_offeredComparison->setVisible(isOffered);
}

void StartPage::setRecentRuns(const QStringList &paths)
{
    m_recent->clear();
    for (const QString &path : paths) {
        static_cast<PathList *>(m_recent)->addPath(path, path.section(u'/', -1), path);
    }
    m_recent->setVisible(!paths.isEmpty());
    m_recentTitle->setVisible(!paths.isEmpty());
    (paths.isEmpty() ? static_cast<QWidget *>(m_open) : m_recent)->setFocus();
}

} // namespace atlas::ui
