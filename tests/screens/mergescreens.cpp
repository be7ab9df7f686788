#include "tests/screens/screenshots.h"

#include "core/base/file.h"
#include "core/review/publication.h"
#include "ui/common/text.h"
#include "ui/mainwindow/catalogflow.h"
#include "ui/mainwindow/runpage.h"
#include "ui/review/mergedialog.h"

#include <QStatusBar>
#include <QTimer>

#include <algorithm>
#include <array>

namespace atlas::screens
{

using namespace Qt::StringLiterals;

namespace
{
/// Kernels of which both sides change the description.
constexpr std::size_t kConflicts = 3;

/// The entries of `catalog` with other words in the descriptions of the first ones.
std::string changedByOthers(const Catalog &catalog)
{
    CatalogChanges changes;
    for (std::size_t i = 0; i < std::min(kConflicts, catalog.entries().size()); ++i) {
        changes.fields.push_back({i, Field::Description, std::string("Words of a colleague.")});
    }
    const Result<Catalog> changed = changeCatalog(catalog, changes);
    return changed ? changed->text() : catalog.text();
}
} // namespace

void Screenshots::addMergePicture(const QString &file)
{
    m_steps.push_back([this] {
        ui::RunSession &session = m_window.runPage()->session();
        const std::filesystem::path path = ui::toPath(m_scratch.filePath(u"shared.yaml"_s));
        const auto publication = planPublication(session.document(), session.publicationOptions(), path);
        if (publication && writeFileAtomically(path, publication->result->text())) {
            if (const auto shared = readCheckedCatalog(path)) {
                session.goTo(session.planGoing(*shared, path), {}, *shared, path);
            }
        }
        QTimer::singleShot(0, this, &Screenshots::next);
    });
    addPicture(file, [this] {
        ui::RunSession &session = m_window.runPage()->session();
        const Catalog &catalog = *session.document().catalog();
        for (std::size_t i = 0; i < std::min(kConflicts, catalog.entries().size()); ++i) {
            session.setField(session.document().find(catalog.entries()[i].rawName).value(), Field::Description,
                             std::string("My own words."));
        }
        static_cast<void>(writeFileAtomically(session.catalogPath(), changedByOthers(catalog)));
        m_window.catalogs().ask();
    });
    m_steps.push_back([this] {
        if (auto *dialog = m_window.findChild<ui::MergeDialog *>()) {
            dialog->accept();
        }
        // The rest of the pictures is of a catalog without a place, and without edits.
        ui::RunSession &session = m_window.runPage()->session();
        if (const auto none = readCheckedCatalog({})) {
            const RebasePlan plan = session.planGoing(*none, {});
            session.goTo(plan, std::vector(plan.rows.size(), MergeSide::Theirs), *none, {});
        }
        m_window.statusBar()->clearMessage(); // the other pictures come sooner than a person would
        QTimer::singleShot(0, this, &Screenshots::next);
    });
}

} // namespace atlas::screens
