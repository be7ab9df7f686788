#pragma once

#include <QList>
#include <QString>
#include <QUrl>

class QDialogButtonBox;
class QWidget;

namespace atlas::ui
{

/// A chapter of the handbook, in the language of the window.
struct Chapter
{
    QString name;  ///< of its file, without ending: "publishing"
    QString title; ///< its heading
    QString text;  ///< Markdown
    QUrl source;   ///< where the browser finds it
};

/// The chapters in the order of the handbook's first page, which is the first of them.
[[nodiscard]] QList<Chapter> handbookChapters();

/// Shows the handbook in a window of `parent`'s, which stays usable when `parent` is modal; the first page without a
/// `chapter`.
void openHandbook(QWidget &parent, const QString &chapter = {});

/// Gives a dialog a button, and the key F1, that lead to a chapter.
void addHelp(QDialogButtonBox &buttons, const QString &chapter);

} // namespace atlas::ui
