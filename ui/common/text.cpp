#include "ui/common/text.h"

#include "core/base/text.h"

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// Enough bytes for kMaxCellCharacters of any script.
constexpr std::size_t kMaxCellBytes = static_cast<std::size_t>(kMaxCellCharacters) * 4;
/// A tooltip taller than the screen helps nobody.
constexpr qsizetype kMaxToolTipCharacters = 4000;
} // namespace

QString cellText(std::string_view text)
{
    QString cell = toQString(text.substr(0, floorToCharacter(text, kMaxCellBytes)));
    if (cell.size() > kMaxCellCharacters) {
        cell.truncate(kMaxCellCharacters - 1);
        if (cell.back().isHighSurrogate()) {
            cell.chop(1);
        }
        cell += u'…';
    }
    cell.replace(u'\n', u' ');
    return cell;
}

QString escaped(const QString &text)
{
    QString html = text.toHtmlEscaped();
    html.replace(u'\n', u"<br>"_s);
    return html;
}

QString errorText(const Error &error)
{
    const std::string where = format(error.location);
    return toQString(where.empty() ? error.message : where + ": " + error.message);
}

QString plainToolTip(const QString &text)
{
    const QString shown = text.size() > kMaxToolTipCharacters ? text.first(kMaxToolTipCharacters) + u'…' : text;
    return u"<qt>"_s + escaped(shown) + u"</qt>"_s;
}

} // namespace atlas::ui
