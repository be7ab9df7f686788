#include "ui/session/runsession.h"

#include "ui/common/text.h"

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// What a person set in `from`, as edits of `to`: entries are matched by raw name.
EditGroup carriedOver(const ReviewDocument &from, const ReviewDocument &to, std::string text)
{
    EditGroup group{std::move(text), {}};
    for (std::size_t index = 0; index < from.entryCount(); ++index) {
        const auto entry = makeId<EntryId>(index);
        const std::optional<EntryId> target = to.find(from.rawName(entry));
        for (const Field field : kFields) {
            if (target && from.isOverridden(entry, field)) {
                group.edits.push_back({*target, slotOf(field), from.effective(entry, field).value});
            }
        }
    }
    return group;
}
} // namespace

RunSession::RunSession(std::shared_ptr<LoadedRun> loaded, QObject *parent)
    : QObject(parent), m_run(loaded->run), m_rules(loaded->rules), m_document(std::move(loaded->document)),
      m_texts(std::move(loaded->texts)), m_catalogPath(loaded->catalogPath),
      m_rulesDiagnostics(std::move(loaded->rulesDiagnostics)),
      m_catalogDiagnostics(std::move(loaded->catalogDiagnostics))
{
    listen();
}

void RunSession::listen()
{
    m_document->setChangeListener([this](EntryId entry, Field field) { onChange(entry, field); });
}

void RunSession::onChange(EntryId entry, Field field)
{
    m_textsAreStale = true;
    m_lastChange = {entry, field};
    Q_EMIT entryChanged(entry, field);
}

const RowTexts &RunSession::texts()
{
    if (std::exchange(m_textsAreStale, false)) {
        m_texts = RowTexts::of(*m_document);
    }
    return m_texts;
}

std::shared_ptr<const ReviewDocument> RunSession::snapshot() const
{
    auto copy = std::make_shared<ReviewDocument>(*m_document);
    copy->setChangeListener({});
    return copy;
}

QString RunSession::catalogName() const
{
    return m_catalogPath.empty() ? u"kernels.yaml"_s : fromPath(m_catalogPath.filename());
}

std::vector<Diagnostic> RunSession::problems() const
{
    std::vector<Diagnostic> all = m_run->diagnostics();
    all.insert(all.end(), m_rulesDiagnostics.begin(), m_rulesDiagnostics.end());
    all.insert(all.end(), m_catalogDiagnostics.begin(), m_catalogDiagnostics.end());
    return all;
}

void RunSession::setPublicationOptions(const PublicationOptions &options)
{
    m_publicationOptions = options;
    Q_EMIT publicationOptionsChanged();
}

bool RunSession::setField(EntryId entry, Field field, FieldValue value)
{
    const bool changed = m_document->setField(entry, field, std::move(value));
    if (changed) {
        Q_EMIT historyChanged();
    }
    return changed;
}

bool RunSession::resetField(EntryId entry, Field field)
{
    const bool changed = m_document->resetField(entry, field);
    if (changed) {
        Q_EMIT historyChanged();
    }
    return changed;
}

void RunSession::undo()
{
    if (m_document->history().canUndo()) {
        m_lastChange.reset();
        m_document->undo();
        revealLastChange();
    }
}

void RunSession::redo()
{
    if (m_document->history().canRedo()) {
        m_lastChange.reset();
        m_document->redo();
        revealLastChange();
    }
}

void RunSession::revealLastChange()
{
    Q_EMIT historyChanged();
    if (m_lastChange) {
        Q_EMIT revealRequested(m_lastChange->first, m_lastChange->second);
    }
}

void RunSession::setCatalog(const CheckedCatalog &catalog, const std::filesystem::path &path)
{
    auto next = std::make_unique<ReviewDocument>(catalog.catalog);
    next->attachRun(m_run, m_document->readings());
    EditGroup edits = carriedOver(*m_document, *next,
                                  tr("edits made before %1 was opened").arg(fromPath(path.filename())).toStdString());
    m_document = std::move(next);
    if (!edits.edits.empty()) {
        m_document->apply(std::move(edits));
    }
    listen();
    m_catalogPath = path;
    m_catalogDiagnostics = catalog.diagnostics;
    m_textsAreStale = true;
    Q_EMIT catalogChanged();
    Q_EMIT historyChanged();
}

void RunSession::setSaved(const CheckedCatalog &written, std::size_t savedIndex, const std::filesystem::path &path)
{
    m_document->setSaved(written.catalog, savedIndex);
    m_catalogPath = path;
    m_catalogDiagnostics = written.diagnostics;
    m_textsAreStale = true;
    Q_EMIT catalogChanged();
    Q_EMIT historyChanged();
}

} // namespace atlas::ui
