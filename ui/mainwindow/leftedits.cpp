#include "ui/mainwindow/leftedits.h"

#include "core/review/journalfolder.h"
#include "core/run/runlayout.h"
#include "ui/common/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr qsizetype kShownSteps = 6;

struct LeftEditsText
{
    Q_DECLARE_TR_FUNCTIONS(LeftEdits)
};

QString listOf(const JournalOffer &offer)
{
    QStringList steps;
    const auto count = static_cast<qsizetype>(offer.unsaved.size());
    for (qsizetype i = std::max<qsizetype>(0, count - kShownSteps); i < count; ++i) {
        steps += u"• "_s + toQString(offer.unsaved[static_cast<std::size_t>(i)]);
    }
    if (count > kShownSteps) {
        steps.prepend(u"…"_s);
    }
    return steps.join(u'\n');
}

/// Whose edits they are: a catalog without a place has no name that would say it.
QString opening(const JournalOffer &offer, const QString &when)
{
    const QString catalog = fromPath(offer.catalog.filename());
    const QString run = fromPath(offer.run.filename());
    if (run.isEmpty()) {
        return LeftEditsText::tr("The program ended before these edits of %1 were published (%2):").arg(catalog, when);
    }
    return catalog.isEmpty()
               ? LeftEditsText::tr("The program ended before these edits of the run %1 were published (%2):")
                     .arg(run, when)
               : LeftEditsText::tr("The program ended before these edits of %1, run %2, were published (%3):")
                     .arg(catalog, run, when);
}

QString description(const JournalOffer &offer)
{
    const auto time = std::chrono::clock_cast<std::chrono::system_clock>(offer.modified);
    const QDateTime when = QDateTime::fromSecsSinceEpoch(
        std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count());
    return opening(offer, QLocale().toString(when, QLocale::ShortFormat)) + u"\n\n"_s + listOf(offer);
}

enum class Wish : std::uint8_t
{
    TakeUp,
    Discard,
    Later
};

Wish ask(const JournalOffer &offer, const QString &takeUpText, QWidget &parent)
{
    QMessageBox box(QMessageBox::Question, LeftEditsText::tr("Edits that were not published"), description(offer),
                    QMessageBox::NoButton, &parent);
    box.setObjectName(u"leftEditsBox"_s);
    box.setTextFormat(Qt::PlainText);
    QPushButton *takeUp = box.addButton(takeUpText, QMessageBox::AcceptRole);
    QPushButton *discard = box.addButton(LeftEditsText::tr("&Discard them"), QMessageBox::DestructiveRole);
    QPushButton *later = box.addButton(LeftEditsText::tr("Ask &later"), QMessageBox::RejectRole);
    box.setDefaultButton(takeUp);
    box.setEscapeButton(later);
    box.exec();
    return box.clickedButton() == takeUp ? Wish::TakeUp : box.clickedButton() == discard ? Wish::Discard : Wish::Later;
}

void tellFailure(const Error &error, QWidget &parent)
{
    QMessageBox box(QMessageBox::Warning, LeftEditsText::tr("Edits that were not published"),
                    LeftEditsText::tr("They cannot be taken up: %1").arg(errorText(error)), QMessageBox::Ok, &parent);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

std::unique_ptr<Journal> takeUp(LoadedRun &loaded, const JournalOffer &offer, QWidget &parent)
{
    auto recovered = recoverJournal(offer.folder);
    if (!recovered) {
        tellFailure(recovered.error(), parent);
        return {};
    }
    const std::shared_ptr<const InferenceTable> readings = loaded.document->readings();
    loaded.document = std::move(recovered->document);
    loaded.document->attachRun(loaded.run, readings);
    loaded.texts = RowTexts::of(*loaded.document);
    std::ranges::move(recovered->diagnostics, std::back_inserter(loaded.catalogDiagnostics));
    return std::move(recovered->journal);
}
} // namespace

std::unique_ptr<Journal> offerLeftEdits(LoadedRun &loaded, const std::filesystem::path &journalRoot, QWidget &parent)
{
    const std::filesystem::path catalog =
        loaded.catalogPath.empty() ? placelessCatalog(loaded.run->path()) : loaded.catalogPath;
    for (const JournalOffer &offer : findJournals(journalRoot, catalog)) {
        switch (ask(offer, LeftEditsText::tr("&Take them up"), parent)) {
        case Wish::TakeUp:
            return takeUp(loaded, offer, parent);
        case Wish::Discard:
            emptyFolder(offer.folder);
            break;
        case Wish::Later:
            return {};
        }
    }
    return {};
}

std::optional<JournalOffer> askForLeftRun(const std::filesystem::path &journalRoot,
                                          const std::filesystem::path &opening, QWidget &parent)
{
    for (JournalOffer &offer : findJournals(journalRoot)) {
        std::error_code error;
        if (offer.run.empty() || offer.run == opening ||
            !std::filesystem::exists(splitTablePath(offer.run).file, error)) {
            continue;
        }
        switch (ask(offer, LeftEditsText::tr("&Open the run"), parent)) {
        case Wish::TakeUp:
            return std::move(offer);
        case Wish::Discard:
            emptyFolder(offer.folder);
            break;
        case Wish::Later:
            return {};
        }
    }
    return {};
}

} // namespace atlas::ui
