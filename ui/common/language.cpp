#include "ui/common/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>
#include <memory>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// What a language of the system means here; nothing where the window does not speak it.
std::optional<LanguageChoice> spoken(const QString &language)
{
    const QLocale locale(language);
    if (locale.language() == QLocale::English || language == "C"_L1) {
        return LanguageChoice::English;
    }
    // Traditional characters are another translation: who reads them goes on to the next language of the list.
    const bool isSimplified = locale.language() == QLocale::Chinese && locale.script() == QLocale::SimplifiedHanScript;
    return isSimplified ? std::optional(LanguageChoice::SimplifiedChinese) : std::nullopt;
}

void install(const QString &file, const QString &folder)
{
    auto translator = std::make_unique<QTranslator>(QCoreApplication::instance());
    if (translator->load(file, folder)) {
        QCoreApplication::installTranslator(translator.release()); // owned by the application
    }
}
} // namespace

QString key(LanguageChoice choice)
{
    constexpr std::array kKeys = {"system"_L1, "en"_L1, "zh_CN"_L1};
    return kKeys[static_cast<std::size_t>(choice)];
}

std::optional<LanguageChoice> languageNamed(const QString &name)
{
    const auto found = std::ranges::find(kLanguageChoices, name, [](LanguageChoice choice) { return key(choice); });
    return found == kLanguageChoices.end() ? std::nullopt : std::optional(*found);
}

LanguageChoice languageFor(LanguageChoice choice, const QStringList &wanted)
{
    if (choice != LanguageChoice::System) {
        return choice;
    }
    for (const QString &language : wanted) {
        if (const std::optional<LanguageChoice> known = spoken(language)) {
            return *known;
        }
    }
    return LanguageChoice::English;
}

void applyLanguage(LanguageChoice choice)
{
    const LanguageChoice language = languageFor(choice, QLocale::system().uiLanguages());
    if (language == LanguageChoice::English) {
        return; // what the sources say
    }
    // Qt's own texts first, where the system has them: ours, asked before them, hold the few that every window needs.
    install(u"qtbase_"_s + key(language), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(u"kernel-atlas_"_s + key(language), u":/translations"_s);
}

} // namespace atlas::ui
