#include "ui/mainwindow/sessionkeeper.h"

#include "ui/common/text.h"
#include "ui/mainwindow/comparisonflow.h"
#include "ui/mainwindow/runpage.h"
#include "ui/mainwindow/samplerun.h"
#include "ui/session/ruledesk.h"

#include <QEvent>
#include <QMainWindow>

#include <chrono>

namespace atlas::ui
{

using namespace std::chrono_literals;

namespace
{
/// Walking a table by keys changes the view with each of them.
constexpr auto kPause = 500ms;
} // namespace

SessionKeeper::SessionKeeper(QMainWindow &window, Settings &settings, const ComparisonFlow &comparison)
    : QObject(&window), m_window(window), m_settings(settings), m_comparison(comparison)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kPause);
    connect(&m_soon, &QTimer::timeout, this, &SessionKeeper::save);
    window.installEventFilter(this);
    connect(&comparison, &ComparisonFlow::stateChanged, this, [this] {
        m_isInUse = m_isInUse || m_comparison.state().isOpen();
        m_soon.start();
    });
}

void SessionKeeper::setPage(RunPage *page, const QString &catalog)
{
    if (m_page != nullptr) {
        save();
        disconnect(m_page, nullptr, &m_soon, nullptr);
        disconnect(&m_page->session(), nullptr, this, nullptr);
        disconnect(&m_page->ruleDesk(), nullptr, this, nullptr);
    }
    m_soon.stop();
    m_page = page;
    if (page == nullptr) {
        return;
    }
    m_isInUse = true;
    const Run &run = page->session().run();
    if (isSampleRun(run.path())) { // another folder at each start
        m_page = nullptr;
        m_settings.setOpenRun({});
        return;
    }
    m_open = {fromPath(run.path()), catalog};
    m_chosenCatalog = catalog;
    m_loadedCatalog = fromPath(page->session().catalogPath());
    m_settings.setOpenRun(m_open);
    if (const auto view = runViewFrom(m_settings.runView(m_open.run), run)) {
        page->restore(*view);
    }
    connect(page, &RunPage::viewChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&page->session(), &RunSession::catalogChanged, this, &SessionKeeper::noteCatalog);
    connect(&page->ruleDesk(), &RuleDesk::packChosen, this,
            [this](const QString &pack) { m_settings.setRulePack(m_open.run, pack); });
}

void SessionKeeper::noteCatalog()
{
    const QString now = fromPath(m_page->session().catalogPath()); // opened or published to since
    const QString chosen = now == m_loadedCatalog ? m_chosenCatalog : now;
    if (chosen != m_open.catalog) {
        m_open.catalog = chosen;
        m_settings.setOpenRun(m_open);
    }
}

void SessionKeeper::save()
{
    m_soon.stop();
    m_settings.setWindowGeometry(m_window.saveGeometry());
    if (m_isInUse) {
        m_settings.setOpenComparison(toBytes(m_comparison.state()));
    }
    if (m_page != nullptr) {
        m_page->saveLayout();
        m_settings.setRunView(m_open.run, toBytes(m_page->view(), m_page->session().run()));
    }
}

bool SessionKeeper::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (m_window.isVisible() && (type == QEvent::Move || type == QEvent::Resize || type == QEvent::WindowStateChange)) {
        m_soon.start();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace atlas::ui
